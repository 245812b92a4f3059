import { JiraError, POINTS, readProject } from '../jira';
import type { ProjectIdentity } from '../model';
import {
  claim,
  createMarker,
  createRun,
  deleteMarker,
  getMarker,
  getRun,
  isWholeHinted,
  readFactsHeader,
  readIndex,
  readStagedPage,
  setMarker,
  setRun,
  type DirtyMarker,
  type PortfolioIndex,
  type RefreshRun,
} from '../store';
import { Wait } from './allowance';
import { applyChanges } from './apply-changes';
import { applyReconciliation } from './apply-reconciliation';
import { applyWhole } from './apply-whole';
import type { FailureWords } from './failure-words';
import type { JobContext } from './job-context';
import { delaysUntil, pushJob, pushOnce } from './jobs';
import { ownerOfLaneRun } from './lane-runs';
import { newId } from './new-id';
import { Reading } from './reading';
import { isStalled } from './request-work';
import { AT_ITS_BEGINNING, meetJiraFailure, putOff } from './run-ends';
import { minutesToSearch } from './search-overlap';

/** How a run is to be begun, if none is under way. */
export interface WantedRun {
  readonly mode: RefreshRun['mode'];
  /** Account id of whoever asked, if the request did not leave it on the project's marker. */
  readonly askedBy: string | null;
  /** The end of the run's wait that the job ends (ms since 1970); `null` when it ends none. */
  readonly wake: number | null;
  /** The job failed before, and may have ended the wait then. */
  readonly isRepeated: boolean;
}

/** What became of a job on a run, for the log of jobs. */
export interface RunOutcome {
  readonly mode: RefreshRun['mode'];
  readonly outcome: 'done' | 'continued' | 'waiting' | 'failed';
  readonly issues: number;
  readonly askedBy: string | null;
  readonly cause: string | null;
  readonly remedy: string | null;
}

/**
 * Refreshes a project: whole when nothing usable is stored of it, else as it is `wanted`. The run's record says how far
 * it is, so that a killed job goes on where it was, its twin finds its work done, and a request that comes meanwhile is
 * served by a further run. `null` when there was nothing to do.
 */
export async function refreshProject(
  projectId: number,
  runId: string,
  contextFor: (run: RefreshRun) => JobContext,
  wanted: WantedRun,
): Promise<RunOutcome | null> {
  const run = await takeUp(projectId, runId, wanted);
  if (run === null) return null;
  const context = contextFor(run);
  const reading = new Reading(projectId, run);
  const ended = await goOn(projectId, reading, context).catch((error: unknown) =>
    meet(projectId, run.runId, error, context),
  );
  const { askedBy } = run;
  // A run that its lane has to go on with is put off until then.
  const left = ended.outcome === 'continued' ? await getRun(projectId) : null;
  const isPutOff = left !== null && left.waiting !== null;
  return {
    cause: null,
    remedy: null,
    ...ended,
    ...(isPutOff ? { outcome: 'waiting' } : {}),
    mode: run.mode,
    askedBy,
    issues: reading.run.issuesRead - run.issuesRead,
  };
}

type Ended = Pick<RunOutcome, 'outcome'> & Partial<FailureWords>;

const APPLY = { whole: applyWhole, changes: applyChanges, reconcile: applyReconciliation } as const;

async function goOn(projectId: number, reading: Reading, context: JobContext): Promise<Ended> {
  const project = await identityOf(projectId, reading.run, context);
  return { outcome: await APPLY[reading.run.mode](project, reading, context) };
}

async function meet(projectId: number, runId: string, error: unknown, context: JobContext): Promise<Ended> {
  if (error instanceof Wait) {
    await putOff(projectId, runId, error);
    return { outcome: 'waiting' };
  }
  if (!(error instanceof JiraError)) throw error;
  try {
    const met = await meetJiraFailure(projectId, runId, error, context);
    return typeof met === 'string' ? { outcome: met } : { outcome: 'failed', ...met };
  } catch (second) {
    if (second instanceof Wait) return meet(projectId, runId, second, context);
    throw second;
  }
}

/**
 * Asked of Jira once a run; a job that goes on takes it from the first staged page. A lane's run takes it from the list
 * of projects that its campaign began with: among many small projects one call for each would be one too many.
 */
