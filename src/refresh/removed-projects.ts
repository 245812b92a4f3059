import { deleteProjectPast, forgetRemoval, listRemoved, readFactsHeader } from '../store';

/**
 * So long the past of a project that Jira does not show is kept: a refusal may be a mistake, and what is archived may come
 * back.
 */
const KEPT_MILLISECONDS = 30 * 86_400_000;

/**
 * Deletes the past of projects that were deleted, or have been away for too long. One that has been read since is back,
 * and keeps it.
 */
export async function lookAfterRemoved(now: number): Promise<void> {
  for (const [projectId, since] of await listRemoved()) {
    if ((await readFactsHeader(projectId)) === null) {
      if (now - since >= KEPT_MILLISECONDS) await deleteProjectPast(projectId);
    } else if (since > 0) await forgetRemoval(projectId);
  }
}
