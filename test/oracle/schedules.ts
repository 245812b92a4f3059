import { defaultPlaybook } from '../../src/compliance';
import { PATH_TEST_DAYS, formatDay, parseDay, type DependencySlice } from '../../src/model';
import { siteOf } from '../oracle-schedule/site';
import { Steps } from '../oracle-schedule/steps';
import { textbookSchedule } from '../oracle-schedule/textbook';
import type { Schedule } from './recount';

/** What the textbook's schedule tells of each project, by key. */
export function textbookSchedules(slices: readonly DependencySlice[], today: string): ReadonlyMap<string, Schedule> {
  const { calendar } = defaultPlaybook;
  const [site, asOf] = [siteOf(slices), parseDay(today) ?? 0];
  const { items, projects } = textbookSchedule(site, asOf, calendar);
  const text = (day: number | null): string | null => (day === null ? null : formatDay(day));
  const moves = (projectId: number, first: number, forecast: number): boolean => {
    const shifts = new Map([[first, PATH_TEST_DAYS]]);
    const later = textbookSchedule(site, asOf, calendar, { shifts }).projects.get(projectId)?.forecast;
    return later === new Steps(calendar).moved(forecast, PATH_TEST_DAYS);
  };
  return new Map(
    slices.map(({ projectId, projectKey, ends }): [string, Schedule] => {
      const { target = null, forecast = null, path = [] } = projects.get(projectId) ?? {};
      const floats = [...ends.id].flatMap((id): [string, number][] => {
        const float = items.get(id)?.totalFloat ?? null;
        return float === null ? [] : [[String(id), float]];
      });
      const first = path.at(-1);
      return [
        projectKey,
        {
          floats: new Map(floats),
          target: text(target),
          finish: text(forecast),
          // An item on its own moves with itself.
          moves: first === undefined || path.length < 2 || forecast === null || moves(projectId, first, forecast),
        },
      ];
    }),
  );
}
