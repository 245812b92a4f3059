import { asRulesSee } from '../compliance';
import { analyse, dependencySlice } from '../dependencies';
import { scheduleOf, type Day, type DependencySlice, type Playbook, type Ties, type WorkingCalendar } from '../model';
import {
  keepForeseenTies,
  readFacts,
  readForeseenTies,
  readSlice,
  type ForeseenTies,
  type PortfolioProject,
} from '../store';
import { inBursts, type Bursts } from './in-parallel';

/**
 * Storage gives 4,000 units of 10 KB a minute. A slice and facts of 1,000 issues are some six: with the pause two thirds
 * of them, and 1,000 projects two minutes of one job.
 */
const SLICED: Bursts = { items: 100, pauseMilliseconds: 12_000 };

/** Which playbook a project follows before and after publishing; that of projects which none names says which days are worked. */
export interface Following {
  readonly of: (projectId: number) => Promise<{ readonly before: Playbook; readonly after: Playbook }>;
  readonly site: { readonly before: Playbook; readonly after: Playbook };
}

/**
 * What publishing changes of how projects are tied together, by project: of those in which rules would see a difference.
 * A merge in memory, once by the playbooks that are in force and once by those that would be, on the same facts and day;
 * the first job of a preview makes it, the others find it.
 */
export async function foreseeTies(
  projects: readonly PortfolioProject[],
  following: Following,
  { startedAt, day }: { readonly startedAt: number; readonly day: Day },
): Promise<ReadonlyMap<number, ForeseenTies>> {
  const retied = new Set<number>();
  for (const { id } of projects) {
    const { before, after } = await following.of(id);
    if (tiesBy(before) !== tiesBy(after)) retied.add(id);
  }
  const calendars = { before: following.site.before.calendar, after: following.site.after.calendar };
  const isSameCalendar = JSON.stringify(calendars.before) === JSON.stringify(calendars.after);
  if (retied.size === 0 && isSameCalendar) return new Map();
  let ties = await readForeseenTies(startedAt);
  if (ties === null) {
    const slices = await sliceAnew(projects, retied, following);
    const before = tiesOf(slices.before, day, calendars.before);
    const after = tiesOf(slices.after, day, calendars.after);
    ties = [...before].flatMap(([projectId, was]) => {
      const is = after.get(projectId);
      return is === undefined || isSame(was, is) ? [] : [{ projectId, before: was, after: is }];
    });
    await keepForeseenTies(ties, startedAt);
  }
  return new Map(ties.map((each) => [each.projectId, each]));
}

/** All that a slice takes from a playbook. */
function tiesBy(playbook: Playbook): string {
  const { linkMeanings, parentWaitsForChildren, hoursPerDay, milestoneTypes } = playbook;
  const settings = { linkMeanings, parentWaitsForChildren, hoursPerDay, milestoneTypes };
  return JSON.stringify(settings satisfies Parameters<typeof dependencySlice>[1]);
}

interface Slices {
  readonly before: readonly DependencySlice[];
  readonly after: readonly DependencySlice[];
}

/** Those that are stored, and with new ones in place of those that the playbook to come makes otherwise. */
async function sliceAnew(
  projects: readonly PortfolioProject[],
  retied: ReadonlySet<number>,
  following: Following,
): Promise<Slices> {
  const found = await inBursts(projects, SLICED, async ({ id }) => {
    const [before, facts] = await Promise.all([readSlice(id), retied.has(id) ? readFacts(id) : null]);
    if (before === null) return [];
    if (facts === null) return [{ before, after: before }];
    const { after } = await following.of(id);
    return [{ before, after: dependencySlice({ ...facts.value, surroundings: null, schedule: null }, after) }];
  });
  const sliced = found.flat();
  return { before: sliced.map(({ before }) => before), after: sliced.map(({ after }) => after) };
}

/** As the merge tells them. */
function tiesOf(slices: readonly DependencySlice[], asOf: Day, calendar: WorkingCalendar): ReadonlyMap<number, Ties> {
  const { surroundings, outlooks } = analyse(slices, { asOf, calendar });
  const ties = slices.flatMap((slice) => {
    const [around, outlook] = [surroundings.get(slice.projectId), outlooks.get(slice.projectId)];
    if (around === undefined || outlook === undefined) return [];
    return [[slice.projectId, { surroundings: around, schedule: asRulesSee(scheduleOf({ slice, outlook })) }] as const];
  });
  return new Map(ties);
}

function isSame(one: Ties, other: Ties): boolean {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
}

function comparable({ surroundings, schedule: { id, totalFloat, ...days } }: Ties): unknown {
  return [surroundings, days, [...id], [...totalFloat]];
}
