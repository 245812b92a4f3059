import {
  directedGraph,
  distinctAscending,
  distinctEdges,
  KINDS,
  placeOf,
  projectKeyOf,
  stronglyConnected,
  type Components,
  type Dependency,
  type DependencyCycle,
  type DependencyEnd,
  type DependencyKind,
  type DependencyReport,
  type DependencySlice,
  type EdgeColumns,
  type FarEnd,
  type ProjectCoupling,
  type Surroundings,
} from '../model';

/** What the whole graph tells, and what it tells each project about itself. */
export interface MergedDependencies {
  readonly report: DependencyReport;
  /** By project id, one for each slice. */
  readonly surroundings: ReadonlyMap<number, Surroundings>;
}

/**
 * Ties the projects' slices into one graph. Linear in ends and dependencies, but for sorting; the order of the slices
 * does not matter. Passes: ends, dependencies, cycles (of the whole graph, and of the open one), coupling, surroundings.
 */
export function mergeSlices(slices: readonly DependencySlice[]): MergedDependencies {
  const ordered = [...slices].sort((a, b) => a.projectId - b.projectId);
  const ends = mergeEnds(ordered);
  const edges = mergeDependencies(ordered, ends);
  const whole = stronglyConnected(directedGraph(ends.id.length, edges.provider, edges.dependent));
  const open = stronglyConnected(directedGraph(ends.id.length, edges.provider, edges.dependent, edges.open));
  return {
    report: {
      ...countDependencies(edges, ends),
      selfLinks: ordered.reduce((sum, slice) => sum + slice.selfLinks, 0),
      unclearLinkTypes: mergeUnclear(ordered),
      cycles: cyclesOf(whole, edges, ends),
      coupling: couplingOf(edges, ends, new Set(ordered.map((slice) => slice.projectKey))),
    },
    surroundings: new Map(ordered.map((slice) => [slice.projectId, surroundingsOf(slice, ends, open)])),
  };
}

type SliceEnd = DependencySlice['ends'][number];

const DONE = 0;
const OPEN = 1;
/** Not told by anybody; counts as open. */
const UNTOLD = 2;

/** All ends as columns, ascending by issue id. */
interface Ends {
  readonly id: Float64Array;
  /** The end as its own project knows it; `null` where no project holds it. */
  readonly held: readonly (SliceEnd | null)[];
  readonly state: Uint8Array;
  readonly key: readonly string[];
  /** Index into {@link Ends.projectKeys}. */
  readonly project: Int32Array;
  readonly projectKeys: readonly string[];
}

function mergeEnds(slices: readonly DependencySlice[]): Ends {
  const id = distinctAscending(idsOfEnds(slices));
  const held = new Array<SliceEnd | null>(id.length).fill(null);
  const state = new Uint8Array(id.length).fill(UNTOLD);
  const key = new Array<string>(id.length).fill('');
  const project = new Int32Array(id.length);
  const projectKeys: string[] = [];
  const projectNumbers = new Map<string, number>();
  const projectNumber = (projectKey: string): number => {
    let number = projectNumbers.get(projectKey);
    if (number === undefined) {
      number = projectKeys.push(projectKey) - 1;
      projectNumbers.set(projectKey, number);
    }
    return number;
  };

  let place = 0;
  for (const slice of slices) {
    for (const end of slice.ends) {
      place = placeOf(id, end.id, place);
      if (held[place]) continue;
      held[place] = end;
      state[place] = end.open ? OPEN : DONE;
      key[place] = `${slice.projectKey}-${end.number}`;
      project[place] = projectNumber(slice.projectKey);
    }
  }
  for (const slice of slices) {
    for (const end of slice.outside) {
      place = placeOf(id, end.id, place);
      if (held[place]) continue;
      // Where links disagree: open beats done, and either beats nothing.
      if (end.open !== null && state[place] !== OPEN) state[place] = end.open ? OPEN : DONE;
      if (key[place] === '' || end.key < key[place]) key[place] = end.key;
      project[place] = projectNumber(projectKeyOf(key[place]));
    }
  }
  return { id, held, state, key, project, projectKeys };
}

function idsOfEnds(slices: readonly DependencySlice[]): Float64Array {
  const ids = new Float64Array(slices.reduce((sum, slice) => sum + slice.ends.length + slice.outside.length, 0));
  let next = 0;
  for (const slice of slices) {
    for (const end of slice.ends) ids[next++] = end.id;
    for (const end of slice.outside) ids[next++] = end.id;
  }
  return ids;
}

/** All dependencies, ascending by (provider, dependent, kind); ends by their place in {@link Ends}. */
interface Edges extends EdgeColumns {
  /** 1 where both ends are open. */
  readonly open: Uint8Array;
}

function mergeDependencies(slices: readonly DependencySlice[], ends: Ends): Edges {
  const reported = slices.reduce((sum, slice) => sum + slice.dependencies.length, 0);
  const provider = new Int32Array(reported);
  const dependent = new Int32Array(reported);
  const kind = new Uint8Array(reported);
  let next = 0;
  let near = 0;
  for (const slice of slices) {
    for (const dependency of slice.dependencies) {
      near = placeOf(ends.id, dependency.provider, near);
      provider[next] = near;
      dependent[next] = placeOf(ends.id, dependency.dependent, near);
      kind[next] = KINDS.indexOf(dependency.kind);
      next++;
    }
  }
  const edges = distinctEdges(ends.id.length, { count: reported, provider, dependent, kind });
  const open = new Uint8Array(edges.count);
  for (let i = 0; i < edges.count; i++) {
    open[i] = ends.state[edges.provider[i]] !== DONE && ends.state[edges.dependent[i]] !== DONE ? 1 : 0;
  }
  return { ...edges, open };
}

