import { randomUUID } from 'node:crypto';
import { InvocationError, InvocationErrorCode, type AsyncEvent } from '@forge/events';
import { metered } from '../jira';
import { logError, logInfo } from '../log';
import { addJobEntry, getRun, isStorageFailure, type JobEntry, type RefreshRun } from '../store';
import { Allowance, Wait, type Purpose } from './allowance';
import { applyPlaybooks } from './apply-playbooks';
import { closeDay } from './close-day';
import { discoverProjects } from './discover';
import { evaluateProject } from './evaluate-project';
import { takeHint } from './events';
import { fillLane } from './fill';
import type { JobContext } from './job-context';
import { parseJob, pushJob, type Job } from './jobs';
import { mergeDependencies } from './merge';
import { goOnWithRound, reconcileProject } from './reconcile';
import { placeLinks } from './place-links';
import { refreshProject, type WantedRun } from './refresh-project';
import { previewPlaybook } from './preview-playbook';
import { reportStoredAccounts } from './report-accounts';
import { requestAgain, requestDiscovery } from './request-work';
import { rollUp } from './roll-up';
import { failRun } from './run-ends';
import { startTimeBudget, type TimeBudget } from './time-budget';
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
  const retries = event.retryContext?.retryCount ?? 0;
  try {
    await work(job, retries > 0).catch((error: unknown) => waitFor(job, error));
    return undefined;
  } catch (error) {
    const reference = randomUUID();
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

/** What becomes of a job that has to wait; a run's jobs see to that themselves. */
async function waitFor(job: Job, error: unknown): Promise<void> {
  if (!(error instanceof Wait)) throw error;
  if (job.job === 'discover' || job.job === 'place') await requestAgain(job, error.until);
  // The next hour brings an upkeep of its own: put off, they would only gather.
  else if (job.job !== 'upkeep') throw error;
}

async function work(job: Job, isRepeated: boolean): Promise<void> {
  const budget = startTimeBudget();
  switch (job.job) {
    case 'discover':
      return logged('discover', budget, (context) => discoverProjects(job.everything, context));
    case 'fill':
      return fillLane(job, isRepeated, budget, (projectId, runId) =>
        run(projectId, runId, budget, { mode: 'whole', askedBy: null, wake: null, isRepeated }),
      );
    case 'project':
      await run(job.projectId, job.runId, budget, { mode: 'changes', askedBy: null, wake: job.wake, isRepeated });
      return;
    case 'place':
      return logged('changes', budget, placeLinks);
    case 'merge':
      return logged('merge', budget, () => mergeDependencies(job.askedAt));
    case 'rollUp':
      return rollUp();
    case 'evaluate':
      return evaluateProject(job.projectId);
    case 'apply':
      return logged('evaluate', budget, (context) => applyPlaybooks(job.revision, job.after, context));
    case 'preview':
      return logged('evaluate', budget, (context) => previewPlaybook(job.startedAt, isRepeated, context));
    case 'upkeep':
      return logged('upkeep', budget, lookAfterEverything);
    case 'closeDay':
      return logged('evaluate', budget, (context) => closeDay(job.after, context));
    case 'reconcile':
      return reconcileProject(job, isRepeated, () =>
        run(job.projectId, job.runId, budget, { mode: 'reconcile', askedBy: job.askedBy, wake: null, isRepeated }),
      );
    case 'report':
      return logged('report', budget, reportStoredAccounts);
  }
}

/** Refreshes a project within what its run may take of the hour's points, and notes in the log of jobs how it went. */
async function run(
  projectId: number,
  runId: string,
  budget: TimeBudget,
  wanted: WantedRun,
): Promise<'waiting' | 'other'> {
  const told = await noted(async (allowanceFor) => {
    const contextFor = (found: RefreshRun): JobContext => {
      return { budget, allowance: allowanceFor(`${found.mode} ${projectId}`, purposeOf(found)) };
    };
    const ended = await refreshProject(projectId, runId, contextFor, wanted);
    if (ended === null) return null;
    const { mode: job, ...outcome } = ended;
    return { ...outcome, job, projectId };
  });
  return told?.outcome === 'waiting' ? 'waiting' : 'other';
}

function purposeOf({ by, mode }: RefreshRun): Purpose {
  if (by === 'people') return 'people';
  return mode === 'reconcile' ? 'reconcile' : 'background';
}

async function logged(
  job: JobEntry['job'],
  budget: TimeBudget,
  doIt: (context: JobContext) => Promise<void>,
): Promise<void> {
  await noted(async (allowanceFor) => {
    const rest = { job, projectId: null, issues: null, cause: null, remedy: null, askedBy: null } as const;
    await doIt({ budget, allowance: allowanceFor(job, 'background') });
    return { ...rest, outcome: 'done' };
  });
}

type Told = Omit<JobEntry, 'at' | 'milliseconds' | 'calls' | 'points' | 'bytes'>;

/** Runs a job's work, gives back the points that it did not need, and keeps and answers what it says of itself. */
async function noted(
  doIt: (allowanceFor: (what: string, purpose: Purpose) => Allowance) => Promise<Told | null>,
): Promise<Told | null> {
  const at = Date.now();
  const allowances: Allowance[] = [];
  const { value, usage } = await metered(async () => {
    try {
      return await doIt((what, purpose) => {
        const allowance = new Allowance(what, purpose);
        allowances.push(allowance);
        return allowance;
      });
    } finally {
      for (const allowance of allowances) await allowance.settle();
    }
  });
  if (value !== null) await addJobEntry({ ...value, ...usage, at, milliseconds: Date.now() - at });
  return value;
}

async function giveUp(job: Job, error: unknown, reference: string): Promise<void> {
  if (job.job !== 'project' && job.job !== 'reconcile') return;
  const found = await getRun(job.projectId);
  if (found?.runId === job.runId) {
    await failRun(job.projectId, found, {
      cause: isStorageFailure(error)
        ? "Plumbline could not use what it has stored with Atlassian's Forge."
        : 'Plumbline met an error that it did not expect.',
      remedy: `Refresh again. If it stays so, report it to the maintainers with the reference ${reference}.`,
    });
  }
  // What cannot be proved does not keep the others from it.
  if (job.job === 'reconcile') await goOnWithRound(job);
}

/** One of Jira's events. */
export async function takeJiraEvent(event: unknown): Promise<void> {
  await takeHint(event);
}

/** Installed or upgraded: what is not stored, or not as this version stores it, is read. */
export async function beginToWatch(): Promise<void> {
  await requestDiscovery({ delaySeconds: 0, insist: true });
}

/** The hourly trigger has less time than a job has: it only queues one. */
export async function beginUpkeep(): Promise<{ readonly statusCode: 204 }> {
  await pushJob({ job: 'upkeep' });
  return { statusCode: 204 };
}

/** The weekly trigger, likewise. */
export async function beginReport(): Promise<{ readonly statusCode: 204 }> {
  await pushJob({ job: 'report' });
  return { statusCode: 204 };
}
