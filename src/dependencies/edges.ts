import { isBelow, KINDS, mergeEdges, type DependencyReport, type DistinctEdges } from '../model';
import { isDone, projectOf, type Ends } from './ends';

/** All dependencies, ascending by (provider, dependent, kind); ends by their number in {@link Ends}. */
export interface Edges extends DistinctEdges {
  /** 1 where both ends are open; an unknown end counts as open. */
  readonly open: Uint8Array;
  /** The places of those that are open, ascending. */
  readonly openPlaces: Int32Array;
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
  const edges = mergeEdges(ends.count, reports);
  const open = new Uint8Array(edges.count);
  const crossing = takeCrossing(markOpen(open, edges, ends), open, edges, ends);
  return { ...edges, open, openPlaces: placesOf(open), crossing };
}

/** Where flags are 1. */
function placesOf(flags: Uint8Array): Int32Array {
  let set = 0;
  for (let i = 0; i < flags.length; i++) set += flags[i];
  // One more, for what follows the last of them is written, too.
  const places = new Int32Array(set + 1);
  let count = 0;
  for (let i = 0; i < flags.length; i++) {
    places[count] = i;
    count += flags[i];
  }
  return places.subarray(0, set);
}

/** Dependencies whose ends different slices hold, or nobody. */
interface Leaving {
  readonly place: Int32Array;
  /** Of each its provider's project. */
  readonly providerProject: Int32Array;
}

/**
 * Marks what is open; of ends that nobody holds tells nothing. Slice by slice, whose numbers are two runs: to look up who
 * holds each end would take twice as long.
 */
function markOpen(open: Uint8Array, { first, dependent }: DistinctEdges, ends: Ends): Leaving {
  const { slices, open: opened, held, openFrom, doneFrom, projectOfSlice } = ends;
  const place = new Int32Array(open.length);
  const providerProject = new Int32Array(open.length);
  let count = 0;
  for (const runs of [openFrom, doneFrom]) {
    for (let slice = 0; slice < slices.length; slice++) {
      const isOpen = isBelow(runs[slice], opened);
      const [firstOpen, firstDone] = [openFrom[slice], doneFrom[slice]];
      const [lastOpen, lastDone] = [openFrom[slice + 1], doneFrom[slice + 1]];
      const before = count;
      for (let i = first[runs[slice]]; i < first[runs[slice + 1]]; i++) {
        const to = dependent[i];
        open[i] = isOpen & isBelow(to, opened);
        place[count] = i;
        count += 1 - (isWithin(to, firstOpen, lastOpen) | isWithin(to, firstDone, lastDone));
      }
      providerProject.fill(projectOfSlice[slice], before, count);
    }
  }
  for (let node = held; node < ends.count; node++) {
    for (let i = first[node]; i < first[node + 1]; i++) {
      place[count] = i;
      providerProject[count++] = projectOf(node, ends);
    }
  }
  return { place: place.subarray(0, count), providerProject: providerProject.subarray(0, count) };
}

/** 1 where from ≤ a < to, else 0. */
function isWithin(a: number, from: number, to: number): number {
  return (1 - isBelow(a, from)) & isBelow(a, to);
}

/** Of those that leave a slice those between projects; marks which of those with an end that nobody holds are open. */
function takeCrossing(
  { place, providerProject }: Leaving,
  open: Uint8Array,
  { provider, dependent }: DistinctEdges,
  ends: Ends,
): CrossingEdges {
  const dependentProject = new Int32Array(place.length);
  let count = 0;
  for (let at = 0; at < place.length; at++) {
    const i = place[at];
    const [from, to] = [provider[i], dependent[i]];
    if (from >= ends.held || to >= ends.held) open[i] = isDone(from, ends) || isDone(to, ends) ? 0 : 1;
    // What comes later stands later, so that nothing is written over that is still to be read.
    place[count] = i;
    providerProject[count] = providerProject[at];
    dependentProject[count] = projectOf(to, ends);
    if (providerProject[count] !== dependentProject[count]) count++;
  }
  return {
    place: place.subarray(0, count),
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
