import type { Benchmark, FigureGroup } from '../measure';
import { countingReads, measureFill, type CountingJira } from '../refresh/fill';
import { measureIncremental } from '../refresh/incremental';
import { withInstallation } from '../refresh/installation';
import { LightJira } from '../refresh/light-jira';
import { measureMonth, measureReconciliation } from '../refresh/month';
import { generateSite } from '../refresh/site-data';
import { Site } from '../../test/simulation/site';
import type { VirtualClock } from '../../test/simulation/virtual-clock';

/**
 * What keeping data fresh costs: calls, points and bytes of Jira; bytes read from and written to Forge's storage; seconds
 * of its functions; and what a month of that costs by Forge's price list.
 *
 * Real: the app's own code behind the real @forge packages. Simulated: Jira, storage, queue and triggers, on a virtual
 * clock, from fixed seeds, and nothing goes wrong. A call of Jira takes 300 to 600 ms, one of storage or queue 10 to
 * 25 ms; computing takes no time, but each invocation counts 50 ms more than it waits. So all figures are counts, the
 * same on every machine, except for ids of a few bytes that the app draws by chance.
 *
 * Counted: points as Atlassian prices calls (1 and 1 for each object); storage as bytes of values, keys not counted;
 * functions with the 512 MB that the manifest gives them.
 *
 * The sites (bench/refresh/site-data.ts): issues made evenly over two years; 65 % done, 15 % in progress; dates on 55 %;
 * 0.3 links an issue, 15 % of them across projects; a component on 80 %, a team on 33 %; in each project one sprint of two weeks after the other, and five that the app has counted already. A month is four weeks with the hourly and weekly triggers, times
 * 1.09: on each working day between 8:00 and 18:00 UTC 2 % as many edits as there are issues, and as many
 * again within the hour for 30 % of them, spread evenly over the projects and in each the likelier the younger an issue is
 * (mean age three months; kinds of edits in bench/refresh/churn.ts). In the second month every project's page is open for
 * ten minutes a working day and asks as the real page does; of it two working days are played and scaled. The largest site is lighter: made of numbers, its replies
 * have only what the app reads, and it is filled without the hourly trigger.
 */
const MONDAY = Date.parse('2026-06-15T08:00:00Z');
const FRIDAY = Date.parse('2026-06-12T08:00:00Z');
const PROJECTS = 100;

export const benchmark: Benchmark = async () => [
  ...(await fillSmall()),
  ...(await measureIncremental(MONDAY)),
  ...(await fillAndLive()),
  ...(await fillLarge()),
];

function fillSmall(): Promise<readonly FigureGroup[]> {
  const data = generateSite(sizes(100), MONDAY, 1);
  const jira = (clock: VirtualClock): CountingJira => countingReads(new Site(data, clock), data.issues.length);
  return measureFill({ projects: PROJECTS, issues: data.issues.length }, MONDAY, jira);
}

function fillLarge(): Promise<readonly FigureGroup[]> {
  const size = { projects: 1000, issues: 1_000_000 };
  return measureFill(size, MONDAY, () => new LightJira(size, MONDAY));
}

/** A month in which nobody looks, reconciliation, and the same month with every page open for a while each day. */
async function fillAndLive(): Promise<readonly FigureGroup[]> {
  const data = generateSite(sizes(1000), FRIDAY, 1);
  const sites: Site[] = [];
  const newSite = (clock: VirtualClock): Site => {
    const site = new Site(data, clock);
    sites.push(site);
    return site;
  };
  const jira = (clock: VirtualClock): CountingJira => countingReads(newSite(clock), data.issues.length);
  let filled = { now: 0, storage: new Map<string, string>() };
  const unwatched = await measureFill(
    { projects: PROJECTS, issues: data.issues.length },
    FRIDAY,
    jira,
    async (installation) => {
      filled = { now: installation.clock.now, storage: new Map(installation.world.forge.storage) };
      const month = await measureMonth(installation, sites[0], data, false);
      return [...month, await measureReconciliation(installation, PROJECTS)];
    },
  );
  const watched = await withInstallation({ ...filled, seed: 1, jira: newSite }, (installation) =>
    measureMonth(installation, sites[1], data, true),
  );
  return [...unwatched, ...watched];
}

function sizes(issues: number): readonly number[] {
  return Array.from({ length: PROJECTS }, () => issues);
}
