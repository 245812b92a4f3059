import { sumUp } from '../model';
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
 * Ends from `isItem.length` on are no items. `openPlaces`: of those dependencies that are open. `cycle`: of each end, the
 * number of its cycle of open dependencies, 0 outside of cycles.
 */
export function networkOf(
  { provider, dependent, kind, openPlaces }: Pick<Edges, 'provider' | 'dependent' | 'kind' | 'openPlaces'>,
  isItem: Uint8Array,
  cycle: Int32Array,
  idOf: (node: number) => number,
): Network {
  const nodes = isItem.length;
  const first = new Int32Array(nodes + 1);
  const network = { dependent: new Int32Array(openPlaces.length), kind: new Uint8Array(openPlaces.length) };
  let count = 0;
  for (const i of openPlaces) {
    const from = provider[i];
    const to = dependent[i];
    if (from >= nodes || to >= nodes || isItem[from] === 0 || isItem[to] === 0) continue;
    if (cycle[from] !== 0 && cycle[from] === cycle[to]) continue;
    first[from + 1]++;
    network.dependent[count] = to;
    network.kind[count++] = kind[i];
  }
  sumUp(first);
  return { nodes, first, dependent: network.dependent.subarray(0, count), kind: network.kind.subarray(0, count), idOf };
}
