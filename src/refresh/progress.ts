import type { RefreshProgress } from '../contract';
import { getMarker, getRun, getUpkeep } from '../store';
import { isLost, isStalled, requestRefresh, waitOfWatched } from './request-work';

/** What the refresh of a project is doing; `null` when none is asked for. */
export async function progressOf(projectId: number): Promise<RefreshProgress | null> {
  const [run, marker] = await Promise.all([getRun(projectId), getMarker(projectId)]);
  const changesWaiting = marker !== null;
  if (run !== null) {
    const { startedAt, issuesRead, issuesExpected, waiting } = run;
    return {
      ...{ phase: 'reading', startedAt: new Date(startedAt).toISOString(), issuesRead, issuesExpected, changesWaiting },
      // Between its turns a project is being read.
      waiting:
        waiting === null || waiting.for === 'turn'
          ? null
          : { until: new Date(waiting.until).toISOString(), for: waiting.for },
    };
  }
  return marker === null ? null : queued(marker.at, changesWaiting);
}

function queued(at: number, changesWaiting: boolean): RefreshProgress {
  const startedAt = new Date(at).toISOString();
  return { phase: 'queued', startedAt, issuesRead: 0, issuesExpected: null, waiting: null, changesWaiting };
}

/**
 * Until when what is stored of a project is known to be true, in milliseconds since 1970: its reading of `readAt`, or,
 * while nothing waits to be read, the last look at what changed anywhere on the site.
 */
export async function knownAsOf(projectId: number, readAt: number): Promise<number> {
  const [marker, { sweptAt }] = await Promise.all([getMarker(projectId), getUpkeep()]);
  return marker === null ? Math.max(readAt, sweptAt) : readAt;
}

/** Has a project refreshed now, or as soon as its pace lets it, unless a run is under way. Progress is that of the run which serves the request. */
export async function startRefresh(
  projectId: number,
  askedBy: string | null,
): Promise<{ readonly started: boolean; readonly refresh: RefreshProgress }> {
  const run = await getRun(projectId);
  const underWay = run !== null && !isStalled(run);
  const started =
    !underWay &&
    (await requestRefresh(projectId, { delaySeconds: await waitOfWatched(projectId), by: 'people', askedBy }));
  return { started, refresh: (await progressOf(projectId)) ?? queued(Date.now(), false) };
}

/** Whether a refresh has been waiting for so long that its job must be lost; asking for it again brings it back. */
export function isOverdue({ phase, startedAt }: RefreshProgress): boolean {
  return phase === 'queued' && isLost({ at: Date.parse(startedAt) });
}
