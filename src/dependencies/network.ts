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
  /** Issue ids: of several providers that push equally, the smallest counts. */
  readonly id: Float64Array;
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
  edges: Pick<Edges, 'count' | 'first' | 'provider' | 'dependent' | 'kind' | 'open'>,
  isItem: Uint8Array,
  cycle: Int32Array,
  id: Float64Array,
): Network {
  const nodes = isItem.length;
  const first = new Int32Array(nodes + 1);
  const dependent = new Int32Array(edges.count);
  const kind = new Uint8Array(edges.count);
  let count = 0;
  for (let node = 0; node < nodes; node++) {
    first[node] = count;
    if (isItem[node] === 0) continue;
    for (let i = edges.first[node]; i < edges.first[node + 1]; i++) {
      const to = edges.dependent[i];
      if (edges.open[i] === 0 || to >= nodes || isItem[to] === 0) continue;
      if (cycle[node] !== 0 && cycle[node] === cycle[to]) continue;
      dependent[count] = to;
      kind[count++] = edges.kind[i];
    }
  }
  first[nodes] = count;
  return { nodes, first, dependent: dependent.subarray(0, count), kind: kind.subarray(0, count), id };
}
