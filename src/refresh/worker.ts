import { randomUUID } from 'node:crypto';
import { InvocationError, InvocationErrorCode, type AsyncEvent } from '@forge/events';
import { logError, logInfo } from '../log';
import { getRun, isStorageFailure } from '../store';
import { discoverProjects } from './discover';
import { evaluateProject } from './evaluate-project';
import { takeHint } from './events';
import { parseJob, pushJob, type Job } from './jobs';
import { mergeDependencies } from './merge';
import { refreshProject } from './refresh-project';
import { requestReadingOfEverything } from './request-work';
import { failRun } from './run-ends';
import { startTimeBudget } from './time-budget';
import { lookAfterEverything } from './upkeep';

const MOST_RETRIES = 3;
const RETRY_AFTER_SECONDS = 15;

/** Does one job of the queue. Asks for it again when it failed unexpectedly; after three times the page says so. */
export async function workOff(event: AsyncEvent): Promise<InvocationError | undefined> {
  const job = parseJob(event.body);
  if (job === null) {
    logInfo('job of an unknown kind dropped');
    return undefined;
  }
  try {
    await work(job);
    return undefined;
  } catch (error) {
    const reference = randomUUID();
    const retries = event.retryContext?.retryCount ?? 0;
    logError('job failed', error, { job: job.job, retries, reference });
    if (retries < MOST_RETRIES) {
      return new InvocationError({
        retryAfter: RETRY_AFTER_SECONDS * 2 ** retries,
        retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
      });
    }
    await giveUp(job, error, reference);
    return undefined;
  }
}

async function work(job: Job): Promise<void> {
  switch (job.job) {
    case 'discover':
      return discoverProjects(job.readBefore);
    case 'project':
      return refreshProject(job.projectId, job.runId, startTimeBudget());
    case 'merge':
      return mergeDependencies(job.askedAt);
    case 'evaluate':
      return evaluateProject(job.projectId);
    case 'upkeep':
      return lookAfterEverything(job.after, startTimeBudget());
  }
}

async function giveUp(job: Job, error: unknown, reference: string): Promise<void> {
  if (job.job !== 'project') return;
  const run = await getRun(job.projectId);
  if (run?.runId !== job.runId) return;
  await failRun(job.projectId, run, {
    cause: isStorageFailure(error)
      ? "Plumbline could not use what it has stored with Atlassian's Forge."
      : 'Plumbline met an error that it did not expect.',
    remedy: `Refresh again. If it stays so, report it to the maintainers with the reference ${reference}.`,
  });
}

/** One of Jira's events. */
export async function takeJiraEvent(event: unknown): Promise<void> {
  await takeHint(event);
}

/** Installed or upgraded: everything is read anew. */
export async function beginToWatch(): Promise<void> {
  await requestReadingOfEverything({ delaySeconds: 0, insist: true });
}

/** The hourly trigger has less time than a job has: it only queues one. */
export async function beginUpkeep(): Promise<{ readonly statusCode: 204 }> {
  await pushJob({ job: 'upkeep', after: 0 });
  return { statusCode: 204 };
}
