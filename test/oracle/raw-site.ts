import { inOrder, nameOf, type Dependency, type Issue, type Site, type Stranger } from '../oracle-schedule/site';
import { readWords } from './link-words';
import type { Item, Mention } from './read';
import type { Terms } from './terms';

/**
 * What a schedule is made of, straight from raw issues. The portfolio holds of a project what is open and is to be
 * finished on some day, and every end of a dependency; where nothing else ties an issue to anything, a start alone makes
 * it no part of the schedule.
 */
export function rawSite(
  items: readonly Item[],
  terms: Terms,
  projects: readonly { readonly id: number; readonly key: string; readonly typicalDays: number | null }[],
): Site {
  const idOfProject = new Map(projects.map(({ id, key }) => [key, id]));
  const byId = new Map(items.map((item) => [idOf(item), item]));
  const dependencies = new Map<string, Dependency>();
  const strangers = new Map<number, Stranger>();
  const add = (each: Dependency): unknown => dependencies.set(nameOf(each), each);
  for (const item of items) {
    const own = idOf(item);
    for (const link of item.links) {
      const [reading, far] = [readWords(link, terms.linkMeanings), idOf(link.far)];
      if (!reading || far === own) continue;
      const [a, b] = link.outward ? [own, far] : [far, own];
      const [provider, dependent] = reading.provider === 'A' ? [a, b] : [b, a];
      add({ provider, dependent, kind: reading.kind });
      if (byId.has(far)) continue;
      // Open beats done, and done beats nothing.
      const said = [strangers.get(far)?.state, STATES[link.farCategory ?? '']];
      const state = said.includes('open') ? 'open' : said.includes('done') ? 'done' : 'unknown';
      const farProject = link.far.key?.slice(0, link.far.key.lastIndexOf('-')) ?? '';
      strangers.set(far, { state, projectId: idOfProject.get(farProject) ?? null });
    }
    const parent = item.parent && idOf(item.parent);
    if (terms.parentWaitsForChildren && parent !== null && parent !== own) {
      add({ provider: own, dependent: parent, kind: 'finishToFinish' });
    }
  }
  const ends = new Set([...dependencies.values()].flatMap(({ provider, dependent }) => [provider, dependent]));
  const issues = [...byId].flatMap(([id, item]): [number, Issue][] => {
    const issue = issueOf(id, item, idOfProject.get(item.project) ?? 0, terms);
    const day = issue.start ?? issue.due ?? issue.sprintStart ?? issue.sprintEnd ?? issue.versionEnd;
    const isPlanned = issue.state !== 'done' && day !== null;
    return isPlanned || ends.has(id) ? [[id, issue]] : [];
  });
  return {
    projects: projects.map(({ id, key, typicalDays }) => ({ id, key, typicalDays, target: targetOf(items, key) })),
    issues: new Map(issues),
    strangers,
    dependencies: inOrder(dependencies.values()),
  };
}

const STATES: Readonly<Record<string, Stranger['state']>> = { new: 'open', indeterminate: 'open', done: 'done' };

function idOf({ id }: Mention): number {
  const number = Number(id ?? NaN);
  if (!Number.isSafeInteger(number)) throw new Error(`a schedule needs ids that are numbers, not ${id}`);
  return number;
}

function issueOf(id: number, item: Item, projectId: number, { hoursPerDay, milestoneTypes }: Terms): Issue {
  const told = { id, projectId, start: dayNumber(item.start), due: dayNumber(item.due) };
  if (item.done) {
    const nothing = { sprintStart: null, sprintEnd: null, versionId: null, versionEnd: null, effortDays: null };
    return { ...told, ...nothing, state: 'done', milestone: false };
  }
  // Begun minutes count as whole ones. No work left tells no duration.
  const minutes = Math.ceil(item.effortSeconds / 60);
  return {
    ...told,
    state: item.inProgress ? 'inProgress' : 'todo',
    milestone: milestoneTypes.includes(item.typeName),
    sprintStart: dayNumber(item.sprint?.start ?? null),
    sprintEnd: dayNumber(item.sprint?.end ?? null),
    versionId: item.version?.id ?? null,
    versionEnd: dayNumber(item.version?.end ?? null),
    effortDays: minutes > 0 ? Math.ceil(minutes / (60 * hoursPerDay)) : null,
  };
}

/** The latest one among the open issues: everything has to be finished by then. */
function targetOf(items: readonly Item[], project: string): number | null {
  const told = items.flatMap((item) => (item.project === project && !item.done ? (item.target ?? []) : []));
  return dayNumber([...told].sort().at(-1) ?? null);
}

/** Days since 1970-01-01. */
export function dayNumber(day: string): number;
export function dayNumber(day: string | null): number | null;
export function dayNumber(day: string | null): number | null {
  return day === null ? null : Date.parse(day) / 86_400_000;
}
