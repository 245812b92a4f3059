import { createRecord, getRecord, listRecords, type RecordKind } from './records';

/**
 * Logs that only grow: entries numbered 1, 2, 3 … by owner, each a record of its own, made with FAIL_IF_EXISTS and never
 * written again, nor deleted. Of writers who saw the same entries exactly one gets the next number; the others read what
 * it wrote and decide anew, so that nobody's entry is lost and none is based on what was not so any more.
 *
 * People are named in entries by `ActorId` (see actors.ts): so an account can be forgotten without touching a log.
 */
export type LogKind<T> = Pick<RecordKind<T>, 'name' | 'version' | 'schema' | 'upgrade'>;

/** Numbers in keys have so many digits, so that keys are in the entries' order. */
const DIGITS = 8;
const READ_AT_ONCE = 10;

const ownerOf = (owner: string, number: number): string => `${owner}:${String(number).padStart(DIGITS, '0')}`;

/**
 * Adds an entry behind the first `seen` ones, all of which the caller knows. Answers whether nobody else added one
 * before; where somebody did, nothing was written.
 */
export function appendToLog<T>(kind: LogKind<T>, owner: string, seen: number, entry: T): Promise<boolean> {
  return createRecord(kind, ownerOf(owner, seen + 1), entry);
}

/** The entries behind the first `seen` ones, in order. Strictly consistent. Cheapest where there are few of them. */
export async function readLog<T>(kind: LogKind<T>, owner: string, seen = 0): Promise<readonly T[]> {
  const first = await getRecord(kind, ownerOf(owner, seen + 1));
  if (first === null) return [];
  const entries: T[] = [first];
  if (seen === 0) {
    // What a query finds is as it will stay; what it does not find yet is looked up.
    const listed = await listRecords(kind, { prefix: `${owner}:` });
    for (;;) {
      const next = listed.get(ownerOf(owner, entries.length + 1));
      if (next === undefined) break;
      entries.push(next);
    }
  }
  for (;;) {
    const next = await getRecord(kind, ownerOf(owner, seen + entries.length + 1));
    if (next === null) return entries;
    entries.push(next);
  }
}

/** The entries with these numbers, by number; those that do not exist are absent. Strictly consistent. */
export async function readLogEntries<T>(
  kind: LogKind<T>,
  owner: string,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, T>> {
  const found = new Map<number, T>();
  for (let from = 0; from < numbers.length; from += READ_AT_ONCE) {
    const some = numbers.slice(from, from + READ_AT_ONCE);
    const entries = await Promise.all(some.map((number) => getRecord(kind, ownerOf(owner, number))));
    entries.forEach((entry, i) => {
      if (entry !== null) found.set(some[i], entry);
    });
  }
  return found;
}
