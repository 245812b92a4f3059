import { Queue } from '@forge/events';
import * as z from 'zod';

/** What the queue carries. Every job may come twice, late, or beside its twin. */
const job = z.discriminatedUnion('job', [
  /** List the site's projects; read those whose reading began before an instant (ms since 1970), or that have none. */
  z.object({ job: z.literal('discover'), readBefore: z.number().min(0) }),
  /** Read one project and evaluate it; `runId` is the same for all jobs of one reading. */
  z.object({ job: z.literal('project'), projectId: z.number().int().positive(), runId: z.string() }),
  /** Tie the projects' dependency slices together, unless a merge has begun since this one was asked for (ms since 1970). */
  z.object({ job: z.literal('merge'), askedAt: z.number() }),
  /** Evaluate one project from what is stored. */
  z.object({ job: z.literal('evaluate'), projectId: z.number().int().positive() }),
  /** The hourly look after everything, going on behind the project `after`. */
  z.object({ job: z.literal('upkeep'), after: z.number().int().min(0) }),
]);
export type Job = z.infer<typeof job>;

const refreshQueue = new Queue({ key: 'refresh' });

/** The platform takes at most 50 events a push. */
const MOST_JOBS_A_PUSH = 50;
/** The longest delay that the queue keeps. */
export const LONGEST_DELAY_SECONDS = 900;

/** `null` for what is not a job of ours. */
export function parseJob(body: unknown): Job | null {
  return job.safeParse(body).data ?? null;
}

export async function pushJobs(jobs: readonly { readonly job: Job; readonly delaySeconds: number }[]): Promise<void> {
  for (let from = 0; from < jobs.length; from += MOST_JOBS_A_PUSH) {
    await refreshQueue.push(
      jobs.slice(from, from + MOST_JOBS_A_PUSH).map((each) => ({
        body: each.job,
        delayInSeconds: Math.min(LONGEST_DELAY_SECONDS, Math.ceil(each.delaySeconds)),
      })),
    );
  }
}

export function pushJob(one: Job, delaySeconds = 0): Promise<void> {
  return pushJobs([{ job: one, delaySeconds }]);
}
