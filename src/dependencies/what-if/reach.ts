import type { Arc } from './assumptions';
import type { LoadedGraph } from './loaded-graph';

/** All that hangs on the seeds by open dependencies, those assumed to be added too; by end, 1 where it does. */
export function reachOf(seeds: readonly number[], { ends, edges }: LoadedGraph, added: readonly Arc[]): Uint8Array {
  const isReached = new Uint8Array(ends.count);
  const pending: number[] = [];
  function reach(node: number): void {
    if (isReached[node] === 1) return;
    isReached[node] = 1;
    pending.push(node);
  }
  seeds.forEach(reach);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (let i = edges.first[node]; i < edges.first[node + 1]; i++) if (edges.open[i] === 1) reach(edges.dependent[i]);
    for (const { provider, dependent } of added) if (provider === node) reach(dependent);
  }
  return isReached;
}
