import { Queue } from '@forge/events';
import * as z from 'zod';
import { claim, giveBackClaim } from '../store';
import { newId } from './new-id';

const id = z.number().int().positive();
/** The name under which a job leaves the rest to the next one: its twins have the same, the next one has another. */
const turn = z.string().default(newId);
/** How often the job was put off because storage had no room for it. */
const deferrals = z.number().int().min(0).default(0);

/** What the queue carries. Every job may come twice, late, or beside its twin. */
const job = z.discriminatedUnion('job', [
  /** List the site's projects and have those read that were never read, or all of them. */
  z.object({ job: z.literal('discover'), everything: z.boolean(), deferrals }),
  /** Read the projects of a campaign, one after the other. */
  z.object({ job: z.literal('fill'), campaign: z.string(), lane: z.number().int().min(0), turn, deferrals }),
  /** Refresh one project; `runId` is the same for all jobs of one run, `wake` the end of the wait that this one ends. */
  z.object({ job: z.literal('project'), projectId: id, runId: z.string(), wake: z.number().nullable().default(null) }),
  /** Give hints of links to the projects of their ends. */
  z.object({ job: z.literal('place'), deferrals }),
  /** Tie the projects' dependency slices together, unless a merge has begun since this one was asked for (ms since 1970). */
  z.object({ job: z.literal('merge'), askedAt: z.number(), deferrals }),
  /** Bring the portfolio's rows up to date with the snapshots. */
  z.object({ job: z.literal('rollUp'), deferrals }),
  /** Count the items of a sprint that began or was closed. */
  z.object({ job: z.literal('sprint'), sprintId: id, deferrals }),
  /** Evaluate one project from what is stored. */
  z.object({ job: z.literal('evaluate'), projectId: id, deferrals }),
  /** Evaluate the projects behind `after` by the playbooks that they follow since this revision of them. */
  z.object({ job: z.literal('apply'), revision: z.number().int(), after: z.number().int().min(0), deferrals }),
  /** Evaluate the next projects by the draft of a playbook, for the preview that was begun then (ms since 1970). */
  z.object({ job: z.literal('preview'), startedAt: z.number(), deferrals }),
  /** Look after what events, queue and kills may have lost. */
  z.object({ job: z.literal('upkeep') }),
  /** Evaluate what was not evaluated today and compare counts, going on behind the project `after`. */
  z.object({ job: z.literal('closeDay'), after: z.number().int().min(0), deferrals }),
  /** Prove a project's facts against Jira in the run `runId`; in a `round`, then those of the next project of the list. */
  z.object({
    job: z.literal('reconcile'),
    projectId: id,
    runId: z.string(),
    round: z.string().nullable().default(null),
    turn,
    askedBy: z.string().nullable(),
  }),
  /** Report stored account ids to Atlassian's personal data API. */
  z.object({ job: z.literal('report'), deferrals }),
]);
export type Job = z.infer<typeof job>;
export type JobOf<K extends Job['job']> = Extract<Job, { job: K }>;
/** A job as it is asked for: what has a default may be left out. */
export type NewJob = z.input<typeof job>;

const refreshQueue = new Queue({ key: 'refresh' });

/** The platform takes at most 50 events a push. */
const MOST_JOBS_A_PUSH = 50;
/** The longest delay that the queue keeps. */
export const LONGEST_DELAY_SECONDS = 900;

/** `null` for what is not a job of ours. */
export function parseJob(body: unknown): Job | null {
  return job.safeParse(body).data ?? null;
}

export async function pushJobs(
  jobs: readonly { readonly job: NewJob; readonly delaySeconds: number }[],
): Promise<void> {
  for (let from = 0; from < jobs.length; from += MOST_JOBS_A_PUSH) {
    await refreshQueue.push(
      jobs.slice(from, from + MOST_JOBS_A_PUSH).map((each) => ({
        body: each.job,
        delayInSeconds: Math.min(LONGEST_DELAY_SECONDS, Math.max(0, Math.ceil(each.delaySeconds))),
      })),
    );
  }
}

export function pushJob(one: NewJob, delaySeconds = 0): Promise<void> {
  return pushJobs([{ job: one, delaySeconds }]);
}

/** How many delays of the queue it is until an instant (ms since 1970): one less each time that a job comes too early. */
export function delaysUntil(instant: number): number {
  return Math.ceil((instant - Date.now()) / (1000 * LONGEST_DELAY_SECONDS));
}

/**
 * Queues what a job leaves to a later one, for `until` (ms since 1970) or for as near to it as the queue keeps: jobs that
 * the queue handed out twice leave the same under the same `name`, and one of them queues it. So they do not become more
 * from wait to wait. `isRepeated`: a job that failed may have the name and not have queued anything.
 */
export async function pushOnce(name: string, one: NewJob, until: number, isRepeated: boolean): Promise<void> {
  if (!(await claim(name)) && !isRepeated) return;
  try {
    await pushJob(one, (until - Date.now()) / 1000);
  } catch (error) {
    await giveBackClaim(name);
    throw error;
  }
}
