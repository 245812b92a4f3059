import { randomUUID } from 'node:crypto';
import { JiraError, POINTS, readProject } from '../jira';
import type { ProjectIdentity } from '../model';
import {
  createMarker,
  createRun,
  deleteMarker,
  getMarker,
  getRun,
  listHints,
  readFactsHeader,
  readStagedPage,
  setMarker,
  setRun,
  type DirtyMarker,
  type RefreshRun,
} from '../store';
import { Wait } from './allowance';
import { applyChanges } from './apply-changes';
import { applyReconciliation } from './apply-reconciliation';
import { applyWhole } from './apply-whole';
import type { FailureWords } from './failure-words';
import type { JobContext } from './job-context';
import { pushJob } from './jobs';
import { Reading } from './reading';
import { STALLED_AFTER_MILLISECONDS } from './request-work';
import { meetJiraFailure, putOff } from './run-ends';

/** Jira's search index lags behind its issues: what changed shortly before the last reading is read again. */
const OVERLAP_MINUTES = 5;

/** How a run is to be begun, if none is under way. */
export interface WantedRun {
  readonly mode: RefreshRun['mode'];
  /** Account id of whoever asked, if the request did not leave it on the project's marker. */
  readonly askedBy: string | null;
  /** Whoever finds another run under way leaves the project to it. */
  readonly onlyIfFree: boolean;
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
 * Refreshes a project: whole when nothing usable is stored of it, else as it is `wanted`. The run's record says how far it
 * is, so that a killed job goes on where it was, its twin finds its work done, and a request that comes meanwhile is
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
  return {
    cause: null,
    remedy: null,
    ...ended,
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

/** Asked of Jira once a run; a job that goes on takes it from the first staged page. */
async function identityOf(projectId: number, run: RefreshRun, { allowance }: JobContext): Promise<ProjectIdentity> {
  const staged = run.pages === 0 ? null : await readStagedPage(projectId, run.runId, 0);
  return staged?.project ?? allowance.ask('project', POINTS.project, () => readProject(projectId, 'app'));
}

/** The run that this job is to go on with, or `null` when there is nothing for it to do. */
async function takeUp(projectId: number, runId: string, wanted: WantedRun): Promise<RefreshRun | null> {
  const now = Date.now();
  const underWay = await getRun(projectId);
  if (underWay === null) return begin(projectId, runId, wanted);
  if (underWay.runId === runId) {
    if (underWay.waiting !== null && underWay.waiting.until > now + 1000) {
      await pushJob({ job: 'project', projectId, runId }, (underWay.waiting.until - now) / 1000);
      return null;
    }
    await forgetMarker(projectId, runId);
    if (underWay.waiting === null) return underWay;
    const awake = { ...underWay, waiting: null, aliveAt: now };
    await setRun(projectId, awake);
    return awake;
  }
  if (wanted.onlyIfFree) return null;
  await createMarker(projectId, { runId, at: now, by: 'background', askedBy: null });
  return now - underWay.aliveAt > STALLED_AFTER_MILLISECONDS ? underWay : null;
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
  const isWhole = facts === null || (await listHints(projectId)).some(({ kind }) => kind === 'whole');
  const fresh: RefreshRun = {
    ...{ runId, startedAt: now, phase: 'reading', pages: 0, pageToken: null, behind: null, issuesRead: 0 },
    mode: isWhole ? 'whole' : wanted.mode,
    source: wanted.mode === 'reconcile' ? 'linked' : 'search',
    sinceMinutes: facts === null ? null : Math.ceil((now - facts.meta.readAt) / 60_000) + OVERLAP_MINUTES,
    ...{
      issuesExpected: null,
      aliveAt: now,
      restarts: 0,
      deferrals: 0,
      mergeOwed: false,

      waiting: null,
    },
    by: marker?.by ?? 'background',
    askedBy: wanted.askedBy ?? marker?.askedBy ?? null,
  };
  if (!(await createRun(projectId, fresh))) return takeUp(projectId, runId, wanted);
  await forgetMarker(projectId, runId);
  return fresh;
}

/** A marker under the name of a run that is over stands for what came too late for it: a run of another name serves it. */
async function renameMarker(projectId: number, marker: DirtyMarker): Promise<void> {
  const runId = randomUUID();
  await setMarker(projectId, { ...marker, runId, at: Date.now() });
  await pushJob({ job: 'project', projectId, runId });
}

/** From here on the reading sees what the marker stood for; a marker of somebody else's job stays. */
async function forgetMarker(projectId: number, runId: string): Promise<void> {
  if ((await getMarker(projectId))?.runId === runId) await deleteMarker(projectId);
}
