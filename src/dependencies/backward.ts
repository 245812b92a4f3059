import { pushesFinish, pushesFromStart, type Network } from './network';
import { NONE, type Clock } from './numbered-days';
import type { Plans } from './plans';
import type { Targets } from './targets';

/** The latest days that still meet what is due, by number; `NONE` where nothing is. */
export interface LatestDays {
  readonly start: Int32Array;
  readonly finish: Int32Array;
}

/** While minima are sought: nothing asks for a day. */
const ANY = 2147483647;

/**
 * Backward pass: an item has to be finished when it is due itself, and early enough for its dependents. `due`: see
 * {@link Targets}. Linear.
 */
export function latestDays(
  network: Network,
  order: Int32Array,
  plans: Plans,
  due: Targets['due'],
  clock: Clock,
): LatestDays {
  const { first, dependent, kind } = network;
  const start = new Int32Array(network.nodes).fill(NONE);
  const finish = new Int32Array(network.nodes).fill(NONE);
  for (let at = order.length - 1; at >= 0; at--) {
    const node = order[at];
    let latestFinish = due[node] === NONE ? ANY : due[node];
    let latestStart = ANY;
    for (let i = first[node]; i < first[node + 1]; i++) {
      const to = dependent[i];
      const allowed = pushesFinish(kind[i]) ? finish[to] : start[to];
      if (allowed === NONE) continue;
      if (pushesFromStart(kind[i])) latestStart = Math.min(latestStart, allowed);
      else latestFinish = Math.min(latestFinish, kind[i] === 0 ? allowed - 1 : allowed);
    }
    if (latestFinish !== ANY) {
      finish[node] = Math.max(latestFinish, clock.first);
      latestStart = Math.min(latestStart, finish[node] - plans.duration[node] + 1);
    }
    if (latestStart !== ANY) start[node] = Math.max(latestStart, clock.first);
  }
  return { start, finish };
}