function countDependencies(
  edges: Edges,
  ends: Ends,
): Pick<DependencyReport, 'dependencies' | 'open' | 'crossProject' | 'withUnknownEnd' | 'byKind'> {
  const byKind: Record<DependencyKind, number> = {
    finishToStart: 0,
    startToStart: 0,
    finishToFinish: 0,
    startToFinish: 0,
  };
  let open = 0;
  let crossProject = 0;
  let withUnknownEnd = 0;
  for (let i = 0; i < edges.count; i++) {
    const [provider, dependent] = [edges.provider[i], edges.dependent[i]];
    byKind[KINDS[edges.kind[i]]]++;
    open += edges.open[i];
    if (ends.project[provider] !== ends.project[dependent]) crossProject++;
    if (!ends.held[provider] || !ends.held[dependent]) withUnknownEnd++;
  }
  return { dependencies: edges.count, open, crossProject, withUnknownEnd, byKind };
}

function cyclesOf({ component, size }: Components, edges: Edges, ends: Ends): DependencyCycle[] {
  const cycles = new Map<number, { members: number[]; dependencies: Dependency[] }>();
  component.forEach((number, end) => {
    if (size[number] < 2) return;
    const cycle = cycles.get(number);
    if (cycle) cycle.members.push(end);
    else cycles.set(number, { members: [end], dependencies: [] });
  });
  for (let i = 0; i < edges.count; i++) {
    const [provider, dependent] = [edges.provider[i], edges.dependent[i]];
    if (component[provider] !== component[dependent]) continue;
    cycles.get(component[provider])?.dependencies.push(dependencyAt(i, edges, ends));
  }
  // A map keeps the order of insertion: cycles come ascending by their smallest issue id.
  return [...cycles.values()].map(({ members, dependencies }) => ({
    issues: members.map((end) => describeEnd(end, ends)),
    live: members.every((end) => ends.state[end] !== DONE),
    dependencies,
  }));
}

function dependencyAt(i: number, edges: Edges, ends: Ends): Dependency {
  return {
    provider: ends.id[edges.provider[i]],
    dependent: ends.id[edges.dependent[i]],
    kind: KINDS[edges.kind[i]],
  };
}

function describeEnd(end: number, ends: Ends): DependencyEnd {
  return {
    id: ends.id[end],
    key: ends.key[end],
    projectKey: ends.projectKeys[ends.project[end]],
    open: ends.state[end] === UNTOLD ? null : ends.state[end] === OPEN,
  };
}

/** Of projects outside the portfolio nobody can say who may know of them: `withUnknownEnd` counts what leads there. */
function couplingOf(edges: Edges, ends: Ends, portfolio: ReadonlySet<string>): ProjectCoupling[] {
  const projects = ends.projectKeys.length;
  const pairs = new Map<number, { total: number; open: number }>();
  for (let i = 0; i < edges.count; i++) {
    const provider = ends.project[edges.provider[i]];
    const dependent = ends.project[edges.dependent[i]];
    if (provider === dependent) continue;
    const pair = dependent * projects + provider;
    const counts = pairs.get(pair);
    if (counts) {
      counts.total++;
      counts.open += edges.open[i];
    } else pairs.set(pair, { total: 1, open: edges.open[i] });
  }
  return [...pairs]
    .map(([pair, counts]) => ({
      dependentProject: ends.projectKeys[Math.floor(pair / projects)],
      providerProject: ends.projectKeys[pair % projects],
      ...counts,
    }))
    .filter((pair) => portfolio.has(pair.dependentProject) && portfolio.has(pair.providerProject))
    .sort((a, b) => byText(a.dependentProject, b.dependentProject) || byText(a.providerProject, b.providerProject));
}

function surroundingsOf(slice: DependencySlice, ends: Ends, { component, size }: Components): Surroundings {
  const farEnds: FarEnd[] = [];
  let place = 0;
  for (const { id } of slice.outside) {
    place = placeOf(ends.id, id, place);
    const held = ends.held[place];
    if (held) farEnds.push({ id, key: ends.key[place], open: held.open, start: held.start, due: held.due });
  }
  const inOpenCycle: number[] = [];
  for (const { id } of slice.ends) {
    place = placeOf(ends.id, id, place);
    if (size[component[place]] > 1) inOpenCycle.push(id);
  }
  return { farEnds: farEnds.sort((a, b) => a.id - b.id), inOpenCycle: inOpenCycle.sort((a, b) => a - b) };
}

function mergeUnclear(slices: readonly DependencySlice[]): DependencyReport['unclearLinkTypes'] {
  const links = new Map<string, number>();
  for (const slice of slices) {
    for (const type of slice.unclearLinkTypes) links.set(type.name, (links.get(type.name) ?? 0) + type.links);
  }
  return [...links].map(([name, count]) => ({ name, links: count })).sort((a, b) => byText(a.name, b.name));
}

/** By code unit: the same on every machine. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
