import { JiraError, readProject } from '../jira';
import type { ProjectIdentity } from '../model';
import { createMarker, createRun, deleteMarker, getMarker, getRun, readFactsHeader, type RefreshRun } from '../store';
import { finishReading } from './finish-reading';
import { goOnIfDirty, meetJiraFailure } from './run-ends';
import { readPages } from './read-pages';
import type { TimeBudget } from './time-budget';

/** A run without progress for this long has lost its job: whoever comes next takes it up. */
export const STALLED_AFTER_MILLISECONDS = 600_000;

/**
 * Reads a project page by page and evaluates it. The run's record says how far it is, so that a killed job goes on
 * where it was, its twin finds its work done, and a request that comes meanwhile is served by a further reading.
 */
export async function refreshProject(projectId: number, runId: string, budget: TimeBudget): Promise<void> {
  const run = await takeUp(projectId, runId);
  if (run === null) return;
  try {
    const project = await readProject(projectId, 'app');
    await goOn(project, run, budget);
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    await meetJiraFailure(projectId, run.runId, error);
  }
}

async function goOn(project: ProjectIdentity, run: RefreshRun, budget: TimeBudget): Promise<void> {
  let current: RefreshRun | null = run;
  while (current !== null) {
    current =
      current.phase === 'reading' ? await readPages(project, current, budget) : await finishReading(project, current);
  }
}

/** The run that this job is to go on with, or `null` when there is nothing for it to do. */
async function takeUp(projectId: number, runId: string): Promise<RefreshRun | null> {
  const underWay = await getRun(projectId);
  if (underWay === null) {
    if ((await readFactsHeader(projectId))?.meta.runId === runId) {
      await goOnIfDirty(projectId);
      return null;
    }
    const now = Date.now();
    const fresh: RefreshRun = {
      ...{ runId, startedAt: now, phase: 'reading', pages: 0, pageToken: null, issuesRead: 0, issuesExpected: null },
      ...{ aliveAt: now, restarts: 0, deferrals: 0, mergeOwed: false },
    };
    if (!(await createRun(projectId, fresh))) return takeUp(projectId, runId);
    await forgetMarker(projectId, runId);
    return fresh;
  }
  if (underWay.runId === runId) {
    await forgetMarker(projectId, runId);
    return underWay;
  }
  await createMarker(projectId, { runId, at: Date.now() });
  return Date.now() - underWay.aliveAt > STALLED_AFTER_MILLISECONDS ? underWay : null;
}

/** From here on the reading sees what the marker stood for; a marker of somebody else's job stays. */
async function forgetMarker(projectId: number, runId: string): Promise<void> {
  if ((await getMarker(projectId))?.runId === runId) await deleteMarker(projectId);
}
