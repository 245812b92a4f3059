import type { RefreshProgress } from '../contract';
import { getMarker, getRun } from '../store';
import { STALLED_AFTER_MILLISECONDS } from './refresh-project';
import { LOST_AFTER_MILLISECONDS, requestRefresh } from './request-work';

/** What the refresh of a project is doing; `null` when none is asked for. */
export async function progressOf(projectId: number): Promise<RefreshProgress | null> {
  const [run, marker] = await Promise.all([getRun(projectId), getMarker(projectId)]);
  if (run !== null) {
    const { phase, startedAt, issuesRead, issuesExpected } = run;
    return { phase, startedAt: new Date(startedAt).toISOString(), issuesRead, issuesExpected };
  }
  if (marker === null) return null;
  return { phase: 'queued', startedAt: new Date(marker.at).toISOString(), issuesRead: 0, issuesExpected: null };
}

/** Has a project read now, unless a reading is under way. Progress is that of the reading which serves the request. */
export async function startRefresh(
  projectId: number,
): Promise<{ readonly started: boolean; readonly refresh: RefreshProgress }> {
  const run = await getRun(projectId);
  const underWay = run !== null && Date.now() - run.aliveAt < STALLED_AFTER_MILLISECONDS;
  const started = !underWay && (await requestRefresh(projectId, { delaySeconds: 0 }));
  const now = new Date().toISOString();
  const queued: RefreshProgress = { phase: 'queued', startedAt: now, issuesRead: 0, issuesExpected: null };
  return { started, refresh: (await progressOf(projectId)) ?? queued };
}

/** Whether a refresh has been waiting for so long that its job must be lost; asking for it again brings it back. */
export function isOverdue({ phase, startedAt }: RefreshProgress): boolean {
  return phase === 'queued' && Date.now() - Date.parse(startedAt) > LOST_AFTER_MILLISECONDS;
}
