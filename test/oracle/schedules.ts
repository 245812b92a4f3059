import type { Site } from '../oracle-schedule/site';
import { Steps, type Calendar } from '../oracle-schedule/steps';
import { textbookSchedule } from '../oracle-schedule/textbook';
import { dayNumber, rawSite } from './raw-site';
import { readItem, type FieldIds, type Raw } from './read';
import type { Schedule } from './recount';
import { USUAL_TERMS, type Terms } from './terms';

/** The critical-path test delays the first item by so many working days. */
const DELAY = 600;

interface Options {
  readonly today: string;
  readonly timeZone: string;
  readonly terms?: Terms;
  readonly fields?: FieldIds;
  /** Working days that finished work items took, by project key, as far as their history tells. */
  readonly typicalDays?: ReadonlyMap<string, number>;
}

/** What the textbook's schedule of raw issues tells of each project, by key. */
export function textbookSchedules(
  raw: readonly unknown[],
  { today, timeZone, terms = USUAL_TERMS, fields, typicalDays }: Options,
): ReadonlyMap<string, Schedule> {
  const items = raw.map((issue) => readItem(issue as Raw, timeZone, fields));
  const keys = [...new Set(items.map(({ project }) => project))].sort();
  const projects = keys.map((key, place) => ({ id: place + 1, key, typicalDays: typicalDays?.get(key) ?? null }));
  const site = rawSite(items, terms, projects);
  const calendar = { weekdays: terms.weekdays, holidays: terms.holidays.map((day) => dayNumber(day)) };
  return new Map(summaries(site, dayNumber(today), calendar, new Map(items.map(({ id, key }) => [Number(id), key]))));
}

function summaries(
  site: Site,
  asOf: number,
  calendar: Calendar,
  keys: ReadonlyMap<number, string>,
): readonly (readonly [string, Schedule])[] {
  const { items, projects } = textbookSchedule(site, asOf, calendar);
  const text = (day: number | null): string | null =>
    day === null ? null : new Date(day * 86_400_000).toISOString().slice(0, 10);
  const moves = (projectId: number, first: number, forecast: number): boolean => {
    const shifts = new Map([[first, DELAY]]);
    const later = textbookSchedule(site, asOf, calendar, { shifts }).projects.get(projectId)?.forecast;
    return later === new Steps(calendar).moved(forecast, DELAY);
  };
  return site.projects.map(({ id: projectId, key }) => {
    const { target = null, forecast = null, path = [] } = projects.get(projectId) ?? {};
    const first = path.at(-1);
    const floats = [...items].flatMap(([id, { totalFloat }]): [string, number][] =>
      totalFloat !== null && site.issues.get(id)?.projectId === projectId ? [[keys.get(id) ?? '', totalFloat]] : [],
    );
    // An item on its own moves with itself.
    const isMoving = first === undefined || path.length < 2 || forecast === null || moves(projectId, first, forecast);
    return [key, { floats: new Map(floats), target: text(target), finish: text(forecast), moves: isMoving }];
  });
}
