import { changedLately, countIssues, JiraError } from '../jira';
import {
  confirmReading,
  getMarker,
  getRun,
  indexListedAt,
  listMarkers,
  listRuns,
  readFactsHeader,
  readIndex,
  readSnapshotHeader,
  sweepStore,
} from '../store';
import { evaluateProject } from './evaluate-project';
import { pushJob } from './jobs';
import { STALLED_AFTER_MILLISECONDS } from './refresh-project';
import { requestDiscovery, requestReadingOfEverything, requestRefresh } from './request-work';
import { currentSite, todayOn } from './site';
import type { TimeBudget } from './time-budget';

const A_DAY_MILLISECONDS = 86_400_000;
const AN_HOUR_MILLISECONDS = 3_600_000;
/** Jira's search index lags behind its issues; what changed shortly before a reading is looked at again. */
const OVERLAP_MINUTES = 5;

/**
 * Looks after what events, queue and kills may have lost: takes up stalled runs and lost markers, lists the projects
 * daily, and asks for each project whether it changed since its reading. What did not is confirmed as of now, and
 * evaluated again when the day has changed. Goes on in a further job when its time is spent.
 */
export async function lookAfterEverything(after: number, budget: TimeBudget): Promise<void> {
  if (after === 0) await takeUpWhatWasLost();
  const { projects } = await readIndex();
  for (const { id } of projects) {
    if (id <= after) continue;
    if (budget.isSpent()) {
      await pushJob({ job: 'upkeep', after: id - 1 });
      return;
    }
    await lookAfterProject(id);
  }
}

async function takeUpWhatWasLost(): Promise<void> {
  const now = Date.now();
  if (now - (await indexListedAt()) > A_DAY_MILLISECONDS) await requestReadingOfEverything();
  for (const [owner, run] of await listRuns()) {
    if (now - run.aliveAt > STALLED_AFTER_MILLISECONDS) {
      await pushJob({ job: 'project', projectId: Number(owner), runId: run.runId });
    }
  }
  for (const [owner, marker] of await listMarkers()) {
    if (now - marker.at < STALLED_AFTER_MILLISECONDS) continue;
    if (owner === 'everything') await requestReadingOfEverything();
    else if (owner === 'projects') await requestDiscovery();
    else await requestRefresh(Number(owner));
  }
  await sweepStore(now - AN_HOUR_MILLISECONDS);
}

async function lookAfterProject(projectId: number): Promise<void> {
  const header = await readFactsHeader(projectId);
  if (header === null) {
    await requestRefresh(projectId);
    return;
  }
  const askedAt = Date.now();
  const change = await changeSince(projectId, header.meta, askedAt);
  const isBeingRead = (await getRun(projectId)) !== null || (await getMarker(projectId)) !== null;
  if (change === 'changed') await requestRefresh(projectId);
  // A reading under way began earlier and may know more than `updated` tells: it must not be taken for the older one.
  if (change === 'unchanged' && !isBeingRead) await confirmReading(projectId, header.meta.readAt, askedAt);
  const site = await currentSite();
  const snapshot = await readSnapshotHeader(projectId);
  if (snapshot === null || snapshot.meta.day < todayOn(site) || snapshot.meta.readAt < header.meta.readAt) {
    await evaluateProject(projectId);
  }
}

/** 2 calls and a few points. A project that Jira does not show any more has changed, too. */
async function changeSince(
  projectId: number,
  reading: { readonly readAt: number; readonly issuesCounted: number },
  now: number,
): Promise<'changed' | 'unchanged' | 'unknown'> {
  const minutes = Math.ceil((now - reading.readAt) / 60_000) + OVERLAP_MINUTES;
  try {
    if (await changedLately(projectId, minutes)) return 'changed';
    return (await countIssues(projectId)) === reading.issuesCounted ? 'unchanged' : 'changed';
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    return error.failure === 'rateLimited' || error.failure === 'unavailable' ? 'unknown' : 'changed';
  }
}
