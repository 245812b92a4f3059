import type { ChainEntry, RecordedEvent } from '../model';

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal digits. */
export type Sha256 = (text: string) => string;

/** JSON with sorted keys and without spaces: equal values, equal texts. What is `undefined` is left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join()}}`;
}

/** The entry that follows the last one of a chain; `null`: the first. */
export function nextEntry(last: ChainEntry | null, event: RecordedEvent, sha256: Sha256): ChainEntry {
  const body = { sequence: (last?.sequence ?? 0) + 1, previous: last?.hash ?? '', event };
  return { ...body, hash: sha256(canonicalJson(body)) };
}

/**
 * The sequence number at which a chain is broken first: an entry that was changed, put in, taken out or moved; `null`
 * when all follow each other. What was taken off its end does not show in the chain itself: a passport that was handed
 * out knows its last hash.
 */
export function firstBreak(entries: readonly ChainEntry[], sha256: Sha256): number | null {
  let last: ChainEntry | null = null;
  for (const entry of entries) {
    const expected = nextEntry(last, entry.event, sha256);
    if (canonicalJson(entry) !== canonicalJson(expected)) return expected.sequence;
    last = entry;
  }
  return null;
}
