import { mergeDependencies } from '../../src/refresh/merge';
import { CALM, type Conduct } from './conduct';
import type { Scenario } from './run';
import { Site } from './site';
import { smallSite } from './small-site';
import { StorageRate } from './storage-rate';
import { World } from './world';

const HOUR = 3_600_000;
const PROJECTS = 300;
/** Reads a project of a merge that tells what the one before told: a slice is three or four. */
const MOST_READS = 4;
/** In milliseconds, as calls take: without, whole jobs would fall into one second. */
const AT_WORK: Conduct = { ...CALM, jiraLatency: [300, 600], platformLatency: [10, 25] };

/** A large portfolio is tied together anew, and storage is never asked for more than it gives. */
export const largeMerge: Scenario = async ({ clock, random, trace }) => {
  const data = smallSite(random, { projects: PROJECTS, issues: PROJECTS, least: 1 });
  const world = new World(clock, new Site(data, clock), random, AT_WORK, trace);
  const storage = new StorageRate(world.forge, () => clock.now);
  world.install();
  await world.rest();
  await world.pass(HOUR);
  await world.rest();
  storage.clear();
  world.do('merge', () => mergeDependencies(clock.now));
  await world.rest();
  trace.say(`storage at most: ${JSON.stringify(storage.most())}`);
  const isRead = storage.most().reads > PROJECTS;
  const before = world.forge.kvs.usage.reads;
  world.do('merge without news', () => mergeDependencies(clock.now));
  await world.rest();
  const reads = (world.forge.kvs.usage.reads - before) / PROJECTS;
  trace.say(`a merge without news: ${reads} reads a project`);
  const isThrifty = reads >= 1 && reads <= MOST_READS;
  return [
    ...[...world.crashes, ...storage.problems()],
    ...(isRead ? [] : ['nothing was merged']),
    ...(isThrifty ? [] : [`a merge without news made ${reads} reads a project`]),
  ];
};
