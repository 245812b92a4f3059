import { JiraError, POINTS, readProject } from '../jira';
import {
  deleteFailure,
  deleteHints,
  deleteMarker,
  deleteProjectDocuments,
  deleteRun,
  getMarker,
  getRun,
  listHints,
  noteRemoved,
  readIndex,
  setFailure,
  setMarker,
  setRun,
  type Hint,
  type RefreshRun,
} from '../store';
import { logInfo } from '../log';
import { Allowance, Wait } from './allowance';
import { wordsOf, type FailureWords } from './failure-words';
import type { JobContext } from './job-context';
import { pushJob } from './jobs';
import { ownerOfLaneRun } from './lane-runs';
import { dropStagedPages } from './reading';
import { requestMerge } from './request-merge';
import { paceOf, pushWhenDue, requestDiscovery } from './request-work';
import { readSite } from './site';

/** How long news of a deleted link are kept, against news of its making that come later still. */
export const TOMBSTONE_MILLISECONDS = 86_400_000;

/** The run has done all it had to do: its traces go, and a request that came meanwhile gets its run. */
export async function completeRun(projectId: number, run: RefreshRun, used: readonly Hint[]): Promise<void> {
  const now = Date.now();
  await deleteHints(
    projectId,
    used.filter((hint) => !isTombstone(hint, now)),
  );
  await deleteFailure(projectId);
  await endRun(projectId, run);
}

/** News of a deletion that stay although a run made use of them: of a link for a while, of an issue until storage drops them. */
export function isTombstone(hint: Hint, now: number): boolean {
  if (hint.kind === 'gone') return true;
  return hint.kind === 'link' && hint.verb === 'deleted' && now - hint.at < TOMBSTONE_MILLISECONDS;
}

/** The run cannot be brought to an end: says why, and leaves the last whole snapshot as it is. */
export async function failRun(projectId: number, run: RefreshRun, words: FailureWords): Promise<void> {
  logInfo('refresh failed', { projectId, runId: run.runId, issuesRead: run.issuesRead });
  await setFailure(projectId, { at: Date.now(), ...words });
  if (run.mergeOwed) await requestMerge((await readIndex()).projects.length, false, true);
  await endRun(projectId, run);
}

/** The next run is asked for before this one is given up: a kill in between leaves something to go on with. */
async function endRun(projectId: number, run: RefreshRun): Promise<void> {
  await dropStagedPages(projectId, run);
  const isAsked = await goOnIfDirty(projectId);
  await deleteRun(projectId);
  // Whoever asked in between saw a run and left its marker to it.
  if (!isAsked) await goOnIfDirty(projectId);
}

/** The next job must not come before this run is given up. */
const GIVING_UP_MILLISECONDS = 1500;

/** Whoever asked while a run was under way left a marker without a job: it gets one, at the project's pace. */
async function goOnIfDirty(projectId: number): Promise<boolean> {
  const marker = await getMarker(projectId);
  if (marker === null) return false;
  const soonest = marker.by === 'people' ? GIVING_UP_MILLISECONDS : (await paceOf(projectId)) * 1000;
  const due = Math.max(marker.at, Date.now() + soonest);
  if (due !== marker.at) await setMarker(projectId, { ...marker, at: due });
  await pushWhenDue({ at: due }, { job: 'project', projectId, runId: marker.runId });
  return true;
}

const MOST_DEFERRALS = 5;
const FIRST_DEFERRAL_SECONDS = 10;

/** The run goes on when the wait is over, by a job of its own or of its lane. */
export async function putOff(projectId: number, runId: string, wait: Wait): Promise<void> {
  const run = await getRun(projectId);
  if (run?.runId !== runId) return;
  await setRun(projectId, { ...run, waiting: { until: wait.until, for: wait.reason }, aliveAt: wait.until });
  if (ownerOfLaneRun(runId) !== null) return;
  const delaySeconds = (wait.until - Date.now()) / 1000;
  await pushJob({ job: 'project', projectId, runId, wake: wait.until }, delaySeconds);
}

/** By then a run that its lane has set aside is taken up by whoever comes. */
const LONGEST_ASIDE_MILLISECONDS = 86_400_000;

/** The run goes on when its lane comes back to it, as other projects have had their turn. */
export async function setAside(projectId: number, runId: string): Promise<void> {
  const run = await getRun(projectId);
  if (run?.runId !== runId) return;
  await setRun(projectId, { ...run, waiting: { until: Date.now() + LONGEST_ASIDE_MILLISECONDS, for: 'turn' } });
}

/**
 * Puts the run off, begins it anew, ends it, or removes the project: whatever Jira's failure calls for. Answers how the
 * run goes on, or what to tell readers when it failed.
 */
