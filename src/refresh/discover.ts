import { listProjects } from '../jira';
import { commitIndex, deleteMarker, readFactsHeader, readIndex } from '../store';
import { inParallel } from './in-parallel';
import { requestRefresh } from './request-work';
import { readSite } from './site';

/** Projects begun a second, so that a large site is read at the pace that Jira and the queue allow. */
const PROJECTS_A_SECOND = 4;

/**
 * Lists the site's projects and has them read: all, or only those that never were. Those that are gone are read once
 * more, too: their own job finds that Jira does not show them, and removes what is stored of them.
 */
export async function discoverProjects(everything: boolean): Promise<void> {
  await deleteMarker(everything ? 'everything' : 'projects');
  const listedAt = Date.now();
  await readSite();
  const found = await listProjects('app');
  const known = await readIndex();
  const gone = known.projects.filter(({ id }) => !found.some((project) => project.id === id));
  await commitIndex(found, listedAt);
  const toRead = await inParallel([...gone, ...found], async (project) => {
    const isUnread = everything || (await readFactsHeader(project.id)) === null;
    return isUnread || gone.includes(project) ? [project.id] : [];
  });
  for (const [place, id] of toRead.flat().entries()) {
    await requestRefresh(id, { delaySeconds: Math.floor(place / PROJECTS_A_SECOND), insist: true });
  }
}
