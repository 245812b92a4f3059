import { isBelow } from '../model';
import type { Edges } from './edges';

/**
 * What pushes what: open dependencies between items, those inside a cycle left out, since of them nobody knows which
 * comes first. Grouped by provider: those of end v stand from `first[v]` to `first[v + 1]` − 1.
 */
export interface Network {
  readonly nodes: number;
  readonly first: Int32Array;
  readonly dependent: Int32Array;
  /** Index into `KINDS`. */
  readonly kind: Uint8Array;
  /** The id: of several providers that push equally, the one with the smallest counts. */
  readonly idOf: (node: number) => number;
}

/** A kind's two questions: is it the provider's start that pushes, and is it the dependent's finish that is pushed? */
export function pushesFromStart(kind: number): boolean {
  return (kind & 1) === 1;
}

export function pushesFinish(kind: number): boolean {
  return kind >>> 1 === 1;
}

/**
 * Ends from `isItem.length` on are no items. `cycle`: of each end, the number of its cycle of open dependencies, 0
 * outside of cycles.
 */
export function networkOf(
  { count: all, provider, dependent, kind, open }: Pick<Edges, 'count' | 'provider' | 'dependent' | 'kind' | 'open'>,
  isItem: Uint8Array,
  cycle: Int32Array,
  idOf: (node: number) => number,
): Network {
  const nodes = isItem.length;
  const first = new Int32Array(nodes + 1);
  const network = { nodes, first, dependent: new Int32Array(all), kind: new Uint8Array(all), idOf };
  let count = 0;
  for (let i = 0; i < all; i++) {
    const from = provider[i];
    const to = dependent[i];
    // Together: nobody can guess which ones are open.
    if ((open[i] & isBelow(from, nodes) & isBelow(to, nodes)) === 0) continue;
    if (isItem[from] === 0 || isItem[to] === 0 || (cycle[from] !== 0 && cycle[from] === cycle[to])) continue;
    first[from + 1]++;
    network.dependent[count] = to;
    network.kind[count++] = kind[i];
  }
  for (let node = 0, sum = 0; node <= nodes; node++) first[node] = sum += first[node];
  return { nodes, first, dependent: network.dependent.subarray(0, count), kind: network.kind.subarray(0, count), idOf };
}
