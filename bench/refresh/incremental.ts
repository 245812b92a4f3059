import { startReconciliation } from '../../src/refresh';
import { figure, type Figure, type FigureGroup } from '../measure';
import { gigabyteSeconds, met } from './bill';
import { Churn } from './churn';
import { fill } from './fill';
import { withInstallation, type Installation } from './installation';
import { generateSite } from './site-data';
import { Site } from '../../test/simulation/site';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const KB = 1000;
const SIZES = [1000, 10_000] as const;
const CHANGED = [1, 10, 100, 1000] as const;
const EVENTS = 10_000;
/** Kinds of invocations that would not be there without the events. */
const OF_THE_STORM = new Set(['event', 'project', 'merge', 'evaluate']);
const EVENTS_WITHIN = 5 * MINUTE;

/** A draw with which {@link Churn} changes an issue's assignee. */
const ASSIGNEE = 0.6;

interface Scene extends Installation {
  readonly site: Site;
  readonly churn: Churn;
  readonly issues: readonly (readonly string[])[];
}

/** Two projects, of 1,000 and 10,000 issues: changes, links, a bulk change, and a reconciliation of the smaller one. */
export async function measureIncremental(now: number): Promise<readonly FigureGroup[]> {
  const data = generateSite(SIZES, now, 2);
  const issues = data.projects.map(({ id }) =>
    data.issues.flatMap((issue) => (issue.projectId === id ? [issue.id] : [])),
  );
  let site: Site | null = null;
  return withInstallation({ now, seed: 2, jira: (clock) => (site = new Site(data, clock)) }, async (installation) => {
    if (site === null) throw new Error('no site');
    const { world, clock, random } = installation;
    site.onEvent((event) => world.hear(event));
    await fill(installation, SIZES.length);
    const scene: Scene = { ...installation, site, issues, churn: new Churn(site, data, random, () => clock.now) };
    const groups: FigureGroup[] = [];
    for (const [project, size] of SIZES.entries()) {
      const figures: Figure[] = [];
      figures.push(...(await linkTwo(scene, project)));
      for (const changed of CHANGED) figures.push(...(await changeSome(scene, project, changed)));
      groups.push({ title: `changes in a project of ${size} issues`, figures });
    }
    groups.push({
      title: `${EVENTS} events on a project of 1000 issues within 5 minutes`,
      figures: await storm(scene),
    });
    groups.push({ title: 'reconciliation of a project of 1000 issues', figures: await reconcileOne(scene) });
    return groups;
  });
}

/**
 * So long after everything before that the projects' pace is whole again, and shortly after a refresh of each that
 * found one change: what was changed before that is not read once more. All counts begin at 0.
 */
async function beginAfresh({ world, account, clock, until, churn, issues, random }: Scene): Promise<void> {
  await world.rest();
  const day = 24 * HOUR;
  await world.pass((Math.floor(clock.now / day) + 13) * day + 8 * HOUR - clock.now);
  for (const ofProject of issues) await churn.change(random.pick(ofProject), ASSIGNEE);
  await until(clock.now + 2 * HOUR + 30 * MINUTE);
  await world.rest();
  account.clear();
  world.deliveries.clear();
}

async function changeSome(scene: Scene, project: number, changed: number): Promise<Figure[]> {
  await beginAfresh(scene);
  const { account, churn, issues, random, world } = scene;
  for (const issue of random.shuffled(issues[project]).slice(0, changed)) await churn.change(issue, random.next());
  await world.rest();
  const { calls, points } = account.total();
  const bound = 4 + Math.ceil(changed / 100);
  const work = account.total((kind) => kind !== 'event');
  const events = account.total((kind) => kind === 'event');
  const what = (name: string): string => `${changed} changed: ${name}`;
  return [
    figure(what('calls'), calls, '', { what: 'the bound', value: bound }, met('≤ 4 + ⌈k/100⌉', calls <= bound)),
    figure(what('points'), points, ''),
    figure(what('jobs'), jobs(scene), ''),
    figure(what('read from KVS by jobs'), work.readBytes / KB, 'KB'),
    figure(what('written to KVS by jobs'), work.writtenBytes / KB, 'KB'),
    figure(what('read from KVS by events'), events.readBytes / KB, 'KB'),
    figure(what('written to KVS by events'), events.writtenBytes / KB, 'KB'),
  ];
}

