import { listProjects, POINTS, PROJECTS_PER_PAGE, type ListedProject } from '../jira';
import {
  commitIndex,
  createCampaign,
  getCampaign,
  listViewed,
  readFactsHeader,
  readIndex,
  setCampaign,
} from '../store';
import { assignPlaybooks } from './apply-playbooks';
import { inParallel } from './in-parallel';
import type { JobContext } from './job-context';
import { pushJobs } from './jobs';
import { newId } from './new-id';
import { requestMerge } from './request-merge';
import { requestRefresh, takeRequest } from './request-work';
import { freshSite } from './site';

/** More projects of whose issues nothing is known are read one after the other, not all at once. */
const MOST_AT_ONCE = 4;
/** Projects that are read beside each other in a campaign, so that it does not wait for one answer of Jira's at a time. */
export const LANES = 4;

/**
 * Lists the site's projects and has those read that never were, or, with `everything`, all of them. Done twice, it
 * finds the readings of the first time. Those that are gone are refreshed once more, too: their own run finds that
 * Jira does not show them, and removes what is stored of them.
 */
export async function discoverProjects(everything: boolean, { allowance }: JobContext): Promise<void> {
  if (!(await takeRequest(everything ? 'everything' : 'projects'))) return;
  const listedAt = Date.now();
  await freshSite(allowance);
  const found = await allowance.ask('project/search', POINTS.projects(PROJECTS_PER_PAGE), () => listProjects('app'));
  const known = await readIndex();
  const listed = new Set(known.projects.map(({ id }) => id));
  const gone = [...(listed.size > 0 ? listed : await readUnlisted())].filter(
    (id) => !found.some((project) => project.id === id),
  );
  const unread = await inParallel(found, async ({ id }) => {
    return everything || (await readFactsHeader(id)) === null ? [id] : [];
  });
  const toRead = unread.flat();
  for (const id of gone) await requestRefresh(id, { delaySeconds: 0, insist: true });
  if (toRead.length > MOST_AT_ONCE || everything) {
    await beginCampaign(await mostImportantFirst(toRead, found), listedAt, everything);
  } else for (const id of toRead) await requestRefresh(id, { delaySeconds: 0, insist: true });
  if (gone.length > 0 || found.some(({ id }) => !listed.has(id))) await requestMerge(found.length, true, true);
  // Last, so that a list tells that all that follows from it was begun: killed before, it is asked for again.
  await commitIndex(found, listedAt);
  await assignPlaybooks(found);
}

/** Projects that may have been read before the first list was made, because somebody opened their pages. */
async function readUnlisted(): Promise<Iterable<number>> {
  return (await listViewed()).keys();
}

/** Those whose pages were opened lately, then those that have changed lately; of what Jira tells nothing, the newest. */
async function mostImportantFirst(
  projectIds: readonly number[],
  found: readonly ListedProject[],
): Promise<readonly number[]> {
  const viewed = await listViewed();
  const updated = new Map(found.map(({ id, updatedAt = 0 }) => [id, updatedAt]));
  const byInstant = (of: ReadonlyMap<number, number>, a: number, b: number): number =>
    (of.get(b) ?? 0) - (of.get(a) ?? 0);
  return [...projectIds].sort((a, b) => byInstant(viewed, a, b) || byInstant(updated, a, b) || b - a);
}

async function beginCampaign(order: readonly number[], startedAt: number, everything: boolean): Promise<void> {
  const campaign = { id: newId(), startedAt, order, finishedAt: null };
  const underWay = await getCampaign();
  if (underWay !== null && underWay.finishedAt === null) {
    const isSoonAfter = !everything || startedAt - underWay.startedAt < SAME_CAMPAIGN;
    if (order.every((id) => underWay.order.includes(id)) && isSoonAfter) {
      return pushLanes(underWay.id);
    }
    await setCampaign({ ...underWay, finishedAt: startedAt });
  }
  if (await createCampaign(campaign)) await pushLanes(campaign.id);
}

/**
 * The platform may announce an installation twice: what asks for the same a moment later is the same campaign, and what
 * only asks for what was never read is at any time.
 */
const SAME_CAMPAIGN = 600_000;

/** Has a campaign's projects read. Lanes that are begun again, for they are lost, need another name: `begun`. */
export function pushLanes(campaign: string, begun = campaign): Promise<void> {
  const lanes = Array.from({ length: LANES }, (_, lane) => lane);
  return pushJobs(
    lanes.map((lane) => ({ job: { job: 'fill', campaign, lane, turn: `${begun}:${lane}` }, delaySeconds: 0 })),
  );
}
