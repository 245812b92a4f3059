import { isBelow, KINDS, mergeEdges, type DependencyReport, type DistinctEdges } from '../model';
import { isDone, projectOf, type Ends } from './ends';

/** All dependencies, ascending by (provider, dependent, kind); ends by their number in {@link Ends}. */
export interface Edges extends DistinctEdges {
  /** 1 where both ends are open; an unknown end counts as open. */
  readonly open: Uint8Array;
  readonly crossing: CrossingEdges;
  readonly counts: Pick<DependencyReport, 'dependencies' | 'open' | 'crossProject' | 'withUnknownEnd' | 'byKind'>;
}

/** Those whose ends are in different projects, ascending. */
export interface CrossingEdges {
  readonly place: Int32Array;
  /** Places in {@link Ends.projectKeys}. */
  readonly providerProject: Int32Array;
  readonly dependentProject: Int32Array;
}

/** Puts the slices' dependencies together; one between two projects is told by both. */
export function mergeDependencies(ends: Ends): Edges {
  const reports = ends.slices.map(({ dependencies: { count, provider, dependent, kind } }, at) => {
    return { count, provider, dependent, kind, nodes: ends.numbers[at] };
  });
  const edges = mergeEdges(ends.count, reports);
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

/** One pass for all figures: what costs is looking up the ends. */
function countDependencies(edges: DistinctEdges, ends: Ends): Pick<Edges, 'open' | 'crossing' | 'counts'> {
  const { count, provider, dependent, kind } = edges;
  const { held, slice } = ends;
  const open = new Uint8Array(count);
  const kinds = new Int32Array(KINDS.length);
  let allOpen = 0;
  const place = new Int32Array(count);
  const providerProject = new Int32Array(count);
  const dependentProject = new Int32Array(count);
  let crossProject = 0;
  let withUnknownEnd = 0;
  for (let i = 0; i < count; i++) {
    const from = provider[i];
    const to = dependent[i];
    kinds[kind[i]]++;
    if (from < held && to < held) {
      open[i] = isBelow(from, ends.open) & isBelow(to, ends.open);
      allOpen += open[i];
      if (slice[from] === slice[to]) continue;
    } else {
      withUnknownEnd++;
      open[i] = isDone(from, ends) || isDone(to, ends) ? 0 : 1;
      allOpen += open[i];
    }
    const waitedFor = projectOf(from, ends);
    const waiting = projectOf(to, ends);
    if (waitedFor === waiting) continue;
    place[crossProject] = i;
    providerProject[crossProject] = waitedFor;
    dependentProject[crossProject++] = waiting;
  }
  const byKind = {
    finishToStart: kinds[KINDS.indexOf('finishToStart')],
    startToStart: kinds[KINDS.indexOf('startToStart')],
    finishToFinish: kinds[KINDS.indexOf('finishToFinish')],
    startToFinish: kinds[KINDS.indexOf('startToFinish')],
  };
  return {
    open,
    crossing: {
      place: place.subarray(0, crossProject),
      providerProject: providerProject.subarray(0, crossProject),
      dependentProject: dependentProject.subarray(0, crossProject),
    },
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
