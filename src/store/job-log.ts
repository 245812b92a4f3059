import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { deleteRecords, listRecords, setRecord, type RecordKind } from './records';

/** What a job of the queue did, for the operator's view. */
export interface JobEntry {
  /** When it began; milliseconds since 1970. */
  readonly at: number;
  readonly job: 'whole' | 'changes' | 'merge' | 'evaluate' | 'reconcile' | 'upkeep' | 'discover' | 'report';
  readonly projectId: number | null;
  readonly milliseconds: number;
  /** Of Jira's REST API. */
  readonly calls: number;
  readonly points: number;
  /** Read from Jira. */
  readonly bytes: number;
  readonly issues: number | null;
  readonly outcome: 'done' | 'continued' | 'waiting' | 'failed';
  readonly cause: string | null;
  readonly remedy: string | null;
  /** Account id of whoever asked; `null` when nobody did. */
  readonly askedBy: string | null;
}

export const jobLog: RecordKind<JobEntry> = {
  name: 'job',
  version: 1,
  fields: [
    'at',
    'job',
    'projectId',
    'milliseconds',
    'calls',
    'points',
    'bytes',
    'issues',
    'outcome',
    'cause',
    'remedy',
    'askedBy',
  ],
  schema: z.object({
    at: z.number(),
    job: z.enum(['whole', 'changes', 'merge', 'evaluate', 'reconcile', 'upkeep', 'discover', 'report']),
    projectId: z.number().int().nullable(),
    milliseconds: z.number(),
    calls: z.number(),
    points: z.number(),
    bytes: z.number(),
    issues: z.number().nullable(),
    outcome: z.enum(['done', 'continued', 'waiting', 'failed']),
    cause: z.string().nullable(),
    remedy: z.string().nullable(),
    askedBy: z.string().nullable(),
  }),
};

/** The last instant that a key can name: times count down from it, so that queries answer the newest first. */
const END_OF_TIME = 9_999_999_999_999;
const DIGITS_OF_TIME = String(END_OF_TIME).length;
/** Entries are swept by stretches of 10^7 milliseconds, some three hours, of which the keys tell the first digits. */
const DIGITS_OF_STRETCH = 7;
const STRETCH = 10 ** DIGITS_OF_STRETCH;
/** A week of them: without one, a query costs nothing to speak of. */
const STRETCHES_SWEPT = 60;

export async function addJobEntry(entry: JobEntry): Promise<void> {
  const reversed = String(END_OF_TIME - entry.at).padStart(DIGITS_OF_TIME, '0');
  await setRecord(jobLog, `${reversed}:${randomBytes(4).toString('hex')}`, entry);
}

/** The newest entries, newest first. Eventually consistent. */
export async function listJobEntries(most: number): Promise<readonly JobEntry[]> {
  return [...(await listRecords(jobLog, { most })).values()];
}

/**
 * Deletes entries older than an instant (milliseconds since 1970), as far as they became so lately: whoever sweeps daily
 * misses none. Younger ones are not read, for there are thousands of them. Answers how many went.
 */
export async function sweepJobLog(olderThan: number): Promise<number> {
  const newest = Math.floor((END_OF_TIME - olderThan) / STRETCH);
  const old: string[] = [];
  for (let stretch = newest; stretch <= newest + STRETCHES_SWEPT; stretch++) {
    const prefix = String(stretch).padStart(DIGITS_OF_TIME - DIGITS_OF_STRETCH, '0');
    const found = await listRecords(jobLog, { prefix });
    old.push(...[...found].filter(([, { at }]) => at < olderThan).map(([owner]) => owner));
  }
  await deleteRecords(jobLog, old);
  return old.length;
}
