import { distinctEdges, FAR_STATE, KINDS, type DependencyReport, type DistinctEdges } from '../model';
import { projectOf, stateOf, type Ends } from './ends';

/** All dependencies, ascending by (provider, dependent, kind); ends by their number in {@link Ends}. */
export interface Edges extends DistinctEdges {
  /** 1 where both ends are open; an unknown end counts as open. */
  readonly open: Uint8Array;
  /** Places of those whose ends are in different projects, ascending. */
  readonly crossing: Int32Array;
  readonly counts: Pick<DependencyReport, 'dependencies' | 'open' | 'crossProject' | 'withUnknownEnd' | 'byKind'>;
}

/** Puts the slices' dependencies together; one between two projects is told by both. */
export function mergeDependencies(ends: Ends): Edges {
  const reported = ends.slices.reduce((sum, { dependencies }) => sum + dependencies.count, 0);
  const provider = new Int32Array(reported);
  const dependent = new Int32Array(reported);
  const kind = new Uint8Array(reported);
  let next = 0;
  ends.slices.forEach(({ dependencies }, at) => {
    writeNumbers(provider, next, dependencies.provider, ends.numbers[at]);
    writeNumbers(dependent, next, dependencies.dependent, ends.numbers[at]);
    kind.set(dependencies.kind, next);
    next += dependencies.count;
  });
  const edges = distinctEdges(ends.count, { count: reported, provider, dependent, kind });
  const { open, crossing, counts } = countDependencies(edges, ends);
  return {
    count: edges.count,
    first: edges.first,
    provider: edges.provider,
    dependent: edges.dependent,
    kind: edges.kind,
    open,
    crossing,
    counts,
  };
}

/** Writes a slice's column of ends, by their numbers, from row `at` on. */
function writeNumbers(into: Int32Array, at: number, ends: Int32Array, numbers: Int32Array): void {
  for (let i = 0; i < ends.length; i++) into[at + i] = numbers[ends[i]];
}

/** One pass for all figures: what costs is looking up the ends. */
function countDependencies(edges: DistinctEdges, ends: Ends): Pick<Edges, 'open' | 'crossing' | 'counts'> {
  const { count, provider, dependent, kind } = edges;
  const open = new Uint8Array(count);
  const kinds = new Int32Array(KINDS.length);
  let allOpen = 0;
  const crossing = new Int32Array(count);
  let crossProject = 0;
  let withUnknownEnd = 0;
  for (let i = 0; i < count; i++) {
    const from = provider[i];
    const to = dependent[i];
    const bothOpen = stateOf(from, ends) !== FAR_STATE.done && stateOf(to, ends) !== FAR_STATE.done ? 1 : 0;
    open[i] = bothOpen;
    allOpen += bothOpen;
    kinds[kind[i]]++;
    if (projectOf(from, ends) !== projectOf(to, ends)) crossing[crossProject++] = i;
    if (from >= ends.held || to >= ends.held) withUnknownEnd++;
  }
  const byKind = {
    finishToStart: kinds[KINDS.indexOf('finishToStart')],
    startToStart: kinds[KINDS.indexOf('startToStart')],
    finishToFinish: kinds[KINDS.indexOf('finishToFinish')],
    startToFinish: kinds[KINDS.indexOf('startToFinish')],
  };
  return {
    open,
    crossing: crossing.slice(0, crossProject),
    counts: { dependencies: count, open: allOpen, crossProject, withUnknownEnd, byKind },
  };
}

/** The place of a dependency among all; it has to be there. Logarithmic in its provider's. */
export function placeOfEdge(edges: DistinctEdges, provider: number, dependent: number, kind: number): number {
  let low = edges.first[provider];
  let high = edges.first[provider + 1] - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const before = edges.dependent[middle] - dependent || edges.kind[middle] - kind;
    if (before < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