async function identityOf(projectId: number, run: RefreshRun, { allowance }: JobContext): Promise<ProjectIdentity> {
  const staged = run.pages === 0 ? null : await readStagedPage(projectId, run.runId, 0);
  if (staged !== null) return staged.project;
  const { projects } = ownerOfLaneRun(run.runId) === null ? NO_LIST : await readIndex();
  const listed = projects.find(({ id }) => id === projectId);
  return listed ?? allowance.ask('project', POINTS.project, () => readProject(projectId, 'app'));
}

const NO_LIST: Pick<PortfolioIndex, 'projects'> = { projects: [] };

/** The run that this job is to go on with, or `null` when there is nothing for it to do. */
async function takeUp(projectId: number, runId: string, wanted: WantedRun): Promise<RefreshRun | null> {
  const now = Date.now();
  const underWay = await getRun(projectId);
  if (underWay === null) return begin(projectId, runId, wanted);
  if (underWay.runId === runId) return resume(projectId, underWay, wanted);
  // A lane finds its project taken care of.
  if (ownerOfLaneRun(runId) !== null) return null;
  await createMarker(projectId, { runId, at: now, by: 'background', askedBy: null });
  return isStalled(underWay) ? underWay : null;
}

/**
 * A wait is ended by one job, however often the queue hands it out: jobs that all went on would share the next hour's
 * points until none had enough. A stalled run has lost that job, and whoever comes takes it up.
 */
async function resume(projectId: number, run: RefreshRun, wanted: WantedRun): Promise<RefreshRun | null> {
  const now = Date.now();
  if (!isStalled(run) && !(await mayGoOn(projectId, run, wanted, now))) return null;
  const alive = { ...run, waiting: null, aliveAt: now };
  if (run.waiting !== null) await setRun(projectId, alive);
  await forgetMarker(projectId, run.runId);
  return run.waiting === null ? run : alive;
}

async function mayGoOn(
  projectId: number,
  { runId, waiting }: RefreshRun,
  { wake, isRepeated }: WantedRun,
  now: number,
): Promise<boolean> {
  if (waiting === null) return wake === null || isRepeated;
  const isLanes = wake === null && ownerOfLaneRun(runId) !== null;
  if (!isLanes && wake !== waiting.until) return false;
  const { until } = waiting;
  // Its lane comes back to it once; twins of the lane's job find it going on.
  if (waiting.for === 'turn') return true;
  if (until <= now + 1000) return (await claim(`${projectId}:${until}`)) || isRepeated;
  if (wake !== null) {
    const name = `${projectId}:${until}:${delaysUntil(until)}`;
    await pushOnce(name, { job: 'project', projectId, runId, wake }, until, isRepeated);
  }
  return false;
}

async function begin(projectId: number, runId: string, wanted: WantedRun): Promise<RefreshRun | null> {
  const [facts, marker] = await Promise.all([readFactsHeader(projectId), getMarker(projectId)]);
  if (facts?.meta.runId === runId) {
    if (marker?.runId === runId) await renameMarker(projectId, marker);
    return null;
  }
  const now = Date.now();
  // Put off since this job was queued: another comes for it then.
  if (marker?.runId === runId && marker.at > now + 1000) return null;
  const isWhole = facts === null || (await isWholeHinted(projectId));
  const fresh: RefreshRun = {
    runId,
    mode: isWhole ? 'whole' : wanted.mode,
    source: wanted.mode === 'reconcile' ? 'linked' : 'search',
    sinceMinutes: facts === null ? null : minutesToSearch(facts.meta.readAt, now),
    ...AT_ITS_BEGINNING,
    ...{ startedAt: now, aliveAt: now, deferrals: 0, mergeOwed: false, restarts: 0 },
    by: marker?.by ?? 'background',
    askedBy: wanted.askedBy ?? marker?.askedBy ?? null,
  };
  if (!(await createRun(projectId, fresh))) return takeUp(projectId, runId, wanted);
  await forgetMarker(projectId, runId);
  return fresh;
}

/** A marker under the name of a run that is over stands for what came too late for it: a run of another name serves it. */
async function renameMarker(projectId: number, marker: DirtyMarker): Promise<void> {
  const runId = newId();
  await setMarker(projectId, { ...marker, runId, at: Date.now() });
  await pushJob({ job: 'project', projectId, runId });
}

/** From here on the reading sees what the marker stood for; a marker of somebody else's job stays. */
async function forgetMarker(projectId: number, runId: string): Promise<void> {
  if ((await getMarker(projectId))?.runId === runId) await deleteMarker(projectId);
}
