import { directedGraph } from '../model';

/** The dependencies inside a cycle, by the places of their ends among its members; several may tie the same two. */
export interface CycleArcs {
  readonly members: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export interface SuggestedCut {
  /** Places of arcs, ascending. */
  readonly arcs: readonly number[];
  readonly isLeast: boolean;
}

/** Beyond so many members the least cut takes too long to find. */
const MOST_MEMBERS_EXACT = 12;

/**
 * Arcs without which nothing is a cycle any more: the fewest, and of several such sets the one with the first arcs; in
 * large cycles those that a greedy order leaves.
 */
export function suggestCut(cycle: CycleArcs): SuggestedCut {
  if (cycle.members > MOST_MEMBERS_EXACT) return { arcs: backwardArcs(cycle, greedyOrder(cycle)), isLeast: false };
  return { arcs: leastCut(cycle), isLeast: true };
}

/**
 * Takes each arc, first to last, into the cut if a least cut can have it. How large that is: dynamic programming over
 * the sets of members that stand first in an order, 2^n · n steps for each arc.
 */
function leastCut({ members, from, to }: CycleArcs): number[] {
  const arcsBetween = new Int32Array(members * members);
  for (let arc = 0; arc < from.length; arc++) arcsBetween[from[arc] * members + to[arc]]++;
  const cut: number[] = [];
  let missing = leastCutSize(members, arcsBetween);
  for (let arc = 0; arc < from.length && missing > 0; arc++) {
    const between = from[arc] * members + to[arc];
    arcsBetween[between]--;
    if (leastCutSize(members, arcsBetween) < missing) {
      cut.push(arc);
      missing--;
    } else arcsBetween[between]++;
  }
  return cut;
}

function leastCutSize(members: number, arcsBetween: Int32Array): number {
  const sets = 1 << members;
  // Of each member and set, the arcs that lead from the one into the other.
  const arcsInto = new Int32Array(members * sets);
  for (let member = 0; member < members; member++) {
    for (let set = 1; set < sets; set++) {
      const one = 31 - Math.clz32(set);
      arcsInto[member * sets + set] = arcsInto[member * sets + set - (1 << one)] + arcsBetween[member * members + one];
    }
  }
  const least = new Int32Array(sets).fill(2147483647);
  least[0] = 0;
  for (let set = 1; set < sets; set++) {
    for (let last = 0; last < members; last++) {
      if (((set >>> last) & 1) === 0) continue;
      const before = set - (1 << last);
      least[set] = Math.min(least[set], least[before] + arcsInto[last * sets + before]);
    }
  }
  return least[sets - 1];
}

/** Arcs that lead back in an order of the members. */
function backwardArcs({ from, to }: CycleArcs, order: Int32Array): number[] {
  const place = new Int32Array(order.length);
  order.forEach((member, at) => (place[member] = at));
  const arcs: number[] = [];
  for (let arc = 0; arc < from.length; arc++) if (place[from[arc]] > place[to[arc]]) arcs.push(arc);
  return arcs;
}

/**
 * P. Eades, X. Lin, W. F. Smyth, "A fast and effective heuristic for the feedback arc set problem", Inf. Process. Lett.
 * 47 (1993): sinks go to the end, sources to the front, else the member whose outgoing arcs outnumber its incoming ones
 * most goes to the front. Linear but for a queue by priority.
 */
function greedyOrder(cycle: CycleArcs): Int32Array {
  const { members } = cycle;
  const outgoing = neighbours(members, cycle.from, cycle.to);
  const incoming = neighbours(members, cycle.to, cycle.from);
  const outs = Int32Array.from({ length: members }, (_, member) => outgoing.first[member + 1] - outgoing.first[member]);
  const ins = Int32Array.from({ length: members }, (_, member) => incoming.first[member + 1] - incoming.first[member]);
  const isPlaced = new Uint8Array(members);
  const order = new Int32Array(members);
  let [front, back] = [0, members];
  const sinks: number[] = [];
  const sources: number[] = [];
  const queue = new SurplusQueue(cycle.from.length);
  for (let member = 0; member < members; member++) queue.add(member, outs[member] - ins[member]);

  function place(member: number, at: number): void {
    order[at] = member;
    isPlaced[member] = 1;
    for (const next of outgoing.of(member)) {
      if (isPlaced[next] === 1) continue;
      if (--ins[next] === 0) sources.push(next);
      queue.add(next, outs[next] - ins[next]);
    }
    for (const next of incoming.of(member)) {
      if (isPlaced[next] === 1) continue;
      if (--outs[next] === 0) sinks.push(next);
      queue.add(next, outs[next] - ins[next]);
    }
  }

  while (front < back) {
    const sink = sinks.pop();
    const source = sink === undefined ? sources.pop() : undefined;
    if (sink !== undefined) {
      if (isPlaced[sink] === 0) place(sink, --back);
    } else if (source !== undefined) {
      if (isPlaced[source] === 0) place(source, front++);
    } else {
      const member = queue.largest((each) => (isPlaced[each] === 1 ? null : outs[each] - ins[each]));
      place(member, front++);
    }
  }
  return order;
}

interface Neighbours {
  readonly first: Int32Array;
  of(member: number): Int32Array;
}

function neighbours(members: number, from: Int32Array, to: Int32Array): Neighbours {
  const { first, head } = directedGraph(members, from, to);
  return { first, of: (member) => head.subarray(first[member], first[member + 1]) };
}

/** Members by surplus, the one told last first; what was told of a member before is passed over. */
class SurplusQueue {
  private readonly told = new Map<number, number[]>();
  private highest: number;

  constructor(private readonly most: number) {
    this.highest = -most;
  }

  add(member: number, surplus: number): void {
    const list = this.told.get(surplus);
    if (list) list.push(member);
    else this.told.set(surplus, [member]);
    this.highest = Math.max(this.highest, surplus);
  }

  /** `surplusOf`: what it is now; `null` for a member that does not count any more. */
  largest(surplusOf: (member: number) => number | null): number {
    for (; this.highest >= -this.most; this.highest--) {
      const list = this.told.get(this.highest);
      for (let member = list?.pop(); member !== undefined; member = list?.pop()) {
        if (surplusOf(member) === this.highest) return member;
      }
    }
    throw new RangeError('No member is left');
  }
}
