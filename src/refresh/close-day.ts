import { countIssues, JiraError, POINTS } from '../jira';
import { weekday, type Day } from '../model';
import {
  getCampaign,
  getMarker,
  getSite,
  keepSnapshot,
  listHintsByProject,
  readIndex,
  readSnapshot,
  seeFacts,
  seeSnapshot,
  sweepStore,
} from '../store';
import { Wait } from './allowance';
import { evaluateProject } from './evaluate-project';
import type { JobContext } from './job-context';
import { pushJob } from './jobs';
import { todayOn } from './local-time';
import { startReconciliation } from './reconcile';
import { requestPlacing, requestRefresh, UNPLACED } from './request-work';
import { isTombstone } from './run-ends';

const AN_HOUR = 3_600_000;
/** The queue takes 500 jobs a minute. */
const REFRESHES_A_SECOND = 4;
const SUNDAY = 6;

/**
 * Sees to it that every project has a snapshot and a row of history of this day: what waits for its pace is refreshed
 * now, what nobody touched is evaluated as of today. A count that is not what it was has the project reconciled. At the
 * end of a week, snapshots are kept for comparison.
 * Goes on in a further job when its time is spent.
 */
export async function closeDay(after: number, { allowance, budget }: JobContext): Promise<void> {
  if (after === 0) {
    await sweepStore(Date.now() - AN_HOUR);
    await takeUpLeftovers();
  }
  const campaign = await getCampaign();
  const isFilling = campaign !== null && campaign.finishedAt === null;
  // The upkeep, which asked for this, has read it if need be.
  const site = (await getSite()) ?? { timeZone: 'UTC' };
  const { projects } = await readIndex();
  let asked = 0;
  for (const { id } of projects) {
    if (id <= after) continue;
    if (budget.isSpent()) return pushJob({ job: 'closeDay', after: id - 1 });
    const facts = await seeFacts(id);
    const { header } = facts;
    if (header === null && isFilling) continue;
    const today = todayOn(site, Date.now());
    if (header === null || (await getMarker(id)) !== null) {
      await requestRefresh(id, { delaySeconds: Math.floor(asked++ / REFRESHES_A_SECOND) });
    } else {
      const counted = await countOf(id, header.meta.issuesCounted, { allowance, budget });
      if (counted !== header.meta.issuesCounted) await startReconciliation(id, null);
      const snapshot = await seeSnapshot(id);
      if (snapshot.header === null || snapshot.header.meta.day < today) {
        await evaluateProject(id, undefined, { facts, snapshot });
      }
    }
    if (weekday(today) === SUNDAY) await keepForComparison(id, today);
  }
}

/** What stands at the end of a week is what later weeks are compared with. */
async function keepForComparison(projectId: number, today: Day): Promise<void> {
  const stored = await readSnapshot(projectId);
  if (stored !== null) await keepSnapshot(projectId, today, stored.value.snapshot);
}

/** Queries of the storage lag: hints that a run could not see yet are left over when no other came after them. */
async function takeUpLeftovers(): Promise<void> {
  for (const [projectId, hints] of await listHintsByProject()) {
    if (projectId === UNPLACED) await requestPlacing();
    else if (hints.some((hint) => !isTombstone(hint, Date.now()))) await requestRefresh(projectId);
  }
}

/** Jira's count; what is known when Jira does not answer, for the day closes without it as well. */
async function countOf(projectId: number, known: number, { allowance }: JobContext): Promise<number> {
  try {
    return await allowance.ask('search/approximate-count', POINTS.count, () => countIssues(projectId));
  } catch (error) {
    if (error instanceof Wait) return known;
    if (!(error instanceof JiraError)) throw error;
    if (error.failure !== 'unavailable') await requestRefresh(projectId, { delaySeconds: 0 });
    return known;
  }
}
