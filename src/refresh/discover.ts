import { listProjects } from '../jira';
import { commitIndex, deleteMarker, readIndex } from '../store';
import { requestMerge, requestRefresh } from './request-work';
import { readSite } from './site';

/** Projects begun a second, so that a large site is read at the pace that Jira and the queue allow. */
const PROJECTS_A_SECOND = 4;

/**
 * Lists the site's projects and has each read. Those that are gone are read once more, too: their own job finds that
 * Jira does not show them, and removes what is stored of them.
 */
export async function discoverProjects(): Promise<void> {
  await deleteMarker('projects');
  const listedAt = Date.now();
  await readSite();
  const found = await listProjects('app');
  const known = await readIndex();
  const gone = known.projects.filter(({ id }) => !found.some((project) => project.id === id));
  await commitIndex(found, listedAt);
  for (const [place, { id }] of [...gone, ...found].entries()) {
    await requestRefresh(id, { delaySeconds: Math.floor(place / PROJECTS_A_SECOND), insist: true });
  }
  if (gone.length > 0) await requestMerge(found.length);
}
