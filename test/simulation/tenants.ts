import { ORDINARY } from './conduct';
import { Editor } from './edits';
import { lookAtAll } from './look';
import type { Scenario } from './run';
import { Site } from './site';
import { ADMIN, smallSite } from './small-site';
import { World } from './world';

const MINUTE = 60_000;
const CANARIES = ['canary of the first tenant', 'canary of the second tenant'] as const;

/** Two installations live in one warm process, with the same ids: nothing of one is ever seen in the other. */
export const tenants: Scenario = async ({ clock, random, trace }) => {
  const both = CANARIES.map((canary) => {
    const data = smallSite(random, { projects: 2, issues: 5 });
    const named = data.projects.map((project) => ({ ...project, name: canary }));
    const site = new Site({ ...data, projects: named }, clock);
    const world = new World(clock, site, random, ORDINARY, trace);
    site.onEvent((event) => world.hear(event));
    return { world, site, canary, editor: new Editor(site, data, random) };
  });
  for (const { world } of both) world.install();
  for (let rounds = random.int(2, 5); rounds > 0; rounds--) {
    for (const { world, editor } of both) {
      await editor.edit();
      world.view(random.pick(editor.projectIds()), ADMIN);
    }
    await both[0].world.pass(random.int(0, 5 * MINUTE));
  }
  for (const { world } of both) await world.rest();
  const problems = both.flatMap(({ world }) => world.crashes);
  for (const { world, site, canary, editor } of both) {
    const seen = JSON.stringify([...(await lookAtAll(world, editor.projectIds()))]);
    const [stranger] = CANARIES.filter((other) => other !== canary);
    if (seen.includes(stranger)) problems.push(`the ${stranger} is where the ${canary} should be`);
    // Both projects may have been renamed or put away.
    const listed = JSON.stringify(await site.edit('GET', 'project/search'));
    if (listed.includes(canary) && !seen.includes(canary)) problems.push(`no ${canary} anywhere`);
  }
  return problems;
};
