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
import { pointsOfTurn } from './allowance';
import { inParallel } from './in-parallel';
import { pushOnce, type JobOf } from './jobs';
import { laneRunId, ownerOfLaneRun } from './lane-runs';
import { newId } from './new-id';
import { requestMergeSoon } from './request-merge';
import { requestRefresh } from './request-work';
import { setAside } from './run-ends';
import type { TimeBudget } from './time-budget';

/** How a project's turn ended: `over` where there is more to read, `waiting` for points or Jira; and what it took. */
export interface Turn {
  readonly ended: 'over' | 'waiting' | 'other';
  readonly points: number;
}

/** So many turns' points go to projects that nobody has begun before the lane comes back to one that it has set aside. */
const TURNS_OF_UNREAD = 3;

/**
 * Reads a campaign's projects in their order, beside the other lanes: whoever makes a project's run first reads it. Large
 * ones are read in turns, as long as others are not begun: so that those need not wait for hours until they have a score,
 * and the most important one is whole at a quarter of the pace at least. What a lane has set aside it reads itself, in the
 * same order; that it may have more of that than the others costs little time, for points are shorter than lanes.
 * Stops when time is spent or points are used up, and goes on in a further job, one for all jobs that came twice: else
 * there would be ever more of them in one lane. The lane that finds all projects read ends the campaign and has them
 * merged.
 */
export async function fillLane(
  { campaign: id, lane, turn: name }: JobOf<'fill'>,
  isRepeated: boolean,
  budget: TimeBudget,
  refresh: (projectId: number, runId: string, pointsOfTurn: number) => Promise<Turn>,
): Promise<void> {
  const goOn = (until: number): Promise<void> => {
    const next = { job: 'fill', campaign: id, lane, turn: newId() } as const;
    return pushOnce(name, next, Math.max(until, Date.now() + SHORTEST_WAIT_MILLISECONDS), isRepeated);
  };
  const campaign = await underWay(id);
  if (campaign === null) return;
  const { order } = campaign;
  const turn = await pointsOfTurn();
  /** With this project first, when its run may. */
  const wait = async (projectId: number): Promise<void> => {
    const run = await getRun(projectId);
    const until = run?.waiting?.until ?? Date.now();
    const isLarge = run?.waiting?.for === 'points' && (run.issuesExpected ?? 0) - run.issuesRead > turn;
    return goOn(isLarge ? until + (await othersBefore(projectId, campaign)) * BEHIND_OTHERS_MILLISECONDS : until);
  };
  const aside = new Set<number>();
  const cutOff: number[] = [];
  for (const [projectId, { waiting }] of await runsOfCampaign(id, lane)) {
    if (waiting?.for === 'turn') aside.add(projectId);
    else if (waiting !== null && waiting.until > Date.now() + 1000) return wait(projectId);
    else cutOff.push(projectId);
  }
  let place = await getCampaignNext(id);
  const nextUnread = async (): Promise<number | undefined> => {
    for (; place < order.length; place++) {
      if (await isTakenCareOf(order[place], campaign)) continue;
      if ((await getCampaignNext(id)) <= place) await setCampaignNext(id, place + 1);
      return order[place++];
    }
    return undefined;
  };
  const nextAside = (): number | undefined => order.find((projectId) => aside.has(projectId));
  let leftToUnread = TURNS_OF_UNREAD * turn;
  while (!budget.isSpent()) {
    const begun = cutOff.shift() ?? (leftToUnread > 0 ? undefined : nextAside());
    const unread = begun === undefined ? await nextUnread() : undefined;
    const projectId = begun ?? unread ?? nextAside();
    if (projectId === undefined) return (await endCampaign(campaign, lane)) ? undefined : goOn(0);
    const runId = laneRunId(id, projectId, lane);
    const { ended, points } = await refresh(projectId, runId, place < order.length ? turn : Infinity);
    if (ended === 'waiting') return wait(projectId);
    aside.delete(projectId);
    if (ended === 'over') {
      await setAside(projectId, runId);
      aside.add(projectId);
    }
    leftToUnread = unread === undefined ? TURNS_OF_UNREAD * turn : leftToUnread - points;
  }
  await goOn(0);
}

const SHORTEST_WAIT_MILLISECONDS = 1000;
/** Longer than waits for points are spread. */
const BEHIND_OTHERS_MILLISECONDS = 30_000;

/**
 * How many lanes take of an hour's points before a large project does: all that have a small one, as if they were one, for
 * those need but a few, and those that have a more important one.
 */
async function othersBefore(projectId: number, { id, order }: Campaign): Promise<number> {
  const own = order.indexOf(projectId);
  const isBefore = ([other, { waiting }]: readonly [number, RefreshRun]): boolean =>
    waiting?.for !== 'turn' && order.indexOf(other) < own;
  return 1 + (await runsOfCampaign(id)).filter(isBefore).length;
}

async function underWay(id: string): Promise<Campaign | null> {
  const campaign = await getCampaign();
  return campaign?.id === id && campaign.finishedAt === null ? campaign : null;
}

/** Read since the campaign began, or being read. */
async function isTakenCareOf(projectId: number, campaign: Campaign): Promise<boolean> {
  return (await getRun(projectId)) !== null || (await isRead(projectId, campaign));
}

async function isRead(projectId: number, { startedAt }: Campaign): Promise<boolean> {
  const wholeAt = (await readFactsHeader(projectId))?.meta.wholeAt;
  return wholeAt !== undefined && wholeAt >= startedAt;
}

/** Ends the campaign unless another lane is at it still. False where this one has set a project aside that no list told of. */
async function endCampaign(campaign: Campaign, lane: number): Promise<boolean> {
  let isAnyLeft = false;
  for (const [projectId, { runId }] of await runsOfCampaign(campaign.id)) {
    const run = await getRun(projectId);
    if (run?.runId !== runId) continue;
    if (run.waiting?.for === 'turn' && ownerOfLaneRun(runId)?.lane === lane) return false;
    isAnyLeft = true;
  }
  // Another lane is at it still: no look at each project tells more.
  if (isAnyLeft) return true;
  const states = await inParallel(campaign.order, (projectId) => stateIn(campaign, projectId));
  const listed = new Set((await readIndex()).projects.map(({ id }) => id));
  const left = campaign.order.filter((projectId, place) => states[place] === 'left' && listed.has(projectId));
  // The lane that brings the last run to its end ends the campaign; the upkeep does where that lane was killed.
  if (states.includes('reading')) return true;
  // What failed or was removed in the meantime is not the campaign's any more: its own run tells why.
  for (const projectId of left) await requestRefresh(projectId);
  await setCampaign({ ...campaign, finishedAt: Date.now() });
  // Merges of the projects that were read first have used up the pace; what they told lacks all others.
  await requestMergeSoon(campaign.order.length);
  return true;
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
