import { countIssues, JiraError, POINTS } from '../jira';
import { getMarker, readFactsHeader, readIndex, readSnapshotHeader, sweepStore } from '../store';
import { evaluateProject } from './evaluate-project';
import type { JobContext } from './job-context';
import { pushJob } from './jobs';
import { todayOn } from './local-time';
import { startReconciliation } from './reconcile';
import { requestRefresh } from './request-work';
import { currentSite } from './site';

const AN_HOUR = 3_600_000;

/**
 * Sees to it that every project has a snapshot and a row of history of this day: what waits for its pace is refreshed
 * now, what nobody touched is evaluated as of today. A count that is not what it was has the project reconciled.
 * Goes on in a further job when its time is spent.
 */
export async function closeDay(after: number, { allowance, budget }: JobContext): Promise<void> {
  if (after === 0) await sweepStore(Date.now() - AN_HOUR);
  const site = await currentSite(allowance);
  const { projects } = await readIndex();
  for (const { id } of projects) {
    if (id <= after) continue;
    if (budget.isSpent()) return pushJob({ job: 'closeDay', after: id - 1 });
    const header = await readFactsHeader(id);
    if (header === null || (await getMarker(id)) !== null) {
      await requestRefresh(id, { delaySeconds: 0 });
      continue;
    }
    const counted = await countOf(id, header.meta.issuesCounted, { allowance, budget });
    if (counted !== header.meta.issuesCounted) await startReconciliation(id, null);
    const snapshot = await readSnapshotHeader(id);
    if (snapshot === null || snapshot.meta.day < todayOn(site, Date.now())) await evaluateProject(id);
  }
}

/** Jira's count; what is known when Jira does not answer, for the day closes without it as well. */
async function countOf(projectId: number, known: number, { allowance }: JobContext): Promise<number> {
  try {
    return await allowance.ask('search/approximate-count', POINTS.count, () => countIssues(projectId));
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    if (error.failure !== 'unavailable') await requestRefresh(projectId, { delaySeconds: 0 });
    return known;
  }
}
