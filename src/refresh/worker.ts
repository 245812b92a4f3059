import { randomUUID } from 'node:crypto';
import { InvocationError, InvocationErrorCode, type AsyncEvent } from '@forge/events';
import { metered } from '../jira';
import { logError, logInfo } from '../log';
import { addJobEntry, getRun, isStorageBusy, isStorageFailure, type JobEntry, type RefreshRun } from '../store';
import { Allowance, purposeOf, Wait, type Purpose } from './allowance';
import { applyPlaybooks } from './apply-playbooks';
import { closeDay } from './close-day';
import { discoverProjects } from './discover';
import { evaluateProject } from './evaluate-project';
import { takeHint } from './events';
import type { FailureWords } from './failure-words';
import { fillLane, type Turn } from './fill';
import type { JobContext } from './job-context';
import { parseJob, pushJob, type Job, type JobOf } from './jobs';
import { mergeDependencies } from './merge';
import { goOnWithRound, reconcileProject } from './reconcile';
import { placeLinks } from './place-links';
import { refreshProject, type WantedRun } from './refresh-project';
import { previewPlaybook } from './preview-playbook';
import { reportStoredAccounts } from './report-accounts';
import { requestAgain, requestDiscovery } from './request-work';
import { rollUp } from './roll-up';
import { countSprint } from './sprints';
import { failRun } from './run-ends';
import { startTimeBudget, type TimeBudget } from './time-budget';
import { lookAfterEverything } from './upkeep';

const MOST_RETRIES = 3;
const RETRY_AFTER_SECONDS = 15;
/** How often a job that storage has no room for is put off after its retries. */
const MOST_DEFERRALS = 6;
/** Minutes of the storage's allowance, spread: what came as one burst would come back as one. */
const DEFERRAL_SECONDS = { shortest: 180, longest: 420 } as const;

/** Jobs that stand for themselves: a project's run has a record of its own, and each hour brings an upkeep. */
type LoneJob = Exclude<Job, JobOf<'project' | 'reconcile' | 'upkeep'>>;

/** As what the log of jobs tells of them. */
const KIND_IN_LOG = {
  discover: 'discover',
  fill: 'whole',
  place: 'changes',
  merge: 'merge',
  sprint: 'changes',
  rollUp: 'evaluate',
  evaluate: 'evaluate',
  apply: 'evaluate',
  preview: 'evaluate',
  closeDay: 'evaluate',
  upkeep: 'upkeep',
  report: 'report',
} as const satisfies Record<LoneJob['job'] | 'upkeep', JobEntry['job']>;

/**
 * Does one job of the queue. Asks for it again when it failed unexpectedly, puts it off where storage had no room for it
 * even then, and at last gives it up, of which the project's page or the operator's view tells.
 */
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
    await endWithout(job, error, reference).catch((second: unknown) => {
      logError('end of a job not kept', second, { job: job.job, reference });
    });
    return undefined;
  }
}

/** What becomes of a job that has to wait; a run's jobs see to that themselves. */
async function waitFor(job: Job, error: unknown): Promise<void> {
  if (!(error instanceof Wait)) throw error;
  if (job.job === 'discover' || job.job === 'place') await requestAgain(job, error.until);
  else if (job.job === 'sprint') await pushJob(job, (error.until - Date.now()) / 1000);
  // The next hour brings an upkeep of its own: put off, they would only gather.
  else if (job.job !== 'upkeep') throw error;
}

async function work(job: Job, isRepeated: boolean): Promise<void> {
  const budget = startTimeBudget();
  switch (job.job) {
    case 'discover':
      return logged(job, budget, (context) => discoverProjects(job.everything, context));
    case 'fill':
      return fillLane(job, isRepeated, budget, (projectId, runId, points) =>
        run(projectId, runId, budget, { mode: 'whole', askedBy: null, wake: null, isRepeated }, points),
      );
    case 'project':
      await run(job.projectId, job.runId, budget, { mode: 'changes', askedBy: null, wake: job.wake, isRepeated });
      return;
    case 'place':
      return logged(job, budget, placeLinks);
    case 'merge':
      return logged(job, budget, () => mergeDependencies(job.askedAt));
    case 'rollUp':
      return rollUp();
    case 'sprint':
      return logged(job, budget, (context) => countSprint(job.sprintId, context));
    case 'evaluate':
      return evaluateProject(job.projectId);
    case 'apply':
      return logged(job, budget, (context) => applyPlaybooks(job.revision, job.after, context));
    case 'preview':
      return logged(job, budget, (context) => previewPlaybook(job.startedAt, isRepeated || job.deferrals > 0, context));
    case 'upkeep':
      return logged(job, budget, lookAfterEverything);
    case 'closeDay':
      return logged(job, budget, (context) => closeDay(job.after, context));
    case 'reconcile':
      return reconcileProject(job, isRepeated, () =>
        run(job.projectId, job.runId, budget, { mode: 'reconcile', askedBy: job.askedBy, wake: null, isRepeated }),
      );
    case 'report':
      return logged(job, budget, reportStoredAccounts);
  }
}

