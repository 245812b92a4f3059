import { createRound, getMarker, getRound, getRun, moveRound, readIndex } from '../store';
import { pushJob, pushOnce, type JobOf, type NewJob } from './jobs';
import { newId } from './new-id';
import { requestDiscovery, requestRefresh, STALLED_AFTER_MILLISECONDS } from './request-work';

/** A project that is just being refreshed is looked at again after so long: what a refresh finds is no loss. */
const BUSY_SECONDS = 30;
/** Waits for points are no longer; a project that is read in turns is looked at once in a while. */
const AN_HOUR = 3_600_000;
/** How often a round that waits for a busy project says that it is alive. */
const SIGN_OF_LIFE_MILLISECONDS = STALLED_AFTER_MILLISECONDS / 3;

type ReconcileJob = JobOf<'reconcile'>;

/**
 * Has one project's facts proved against Jira, or the list of projects and, one after the other, those of all, unless
 * such a round is under way. `askedBy` is the account id of whoever asked. Not started when there is no project.
 */
export async function startReconciliation(
  projectId: number | null,
  askedBy: string | null,
): Promise<{ readonly started: boolean }> {
  if (projectId !== null) {
    await pushJob({ job: 'reconcile', projectId, runId: `reconcile:${newId()}`, askedBy, turn: newId() });
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
export async function reconcileProject(
  job: ReconcileJob,
  isRepeated: boolean,
  refresh: () => Promise<unknown>,
): Promise<void> {
  const { projectId, round } = job;
  const turn = round === null ? 0 : await turnOf(round, projectId);
  if (turn === null) return;
  const later = turn > Date.now() + 1000 ? turn : await whenToLookAgain(job);
  if (later !== null) return lookAgain(job, later, isRepeated);
  await refresh();
  // A run that waits goes on by itself; what the next one needs is not there any sooner.
  await goOnWithRound(job, (await getRun(projectId))?.waiting?.until);
}

/**
 * Has the next project's turn come in the job's round, at the given instant (ms since 1970) at the earliest: of jobs that
 * came twice one, so that no round runs beside itself.
 */
export async function goOnWithRound({ round, projectId, askedBy }: ReconcileJob, earliest = 0): Promise<void> {
  if (round === null) return;
  const { projects } = await readIndex();
  const next = projects.find(({ id }) => id > projectId)?.id ?? null;
  const now = Date.now();
  const isMoved = await moveRound(round, projectId, { at: next, aliveAt: Math.max(now, earliest) });
  if (isMoved && next !== null) await pushJob(jobOfRound(round, next, askedBy), Math.max(0, earliest - now) / 1000);
}

/** When the project's turn in the round came or comes; `null` when it is another's. */
async function turnOf(round: string, projectId: number): Promise<number | null> {
  const underWay = await getRound();
  return underWay?.id === round && underWay.at === projectId ? underWay.aliveAt : null;
}

/** The job comes again then, once for all that came twice. */
async function lookAgain(job: ReconcileJob, until: number, isRepeated: boolean): Promise<void> {
  const { round, projectId, turn } = job;
  if (round !== null && until - ((await getRound())?.aliveAt ?? 0) > SIGN_OF_LIFE_MILLISECONDS) {
    await moveRound(round, projectId, { at: projectId, aliveAt: until });
  }
  await pushOnce(turn, { ...job, turn: newId() }, until, isRepeated);
}

/** `null` when the project is free for this job, else when it may be. */
async function whenToLookAgain({ projectId, runId }: ReconcileJob): Promise<number | null> {
  const later = Date.now() + BUSY_SECONDS * 1000;
  const run = await getRun(projectId);
  if (run !== null) {
    return run.runId === runId ? null : Math.max(later, Math.min(run.waiting?.until ?? 0, Date.now() + AN_HOUR));
  }
  if ((await getMarker(projectId)) === null) return null;
  await requestRefresh(projectId, { delaySeconds: 0 });
  return later;
}

/** All runs of a round have one name: a job that comes twice finds its run over. */
function jobOfRound(round: string, projectId: number, askedBy: string | null): NewJob {
  return { job: 'reconcile', projectId, runId: `reconcile:${round}`, round, askedBy, turn: newId() };
}
