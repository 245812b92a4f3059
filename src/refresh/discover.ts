import { listProjects } from '../jira';
import { commitIndex, deleteMarker, getRun, readFactsHeader, readIndex } from '../store';
import { inParallel } from './in-parallel';
import { requestRefresh } from './request-work';
import { readSite } from './site';

/** Projects begun a second, so that a large site is read at the pace that Jira and the queue allow. */
const PROJECTS_A_SECOND = 4;

/**
 * Lists the site's projects and has those read that were not since `readBefore` (milliseconds since 1970; 0: only
 * those that never were). Done twice, it finds the readings of the first time. Those that are gone are read once more,
 * too: their own job finds that Jira does not show them, and removes what is stored of them.
 */
export async function discoverProjects(readBefore: number): Promise<void> {
  await deleteMarker(readBefore === 0 ? 'projects' : 'everything');
  const listedAt = Date.now();
  await readSite();
  const found = await listProjects('app');
  const known = await readIndex();
  const gone = known.projects.filter(({ id }) => !found.some((project) => project.id === id));
  await commitIndex(found, listedAt);
  const toRead = await inParallel([...gone, ...found], async (project) => {
    const isRead = !gone.includes(project) && (await isReadSince(project.id, readBefore));
    return isRead ? [] : [project.id];
  });
  for (const [place, id] of toRead.flat().entries()) {
    await requestRefresh(id, { delaySeconds: Math.floor(place / PROJECTS_A_SECOND), insist: true });
  }
}

/** A run that is under way counts: it, too, ends in facts. */
async function isReadSince(projectId: number, instant: number): Promise<boolean> {
  const [facts, run] = await Promise.all([readFactsHeader(projectId), getRun(projectId)]);
  return [facts?.meta.readAt, run?.startedAt].some((began) => began !== undefined && began >= instant);
}
