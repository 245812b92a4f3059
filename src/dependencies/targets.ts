import type { Ends } from './ends';
import { finishNumber, NONE, type Clock } from './numbered-days';
import type { ReadPlans } from './plans';

/** The days that the schedule works towards, by number; `NONE` where there is none. */
export interface Targets {
  /** Of each slice's project: the day that a field says, else the last one planned. */
  readonly project: Int32Array;
  /**
   * Of each end the day that it has to meet itself: the earliest of its project's target, its version's release and, for
   * a milestone, its own planned finish.
   */
  readonly due: Int32Array;
  /** 1 for milestones that are items. */
  readonly milestone: Uint8Array;
  /** Of each item the number of its dated version, from 1; 0 without one. */
  readonly version: Int32Array;
  readonly versions: number;
}

/** Slice by slice, whose open ends are one run of numbers. Linear. */
export function targetsOf({ count, isItem, finish }: ReadPlans, ends: Ends, clock: Clock): Targets {
  const { slices, openFrom, place } = ends;
  const project = Int32Array.from(slices, ({ target }) => (target === null ? NONE : finishNumber(target, clock)));
  const due = new Int32Array(count).fill(NONE);
  const milestone = new Uint8Array(count);
  const version = new Int32Array(count);
  const numberOf = numbersOfVersions();
  for (let at = 0; at < slices.length; at++) {
    const { target, ends: own } = slices[at];
    for (let node = openFrom[at]; node < openFrom[at + 1]; node++) {
      if (isItem[node] === 0) continue;
      const row = place[node];
      if (target === null && finish[node] > project[at]) project[at] = finish[node];
      milestone[node] = own.milestone[row];
      const release = finishNumber(own.versionEnd[row], clock);
      due[node] = milestone[node] === 1 ? earlier(release, finish[node]) : release;
      if (own.versionId[row] !== 0) version[node] = numberOf.next(own.versionId[row]);
    }
    for (let node = openFrom[at]; node < openFrom[at + 1]; node++) due[node] = earlier(due[node], project[at]);
  }
  return { project, due, milestone, version, versions: numberOf.count() };
}

/** Numbers versions from 1 on as they come; mostly the one that came last comes again. */
function numbersOfVersions(): { readonly next: (id: number) => number; readonly count: () => number } {
  const numbers = new Map<number, number>();
  let lastId = 0;
  let last = 0;
  return {
    next: (id) => {
      if (id === lastId) return last;
      lastId = id;
      last = numbers.get(id) ?? numbers.size + 1;
      numbers.set(id, last);
      return last;
    },
    count: () => numbers.size,
  };
}

function earlier(one: number, other: number): number {
  if (one === NONE || other === NONE) return Math.max(one, other);
  return Math.min(one, other);
}
