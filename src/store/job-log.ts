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

export async function addJobEntry(entry: JobEntry): Promise<void> {
  const reversed = String(END_OF_TIME - entry.at).padStart(String(END_OF_TIME).length, '0');
  await setRecord(jobLog, `${reversed}:${randomBytes(4).toString('hex')}`, entry);
}

/** The newest entries, newest first. Eventually consistent. */
export async function listJobEntries(most: number): Promise<readonly JobEntry[]> {
  return [...(await listRecords(jobLog, { most })).values()];
}

/** Deletes entries older than an instant (milliseconds since 1970), and all but the newest `keep`. Answers how many. */
export async function sweepJobLog(olderThan: number, keep: number): Promise<number> {
  const all = [...(await listRecords(jobLog))];
  const old = all.filter(([, { at }], place) => place >= keep || at < olderThan).map(([owner]) => owner);
  await deleteRecords(jobLog, old);
  return old.length;
}
