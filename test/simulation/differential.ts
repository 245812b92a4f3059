import { currentForecast, startReconciliation } from '../../src/refresh';
import type { Random } from '../../sandbox/demo/random';
import { CALM, ORDINARY } from './conduct';
import { Editor } from './edits';
import { differences, lookAtAll } from './look';
import type { Scenario, Stage } from './run';
import { Site } from './site';
import { ADMIN, smallSite } from './small-site';
import { World } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * A site is edited for hours or days, the app hears of it as Forge's events are: late, twice, out of order, one in
 * twenty never. After one reconciliation it has to hold what a new installation reads: snapshots, report and facts.
 */
export const differential: Scenario = async (stage) => {
  const { clock, random, trace } = stage;
  const data = smallSite(random, { projects: random.int(2, 4), issues: random.int(3, 12) });
  const site = new Site(data, clock);
  const editor = new Editor(site, data, random);
  const world = new World(clock, site, random, ORDINARY, trace);
  site.onEvent((event) => world.hear(event));
  world.install();
  if (random.chance(0.8)) await world.rest();
  for (let rounds = random.int(1, 3); rounds > 0; rounds--) {
    await someEdits(editor, world, stage);
    await world.pass(someTime(random));
  }
  return settleAndCompare(stage, site, world, editor);
};

/** Lets the app come to rest, has everything reconciled once, and compares with a new installation. */
export async function settleAndCompare(
  stage: Stage,
  site: Site,
  world: World,
  editor: Editor,
): Promise<readonly string[]> {
  const { clock, random, trace } = stage;
  await settle(stage, world);
  trace.say('--- a new installation');
  const fresh = new World(clock, site, random, CALM, trace);
  fresh.install();
  await fresh.rest();
  const projects = editor.projectIds();
  return [...world.crashes, ...differences(await lookAtAll(world, projects), await lookAtAll(fresh, projects))];
}

/**
 * Comes to rest, and the next morning has everything reconciled once and somebody look at the map: snapshots and
 * forecasts are of today then.
 */
export async function settle({ clock }: Stage, world: World): Promise<void> {
  await world.rest();
  await world.pass(untilNextMorning(clock.now));
  await world.rest();
  world.do('reconciliation', () => startReconciliation(null, null));
  await world.rest();
  world.do('a look at the map', () => currentForecast());
  await world.rest();
}

async function someEdits(editor: Editor, world: World, { random, trace }: Stage): Promise<void> {
  for (let times = random.int(1, 4); times > 0; times--) {
    const edit = await editor.edit();
    if (edit !== null) trace.say(`edit: ${edit}`);
  }
  if (random.chance(0.15)) world.view(random.pick(editor.projectIds()), ADMIN);
  if (random.chance(0.05)) world.refreshNow(random.pick(editor.projectIds()), ADMIN);
}

/** Mostly moments, sometimes hours, seldom days. */
function someTime(random: Random): number {
  const chance = random.next();
  if (chance < 0.45) return random.int(0, 5000);
  if (chance < 0.85) return random.int(5000, 5 * MINUTE);
  return chance < 0.97 ? random.int(5 * MINUTE, 2 * HOUR) : random.int(3 * HOUR, 72 * HOUR);
}

/** To ten o'clock in UTC: the same day in every time zone of the sites here, with hours left of it. */
function untilNextMorning(now: number): number {
  const today = Math.floor(now / (24 * HOUR)) * 24 * HOUR + 10 * HOUR;
  return (today - now > HOUR ? today : today + 24 * HOUR) - now;
}
