import { CALM } from './conduct';
import type { Scenario } from './run';
import { Site } from './site';
import { StorageRate } from './storage-rate';
import { smallSite } from './small-site';
import { World } from './world';

const MINUTE = 60_000;
const EVENTS = 10_000;
const MOST_PUSHES_A_MINUTE = 500;
const MOST_JOBS = 5;

/** Somebody changes ten thousand issues of a project at once: few jobs, and no more pushes than the queue takes. */
export const bulkChange: Scenario = async ({ clock, random, trace }) => {
  const data = smallSite(random, { projects: 1, issues: 50 });
  const site = new Site(data, clock);
  const world = new World(clock, site, random, { ...CALM, eventDelay: (source) => source.int(0, 3 * MINUTE) }, trace);
  const storage = new StorageRate(world.forge, () => clock.now);
  world.install();
  await world.rest();
  world.deliveries.clear();
  world.pushes.clear();
  storage.clear();
  const { id, key } = data.projects[0];
  for (let event = 0; event < EVENTS; event++) {
    const issue = { id: String(Number(id) * 1000 + event), key: `${key}-${event}`, fields: { project: { id, key } } };
    const changelog = { items: [{ field: 'status', from: '10000', to: '10001' }] };
    world.hear({
      eventType: 'avi:jira:updated:issue',
      payload: { eventType: 'avi:jira:updated:issue', issue, changelog },
    });
  }
  await world.pass(60 * MINUTE);
  await world.rest();
  trace.say(`storage at most: ${JSON.stringify(storage.most())}`);
  const jobs = world.deliveries.get('project') ?? 0;
  const busiest = Math.max(0, ...world.pushes.values());
  return [
    ...world.crashes,
    ...storage.problems(),
    ...(jobs > MOST_JOBS ? [`${jobs} jobs for ${EVENTS} events`] : []),
    ...(busiest > MOST_PUSHES_A_MINUTE ? [`${busiest} pushes in a minute`] : []),
  ];
};
