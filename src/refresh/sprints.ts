import { withClosedSprint } from '../compliance';
import { ISSUES_PER_PAGE, JiraError, POINTS, readSprintItems, type SprintItem } from '../jira';
import { logError, logInfo } from '../log';
import {
  changeClosedSprints,
  createSprintStart,
  deleteSprintNews,
  getSprintNews,
  getSprintStart,
  listSprintsToldBefore,
  noteSprintNews,
  readFactsHeader,
  type SprintNews,
  type SprintStart,
  type SprintStep,
} from '../store';
import { everyPage } from './every-page';
import type { JobContext } from './job-context';
import { pushJob } from './jobs';
import { evaluateSoon } from './waivers';

/** Jira's search may lag behind the event by so much. */
const SETTLE_SECONDS = 30;
const A_DAY = 86_400_000;
/** News that no job has made use of for so long have lost it. */
const LOST_AFTER = 3_600_000;
/** A sprint of more issues is no sprint, and is not counted: 20 calls. */
const MOST_ISSUES = 2000;
const NOBODY_SAW: SprintStart = { startedAt: null, committed: [] };

/** Keeps what an event told of a sprint, first of all, and has the sprint's items counted. */
export async function takeSprintNews(sprintId: number, step: SprintStep, told: SprintNews): Promise<void> {
  await noteSprintNews(sprintId, step, told);
  try {
    await pushJob({ job: 'sprint', sprintId }, SETTLE_SECONDS);
  } catch (error) {
    logError('count of a sprint left to the upkeep', error, { sprintId });
  }
}

/** Has sprints counted whose job was lost. */
export async function requestLostSprints(): Promise<void> {
  for (const sprintId of await listSprintsToldBefore(Date.now() - LOST_AFTER)) {
    await pushJob({ job: 'sprint', sprintId });
  }
}

/**
 * Counts what a sprint began with, and what became of it, as far as that was told and is not counted yet. It may come
 * twice and be killed anywhere: each count is the same again, and the news go when it is stored.
 */
export async function countSprint(sprintId: number, context: JobContext): Promise<void> {
  const started = await getSprintNews(sprintId, 'started');
  if (started !== null) {
    await countStart(sprintId, started, context);
    await deleteSprintNews(sprintId, 'started');
  }
  const closed = await getSprintNews(sprintId, 'closed');
  if (closed !== null) {
    await countEnd(sprintId, closed, context);
    await deleteSprintNews(sprintId, 'closed');
  }
}

/** The first count of a start stays: a sprint that is opened again keeps what it set out to at first. */
async function countStart(sprintId: number, { at, on }: SprintNews, context: JobContext): Promise<void> {
  if ((await getSprintStart(sprintId)) !== null) return;
  const now = Date.now();
  // What was in a sprint a day ago nobody can say any more.
  const isSeen = now - at <= A_DAY && at - (on ?? at) <= A_DAY;
  const items = isSeen ? await itemsOf(sprintId, context) : null;
  if (items === null) {
    await createSprintStart(sprintId, NOBODY_SAW);
    return;
  }
  const committed = countByProject(items, (item) => (item.createdAt ?? 0) <= at && !wasDoneBy(item, at));
  await createSprintStart(sprintId, { startedAt: at, committed: [...committed] });
}

async function countEnd(sprintId: number, { at, on }: SprintNews, context: JobContext): Promise<void> {
  const items = await itemsOf(sprintId, context);
  if (items === null) return;
  // From here on no event that comes late is taken for the start of what is over.
  await createSprintStart(sprintId, NOBODY_SAW);
  const { startedAt, committed } = (await getSprintStart(sprintId)) ?? NOBODY_SAW;
  const closedAt = Math.min(on ?? at, at);
  const began = new Map(committed);
  const completed = countByProject(items, (item) => wasDoneBy(item, closedAt) && !wasDoneBy(item, startedAt ?? 0));
  for (const projectId of new Set([...began.keys(), ...items.map((item) => item.projectId)])) {
    // A project that is not read, or is gone.
    if ((await readFactsHeader(projectId)) === null) continue;
    const sprint = {
      ...{ id: sprintId, closedAt, completed: completed.get(projectId) ?? 0 },
      committed: startedAt === null ? null : (began.get(projectId) ?? 0),
    };
    await changeClosedSprints(projectId, (known) => withClosedSprint(known, sprint));
    await evaluateSoon(projectId);
  }
}

/** What is in a sprint, or was when it was closed; `null` where there is no such sprint any more, or too much is in it. */
async function itemsOf(sprintId: number, { allowance }: JobContext): Promise<readonly SprintItem[] | null> {
  const found: SprintItem[] = [];
  let pages = 0;
  try {
    await everyPage(
      async (token) => {
        if (++pages > MOST_ISSUES / ISSUES_PER_PAGE) throw new TooManyIssues();
        const points = POINTS.page(ISSUES_PER_PAGE);
        return allowance.ask('search/jql', points, () => readSprintItems(sprintId, token));
      },
      ({ items }) => void found.push(...items),
    );
    return found;
  } catch (error) {
    const isGone = error instanceof JiraError && error.failure === 'badRequest';
    if (!isGone && !(error instanceof TooManyIssues)) throw error;
    logInfo('sprint not counted', { sprintId, because: isGone ? 'gone' : 'too many issues' });
    return null;
  }
}

class TooManyIssues extends Error {}

function countByProject(
  items: readonly SprintItem[],
  counts: (item: SprintItem) => boolean,
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const item of items) if (counts(item)) found.set(item.projectId, (found.get(item.projectId) ?? 0) + 1);
  return found;
}

/** Done by an instant. Of what is done Jira tells since when; where it does not, it was done before anything began. */
function wasDoneBy({ isDone, doneAt }: SprintItem, instant: number): boolean {
  return isDone && (doneAt ?? 0) <= instant;
}
