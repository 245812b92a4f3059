import { createRound, getMarker, getRound, getRun, moveRound, readIndex } from '../store';
import { pushJob, type Job } from './jobs';
import { newId } from './new-id';
import { requestDiscovery, requestRefresh, STALLED_AFTER_MILLISECONDS } from './request-work';

/** A project that is just being refreshed is looked at again after so long: what a refresh finds is no loss. */
const BUSY_SECONDS = 30;
/** How often a round that waits for a busy project says that it is alive. */
const SIGN_OF_LIFE_MILLISECONDS = STALLED_AFTER_MILLISECONDS / 3;

type ReconcileJob = Extract<Job, { job: 'reconcile' }>;

/**
 * Has one project's facts proved against Jira, or the list of projects and, one after the other, those of all, unless
 * such a round is under way. `askedBy` is the account id of whoever asked. Not started when there is no project.
 */
export async function startReconciliation(
  projectId: number | null,
  askedBy: string | null,
): Promise<{ readonly started: boolean }> {
  if (projectId !== null) {
    await pushJob({ job: 'reconcile', projectId, runId: `reconcile:${newId()}`, round: null, askedBy });
    return { started: true };
  }
  await requestDiscovery();
  const first = (await readIndex()).projects[0]?.id;
  if (first === undefined) return { started: false };
  const now = Date.now();
  const round = newId();
  if (!(await createRound({ id: round, at: first, aliveAt: now }, now - STALLED_AFTER_MILLISECONDS))) {
    return { started: false };
  }
  await pushJob(jobOfRound(round, first, askedBy));
  return { started: true };
}

/** A round without progress for long has lost its job: it goes on with another. */
export async function takeUpRound(): Promise<void> {
  const round = await getRound();
  if (round === null || round.at === null || Date.now() - round.aliveAt <= STALLED_AFTER_MILLISECONDS) return;
  await pushJob(jobOfRound(round.id, round.at, null));
}

/** Does one such job; `refresh` proves the project and answers how that ended. */
export async function reconcileProject(job: ReconcileJob, refresh: () => Promise<'waiting' | 'other'>): Promise<void> {
  const { projectId, runId, round } = job;
  if (round !== null && !(await isItsTurn(round, projectId))) return;
  if (await isBusy(projectId, runId)) return waitUntil(job, Date.now() + BUSY_SECONDS * 1000);
  if ((await refresh()) === 'waiting') {
    return waitUntil(job, (await getRun(projectId))?.waiting?.until ?? Date.now());
  }
  await goOnWithRound(job);
}

/** Has the next project's turn come in the job's round: of jobs that came twice one, so that no round runs beside itself. */
export async function goOnWithRound({ round, projectId, askedBy }: ReconcileJob): Promise<void> {
  if (round === null) return;
  const { projects } = await readIndex();
  const next = projects.find(({ id }) => id > projectId)?.id ?? null;
  const isMoved = await moveRound(round, projectId, { at: next, aliveAt: Date.now() });
  if (isMoved && next !== null) await pushJob(jobOfRound(round, next, askedBy));
}

async function isItsTurn(round: string, projectId: number): Promise<boolean> {
  const underWay = await getRound();
  return underWay?.id === round && underWay.at === projectId;
}

/** The same job comes again then. */
async function waitUntil(job: ReconcileJob, until: number): Promise<void> {
  const { round, projectId } = job;
  if (round !== null && until - ((await getRound())?.aliveAt ?? 0) > SIGN_OF_LIFE_MILLISECONDS) {
    await moveRound(round, projectId, { at: projectId, aliveAt: until });
  }
  await pushJob(job, (until - Date.now()) / 1000);
}

async function isBusy(projectId: number, runId: string): Promise<boolean> {
  const run = await getRun(projectId);
  if (run !== null) return run.runId !== runId;
  if ((await getMarker(projectId)) === null) return false;
  await requestRefresh(projectId, { delaySeconds: 0 });
  return true;
}

/** All runs of a round have one name: a job that comes twice finds its run over. */
function jobOfRound(round: string, projectId: number, askedBy: string | null): Job {
  return { job: 'reconcile', projectId, runId: `reconcile:${round}`, round, askedBy };
}
