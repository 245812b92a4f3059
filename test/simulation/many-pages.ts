import { readFactsHeader } from '../../src/store';
import { CALM, type Conduct } from './conduct';
import type { Scenario } from './run';
import { Site } from './site';
import { smallSite } from './small-site';
import { StorageRate } from './storage-rate';
import { troubled } from './troubles';
import { World } from './world';

/** More pages than storage gives in a minute: as a project of half a million issues has, but here each page is one issue. */
const PAGES = 4800;

/** A project of very many pages is read and stored, and storage is never asked for more than it gives. */
export const manyPages: Scenario = async ({ clock, random, trace }) => {
  const data = smallSite(random, { projects: 1, issues: PAGES, least: PAGES });
  const { jira } = troubled({ shortPages: [1, 1] }, random, clock);
  const conduct: Conduct = { ...CALM, jira, jiraLatency: [300, 600], platformLatency: [10, 25] };
  const world = new World(clock, new Site(data, clock), random, conduct, trace);
  const storage = new StorageRate(world.forge, () => clock.now);
  world.install();
  await world.rest();
  trace.say(`storage at most: ${JSON.stringify(storage.most())}`);
  const stored = await world.look(() => readFactsHeader(Number(data.projects[0].id)));
  return [
    ...[...world.crashes, ...storage.problems()],
    ...(stored?.meta.issuesCounted === PAGES
      ? []
      : [`${stored?.meta.issuesCounted ?? 'none'} of ${PAGES} issues stored`]),
  ];
};
