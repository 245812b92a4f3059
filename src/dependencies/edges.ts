import { isBelow, KINDS, mergeEdges, type DependencyReport, type DistinctEdges } from '../model';
import { isDone, projectOf, type Ends } from './ends';

/** All dependencies, ascending by (provider, dependent, kind); ends by their number in {@link Ends}. */
export interface Edges extends DistinctEdges {
  /** 1 where both ends are open; an unknown end counts as open. */
  readonly open: Uint8Array;
  readonly crossing: CrossingEdges;
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
  const { count, first, provider, dependent, kind } = mergeEdges(ends.count, reports);
  const open = new Uint8Array(count);
  const places = new Int32Array(count);
  const apart = places.subarray(0, markOpen(open, places, first, dependent, ends));
  return {
    count,
    first,
    provider,
    dependent,
    kind,
    open,
    crossing: takeCrossing(apart, open, provider, dependent, ends),
  };
}

/**
 * Writes the places of those whose ends different slices hold, or nobody; how many they are. Of the latter tells nothing.
 * Slice by slice, whose numbers are two runs: to look up who holds each end would take twice as long.
 */
function markOpen(
  open: Uint8Array,
  places: Int32Array,
  first: Int32Array,
  dependent: Int32Array,
  { slices, open: opened, held, openFrom, doneFrom }: Ends,
): number {
  let count = 0;
  for (const runs of [openFrom, doneFrom]) {
    for (let slice = 0; slice < slices.length; slice++) {
      const isOpen = isBelow(runs[slice], opened);
      const [firstOpen, firstDone] = [openFrom[slice], doneFrom[slice]];
      const [lastOpen, lastDone] = [openFrom[slice + 1], doneFrom[slice + 1]];
      for (let i = first[runs[slice]]; i < first[runs[slice + 1]]; i++) {
        const to = dependent[i];
        open[i] = isOpen & isBelow(to, opened);
        places[count] = i;
        count += 1 - (isWithin(to, firstOpen, lastOpen) | isWithin(to, firstDone, lastDone));
      }
    }
  }
  for (let i = first[held]; i < open.length; i++) places[count++] = i;
  return count;
}

/** 1 where from ≤ a < to, else 0. */
function isWithin(a: number, from: number, to: number): number {
  return (1 - isBelow(a, from)) & isBelow(a, to);
}

/** Of the dependencies at some places those between projects; marks which of those with an end that nobody holds are open. */
function takeCrossing(
  places: Int32Array,
  open: Uint8Array,
  provider: Int32Array,
  dependent: Int32Array,
  ends: Ends,
): CrossingEdges {
  const [providerProject, dependentProject] = [new Int32Array(places.length), new Int32Array(places.length)];
  let count = 0;
  for (const i of places) {
    const from = provider[i];
    const to = dependent[i];
    if (from >= ends.held || to >= ends.held) open[i] = isDone(from, ends) || isDone(to, ends) ? 0 : 1;
    providerProject[count] = projectOf(from, ends);
    dependentProject[count] = projectOf(to, ends);
    // What comes later stands later, so that nothing is written over that is still to be read.
    places[count] = i;
    if (providerProject[count] !== dependentProject[count]) count++;
  }
  return {
    place: places.subarray(0, count),
    providerProject: providerProject.subarray(0, count),
    dependentProject: dependentProject.subarray(0, count),
  };
}

type Counts = Pick<DependencyReport, 'dependencies' | 'open' | 'crossProject' | 'withUnknownEnd' | 'byKind'>;

export function countDependencies({ count, provider, dependent, kind, open, crossing }: Edges, ends: Ends): Counts {
  const kinds = new Int32Array(KINDS.length);
  let bothOpen = 0;
  let withUnknownEnd = 0;
  for (let i = 0; i < count; i++) {
    kinds[kind[i]]++;
    bothOpen += open[i];
    if (provider[i] >= ends.held || dependent[i] >= ends.held) withUnknownEnd++;
  }
  const byKind = {
    finishToStart: kinds[KINDS.indexOf('finishToStart')],
    startToStart: kinds[KINDS.indexOf('startToStart')],
    finishToFinish: kinds[KINDS.indexOf('finishToFinish')],
    startToFinish: kinds[KINDS.indexOf('startToFinish')],
  };
  return { dependencies: count, open: bothOpen, crossProject: crossing.place.length, withUnknownEnd, byKind };
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
