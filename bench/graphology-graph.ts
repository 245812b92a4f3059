import { DirectedGraph } from 'graphology';
import { stronglyConnectedComponents } from 'graphology-components';
import { FAR_STATE, joinIssueKey, projectKeyOf, STATE, type DependencySlice, type Lateness } from '../src/model';
import { stopwatch } from './graph-pipeline';

/** What an issue's schedule is made of; days by number, as planned `null` where absent. */
export interface PlainPlan {
  readonly plannedStart: number | null;
  readonly plannedFinish: number | null;
  /** The earliest start that today and the plan allow. */
  readonly start: number;
  readonly duration: number;
}

/** What is found, as figures that tell whether another implementation finds the same. */
export interface GraphFindings {
  readonly cycles: number;
  readonly sumOfFinishes: number;
  /** Of the providers that drive items, by issue id. */
  readonly sumOfDrivers: number;
  /** Open dependencies by how they stand. */
  readonly standings: Readonly<Record<Lateness, number>>;
  readonly pairs: number;
  readonly late: number;
  readonly sumOfLeastSlacks: number;
}

interface Issue {
  readonly project: string;
  readonly open: boolean;
  readonly plan: PlainPlan | null;
  startsAt: number;
  finishesAt: number;
  /** The provider that makes it start then. */
  startedBy: string | null;
}

/** How an open dependency stands; days and slack `null` where nothing says when the dependent needs it. */
interface Standing {
  readonly neededBy: number | null;
  readonly slack: number | null;
  readonly lateness: Lateness;
}

/** `standing` is missing where an end is done. */
interface Dependency {
  standing?: Standing;
}

/**
 * The same work as that of the analysis by means of a general graph library: ends and finish-to-start dependencies put
 * together, cycles of the whole graph and of the open one, the longest path to every item and what drives it, how every
 * dependency stands, coupling of projects. `plans`: of items, by issue id. With
 * the milliseconds of each pass.
 */
export function graphologyGraph(
  slices: readonly DependencySlice[],
  plans: ReadonlyMap<number, PlainPlan>,
  today: number,
): { readonly findings: GraphFindings; readonly times: ReadonlyMap<string, number> } {
  const { times, timed } = stopwatch();
  const graph = timed('build', () => buildGraph(slices, plans, today));
  const cycles = timed('cycles', () => cyclesOf(graph));
  const open = timed('open graph', () => openGraph(graph));
  const cycleOf = new Map<string, number>();
  timed('open cycles', () => cyclesOf(open)).forEach((cycle, number) => {
    for (const node of cycle) cycleOf.set(node, number);
  });
  timed('longest paths', () => scheduleLongestPaths(graph, open, cycleOf, today));
  let [sumOfFinishes, sumOfDrivers] = [0, 0];
  graph.forEachNode((_node, { plan, finishesAt, startedBy }) => {
    if (plan === null) return;
    sumOfFinishes += finishesAt;
    if (startedBy !== null && finishesAt !== plan.plannedFinish) sumOfDrivers += Number(startedBy);
  });
  const standings = timed('standings', () => standDependencies(graph, today));
  const coupling = timed('coupling', () => couplePairs(graph));
  return { findings: { cycles: cycles.length, sumOfFinishes, sumOfDrivers, standings, ...coupling }, times };
}

function cyclesOf(graph: DirectedGraph): string[][] {
  return stronglyConnectedComponents(graph).filter((component) => component.length > 1);
}

function buildGraph(
  slices: readonly DependencySlice[],
  plans: ReadonlyMap<number, PlainPlan>,
  today: number,
): DirectedGraph<Issue, Dependency> {
  const graph = new DirectedGraph<Issue, Dependency>();
  for (const { ends, projectKey } of slices) {
    ends.id.forEach((id, i) => {
      const plan = plans.get(id) ?? null;
      const [startsAt, finishesAt] = plan === null ? [0, 0] : [plan.start, finishOf(plan, plan.start, today)];
      graph.mergeNode(String(id), {
        ...{ project: projectKey, open: ends.state[i] !== STATE.done, plan, startsAt, finishesAt, startedBy: null },
      });
    });
  }
  for (const { ends, outside, dependencies } of slices) {
    const ids = [...ends.id, ...outside.id].map(String);
    outside.id.forEach((id, i) => {
      if (graph.hasNode(id)) return;
      const key = joinIssueKey(outside.prefixes[outside.prefix[i]], outside.number[i]);
      const open = outside.state[i] !== FAR_STATE.done;
      graph.addNode(String(id), {
        ...{ project: projectKeyOf(key, 0), open, plan: null, startsAt: 0, finishesAt: 0, startedBy: null },
      });
    });
    for (let i = 0; i < dependencies.count; i++) {
      graph.mergeDirectedEdge(ids[dependencies.provider[i]], ids[dependencies.dependent[i]]);
    }
  }
  return graph;
}