export async function meetJiraFailure(
  projectId: number,
  runId: string,
  error: JiraError,
  context: JobContext,
): Promise<'waiting' | 'continued' | 'done' | FailureWords> {
  const run = await getRun(projectId);
  if (run?.runId !== runId) return 'done';
  const { details } = error;
  const failure = isUnrecognised(error) ? 'unavailable' : error.failure;
  if (failure === 'notFound' || failure === 'forbidden' || failure === 'badRequest') {
    if (details.endpoint === 'project' ? failure !== 'badRequest' : !(await isReadable(projectId, context))) {
      await removeProject(projectId, run);
      return 'done';
    }
  }
  if (failure === 'unavailable' && run.deferrals < MOST_DEFERRALS) {
    const pause = FIRST_DEFERRAL_SECONDS * 2 ** run.deferrals + Math.random() * FIRST_DEFERRAL_SECONDS;
    await setRun(projectId, { ...run, deferrals: run.deferrals + 1 });
    await putOff(projectId, runId, new Wait(Date.now() + pause * 1000, 'jira'));
    return 'waiting';
  }
  if (failure === 'unknownField' && run.restarts === 0) {
    await readSite(context.allowance);
    await setRun(projectId, { ...run, restarts: 1 });
    return goOnLater(projectId, runId);
  }
  if (failure === 'badRequest' && run.restarts === 0) {
    return readAnew(projectId, run, 1);
  }
  const words = wordsOf(error);
  await failRun(projectId, run, words);
  return words;
}

/** What a run has read before its first page. */
export const AT_ITS_BEGINNING = {
  ...{ pages: 0, pageToken: null, behind: null, issuesRead: 0, issuesExpected: null, waiting: null },
} as const satisfies Partial<RefreshRun>;

/** Begins the run anew, whole: changes cannot tell enough, pages were lost, or Jira no longer knows the page token. */
export async function readAnew(
  projectId: number,
  run: RefreshRun,
  restarts: number,
  delaySeconds = 0,
): Promise<'continued'> {
  await dropStagedPages(projectId, run);
  const now = Date.now();
  await setRun(projectId, {
    ...run,
    ...AT_ITS_BEGINNING,
    ...{ mode: 'whole', source: 'search', sinceMinutes: null, startedAt: now, aliveAt: now, restarts },
  });
  return goOnLater(projectId, run.runId, delaySeconds);
}

/**
 * The run goes on in a further job: in its lane's where a lane has it. With a job of its own, both would read it, and the
 * lane, which has done with it, would leave it waiting for points.
 */
async function goOnLater(projectId: number, runId: string, delaySeconds = 0): Promise<'continued'> {
  if (ownerOfLaneRun(runId) === null) await pushJob({ job: 'project', projectId, runId }, delaySeconds);
  else await putOff(projectId, runId, new Wait(Date.now() + delaySeconds * 1000, 'jira'));
  return 'continued';
}

/** What Jira no longer shows the app is nobody's to see here: what was read of the project goes, its past waits for it. */
async function removeProject(projectId: number, run: RefreshRun): Promise<void> {
  logInfo('project removed', { projectId });
  await noteRemoved(projectId, Date.now());
  await deleteProjectDocuments(projectId);
  await deleteFailure(projectId);
  await deleteHints(projectId, await listHints(projectId));
  await dropStagedPages(projectId, run);
  const { projects } = await readIndex();
  if (projects.some(({ id }) => id === projectId)) await requestDiscovery();
  await requestMerge(projects.length, true);
  await deleteMarker(projectId);
  await deleteRun(projectId);
}

/** Whether Jira shows the project to the app. */
async function isReadable(projectId: number, { allowance }: Pick<JobContext, 'allowance'>): Promise<boolean> {
  try {
    await allowance.ask('project', POINTS.project, () => readProject(projectId, 'app'));
    return true;
  } catch (error) {
    if (!(error instanceof JiraError) || isUnrecognised(error)) throw error;
    if (error.failure === 'notFound' || error.failure === 'forbidden') return false;
    throw error;
  }
}

/** A 401 does not say that the app may not see something, but that Jira did not take it for the app: that passes. */
function isUnrecognised({ details }: JiraError): boolean {
  return details.status === 401;
}

/** The same for a person who waits for the answer; `null` while Jira must not be asked. */
export async function isReadableNow(projectId: number): Promise<boolean | null> {
  const allowance = new Allowance('project', 'people');
  try {
    return await isReadable(projectId, { allowance });
  } catch (error) {
    if (error instanceof Wait) return null;
    throw error;
  } finally {
    await allowance.settle();
  }
}
