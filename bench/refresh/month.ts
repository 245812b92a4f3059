import { beginReport, startReconciliation } from '../../src/refresh';
import { projectPageResolver } from '../../src/resolvers/project-page';
import type { SiteData } from '../../sandbox/jira/site-data';
import { Pace } from '../../static/shared/pace';
import type { Site } from '../../test/simulation/site';
import { figure, type Figure, type FigureGroup } from '../measure';
import { breakdown, MB, monthlyBill } from './bill';
import { Churn } from './churn';
import { reconciliationFigures } from './incremental';
import type { Installation } from './installation';
import { MEMBERS } from './site-data';
import { planSprints, rememberSprints, SPRINT_DAYS } from './sprints';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/**
 * How many days are counted from a Monday on, and how often that comes a month. Four weeks, for in the first one projects
 * may do what they saved up while nothing happened (src/refresh/pace.ts). With pages open, two working days do.
 */
const UNWATCHED = { days: 28, times: 365 / 12 / 28 };
const WATCHED = { days: 2, times: (365 / 12 / 7) * (5 / 2) };
const WORKING_DAYS = 5;
/** Share of all issues that is changed on a working day, and of those, the share that is changed again within the hour. */
const CHURN = 0.02;
const TWICE = 0.3;
const [WORK_BEGINS, WORK_ENDS] = [8 * HOUR, 18 * HOUR];
const PAGE_IS_OPEN = 10 * MINUTE;
/** As the page asks in lively times: while a refresh is under way more often. */
const [POLL, POLL_WHILE_REFRESHING] = [5000, 1500];

/** From a Friday on: lets the weekend pass, then counts some days, and answers what a month of them costs. */
export async function measureMonth(
  installation: Installation,
  site: Site,
  data: SiteData,
  isWatched: boolean,
): Promise<readonly FigureGroup[]> {
  const { world, account, clock, random, until } = installation;
  site.onEvent((event) => world.hear(event));
  const monday = (Math.floor((clock.now / DAY + 3) / 7) + 1) * 7 * DAY - 3 * DAY;
  await until(monday);
  await rememberSprints(installation, data, monday);
  account.clear();
  world.deliveries.clear();
  world.do('weekly report asked', beginReport);
  const churn = new Churn(site, data, random, () => clock.now);
  const { days, times } = isWatched ? WATCHED : UNWATCHED;
  for (let day = 0; day < days; day++) {
    if (day % SPRINT_DAYS === 0) {
      planSprints(installation, site, { data, day: monday + day * DAY, place: day / SPRINT_DAYS });
    }
    if (day % 7 < WORKING_DAYS) planDay(installation, data, churn, monday + day * DAY, isWatched);
  }
  await until(monday + days * DAY);
  const shape = `${data.projects.length} projects, ${data.issues.length} issues, 2 % daily churn, sprints of two weeks`;
  const watching = isWatched ? 'every page open for 10 minutes a day' : 'nobody looks';
  return [
    { title: `a month: ${shape}, ${watching}`, figures: monthFigures(installation, times, !isWatched) },
    { title: 'the same by kind of invocation and of record', figures: breakdown(account, times) },
  ];
}

/** Reconciles all projects. */
export async function measureReconciliation(installation: Installation, projects: number): Promise<FigureGroup> {
  const { world, account } = installation;
  await world.rest();
  account.clear();
  world.do('reconciliation asked', () => startReconciliation(null, null));
  await world.rest();
  return { title: `reconciliation of ${projects} projects`, figures: reconciliationFigures(installation) };
}

function planDay(installation: Installation, data: SiteData, churn: Churn, day: number, isWatched: boolean): void {
  const { clock, random } = installation;
  const inWork = (): number => random.int(day + WORK_BEGINS, day + WORK_ENDS);
  for (let edit = 0; edit < data.issues.length * CHURN; edit++) {
    const at = inWork();
    clock.at(at, () => void churn.edit());
    if (random.chance(TWICE)) clock.at(at + random.int(1, HOUR), () => void churn.edit());
  }
  if (!isWatched) return;
  for (const { id } of data.projects) clock.at(inWork(), () => void openPage(installation, id));
}

const ask = projectPageResolver as (...call: Parameters<typeof projectPageResolver>) => Promise<Standing>;

/** What the page needs of a reply. */
interface Standing {
  readonly value?: { readonly revision: string; readonly refresh: unknown };
}

/** Somebody opens a project's page, which then asks how the project stands until it is closed. */
async function openPage({ world, clock, random }: Installation, projectId: string): Promise<void> {
  const accountId = random.pick(MEMBERS);
  const closedAt = clock.now + PAGE_IS_OPEN;
  let knownRevision: string | undefined;
  const pace = new Pace();
  while (clock.now < closedAt) {
    const payload = { projectId, ...(knownRevision === undefined ? {} : { knownRevision }) };
    const event = { call: { functionKey: 'standing', payload }, context: {} };
    const outcome = await world.forge.run(() => ask(event as never, { principal: { accountId } }), {
      accountId,
      name: 'page',
    });
    if (outcome.killed) throw new Error('nothing kills a page here');
    const { value } = outcome.value;
    knownRevision = value?.revision;
    await clock.sleep(
      pace.wait(JSON.stringify([value?.revision, value?.refresh]), value?.refresh ? POLL_WHILE_REFRESHING : POLL),
    );
  }
}

function monthFigures({ account, world }: Installation, scale: number, mustBeFree: boolean): Figure[] {
  const used = account.total();
  const jobs = [...world.deliveries].map(([job, times]) => figure(`jobs: ${job}`, times * scale, ''));
  const most = Math.max(...account.pointsByHour.values());
  const pushes = Math.max(...account.pushesByMinute.values());
  return [
    ...jobs,
    figure('invocations', used.invocations * scale, ''),
    figure('invocations for events', (account.byInvocation.get('event')?.invocations ?? 0) * scale, ''),
    figure('calls of Jira', used.calls * scale, ''),
    figure('points', used.points * scale, ''),
    figure('points in the fullest hour', most, ''),
    figure('pushes in the busiest minute', pushes, ''),
    figure('read from Jira', (used.jiraBytes * scale) / MB, 'MB'),
    ...monthlyBill(account, scale, mustBeFree),
  ];
}
