import { isBelow } from '../model';
import type { Network } from './network';

/**
 * All items, providers before their dependents. Linear.
 * A. B. Kahn, "Topological sorting of large networks", Comm. ACM 5 (1962).
 */
export function orderItems({ nodes, first, dependent }: Network, isItem: Uint8Array): Int32Array {
  const waitsFor = new Int32Array(nodes);
  for (let i = 0; i < dependent.length; i++) waitsFor[dependent[i]]++;
  // One more, for what follows the last of them is written, too.
  const order = new Int32Array(nodes + 1);
  let count = 0;
  for (let node = 0; node < nodes; node++) {
    order[count] = node;
    count += isItem[node] & isBelow(waitsFor[node], 1);
  }
  for (let at = 0; at < count; at++) {
    const node = order[at];
    for (let i = first[node]; i < first[node + 1]; i++) {
      const to = dependent[i];
      const left = waitsFor[to] - 1;
      waitsFor[to] = left;
      // Written over by the next one if it still waits for others: nobody can guess which do.
      order[count] = to;
      count += isBelow(left, 1);
    }
  }
  return order.subarray(0, count);
}
