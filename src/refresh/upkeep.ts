import { CHANGES_PER_PAGE, listChangesPage, POINTS } from '../jira';
import {
  addHint,
  getCampaign,
  getUpkeep,
  listFailures,
  listMarkers,
  listRuns,
  readFactsHeader,
  readIndex,
  readIndexMeta,
  setUpkeep,
  type DirtyMarker,
  type RefreshRun,
  type UpkeepState,
} from '../store';
import { Wait } from './allowance';
import { requestApplication } from './apply-playbooks';
import { pushLanes } from './discover';
import { everyPage } from './every-page';
import type { JobContext } from './job-context';
import { LONGEST_DELAY_SECONDS, pushJob, type NewJob } from './jobs';
import { hourOnSite, todayOn } from './local-time';
import { newId } from './new-id';
import { startReconciliation, takeUpRound } from './reconcile';
import { lookAfterRemoved } from './removed-projects';
import {
  requestDiscovery,
  requestRefresh,
  isStalled,
  requestRollUp,
  STALLED_AFTER_MILLISECONDS,
  UNPLACED,
} from './request-work';
import { minutesToSearch } from './search-overlap';
import { currentSite } from './site';
import { requestLostSprints } from './sprints';
import { requestDueEvaluations } from './waivers';

const A_DAY = 86_400_000;
const AN_HOUR = 3_600_000;
/** From this hour on the site's clock, what was not evaluated today is. */
const DAY_CLOSES_AT = 20;
/** Each project is reconciled once in so many hours. */
const RECONCILIATION_HOURS = 168;

/**
 * The hourly look after what events, queue and kills may have lost: runs, requests and hints without a job, changes
 * that no event told, projects that came or went. Has the day closed and some projects reconciled in their turn.
 */
export async function lookAfterEverything(context: JobContext): Promise<void> {
  const now = Date.now();
  const markers = await listMarkers();
  if (now - (await readIndexMeta()).listedAt > A_DAY) await requestDiscovery();
  await takeUpRuns(await listRuns(), now);
  for (const [owner, marker] of markers) await takeUpMarker(owner, marker, now);
  await takeUpFailures(markers);
  await takeUpRound();
  await requestApplication();
  await requestDueEvaluations();
  await requestLostSprints();
  await lookAfterRemoved(now);
  const state = await getUpkeep();
  const sweptAt = await findUntoldChanges(state, markers, now, context);
  await setUpkeep({ ...(await reconcileInTurn(await closeDay(state, now, context), now)), sweptAt });
}

async function takeUpRuns(runs: ReadonlyMap<string, RefreshRun>, now: number): Promise<void> {
  for (const [owner, run] of runs) {
    if (!isStalled(run)) continue;
    await pushJob({ job: 'project', projectId: Number(owner), runId: run.runId });
  }
  // What waits for its turn does not show that its lane is alive.
  const isAnyAlive = [...runs.values()].some(({ aliveAt }) => now - aliveAt <= STALLED_AFTER_MILLISECONDS);
  const campaign = await getCampaign();
  if (campaign !== null && campaign.finishedAt === null && !isAnyAlive) await pushLanes(campaign.id, newId());
}

/** Jobs that are due soon are queued now; the queue keeps none for longer than a quarter of an hour. */
async function takeUpMarker(owner: string, { runId, at }: DirtyMarker, now: number): Promise<void> {
  if (at > now + LONGEST_DELAY_SECONDS * 1000) return;
  await pushJob(jobOf(owner, runId, at), Math.max(0, at - now) / 1000);
}

function jobOf(owner: string, runId: string, at: number): NewJob {
  switch (owner) {
    case 'everything':
      return { job: 'discover', everything: true };
    case 'projects':
      return { job: 'discover', everything: false };
    case 'merge':
      return { job: 'merge', askedAt: at };
    case 'rows':
      return { job: 'rollUp' };
    case String(UNPLACED):
      return { job: 'place' };
    default:
      return { job: 'project', projectId: Number(owner), runId };
  }
}

/** Projects whose last refresh failed are tried again. */
async function takeUpFailures(markers: ReadonlyMap<string, DirtyMarker>): Promise<void> {
  for (const projectId of (await listFailures()).keys()) {
    if (!markers.has(String(projectId))) await requestRefresh(projectId);
  }
}

/**
 * Asks for the whole site what changed since the last look; what no reading has seen lost its event. Answers until when
 * the site has been looked at: while points are used up the next upkeep looks further back.
 */
async function findUntoldChanges(
  { sweptAt }: UpkeepState,
  markers: ReadonlyMap<string, DirtyMarker>,
  now: number,
  { allowance }: JobContext,
): Promise<number> {
  if (sweptAt === 0) return now;
  const minutes = minutesToSearch(sweptAt, now);
  const readAt = new Map<number, number>();
  const untold = new Set<number>();
  const ended = await everyPage(
    (token) => allowance.ask('search/jql', POINTS.page(CHANGES_PER_PAGE), () => listChangesPage(minutes, token)),
    async ({ changes }) => {
      for (const { issueId, projectId, updatedAt } of changes) {
        if (markers.has(String(projectId))) continue;
        const read = readAt.get(projectId) ?? (await readFactsHeader(projectId))?.meta.readAt ?? Infinity;
        readAt.set(projectId, read);
        if (updatedAt < read) continue;
        await addHint(projectId, { kind: 'issue', issueId, at: now });
        untold.add(projectId);
      }
    },
  ).then(() => 'all', unlessWaiting);
  for (const projectId of untold) await requestRefresh(projectId);
  return ended === 'all' ? now : sweptAt;
}

function unlessWaiting(error: unknown): 'waiting' {
  if (error instanceof Wait) return 'waiting';
  throw error;
}

async function closeDay(state: UpkeepState, now: number, { allowance }: JobContext): Promise<UpkeepState> {
  const site = await currentSite(allowance);
  const today = todayOn(site, now);
  if (state.closedDay >= today || hourOnSite(site, now) < DAY_CLOSES_AT) return state;
  await pushJob({ job: 'closeDay', after: 0 });
  // Once a day, so that not too many rows wait where nobody looks at the portfolio.
  await requestRollUp();
  return { ...state, closedDay: today };
}

/** What was read whole or compared within the last day is proved, or about to be. */
async function isProved(projectId: number, now: number): Promise<boolean> {
  const meta = (await readFactsHeader(projectId))?.meta;
  return meta === undefined || now - Math.max(meta.wholeAt, meta.checkedAt) < A_DAY;
}

/** So many projects an hour that each has its turn once in {@link RECONCILIATION_HOURS}. */
async function reconcileInTurn(state: UpkeepState, now: number): Promise<UpkeepState> {
  const { projects } = await readIndex();
  const hours = Math.floor(now / AN_HOUR);
  const turnsBefore = (hour: number): number => Math.floor((hour * projects.length) / RECONCILIATION_HOURS);
  const due = turnsBefore(hours + 1) - turnsBefore(hours);
  const later = projects.filter(({ id }) => id > state.reconciled);
  const turn = [...later, ...projects].slice(0, due);
  for (const { id } of turn) if (!(await isProved(id, now))) await startReconciliation(id, null);
  return { ...state, reconciled: turn.at(-1)?.id ?? state.reconciled };
}
