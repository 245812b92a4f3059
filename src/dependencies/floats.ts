import type { LatestDays } from './backward';
import type { Forecast } from './forward';
import { pushesFinish, pushesFromStart, type Network } from './network';
import { NONE } from './numbered-days';

/** Working days to spare, by end; `NONE` where not known. */
export interface Floats {
  /** Until the item moves what its project or a dependent is due. */
  readonly total: Int32Array;
  /** Until it moves any dependent or, where it has none, what its project is due. */
  readonly free: Int32Array;
}

/** Total and free float of all items in `order`. Linear. */
export function floatsOf(
  { nodes, first, dependent, kind }: Network,
  order: Int32Array,
  { start, finish }: Forecast,
  latest: LatestDays,
  target: (node: number) => number,
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
    const due = target(node);
    free[node] = least === NONE && due !== NONE ? due - finish[node] : least;
  }
  return { total, free };
}
