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

/** Linear. */
export function targetsOf({ count, isItem, finish }: ReadPlans, ends: Ends, clock: Clock): Targets {
  const { slices, slice, place } = ends;
  const project = Int32Array.from(slices, ({ target }) => (target === null ? NONE : finishNumber(target, clock)));
  const isGiven = Uint8Array.from(slices, ({ target }) => (target === null ? 0 : 1));
  const due = new Int32Array(count).fill(NONE);
  const milestone = new Uint8Array(count);
  const version = new Int32Array(count);
  const versions = new Map<number, number>();
  for (let node = 0; node < count; node++) {
    if (isItem[node] === 0) continue;
    const at = slice[node];
    const own = slices[at].ends;
    if (isGiven[at] === 0 && finish[node] > project[at]) project[at] = finish[node];
    milestone[node] = own.milestone[place[node]];
    const release = finishNumber(own.versionEnd[place[node]], clock);
    due[node] = milestone[node] === 1 ? earlier(release, finish[node]) : release;
    const id = own.versionId[place[node]];
    if (id === 0) continue;
    version[node] = versions.get(id) ?? versions.size + 1;
    if (version[node] > versions.size) versions.set(id, version[node]);
  }
  for (let node = 0; node < count; node++) due[node] = earlier(due[node], project[slice[node]]);
  return { project, due, milestone, version, versions: versions.size };
}

function earlier(one: number, other: number): number {
  if (one === NONE || other === NONE) return Math.max(one, other);
  return Math.min(one, other);
}
