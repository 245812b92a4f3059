import * as z from 'zod';
import { createRecord, deleteRecords, getRecord, listRecords, type RecordKind } from './records';

/**
 * What Jira's points quota of an hour was promised to: a chain of records 1, 2, 3 …, each carrying the total so far.
 * A record is made with FAIL_IF_EXISTS only right behind the newest one, so that of writers at once exactly one gets
 * each place, every record's total is exact, and no lock is needed.
 */
export interface LedgerEntry {
  /** What the points are for, fit for a log: never anything about people. */
  readonly what: string;
  /** Reserved points; negative where more had been reserved than was used. */
  readonly points: number;
  /** Of the hour, this entry included. */
  readonly total: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const entries: RecordKind<LedgerEntry> = {
  name: 'points',
  version: 1,
  fields: ['what', 'points', 'total', 'at'],
  schema: z.object({ what: z.string(), points: z.number(), total: z.number(), at: z.number() }),
};

/** Places count down in the keys, so that a query answers the newest entry first. */
const LAST_PLACE = 9_999_999;
const ownerOf = (hour: string, place: number): string =>
  `${hour}:${String(LAST_PLACE - place).padStart(String(LAST_PLACE).length, '0')}`;
const placeOf = (owner: string): number => LAST_PLACE - Number(owner.slice(owner.indexOf(':') + 1));

interface Place {
  /** 0 before the first entry. */
  readonly place: number;
  readonly total: number;
}

/**
 * Reserves points of an hour (`YYYY-MM-DDTHH`, UTC) unless its total would exceed `limit`: exact however many reserve
 * at once. Points that were not used are given back by a negative entry with limit `Infinity`. `total` is that of the
 * hour afterwards.
 */
export async function reservePoints(
  hour: string,
  { what, points, at }: Omit<LedgerEntry, 'total'>,
  limit: number,
): Promise<{ readonly granted: boolean; readonly total: number }> {
  let newest = await newestSeen(hour);
  for (;;) {
    const total = newest.total + points;
    if (total <= limit) {
      if (await createRecord(entries, ownerOf(hour, newest.place + 1), { what, points, total, at })) {
        return { granted: true, total };
      }
    }
    const next = await entryBehind(hour, newest);
    if (next === null) return { granted: false, total: newest.total };
    newest = next;
  }
}

/** The points reserved in an hour so far. */
export async function pointsOf(hour: string): Promise<number> {
  let newest = await newestSeen(hour);
  for (let next = await entryBehind(hour, newest); next !== null; next = await entryBehind(hour, newest)) newest = next;
  return newest.total;
}

/** An hour's entries, oldest first. Eventually consistent. */
export async function ledgerEntries(hour: string): Promise<readonly LedgerEntry[]> {
  return [...(await listRecords(entries, { prefix: `${hour}:` })).values()].reverse();
}

/** Deletes the entries of all hours before one. Answers how many. */
export async function sweepLedger(beforeHour: string): Promise<number> {
  const old = [...(await listRecords(entries, { before: beforeHour })).keys()];
  await deleteRecords(entries, old);
  return old.length;
}

/** Where to begin looking for the newest entry: a query may be late, but what it shows never changes. */
async function newestSeen(hour: string): Promise<Place> {
  const [newest] = await listRecords(entries, { prefix: `${hour}:`, most: 1 });
  return newest === undefined ? { place: 0, total: 0 } : { place: placeOf(newest[0]), total: newest[1].total };
}

async function entryBehind(hour: string, { place }: Place): Promise<Place | null> {
  const next = await getRecord(entries, ownerOf(hour, place + 1));
  return next === null ? null : { place: place + 1, total: next.total };
}
