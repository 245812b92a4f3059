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

/** How far a report is moved one by one: beyond, an engine's sort costs less. */
const SHORT_WAY = 24;

/** Dependencies with a numbering of ends of their own: end e is node `nodes[e]`. */
interface Reports extends EdgeColumns {
  readonly nodes: Int32Array;
}

/** The dependencies among reports whose ends are nodes. */
export function distinctEdges(nodes: number, reports: EdgeColumns): DistinctEdges {
  const { count, provider, dependent, kind } = reports;
  const themselves = new Int32Array(nodes).map((_, node) => node);
  return mergeEdges(nodes, [{ count, provider, dependent, kind, nodes: themselves }]);
}

/**
 * The dependencies among reports, each (provider, dependent, kind) once, ascending. Linear, but for the sorting of the
 * dependents of one provider. `nodes` is at most 2^29.
 */
export function mergeEdges(nodes: number, reports: readonly Reports[]): DistinctEdges {
  const first = new Int32Array(nodes + 1);
  for (const each of reports) countReports(each, first);
  sumUp(first);
  const codes = new Int32Array(first[nodes]);
  for (const each of reports) groupByProvider(each, first, codes);
  const [provider, kind] = [new Int32Array(codes.length), new Uint8Array(codes.length)];
  const count = takeDistinct(first, provider, codes, kind);
  return {
    count,
    first,
    provider: provider.subarray(0, count),
    dependent: codes.subarray(0, count),
    kind: kind.subarray(0, count),
  };
}

function countReports({ count, provider, nodes }: Reports, counts: Int32Array): void {
  for (let i = 0; i < count; i++) counts[nodes[provider[i]] + 1]++;
}

/** Makes counts, of which each stands one further on, the places where they begin. */
export function sumUp(counts: Int32Array): void {
  let sum = 0;
  for (let at = 0; at < counts.length; at++) counts[at] = sum += counts[at];
}

/** Writes dependent and kind as one code; leaves in place of each provider's start its end. */
function groupByProvider(
  { count, provider, dependent, kind, nodes }: Reports,
  starts: Int32Array,
  codes: Int32Array,
): void {
  for (let i = 0; i < count; i++) {
    codes[starts[nodes[provider[i]]]++] = (nodes[dependent[i]] << KIND_BITS) | kind[i];
  }
}

/**
 * Of each provider's codes takes the distinct ones, ascending: its dependents in place of the codes. `ends`: where each
 * provider's codes end, then where its dependencies begin. How many there are.
 */
function takeDistinct(ends: Int32Array, provider: Int32Array, codes: Int32Array, kind: Uint8Array): number {
  const nodes = ends.length - 1;
  let count = 0;
  let from = 0;
  for (let node = 0; node < nodes; node++) {
    const to = ends[node];
    ends[node] = count;
    sortRun(codes, from, to);
    let lastCode = -1;
    for (let i = from; i < to; i++) {
      const code = codes[i];
      // What is told twice is written over by what follows.
      provider[count] = node;
      codes[count] = code >>> KIND_BITS;
      kind[count] = code & KIND_MASK;
      count += code === lastCode ? 0 : 1;
      lastCode = code;
    }
    from = to;
  }
  ends[nodes] = count;
  return count;
}

/** Sorts the codes from `from` up to `to`; most stand right already. */
function sortRun(codes: Int32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const code = codes[i];
    if (codes[i - 1] <= code) continue;
    let at = i - 1;
    while (at > from && codes[at - 1] > code) at--;
    if (i - at > SHORT_WAY) {
      codes.subarray(from, to).sort();
      return;
    }
    for (let place = i; place > at; place--) codes[place] = codes[place - 1];
    codes[at] = code;
  }
}
