import {
  getCampaign,
  getCampaignNext,
  getRun,
  listRuns,
  readFactsHeader,
  readIndex,
  setCampaign,
  setCampaignNext,
  type Campaign,
  type RefreshRun,
} from '../store';
import { inParallel } from './in-parallel';
import { pushOnce, type JobOf } from './jobs';
import { laneRunId, ownerOfLaneRun } from './lane-runs';
import { newId } from './new-id';
import { requestMergeSoon } from './request-merge';
import { requestRefresh } from './request-work';
import type { TimeBudget } from './time-budget';

/**
 * Reads a campaign's projects in their order, beside the other lanes: whoever makes a project's run first reads it.
 * Stops when time is spent or points are used up, and goes on in a further job, one for all jobs that came twice: else
 * there would be ever more of them in one lane. The lane that finds all projects read ends the campaign and has them
 * merged.
 */
export async function fillLane(
  { campaign: id, lane, turn }: JobOf<'fill'>,
  isRepeated: boolean,
  budget: TimeBudget,
  refresh: (projectId: number, runId: string) => Promise<'waiting' | 'other'>,
): Promise<void> {
  const goOn = (until: number): Promise<void> => {
    const next = { job: 'fill', campaign: id, lane, turn: newId() } as const;
    return pushOnce(turn, next, Math.max(until, Date.now() + SHORTEST_WAIT_MILLISECONDS), isRepeated);
  };
  /** With this project first, when its run may. */
  const wait = async (projectId: number): Promise<void> => {
    const until = (await getRun(projectId))?.waiting?.until ?? Date.now();
    await noteWait(id, until);
    await goOn(until);
  };
  const campaign = await underWay(id);
  if (campaign === null) return;
  for (const [projectId, { runId, waiting }] of await runsOfCampaign(id, lane)) {
    if (waiting !== null && waiting.until > Date.now() + 1000) return wait(projectId);
    if ((await refresh(projectId, runId)) === 'waiting') return wait(projectId);
  }
  const { order } = campaign;
  for (let place = await getCampaignNext(id); place < order.length; place++) {
    if (budget.isSpent()) return goOn(0);
    const projectId = order[place];
    if (await isTakenCareOf(projectId, campaign)) continue;
    if ((await getCampaignNext(id)) <= place) await setCampaignNext(id, place + 1);
    if ((await refresh(projectId, laneRunId(id, projectId, lane))) === 'waiting') return wait(projectId);
  }
  await endCampaign(campaign);
}

const SHORTEST_WAIT_MILLISECONDS = 1000;

async function underWay(id: string): Promise<Campaign | null> {
  const campaign = await getCampaign();
  return campaign?.id === id && campaign.finishedAt === null ? campaign : null;
}

async function noteWait(id: string, until: number): Promise<void> {
  const campaign = await underWay(id);
  if (campaign !== null && (campaign.waitingUntil ?? 0) < until) {
    await setCampaign({ ...campaign, waitingUntil: until });
  }
}

/** Read since the campaign began, or being read. */
async function isTakenCareOf(projectId: number, campaign: Campaign): Promise<boolean> {
  return (await getRun(projectId)) !== null || (await isRead(projectId, campaign));
}

async function isRead(projectId: number, { startedAt }: Campaign): Promise<boolean> {
  const wholeAt = (await readFactsHeader(projectId))?.meta.wholeAt;
  return wholeAt !== undefined && wholeAt >= startedAt;
}

async function endCampaign(campaign: Campaign): Promise<void> {
  for (const [projectId, { runId }] of await runsOfCampaign(campaign.id)) {
    // Another lane is at it still: no look at each project tells more.
    if ((await getRun(projectId))?.runId === runId) return;
  }
  const states = await inParallel(campaign.order, (projectId) => stateIn(campaign, projectId));
  const listed = new Set((await readIndex()).projects.map(({ id }) => id));
  const left = campaign.order.filter((projectId, place) => states[place] === 'left' && listed.has(projectId));
  // The lane that brings the last run to its end ends the campaign; the upkeep does where that lane was killed.
  if (states.includes('reading')) return;
  // What failed or was removed in the meantime is not the campaign's any more: its own run tells why.
  for (const projectId of left) await requestRefresh(projectId);
  await setCampaign({ ...campaign, finishedAt: Date.now(), waitingUntil: null });
  // Merges of the projects that were read first have used up the pace; what they told lacks all others.
  await requestMergeSoon(campaign.order.length);
}

/** A lane's run that has stored its facts may still have to evaluate them: without its campaign it would be left behind. */
async function stateIn(campaign: Campaign, projectId: number): Promise<'read' | 'reading' | 'left'> {
  const run = await getRun(projectId);
  const isLanes = run !== null && ownerOfLaneRun(run.runId)?.campaign === campaign.id;
  if (!isLanes && (await isRead(projectId, campaign))) return 'read';
  return run === null ? 'left' : 'reading';
}

/** The campaign's runs that were put off, killed or are under way: of one lane, or of all. */
async function runsOfCampaign(
  id: string,
  lane?: number,
): Promise<readonly (readonly [projectId: number, run: RefreshRun])[]> {
  return [...(await listRuns())].flatMap(([project, run]) => {
    const owner = ownerOfLaneRun(run.runId);
    const isMeant = owner?.campaign === id && (lane === undefined || owner.lane === lane);
    return isMeant ? [[Number(project), run] as const] : [];
  });
}
