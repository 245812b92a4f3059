import { noteViewed, readSnapshotHeader } from '../../src/store';
import { CALM } from './conduct';
import type { Scenario } from './run';
import { Site } from './site';
import { smallSite } from './small-site';
import { World } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Of which background work gets half: all small projects and one page of each large one, but not one large one whole. */
const QUOTA = 2600;
const LARGE = [2000, 2000, 2000, 2000];
const SMALL = 20;
/** Points of the next hour are taken a moment after it begins. */
const FIRST_HOUR = HOUR + 2 * MINUTE;
/** What the small ones and the most important large one take together are three hours' points, and all of them seven. */
const [HOURS_OF_FIRST, HOURS_OF_ALL] = [4, 8];

/**
 * Large projects, although they are the most important ones, do not keep small ones from their scores for hours; the most
 * important one does not wait for the other large ones; and nothing is read twice for that.
 */
export const fairFill: Scenario = async ({ clock, random, trace }) => {
  const granted = process.env.POINTS_PER_HOUR;
  process.env.POINTS_PER_HOUR = String(QUOTA);
  try {
    const data = smallSite(random, { projects: LARGE.length + SMALL, issues: 20, large: LARGE });
    const world = new World(clock, new Site(data, clock), random, CALM, trace);
    const ids = data.projects.map(({ id }) => Number(id));
    const [first, ...others] = ids.slice(0, LARGE.length);
    for (const [place, id] of [first, ...others].entries()) {
      world.do('view', () => noteViewed(id, clock.now - (place + 1) * HOUR));
    }
    await world.rest();
    const begun = clock.now;
    world.install();
    const withoutScore = async (hours: number, of: readonly number[]): Promise<readonly string[]> => {
      await clock.runUntil(begun + hours);
      const headers = await world.look(() => Promise.all(of.map(readSnapshotHeader)));
      const without = of.filter((_, place) => headers[place] === null);
      return without.map((id) => `${id} has no score after ${Math.round(hours / HOUR)} hours`);
    };
    const problems = [
      ...(await withoutScore(FIRST_HOUR, ids.slice(LARGE.length))),
      ...(await withoutScore(HOURS_OF_FIRST * HOUR, [first])),
      ...(await withoutScore(HOURS_OF_ALL * HOUR, others)),
    ];
    await world.rest();
    const { calls, pages } = world.watch;
    const most = Math.ceil(data.issues.length / 100) + 3 * ids.length + 20;
    const again = pages.length - new Set(pages).size;
    trace.say(`${calls} calls, of which ${pages.length} are pages`);
    return [
      ...[...problems, ...world.crashes, ...world.watch.faults],
      ...(calls > most ? [`${calls} calls instead of ${most}`] : []),
      ...(again > 0 ? [`${again} pages were read again`] : []),
    ];
  } finally {
    if (granted === undefined) delete process.env.POINTS_PER_HOUR;
    else process.env.POINTS_PER_HOUR = granted;
  }
};
