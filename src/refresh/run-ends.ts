import { JiraError, readProject } from '../jira';
import {
  deleteFailure,
  deleteMarker,
  deleteProjectDocuments,
  deleteRun,
  deleteStagedPages,
  getMarker,
  getRun,
  readIndex,
  setFailure,
  setRun,
  type RefreshRun,
} from '../store';
import { logInfo } from '../log';
import { LONGEST_DELAY_SECONDS, pushJob } from './jobs';
import { requestDiscovery, requestMerge } from './request-work';

/** What a failed refresh tells its readers. */
export interface FailureWords {
  readonly cause: string;
  readonly remedy: string;
}

/** The run has done all it had to do: its traces go, and a request that came meanwhile gets its reading. */
export async function completeRun(projectId: number, run: RefreshRun): Promise<void> {
  await deleteFailure(projectId);
  await endRun(projectId, run);
}

/** The run cannot be brought to an end: says why, and leaves the last whole snapshot as it is. */
export async function failRun(projectId: number, run: RefreshRun, words: FailureWords): Promise<void> {
  logInfo('refresh failed', { projectId, runId: run.runId, issuesRead: run.issuesRead });
  await setFailure(projectId, { at: Date.now(), ...words });
  await endRun(projectId, run);
}

async function endRun(projectId: number, run: RefreshRun): Promise<void> {
  await deleteStagedPages(projectId, run.runId, run.pages);
  await deleteRun(projectId);
  await goOnIfDirty(projectId);
}

/** Whoever asked while a run was under way left a marker and no job: it gets one now. */
export async function goOnIfDirty(projectId: number): Promise<void> {
  const marker = await getMarker(projectId);
  if (marker !== null) await pushJob({ job: 'project', projectId, runId: marker.runId });
}

const MOST_DEFERRALS = { rateLimited: 40, unavailable: 5 } as const;
const FIRST_DEFERRAL_SECONDS = 10;

/** Puts the run off, begins it anew, ends it, or removes the project: whatever Jira's failure calls for. */
export async function meetJiraFailure(projectId: number, runId: string, error: JiraError): Promise<void> {
  const run = await getRun(projectId);
  if (run?.runId !== runId) return;
  const { failure, details } = error;
  if (failure === 'notFound' || failure === 'forbidden') {
    if (details.endpoint === 'project' || !(await isReadable(projectId))) return removeProject(projectId, run);
  }
  if ((failure === 'rateLimited' || failure === 'unavailable') && run.deferrals < MOST_DEFERRALS[failure]) {
    return putOff(projectId, run, details.retryAfterSeconds ?? 0);
  }
  if (failure === 'badRequest' && run.pageToken !== null && run.restarts === 0) return beginAnew(projectId, run);
  await failRun(projectId, run, wordsOf(error));
}

/** Jira said when to come back, or gets longer and longer pauses; jitter keeps many projects from coming at once. */
async function putOff(projectId: number, run: RefreshRun, retryAfterSeconds: number): Promise<void> {
  const pause = Math.max(retryAfterSeconds, FIRST_DEFERRAL_SECONDS * 2 ** Math.min(run.deferrals, 6));
  const delaySeconds = Math.min(LONGEST_DELAY_SECONDS, pause + Math.random() * FIRST_DEFERRAL_SECONDS);
  const aliveAt = Date.now() + delaySeconds * 1000;
  await setRun(projectId, { ...run, deferrals: run.deferrals + 1, aliveAt });
  await pushJob({ job: 'project', projectId, runId: run.runId }, delaySeconds);
}

/** Jira no longer knows the page token. */
async function beginAnew(projectId: number, run: RefreshRun): Promise<void> {
  await deleteStagedPages(projectId, run.runId, run.pages);
  const now = Date.now();
  await setRun(projectId, {
    ...run,
    ...{ startedAt: now, phase: 'reading', pages: 0, pageToken: null, issuesRead: 0, issuesExpected: null },
    restarts: run.restarts + 1,
    aliveAt: now,
  });
  await pushJob({ job: 'project', projectId, runId: run.runId });
}

/** What Jira no longer shows the app is nobody's to see here: everything stored of the project goes. */
async function removeProject(projectId: number, run: RefreshRun): Promise<void> {
  logInfo('project removed', { projectId });
  await deleteProjectDocuments(projectId);
  await deleteFailure(projectId);
  await deleteStagedPages(projectId, run.runId, run.pages);
  const { projects } = await readIndex();
  if (projects.some(({ id }) => id === projectId)) await requestDiscovery();
  await requestMerge(projects.length);
  await deleteMarker(projectId);
  await deleteRun(projectId);
}

async function isReadable(projectId: number): Promise<boolean> {
  try {
    await readProject(projectId, 'app');
    return true;
  } catch (error) {
    if (error instanceof JiraError && (error.failure === 'notFound' || error.failure === 'forbidden')) return false;
    throw error;
  }
}

function wordsOf({ failure, details }: JiraError): FailureWords {
  switch (failure) {
    case 'rateLimited':
      return {
        cause: 'Jira limited how much Plumbline may read, for longer than Plumbline waits.',
        remedy: 'Refresh again in an hour, when Jira grants a new allowance.',
      };
    case 'unavailable':
      return {
        cause: 'Jira did not answer, although Plumbline asked several times.',
        remedy: 'Look at status.atlassian.com and refresh again once Jira is up.',
      };
    case 'notFound':
    case 'forbidden':
      return {
        cause: `Jira refused to answer (${details.endpoint}).`,
        remedy: 'Ask a Jira admin whether Plumbline still has access to this project, then refresh again.',
      };
    case 'badRequest':
      return {
        cause: `Jira did not accept a request (${details.endpoint}).`,
        remedy: 'Refresh again. If it stays so, report it to the maintainers with this text.',
      };
    case 'unexpectedReply':
      return {
        cause: `Jira's reply was not what its documentation promises (${details.endpoint}${details.field ? `, ${details.field}` : ''}).`,
        remedy: 'Refresh again. If it stays so, report it to the maintainers with this text.',
      };
  }
}
