import { lookAtAll } from './look';
import { CALM } from './conduct';
import type { Scenario, Stage } from './run';
import { Site } from './site';
import { StorageRate } from './storage-rate';
import { smallSite } from './small-site';
import { World } from './world';

const MINUTE = 60_000;
const EVENTS = 10_000;
const MOST_PUSHES_A_MINUTE = 500;
const MOST_JOBS = 5;

/** Somebody changes ten thousand issues of a project at once: few jobs, and no more pushes than the queue takes. */
export const bulkChange: Scenario = async (stage) => {
  const { problems } = await tellOfAll(stage, (project, place) => ({
    eventType: 'avi:jira:updated:issue',
    issue: { id: String(Number(project.id) * 1000 + place), key: `${project.key}-${place}`, fields: { project } },
    changelog: { items: [{ field: 'status', from: '10000', to: '10001' }] },
  }));
  return problems;
};

/** Somebody deletes as many: each is told once only, so none of the news may be lost. */
export const bulkDeletion: Scenario = async (stage) => {
  const { problems, world, id } = await tellOfAll(stage, (project, place) => ({
    eventType: 'avi:jira:deleted:issue',
    issue: { id: String(Number(project.id) * 1000 + place), key: `${project.key}-${place}`, fields: { project } },
  }));
  const seen = await lookAtAll(world, [id]);
  const { issues } = seen.get(`facts of ${id}`) as { issues: { count: number } };
  return [...problems, ...(issues.count > 0 ? [`${issues.count} issues are left`] : [])];
};

type ToldOf = (project: { readonly id: string; readonly key: string }, place: number) => { readonly eventType: string };

/** Has the app hear of ten thousand issues of a project, the few that it has among them, within three minutes. */
async function tellOfAll(
  { clock, random, trace }: Stage,
  toldOf: ToldOf,
): Promise<{ readonly problems: readonly string[]; readonly world: World; readonly id: number }> {
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
  for (let place = 0; place < EVENTS; place++) {
    const payload = toldOf({ id, key }, place);
    world.hear({ eventType: payload.eventType, payload });
  }
  await world.pass(60 * MINUTE);
  await world.rest();
  trace.say(`storage at most: ${JSON.stringify(storage.most())}`);
  const jobs = world.deliveries.get('project') ?? 0;
  const busiest = Math.max(0, ...world.pushes.values());
  const problems = [
    ...world.crashes,
    ...storage.problems(),
    ...(jobs > MOST_JOBS ? [`${jobs} jobs for ${EVENTS} events`] : []),
    ...(busiest > MOST_PUSHES_A_MINUTE ? [`${busiest} pushes in a minute`] : []),
  ];
  return { problems, world, id: Number(id) };
}
