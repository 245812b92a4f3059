import { listFailures } from '../../src/store';
import { CALM, type Conduct } from './conduct';
import { settle } from './differential';
import { differences, lookAtAll } from './look';
import type { Scenario, Stage } from './run';
import { Site } from './site';
import { smallSite } from './small-site';
import { troubled, type Plan } from './troubles';
import { World } from './world';

const HOUR = 3_600_000;

/** At one failing call in five the first reading of everything ends as it should, at twice the calls at most. */
export const fillAmongErrors: Scenario = async (stage) => {
  const { calm, rough, calls, problems } = await fillTwice(stage, { errors: 0.2, ...QUIET_PLATFORM });
  const [needed, made] = [calm.watch.calls, calls];
  // A handful of calls: chance has more to say than with many.
  if (made > 2 * needed + 6) problems.push(`${made} calls instead of ${needed}`);
  return [...problems, ...rough.watch.faults];
};

/** A kill costs one page at most, wherever it falls. */
export const fillAmongKills: Scenario = async (stage) => {
  const plan: Plan = { kills: 0.3, lostWithKill: 0.3, shortPages: [3, 3], ...QUIET_PLATFORM };
  const { rough, pages, problems } = await fillTwice(stage, plan);
  const again = pages.length - new Set(pages).size;
  if (again > rough.kills) problems.push(`${again} pages read again after ${rough.kills} kills`);
  return problems;
};

/** What Jira cuts short is never shown as if it were whole. */
export const fillOfHalves: Scenario = async (stage) => {
  const { clock, random, trace } = stage;
  const data = smallSite(random, { projects: 2, issues: 12, least: 8 });
  const site = new Site(data, clock);
  const world = new World(clock, site, random, troubled({ truncation: 1, ...QUIET_PLATFORM }, random, clock), trace);
  world.install();
  await world.rest();
  await world.pass(3 * HOUR);
  await world.rest();
  const ids = data.projects.map(({ id }) => Number(id));
  const seen = await lookAtAll(world, ids);
  const failures = await world.look(listFailures);
  const problems = ids.flatMap((id) => {
    const shown = seen.get(`snapshot of ${id}`) as { snapshot: { issues: { read: number } } } | null;
    if (shown === null) return failures.has(id) ? [] : [`nothing is shown of ${id}, and no failure told`];
    const issues = data.issues.filter(({ projectId }) => projectId === String(id)).length;
    const isWhole = shown.snapshot.issues.read >= issues * (1 - TOLERATED_GAP);
    return isWhole ? [] : [`${shown.snapshot.issues.read} of ${issues} issues are shown as all of ${id}`];
  });
  world.conduct = CALM;
  await world.pass(24 * HOUR);
  await settle(stage, world);
  return [...problems, ...(await unlikeFresh(stage, site, world, ids))];
};

/** A reading that lacks more than this share is not whole. */
const TOLERATED_GAP = 0.005;

const QUIET_PLATFORM: Plan = { queueDuplication: 0, queueLateness: 0, eventLoss: 0 };

async function fillTwice(
  stage: Stage,
  plan: Plan,
): Promise<{
  readonly calm: World;
  readonly rough: World;
  /** Of the rough fill alone, before the upkeep saw to what was lost. */
  readonly calls: number;
  readonly pages: readonly string[];
  readonly problems: string[];
}> {
  const { clock, random, trace } = stage;
  const data = smallSite(random, { projects: random.int(2, 5), issues: 20 });
  const site = new Site(data, clock);
  const ids = data.projects.map(({ id }) => Number(id));
  const fill = async (conduct: Conduct): Promise<World> => {
    const world = new World(clock, site, random, conduct, trace);
    world.install();
    await world.rest();
    return world;
  };
  const rough = await fill(troubled(plan, random, clock));
  const { calls } = rough.watch;
  const pages = [...rough.watch.pages];
  // Jobs that were lost for good are taken up by the hourly upkeep; what that asks besides is not the fill's.
  rough.conduct = { ...rough.conduct, kills: 0 };
  await settle(stage, rough);
  trace.say('--- the same without any trouble');
  const calm = await fill({
    ...CALM,
    jira: troubled({ shortPages: plan.shortPages ?? [100, 100] }, random, clock).jira,
  });
  const problems = [...(await unlike(rough, calm, ids))];
  return { calm, rough, calls, pages, problems };
}

/** Where an installation differs from one that is made now. */
async function unlikeFresh(
  { clock, random, trace }: Stage,
  site: Site,
  world: World,
  ids: readonly number[],
): Promise<readonly string[]> {
  const fresh = new World(clock, site, random, CALM, trace);
  fresh.install();
  await fresh.rest();
  return unlike(world, fresh, ids);
}

/** Where two installations differ, and what neither shows. */
async function unlike(world: World, right: World, ids: readonly number[]): Promise<readonly string[]> {
  const expected = await lookAtAll(right, ids);
  const unshown = ids.filter((id) => expected.get(`snapshot of ${id}`) === null);
  return [...unshown.map((id) => `nothing is shown of ${id}`), ...differences(await lookAtAll(world, ids), expected)];
}
