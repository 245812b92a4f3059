import type { LatestDays } from './backward';
import type { Forecast } from './forward';
import { pushesFinish, pushesFromStart, type Network } from './network';
import { NONE } from './numbered-days';
import type { Targets } from './targets';

/** Working days to spare, by end; `NONE` where not known. */
export interface Floats {
  /** Until the item itself, or somebody who waits for it, misses a target. */
  readonly total: Int32Array;
  /** Until it moves any dependent or, where it has none, misses its own targets. */
  readonly free: Int32Array;
}

/** Total and free float of all items in `order`. Linear. */
export function floatsOf(
  { nodes, first, dependent, kind }: Network,
  order: Int32Array,
  { start, finish }: Forecast,
  latest: LatestDays,
  due: Targets['due'],
): Floats {
  const total = new Int32Array(nodes).fill(NONE);
  const free = new Int32Array(nodes).fill(NONE);
  for (let at = 0; at < order.length; at++) {
    const node = order[at];
    if (latest.finish[node] !== NONE) total[node] = latest.finish[node] - finish[node];
    let least = NONE;
    for (let i = first[node]; i < first[node + 1]; i++) {
      const from = pushesFromStart(kind[i]) ? start[node] : finish[node] + (kind[i] === 0 ? 1 : 0);
      const to = pushesFinish(kind[i]) ? finish[dependent[i]] : start[dependent[i]];
      if (least === NONE || to - from < least) least = to - from;
    }
    free[node] = least === NONE && due[node] !== NONE ? due[node] - finish[node] : least;
  }
  return { total, free };
}