function openGraph(graph: DirectedGraph<Issue, Dependency>): DirectedGraph {
  const open = new DirectedGraph();
  graph.forEachDirectedEdge((_edge, _attributes, from, to, provider, dependent) => {
    if (!provider.open || !dependent.open) return;
    open.mergeNode(from);
    open.mergeNode(to);
    open.mergeDirectedEdge(from, to);
  });
  return open;
}

function finishOf({ plannedFinish, duration }: PlainPlan, start: number, today: number): number {
  const byWork = start + duration - 1;
  return plannedFinish !== null && plannedFinish >= today ? Math.max(byWork, plannedFinish) : byWork;
}

function scheduleLongestPaths(
  graph: DirectedGraph<Issue, Dependency>,
  open: DirectedGraph,
  cycleOf: ReadonlyMap<string, number>,
  today: number,
): void {
  const pushes = (from: string, to: string): boolean => !cycleOf.has(from) || cycleOf.get(from) !== cycleOf.get(to);
  const waitsFor = new Map<string, number>();
  open.forEachNode((node) => waitsFor.set(node, open.inNeighbors(node).filter((from) => pushes(from, node)).length));
  const ready = open.filterNodes((node) => waitsFor.get(node) === 0);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    const from = node;
    const { finishesAt } = graph.getNodeAttributes(from);
    open.forEachOutNeighbor(from, (to) => {
      if (!pushes(from, to)) return;
      const issue = graph.getNodeAttributes(to);
      const isEarlierId = issue.startedBy !== null && Number(from) < Number(issue.startedBy);
      if (finishesAt + 1 > issue.startsAt || (finishesAt + 1 === issue.startsAt && isEarlierId)) {
        issue.startsAt = finishesAt + 1;
        issue.startedBy = from;
        if (issue.plan !== null) issue.finishesAt = finishOf(issue.plan, issue.startsAt, today);
      }
      const waits = (waitsFor.get(to) ?? 0) - 1;
      waitsFor.set(to, waits);
      if (waits === 0) ready.push(to);
    });
  }
}

/** Has every open dependency know how it stands, and counts. */
function standDependencies(graph: DirectedGraph<Issue, Dependency>, today: number): GraphFindings['standings'] {
  const counts: Record<Lateness, number> = { lateNow: 0, willBeLate: 0, atRisk: 0, fine: 0, unknown: 0 };
  graph.forEachDirectedEdge((edge, _attributes, _from, _to, provider, dependent) => {
    if (!provider.open || !dependent.open) return;
    const neededBy = neededDay(dependent.plan);
    const slack = neededBy === null || provider.plan === null ? null : neededBy - provider.finishesAt - 1;
    const wasPlanned = provider.plan?.plannedFinish ?? null;
    const lateness = wasPlanned !== null && wasPlanned < today ? 'lateNow' : latenessOf(slack);
    graph.setEdgeAttribute(edge, 'standing', { neededBy, slack, lateness });
    counts[lateness]++;
  });
  return counts;
}

function latenessOf(slack: number | null): Lateness {
  if (slack === null) return 'unknown';
  if (slack < 0) return 'willBeLate';
  return slack <= 3 ? 'atRisk' : 'fine';
}

function couplePairs(
  graph: DirectedGraph<Issue, Dependency>,
): Pick<GraphFindings, 'pairs' | 'late' | 'sumOfLeastSlacks'> {
  const pairs = new Map<string, { total: number; open: number; late: number; leastSlack: number }>();
  graph.forEachDirectedEdge((_edge, { standing }, _from, _to, provider, dependent) => {
    if (provider.project === dependent.project) return;
    const key = `${dependent.project} ${provider.project}`;
    const pair = pairs.get(key) ?? { total: 0, open: 0, late: 0, leastSlack: Infinity };
    pairs.set(key, pair);
    pair.total++;
    if (standing === undefined) return;
    pair.open++;
    pair.leastSlack = Math.min(pair.leastSlack, standing.slack ?? Infinity);
    if (standing.lateness === 'lateNow' || standing.lateness === 'willBeLate') pair.late++;
  });
  let [late, sumOfLeastSlacks] = [0, 0];
  for (const pair of pairs.values()) {
    late += pair.late;
    if (pair.leastSlack !== Infinity) sumOfLeastSlacks += pair.leastSlack;
  }
  return { pairs: pairs.size, late, sumOfLeastSlacks };
}

function neededDay(plan: PlainPlan | null): number | null {
  if (plan === null || plan.plannedStart !== null) return plan?.plannedStart ?? null;
  return plan.plannedFinish === null ? null : plan.plannedFinish - plan.duration + 1;
}
