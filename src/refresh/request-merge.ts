import { randomUUID } from 'node:crypto';
import { createMarker, getMarker, getMergePace, setMarker, setMergePace } from '../store';
import { FULL_PACE, bucketOfMerge, spend, waitFor } from './pace';
import { pushWhenDue } from './request-work';

/** A merge waits a moment in which other projects may finish; the larger the portfolio, the longer. */
const LONGEST_SETTLING_SECONDS = 60;
const LOST_AFTER_MILLISECONDS = 120_000;

/**
 * Asks for a merge at the portfolio's pace. The marker stays until a merge has ended that began after the last
 * request, so that one is never lost: every request leaves its own name on it. `insist` queues a job even where one
 * should be queued already: for work that is repeated after a kill, which may have fallen between marker and job.
 */
export async function requestMerge(projects: number, watched: boolean, insist = false): Promise<void> {
  const now = Date.now();
  const settling = Math.min(LONGEST_SETTLING_SECONDS, 2 + projects / 20) * 1000;
  const pace = (await getMergePace()) ?? FULL_PACE;
  const at = now + Math.max(settling, waitFor(pace, bucketOfMerge(projects, watched), now));
  const marker = { runId: randomUUID(), at, by: 'background', askedBy: null } as const;
  if (await createMarker('merge', marker)) {
    await pushWhenDue(marker, { job: 'merge', askedAt: now });
    return;
  }
  const standing = await getMarker('merge');
  if (standing === null) return requestMerge(projects, watched);
  const isLost = now - standing.at > LOST_AFTER_MILLISECONDS;
  const isEarlier = at < standing.at;
  await setMarker('merge', { ...marker, at: isLost || isEarlier ? at : standing.at });
  if (isLost || isEarlier || insist) await pushWhenDue({ at }, { job: 'merge', askedAt: now });
}

/** Takes one merge from the portfolio's pace. */
export async function spendMerge(projects: number): Promise<void> {
  const now = Date.now();
  await setMergePace(spend((await getMergePace()) ?? FULL_PACE, bucketOfMerge(projects, false), now, 0));
}
