import { CALM } from './conduct';
import { settleAndCompare } from './differential';
import { Editor } from './edits';
import type { Scenario } from './run';
import { Site } from './site';
import { ADMIN, smallSite } from './small-site';
import { troubled, type Plan } from './troubles';
import { World } from './world';

const MINUTE = 60_000;

/** One kind of trouble each, and all of them at once. */
const PLANS: Readonly<Record<string, Plan>> = {
  kills: { kills: 0.3 },
  errors: { errors: 0.2 },
  quota: { quota: 0.03 },
  limits: { burst: 0.1, gateway: 0.05 },
  refusals: { refusals: 0.05 },
  pages: { shortPages: [1, 4], expiredTokens: 0.1 },
  truncation: { truncation: 0.4 },
  storage: { storageRefused: 0.03 },
  lostReplies: { storageLost: 0.03 },
  pushes: { pushes: 0.2 },
  twins: { queueDuplication: 0.7, queueLateness: 0.5 },
  everything: {
    ...{ errors: 0.05, quota: 0.002, burst: 0.02, gateway: 0.01, refusals: 0.01, shortPages: [1, 100] },
    ...{ expiredTokens: 0.02, truncation: 0.05, storageRefused: 0.01, storageLost: 0.01, pushes: 0.03 },
    ...{ kills: 0.1, queueDuplication: 0.2, queueLateness: 0.3 },
  },
};

/**
 * The app is installed on a site in trouble, which is edited meanwhile. The trouble ends; then everything has to come
 * right, and nothing may have been asked of Jira that must not be asked.
 */
export const faults: Scenario = async (stage) => {
  const { clock, random, trace } = stage;
  const name = random.pick(Object.keys(PLANS));
  trace.say(`trouble: ${name}`);
  const data = smallSite(random, { projects: random.int(2, 3), issues: 8 });
  const site = new Site(data, clock);
  const editor = new Editor(site, data, random);
  const world = new World(clock, site, random, troubled(PLANS[name], random, clock), trace);
  site.onEvent((event) => world.hear(event));
  world.install();
  for (let edits = random.int(1, 3); edits > 0; edits--) {
    await world.pass(random.int(1000, random.chance(0.2) ? 90 * MINUTE : 3 * MINUTE));
    const edit = await editor.edit();
    if (edit !== null) trace.say(`edit: ${edit}`);
    if (random.chance(0.2)) world.view(random.pick(editor.projectIds()), ADMIN);
  }
  await world.pass(random.int(0, 30 * MINUTE));
  trace.say('--- the trouble ends');
  world.conduct = CALM;
  const problems = await settleAndCompare(stage, site, world, editor);
  return [...problems, ...world.watch.faults].map((problem) => `(${name}) ${problem}`);
};
