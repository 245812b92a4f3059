import { createMarker, getMarker, getMergePace, setMarker, setMergePace } from '../store';
import { newId } from './new-id';
import { FULL_PACE, bucketOfMerge, spend, waitFor } from './pace';
import { isLost, pushWhenDue } from './request-work';

/** A merge waits a moment in which other projects may finish; the larger the portfolio, the longer. */
const LONGEST_SETTLING_SECONDS = 60;

/**
 * Asks for a merge at the portfolio's pace. The marker stays until a merge has ended that began after the last
 * request, so that one is never lost: every request leaves its own name on it. `insist` queues a job even where one
 * should be queued already: for work that is repeated after a kill, which may have fallen between marker and job.
 */
export async function requestMerge(projects: number, watched: boolean, insist = false): Promise<void> {
  const now = Date.now();
  await requestMergeAt(await nextMergeAt(projects, watched, now), now, insist);
}

/** The same as soon as other projects have had their moment, whatever the pace says: for what happens once in a long while. */
export function requestMergeSoon(projects: number): Promise<void> {
  const now = Date.now();
  return requestMergeAt(now + settlingOf(projects), now, false);
}

async function requestMergeAt(at: number, now: number, insist: boolean): Promise<void> {
  const marker = { runId: newId(), at, by: 'background', askedBy: null } as const;
  if (await createMarker('merge', marker)) {
    await pushWhenDue(marker, { job: 'merge', askedAt: now });
    return;
  }
  const standing = await getMarker('merge');
  if (standing === null) return requestMergeAt(at, now, insist);
  const wasLost = isLost(standing);
  const isEarlier = at < standing.at;
  await setMarker('merge', { ...marker, at: wasLost || isEarlier ? at : standing.at });
  if (wasLost || isEarlier || insist) await pushWhenDue({ at }, { job: 'merge', askedAt: now });
}

/** When the portfolio's pace allows the next merge; milliseconds since 1970. */
export async function nextMergeAt(projects: number, watched: boolean, now: number): Promise<number> {
  const pace = (await getMergePace()) ?? FULL_PACE;
  return now + Math.max(settlingOf(projects), waitFor(pace, bucketOfMerge(projects, watched), now));
}

function settlingOf(projects: number): number {
  return Math.min(LONGEST_SETTLING_SECONDS, 2 + projects / 20) * 1000;
}

/** Takes one merge from the portfolio's pace. */
export async function spendMerge(projects: number): Promise<void> {
  const now = Date.now();
  await setMergePace(spend((await getMergePace()) ?? FULL_PACE, bucketOfMerge(projects, false), now, 0));
}