/**
 * Refreshes a project within what its run may take of the hour's points, and notes in the log of jobs how it went. Its turn
 * is over behind the page with which it has used `pointsOfTurn`.
 */
async function run(
  projectId: number,
  runId: string,
  budget: TimeBudget,
  wanted: WantedRun,
  pointsOfTurn = Infinity,
): Promise<Turn> {
  let isOver = (): boolean => false;
  const told = await noted(async (allowanceFor) => {
    const contextFor = (found: RefreshRun): JobContext => {
      const allowance = allowanceFor(`${found.mode} ${projectId}`, purposeOf(found));
      isOver = () => allowance.used >= pointsOfTurn;
      return { budget: { isSpent: () => budget.isSpent() || isOver() }, allowance };
    };
    const ended = await refreshProject(projectId, runId, contextFor, wanted);
    if (ended === null) return null;
    const { mode: job, ...outcome } = ended;
    return { ...outcome, job, projectId };
  });
  const { outcome, points } = told ?? { outcome: 'done', points: 0 };
  if (outcome === 'waiting') return { ended: 'waiting', points };
  return { ended: outcome === 'continued' && isOver() ? 'over' : 'other', points };
}

async function logged(
  { job }: Pick<LoneJob | JobOf<'upkeep'>, 'job'>,
  budget: TimeBudget,
  doIt: (context: JobContext) => Promise<void>,
): Promise<void> {
  const kind = KIND_IN_LOG[job];
  await noted(async (allowanceFor) => {
    const rest = { job: kind, projectId: null, issues: null, cause: null, remedy: null, askedBy: null } as const;
    await doIt({ budget, allowance: allowanceFor(kind, 'background') });
    return { ...rest, outcome: 'done' };
  });
}

type Told = Omit<JobEntry, 'at' | 'milliseconds' | 'calls' | 'points' | 'bytes'>;

/** Runs a job's work, gives back the points that it did not need, and keeps and answers what it says of itself. */
async function noted(
  doIt: (allowanceFor: (what: string, purpose: Purpose) => Allowance) => Promise<Told | null>,
): Promise<JobEntry | null> {
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
  if (value === null) return null;
  const entry = { ...value, ...usage, at, milliseconds: Date.now() - at };
  await addJobEntry(entry);
  return entry;
}

/** What becomes of a job after its last retry. */
async function endWithout(job: Job, error: unknown, reference: string): Promise<void> {
  if (job.job === 'project' || job.job === 'reconcile') return failRunOf(job, error, reference);
  if (job.job !== 'upkeep' && isStorageBusy(error) && job.deferrals < MOST_DEFERRALS) return putOff(job);
  await noted(() =>
    Promise.resolve({
      job: KIND_IN_LOG[job.job],
      projectId: job.job === 'evaluate' ? job.projectId : null,
      issues: null,
      outcome: 'failed',
      ...failureWords(error, 'Plumbline makes up for it within the day.', reference),
      askedBy: null,
    }),
  );
}

/** Twins of the job have the same turn after it as before. The lane's own name may be taken by the job that failed. */
function putOff(job: LoneJob): Promise<void> {
  const { shortest, longest } = DEFERRAL_SECONDS;
  const later = { ...job, deferrals: job.deferrals + 1 };
  const again = later.job === 'fill' ? { ...later, turn: `${later.turn}:${later.deferrals}` } : later;
  return pushJob(again, shortest + Math.random() * (longest - shortest));
}

async function failRunOf(job: JobOf<'project' | 'reconcile'>, error: unknown, reference: string): Promise<void> {
  const found = await getRun(job.projectId);
  if (found?.runId === job.runId) {
    await failRun(job.projectId, found, failureWords(error, 'Refresh again.', reference));
  }
  // What cannot be proved does not keep the others from it.
  if (job.job === 'reconcile') await goOnWithRound(job);
}

function failureWords(error: unknown, remedy: string, reference: string): FailureWords {
  return {
    cause: isStorageFailure(error)
      ? "Plumbline could not use what it has stored with Atlassian's Forge."
      : 'Plumbline met an error that it did not expect.',
    remedy: `${remedy} If it stays so, report it to the maintainers with the reference ${reference}.`,
  };
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
