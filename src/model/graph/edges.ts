import type { DependencyKind } from '../dependency';

/** Kinds by the number that stands for them in typed columns. */
export const KINDS = [
  'finishToStart',
  'startToStart',
  'finishToFinish',
  'startToFinish',
] as const satisfies readonly DependencyKind[];

/** Dependencies as typed columns; ends by number. */
export interface EdgeColumns {
  readonly count: number;
  readonly provider: Int32Array;
  readonly dependent: Int32Array;
  /** Index into {@link KINDS}. */
  readonly kind: Uint8Array;
}

/** Dependencies ascending by (provider, dependent, kind), each once. */
export interface DistinctEdges extends EdgeColumns {
  /** Those of provider v stand from `first[v]` to `first[v + 1]` − 1. */
  readonly first: Int32Array;
}

/** Four kinds fit into so many bits. */
const KIND_BITS = 2;
const KIND_MASK = 3;

/** Runs up to this length are sorted in place: an engine's sort costs more than it saves there. */
const SHORT_RUN = 24;

/**
 * The dependencies among `count` reports, each (provider, dependent, kind) once, ascending. Linear, but for the
 * sorting of the dependents of one provider. `nodes` is at most 2^29.
 */
export function distinctEdges(nodes: number, reports: EdgeColumns): DistinctEdges {
  const { count: reported, provider: providers, dependent: dependents, kind: kinds } = reports;
  const first = new Int32Array(nodes + 1);
  for (let i = 0; i < reported; i++) first[providers[i] + 1]++;
  for (let node = 0; node < nodes; node++) first[node + 1] += first[node];
  const codes = new Int32Array(reported);
  const next = first.slice(0, nodes);
  for (let i = 0; i < reported; i++) codes[next[providers[i]]++] = (dependents[i] << KIND_BITS) | kinds[i];

  const provider = new Int32Array(reported);
  const dependent = new Int32Array(reported);
  const kind = new Uint8Array(reported);
  let count = 0;
  let from = 0;
  for (let node = 0; node < nodes; node++) {
    const to = first[node + 1];
    first[node] = count;
    if (to - from > 1) sortRun(codes, from, to);
    for (let i = from; i < to; i++) {
      const code = codes[i];
      if (i > from && code === codes[i - 1]) continue;
      provider[count] = node;
      dependent[count] = code >>> KIND_BITS;
      kind[count] = code & KIND_MASK;
      count++;
    }
    from = to;
  }
  first[nodes] = count;
  return {
    count,
    first,
    provider: provider.subarray(0, count),
    dependent: dependent.subarray(0, count),
    kind: kind.subarray(0, count),
  };
}

function sortRun(codes: Int32Array, from: number, to: number): void {
  if (to - from > SHORT_RUN) {
    codes.subarray(from, to).sort();
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const code = codes[i];
    let at = i;
    for (; at > from && codes[at - 1] > code; at--) codes[at] = codes[at - 1];
    codes[at] = code;
  }
}
