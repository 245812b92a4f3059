import type { JiraAnswers } from '../../test/support/forge';
import type { VirtualClock } from '../../test/simulation/virtual-clock';
import { figure, type Figure, type FigureGroup } from '../measure';
import { gigabyteSeconds, MB, met } from './bill';
import { withInstallation, type Installation } from './installation';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MOST_HOURS = 100;
/** Larger sites are filled without the hourly trigger, for the light Jira answers nothing that it asks. */
const MOST_WITH_UPKEEP = 100;
/** What background work may take of Jira's 65,000 points an hour. */
const POINTS_AN_HOUR = 32_500;
/** Kinds of invocations that a full refresh is made of: what runs besides by the clock is not. */
const OF_A_FILL = new Set(['installed', 'discover', 'fill', 'project', 'merge', 'evaluate']);

export interface Size {
  readonly projects: number;
  readonly issues: number;
}

/** A Jira that says how many of its issues were read with their fields never, or more than once. */
export interface CountingJira extends JiraAnswers {
  misread(): number;
}

/** Has a site's replies looked through for that. */
export function countingReads(jira: JiraAnswers, issues: number): CountingJira {
  const times = new Map<string, number>();
  return {
    async answer(...call) {
      const reply = await jira.answer(...call);
      const [, path, body] = call;
      const { fields } = (body ?? {}) as { fields?: readonly string[] };
      if (!fields?.includes('issuelinks') || !/\/(search\/jql|issue\/bulkfetch)$/.test(path)) return reply;
      const { issues: read = [] } = JSON.parse(await reply.text()) as { issues?: readonly { id: string }[] };
      for (const { id } of read) times.set(id, (times.get(id) ?? 0) + 1);
      return reply;
    },
    misread: () => issues - [...times.values()].filter((each) => each === 1).length,
  };
}

/** Installs the app on a site and waits until every project has its score; then `further` may be measured. */
export function measureFill(
  size: Size,
  now: number,
  jiraOn: (clock: VirtualClock) => CountingJira,
  further: (installation: Installation) => Promise<readonly FigureGroup[]> = () => Promise.resolve([]),
): Promise<readonly FigureGroup[]> {
  let misread = (): number => NaN;
  const jira = (clock: VirtualClock): JiraAnswers => {
    const counting = jiraOn(clock);
    misread = () => counting.misread();
    return counting;
  };
  return withInstallation({ now, seed: 1, jira }, async (installation) => {
    await fill(installation, size.projects);
    const title = `full refresh, ${size.projects} projects, ${size.issues} issues`;
    const filling = { title, figures: fillFigures(installation, size, now, misread()) };
    return [filling, ...(await further(installation))];
  });
}

/** Installs the app, and lets time pass until every project has its score and nothing is under way. */
export async function fill({ world, account, clock, until }: Installation, projects: number): Promise<void> {
  const isFilled = (): boolean => account.firstSnapshots.size >= projects;
  world.install();
  if (projects <= MOST_WITH_UPKEEP) await until(clock.now + MOST_HOURS * HOUR, isFilled);
  else await clock.runUntil(clock.now + MOST_HOURS * HOUR, isFilled);
  await world.rest();
}

function fillFigures({ world, account }: Installation, size: Size, begun: number, misread: number): Figure[] {
  const { issues, projects } = size;
  const used = account.total((kind) => OF_A_FILL.has(kind));
  const besides = account.total((kind) => !OF_A_FILL.has(kind));
  const bound = Math.ceil(issues / 100) + 3 * projects + 20;
  const ready = [...account.firstSnapshots.values()].map((at) => (at - begun) / MINUTE).sort((a, b) => a - b);
  const most = Math.max(...account.pointsByHour.values());
  const stored = (prefix: string): number =>
    [...world.forge.storage].reduce(
      (sum, [key, value]) => sum + (key.startsWith(prefix) ? Buffer.byteLength(value) : 0),
      0,
    );
  const longest = Math.max(...[...account.byInvocation.values()].map((each) => each.longest)) / 1000;
  return [
    figure(
      'calls of Jira',
      used.calls,
      '',
      { what: 'the bound', value: bound },
      met('≤ ⌈N/100⌉ + 3·P + 20', used.calls <= bound),
    ),
    figure('issues not read exactly once', misread, '', null, met('0', misread === 0)),
    figure('points', used.points, ''),
    figure('points in the fullest hour', most, '', null, met('≤ 32,500', most <= POINTS_AN_HOUR)),
    figure('hours of half the quota', used.points / POINTS_AN_HOUR, 'h'),
    figure('read from Jira', used.jiraBytes / MB, 'MB'),
    figure('read from KVS', used.readBytes / MB, 'MB'),
    figure('written to KVS', used.writtenBytes / MB, 'MB'),
    figure('written to KVS', used.writtenBytes / issues, 'B/issue'),
    figure('stored, facts', stored('facts') / issues, 'B/issue', null, met('≤ 30 B', stored('facts') / issues <= 30)),
    figure('stored, all records', stored('') / issues, 'B/issue'),
    figure('first score after', ready[0], 'min'),
    figure('half of the scores after', ready[Math.floor(ready.length / 2)], 'min'),
    figure('all scores after', ready[ready.length - 1], 'min'),
    figure('projects with a score', ready.length, '', null, met('all', ready.length === projects)),
    figure('functions', gigabyteSeconds(used), 'GB-s'),
    figure('longest invocation', longest, 's', null, met('< 900 s', longest < 900)),
    figure('heap of the process, simulation included', account.mostHeap / MB, 'MB'),
    figure('calls of Jira besides, by the clock', besides.calls, ''),
    figure('points besides, by the clock', besides.points, ''),
  ];
}
