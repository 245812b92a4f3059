import type { DependencyKind } from '../dependency';
import { isBelow, isEqual } from './flags';

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
  const provider = new Int32Array(first[nodes]);
  const codes = new Int32Array(first[nodes]);
  for (const each of reports) groupByProvider(each, first, provider, codes);
  sortByCode(provider, codes);
  const kind = new Uint8Array(provider.length);
  const count = takeDistinct(provider, codes, kind, first.fill(0));
  sumUp(first);
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
  providers: Int32Array,
  codes: Int32Array,
): void {
  for (let i = 0; i < count; i++) {
    const node = nodes[provider[i]];
    const at = starts[node]++;
    providers[at] = node;
    codes[at] = (nodes[dependent[i]] << KIND_BITS) | kind[i];
  }
}

/** Sorts each provider's codes; most stand right already, so that the one branch mostly goes the same way. */
function sortByCode(provider: Int32Array, codes: Int32Array): void {
  for (let i = 1; i < codes.length; i++) {
    const code = codes[i];
    const node = provider[i];
    if ((isBelow(code, codes[i - 1]) & isEqual(node, provider[i - 1])) === 0) continue;
    let at = i - 1;
    while (at > 0 && provider[at - 1] === node && codes[at - 1] > code) at--;
    if (i - at <= SHORT_WAY) {
      for (let to = i; to > at; to--) codes[to] = codes[to - 1];
      codes[at] = code;
    } else sortRun(provider, codes, i);
  }
}

/** Sorts the codes of the provider of row `i`. */
function sortRun(provider: Int32Array, codes: Int32Array, i: number): void {
  let [from, to] = [i, i];
  while (from > 0 && provider[from - 1] === provider[i]) from--;
  while (to < provider.length && provider[to] === provider[i]) to++;
  codes.subarray(from, to).sort();
}

/**
 * Of equal ones takes the first; leaves its dependent in place of its code, and counts it. How many there are. What is told
 * twice is written over by what follows: that costs less than a branch that nobody can guess.
 */
function takeDistinct(provider: Int32Array, codes: Int32Array, kind: Uint8Array, counts: Int32Array): number {
  let count = 0;
  let lastNode = -1;
  let lastCode = -1;
  for (let i = 0; i < codes.length; i++) {
    const node = provider[i];
    const code = codes[i];
    const isNew = 1 - (isEqual(node, lastNode) & isEqual(code, lastCode));
    lastNode = node;
    lastCode = code;
    provider[count] = node;
    codes[count] = code >>> KIND_BITS;
    kind[count] = code & KIND_MASK;
    counts[node + 1] += isNew;
    count += isNew;
  }
  return count;
}
