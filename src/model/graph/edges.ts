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
  const { count: reported } = reports;
  const first = startsOf(nodes, reports);
  const codes = codesByProvider(reports, first);
  const provider = new Int32Array(reported);
  const dependent = new Int32Array(reported);
  const kind = new Uint8Array(reported);
  const count = takeDistinct(codes, first, { provider, dependent, kind });
  return {
    count,
    first,
    provider: provider.subarray(0, count),
    dependent: dependent.subarray(0, count),
    kind: kind.subarray(0, count),
  };
}

/** Of each provider the place of its first report, were they grouped by it. */
function startsOf(nodes: number, { count, provider }: EdgeColumns): Int32Array {
  const first = new Int32Array(nodes + 1);
  for (let i = 0; i < count; i++) first[provider[i] + 1]++;
  for (let node = 0; node < nodes; node++) first[node + 1] += first[node];
  return first;
}

/** Dependents and kinds by provider; moves each start to the end, which is where the next provider's begin. */
function codesByProvider({ count, provider, dependent, kind }: EdgeColumns, starts: Int32Array): Int32Array {
  const codes = new Int32Array(count);
  for (let i = 0; i < count; i++) codes[starts[provider[i]]++] = (dependent[i] << KIND_BITS) | kind[i];
  return codes;
}

/** Writes each once, ascending, and in place of each provider's end the start of what is left of it. How many are left. */
function takeDistinct(
  codes: Int32Array,
  ends: Int32Array,
  { provider, dependent, kind }: Omit<EdgeColumns, 'count'>,
): number {
  const nodes = ends.length - 1;
  let count = 0;
  let from = 0;
  for (let node = 0; node < nodes; node++) {
    const to = ends[node];
    ends[node] = count;
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
  ends[nodes] = count;
  return count;
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
