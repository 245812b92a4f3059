import { CALM } from './conduct';
import { lookAtAll } from './look';
import type { Scenario } from './run';
import { Site } from './site';
import { smallSite } from './small-site';
import { World } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * A project that is archived, in the trash or deleted for good is not to be seen five minutes after the event, and
 * within a day without one.
 */
export const puttingAway: Scenario = async ({ clock, random, trace }) => {
  const data = smallSite(random, { projects: 3, issues: 5 });
  const site = new Site(data, clock);
  const isHeard = random.chance(0.5);
  const world = new World(clock, site, random, CALM, trace);
  site.onEvent((event) => isHeard && world.hear(event));
  world.install();
  await world.rest();
  const { id } = random.pick(data.projects);
  const [method, path] = random.pick([
    ['POST', `project/${id}/archive`],
    ['DELETE', `project/${id}?enableUndo=true`],
    ['DELETE', `project/${id}?enableUndo=false`],
  ] as const);
  trace.say(`edit: ${method} ${path}`);
  if ((await site.edit(method, path)) === null) return [`the site refuses ${method} ${path}`];
  await world.pass(isHeard ? 5 * MINUTE : 24 * HOUR, true);
  const left = await lookAtAll(world, [Number(id)]);
  return [
    ...['snapshot', 'facts', 'slice', 'share', 'surroundings', 'schedule']
      .filter((kind) => left.get(`${kind} of ${id}`) !== null)
      .map((kind) => `${kind} is still there`),
    ...(JSON.stringify(left.get('projects')).includes(`"id":${id}`) ? ['it is still in the portfolio'] : []),
  ];
};
