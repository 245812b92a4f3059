import { startReconciliation } from '../../src/refresh';
import { currentProcess } from '../support/processes';
import { Editor } from './edits';
import type { Scenario } from './run';
import { Site } from './site';
import { smallSite } from './small-site';
import { troubled } from './troubles';
import { World } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** So few points an hour that filling the site takes several, and enough for the longest step that is not kept half done. */
const QUOTA = 4000;
const SHARE = 0.5;

/**
 * Filling a site, following its edits and comparing it with Jira together never take more than their share of an hour's
 * points, whether or not calls fail; nor does the rest of the work wait for ever.
 */
export const backgroundShare: Scenario = async ({ clock, random, trace }) => {
  const granted = process.env.POINTS_PER_HOUR;
  process.env.POINTS_PER_HOUR = String(QUOTA);
  try {
    const data = smallSite(random, { projects: 8, issues: 300, least: 200 });
    const site = new Site(data, clock);
    const editor = new Editor(site, data, random);
    const plan = { errors: random.chance(0.5) ? 0.1 : 0, kills: random.chance(0.3) ? 0.02 : 0 };
    const world = new World(clock, site, random, troubled(plan, random, clock), trace);
    const spent = new Map<number, number>();
    const { meter } = world.forge;
    const count = meter.count.bind(meter);
    meter.count = (...reply) => {
      const before = meter.total().points;
      count(...reply);
      if (currentProcess().asker.kind !== 'app') return;
      const hour = Math.floor(clock.now / HOUR);
      spent.set(hour, (spent.get(hour) ?? 0) + meter.total().points - before);
    };
    site.onEvent((event) => world.hear(event));
    world.install();
    for (let hours = 4; hours > 0; hours--) {
      for (let edits = random.int(0, 20); edits > 0; edits--) await editor.edit();
      if (random.chance(0.5)) world.do('reconciliation', () => startReconciliation(null, null));
      await world.pass(HOUR, true);
    }
    await world.rest();
    const most = Math.max(...spent.values());
    trace.say(`points by hour: ${[...spent.values()].join(', ')}`);
    return [
      ...(most > QUOTA * SHARE ? [`${most} points in an hour where background work may take ${QUOTA * SHARE}`] : []),
      ...(most < (QUOTA * SHARE) / 2 ? [`only ${most} points in the fullest hour: nothing is shown by that`] : []),
    ];
  } finally {
    if (granted === undefined) delete process.env.POINTS_PER_HOUR;
    else process.env.POINTS_PER_HOUR = granted;
  }
};