/** A link between two known issues of the project, and its end: both are told by events whole. */
async function linkTwo(scene: Scene, project: number): Promise<Figure[]> {
  await beginAfresh(scene);
  const { account, site, issues, until, clock } = scene;
  const made: string[] = [];
  site.onEvent(({ eventType, payload }) => {
    if (eventType === 'avi:jira:created:issuelink') made.push(String(payload.id));
  });
  const [source, destination] = issues[project];
  const body = { type: { id: '10000' }, inwardIssue: { id: source }, outwardIssue: { id: destination } };
  await site.edit('POST', 'issueLink', body);
  await until(clock.now + 10 * MINUTE);
  for (const link of made.splice(0)) await site.edit('DELETE', `issueLink/${link}`);
  await until(clock.now + 10 * MINUTE);
  const { calls, points, readBytes, writtenBytes } = account.total(
    (kind) => kind !== 'hourly upkeep' && kind !== 'upkeep',
  );
  return [
    figure('a link made and deleted: calls', calls, ''),
    figure(
      'a link made and deleted: points',
      points,
      '',
      null,
      met('no issue read: ≤ 3 a refresh', points <= 3 * calls),
    ),
    figure('a link made and deleted: jobs', jobs(scene), ''),
    figure('a link made and deleted: read from KVS', readBytes / KB, 'KB'),
    figure('a link made and deleted: written to KVS', writtenBytes / KB, 'KB'),
  ];
}

async function storm(scene: Scene): Promise<Figure[]> {
  await beginAfresh(scene);
  const { account, churn, issues, random, world, clock, until } = scene;
  for (let event = 0; event < EVENTS; event++) {
    await until(clock.now + EVENTS_WITHIN / EVENTS);
    await churn.change(random.pick(issues[0]), 0.516 + random.next() * 0.48);
  }
  // What came while the first refreshes ran is read when the day closes at the latest.
  await until((Math.floor(clock.now / (24 * HOUR)) + 1) * 24 * HOUR);
  const pushes = Math.max(...account.pushesByMinute.values());
  const used = account.total((kind) => OF_THE_STORM.has(kind));
  const ofProject = world.deliveries.get('project') ?? 0;
  return [
    figure('jobs of the project', ofProject, '', null, met('≤ 5', ofProject <= 5)),
    figure(
      'jobs besides: merge, evaluate',
      (world.deliveries.get('merge') ?? 0) + (world.deliveries.get('evaluate') ?? 0),
      '',
    ),
    figure('pushes in the busiest minute', pushes, '', null, met('≤ 500', pushes <= 500)),
    figure('invocations for events', account.byInvocation.get('event')?.invocations ?? 0, ''),
    figure('calls', used.calls, ''),
    figure('points', used.points, ''),
    figure('read from KVS', used.readBytes / KB, 'KB'),
    figure('written to KVS', used.writtenBytes / KB, 'KB'),
    figure('functions', gigabyteSeconds(used), 'GB-s'),
  ];
}

async function reconcileOne(scene: Scene): Promise<Figure[]> {
  await beginAfresh(scene);
  const { world } = scene;
  world.do('reconciliation asked', () => startReconciliation(10_001, null));
  await world.rest();
  return reconciliationFigures(scene);
}

/** What a reconciliation used that has just come to its end. */
export function reconciliationFigures({ account }: Installation): Figure[] {
  const { calls, points, readBytes, writtenBytes, jiraBytes } = account.total();
  return [
    figure('calls', calls, ''),
    figure('points', points, ''),
    figure('read from Jira', jiraBytes / KB, 'KB'),
    figure('read from KVS', readBytes / KB, 'KB'),
    figure('written to KVS', writtenBytes / KB, 'KB'),
  ];
}

function jobs({ world }: Scene): number {
  return [...world.deliveries.values()].reduce((sum, times) => sum + times, 0);
}
