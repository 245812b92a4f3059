import { PATH_TEST_DAYS } from '../model';
import type { CriticalPaths } from './critical-path';
import type { Forecast } from './forward';
import { pushesFinish, pushesFromStart, type Network } from './network';
import type { Clock } from './numbered-days';
import type { Plans } from './plans';

/**
 * The critical-path test of each project (DCMA 14-point assessment, check 12): 1 where its forecast finish would be
 * {@link PATH_TEST_DAYS} later if the finish of the first item on its critical path were, and where it has no path.
 *
 * No forecast is made for it. Each of an item's days is the latest of several, which move with what they follow or not at
 * all, so that no delay grows on its way: a finish moves by the whole of it exactly where pushes without a day to spare
 * lead there from the delayed item. Linear in what such pushes reach, for each first item once.
 */
export function movingPaths(
  { first, finish: projectFinish }: Pick<CriticalPaths, 'first' | 'finish'>,
  projectOf: Int32Array,
  network: Network,
  { duration }: Plans,
  { start, finish }: Forecast,
  { last }: Clock,
): Uint8Array {
  const moves = Uint8Array.from(first, (node) => (node < 0 ? 1 : 0));
  // Of each item's two days, one more than the item whose delay has moved it last.
  const startMovedBy = new Int32Array(network.nodes);
  const finishMovedBy = new Int32Array(network.nodes);
  const reached: number[] = [];

  function moveFinish(node: number, delayed: number): void {
    finishMovedBy[node] = delayed + 1;
    const project = projectOf[node];
    const isLast = first[project] === delayed && finish[node] === projectFinish[project];
    if (isLast && finish[node] + PATH_TEST_DAYS <= last) moves[project] = 1;
  }

  for (const delayed of new Set(first)) {
    if (delayed < 0) continue;
    moveFinish(delayed, delayed);
    reached.push(delayed);
    for (let node = reached.pop(); node !== undefined; node = reached.pop()) {
      for (let i = network.first[node]; i < network.first[node + 1]; i++) {
        const kind = network.kind[i];
        const to = network.dependent[i];
        const isMoved = (pushesFromStart(kind) ? startMovedBy[node] : finishMovedBy[node]) === delayed + 1;
        const from = pushesFromStart(kind) ? start[node] : finish[node] + (kind === 0 ? 1 : 0);
        const isFinish = pushesFinish(kind);
        const isTight = from === (isFinish ? finish[to] : start[to]);
        if (!isMoved || !isTight || (isFinish ? finishMovedBy[to] : startMovedBy[to]) === delayed + 1) continue;
        if (!isFinish) startMovedBy[to] = delayed + 1;
        if (isFinish || start[to] + duration[to] - 1 === finish[to]) moveFinish(to, delayed);
        reached.push(to);
      }
    }
  }
  return moves;
}
