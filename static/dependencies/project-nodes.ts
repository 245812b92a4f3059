import { acyclicOrder } from './acyclic-order';
import { NODE, layOutChain, type ChainLayout } from './chain-layout';
import { bowOver, curveBetween } from './curve';
import type { ProjectPair, ShownProjects } from './shown-projects';

/** As many projects as a reader, and a browser, can take in at once. */
export const MOST_NODES = 200;
/** More lines would hide each other, and take a browser longer than a reader waits. */
export const MOST_LINES = 200;

/** What of the projects the graph draws. */
export interface PressingProjects {
  /** Places in the view's projects, the most pressing first. */
  readonly projects: readonly number[];
  /** Those among them, the most pressing first. */
  readonly pairs: readonly ProjectPair[];
}

/** A project's open dependencies in the pairs of the graph: those for which it waits, of them late, and those that wait for it. */
export interface NodeFigures {
  readonly waits: number;
  readonly late: number;
  readonly waitedFor: number;
}

/** The project graph, laid out. Places of nodes count in `projects`, places of arrows in `pairs`. */
export interface ProjectNodes extends PressingProjects {
  readonly layout: Pick<ChainLayout, 'x' | 'y' | 'width' | 'height' | 'layers'>;
  /** By pair: its line with its arrowhead. */
  readonly curves: readonly string[];
  /** By pair: it runs against the order of the others, so that projects wait for each other in a circle. */
  readonly runsBack: readonly boolean[];
  /** By node: the pairs in which it waits, and in which it is waited for, the most pressing first. */
  readonly waitsIn: readonly (readonly number[])[];
  readonly isWaitedForIn: readonly (readonly number[])[];
  /** Nodes from left to right and from top to bottom. */
  readonly order: readonly number[];
}

/** Of too many projects the most pressing. */
export function pressingProjects(shown: ShownProjects): PressingProjects {
  const projects = shown.projects.slice(0, MOST_NODES);
  const isDrawn = new Set(projects);
  const pairs = shown.pairs.filter(({ dependent, provider }) => isDrawn.has(dependent) && isDrawn.has(provider));
  return { projects, pairs: pairs.sort(morePressing) };
}

/** The pairs that have a line: of too many the most pressing, and all those of the selected project. */
export function pairsWithLines({ pairs }: PressingProjects, selected: number | null): readonly ProjectPair[] {
  return pairs.filter(
    ({ dependent, provider }, place) => place < MOST_LINES || dependent === selected || provider === selected,
  );
}

/** By project. */
export function figuresOfNodes({ projects, pairs }: PressingProjects): ReadonlyMap<number, NodeFigures> {
  const figures = new Map(projects.map((project) => [project, { waits: 0, late: 0, waitedFor: 0 }]));
  for (const { dependent, provider, open, late } of pairs) {
    const [waiting, waitedFor] = [figures.get(dependent), figures.get(provider)];
    if (waiting !== undefined) {
      waiting.waits += open;
      waiting.late += late;
    }
    if (waitedFor !== undefined) waitedFor.waitedFor += open;
  }
  return figures;
}

/** Providers stand left of what waits for them; the pairs that would close a circle run back. */
export function projectNodes(shown: ShownProjects): ProjectNodes {
  const { projects, pairs } = pressingProjects(shown);
  const nodeOf = new Map(projects.map((project, node) => [project, node]));
  const node = (project: number): number => nodeOf.get(project) ?? 0;
  const arrows = pairs.map(({ dependent, provider, open }) => ({
    dependent: node(dependent),
    provider: node(provider),
    open,
  }));
  const place = acyclicOrder(projects.length, arrows);
  const runsBack = arrows.map(({ dependent, provider }) => place[provider] > place[dependent]);
  const forward = arrows.filter((_, pair) => !runsBack[pair]);
  const layout = layOutChain(projects.length, forward);
  const passes = runsBack.map((): readonly { x: number; y: number }[] => []);
  let laidOut = 0;
  runsBack.forEach((isBack, pair) => {
    if (!isBack) passes[pair] = layout.passes[laidOut++];
  });
  const box = (at: number): { x: number; width: number; middle: number } => ({
    x: layout.x[at],
    width: NODE.width,
    middle: layout.y[at] + NODE.height / 2,
  });
  const waitsIn: number[][] = projects.map(() => []);
  const isWaitedForIn: number[][] = projects.map(() => []);
  arrows.forEach(({ dependent, provider }, pair) => {
    waitsIn[dependent].push(pair);
    isWaitedForIn[provider].push(pair);
  });
  return {
    ...{ projects, pairs, layout, runsBack, waitsIn, isWaitedForIn },
    curves: arrows.map(({ dependent, provider }, pair) => {
      if (runsBack[pair]) return bowOver(box(provider), box(dependent), NODE.height);
      const around = passes[pair].map((pass) => ({ ...pass, width: NODE.width }));
      return curveBetween(box(provider), box(dependent), 'finishToStart', around);
    }),
    order: projects
      .map((_, at) => at)
      .sort((one, other) => layout.x[one] - layout.x[other] || layout.y[one] - layout.y[other]),
  };
}

function morePressing(one: ProjectPair, other: ProjectPair): number {
  return (
    other.late - one.late || (one.leastSlack ?? Infinity) - (other.leastSlack ?? Infinity) || other.open - one.open
  );
}

/**
 * Where a key leads from a node: right to what waits for it and left to what it waits for, the most pressing first; up
 * and down in its column; Home and End to the first and the last. `null` where it leads nowhere.
 */
export function nodeByKey(
  nodes: ProjectNodes,
  from: number,
  key: string,
  nodeOfProject: (place: number) => number,
): number | null {
  switch (key) {
    case 'ArrowRight':
      return ahead(nodes.isWaitedForIn[from], (pair) => nodeOfProject(nodes.pairs[pair].dependent));
    case 'ArrowLeft':
      return ahead(nodes.waitsIn[from], (pair) => nodeOfProject(nodes.pairs[pair].provider));
    case 'ArrowDown':
      return besides(nodes, from, 1);
    case 'ArrowUp':
      return besides(nodes, from, -1);
    case 'Home':
      return nodes.order[0];
    case 'End':
      return nodes.order[nodes.order.length - 1];
    default:
      return null;
  }
}

function ahead(pairs: readonly number[], node: (pair: number) => number): number | null {
  return pairs.length === 0 ? null : node(pairs[0]);
}

/** The next node of the column; from its end on to the next column, so that every node can be reached. */
function besides({ order }: ProjectNodes, from: number, step: 1 | -1): number | null {
  return order[order.indexOf(from) + step] ?? null;
}
