import { analyse, dependencySlice } from '../../src/dependencies';
import { MONDAY_TO_FRIDAY, PATH_TEST_DAYS, type DependencyKind } from '../../src/model';
import { networkOf } from '../oracle-schedule/networks';
import { siteOf } from '../oracle-schedule/slices';
import { Steps } from '../oracle-schedule/steps';
import { textbookSchedule } from '../oracle-schedule/textbook';
import { day } from '../support/facts';
import { toSlice } from '../support/slices';

const TODAY = day('2026-10-14');

const project = { projectId: 1, projectKey: 'PAY', typicalDays: null, selfLinks: 0, unclearLinkTypes: [] };

/** Whether the path moves of a project in which 1 → 2 → 3, each tied to the next as given. 1 starts in a week. */
function movesAlong(
  first: DependencyKind,
  second: DependencyKind,
  { start = null, due = null }: { readonly start?: number | null; readonly due?: number | null } = {},
): boolean | undefined {
  const slice = toSlice({
    ...project,
    ends: [
      { id: 1, number: 1, start: day('2026-10-21'), effortDays: 3 },
      { id: 2, number: 2, start, effortDays: 2 },
      { id: 3, number: 3, due, effortDays: 8 },
    ],
    outside: [],
    dependencies: [
      { provider: 1, dependent: 2, kind: first },
      { provider: 2, dependent: 3, kind: second },
    ],
  });
  return analyse([slice], { asOf: TODAY, calendar: MONDAY_TO_FRIDAY }).outlooks.get(1)?.pathMoves;
}

describe('the critical-path test', () => {
  it('is passed where finishes lead from the first item to the last', () => {
    expect(movesAlong('finishToStart', 'finishToStart')).toBe(true);
    expect(movesAlong('finishToStart', 'startToStart')).toBe(true);
  });

  it('is failed where the next item follows the start of the one that is late', () => {
    expect(movesAlong('startToStart', 'finishToStart')).toBe(false);
    expect(movesAlong('finishToFinish', 'startToStart', { start: day('2026-10-21') })).toBe(false);
  });

  it('is passed by an item on its own, and where nothing is planned', () => {
    expect(movesAlong('startToStart', 'finishToStart', { due: day('2030-10-16') })).toBe(true);
    const slice = toSlice({ ...project, ends: [], outside: [], dependencies: [] });
    const { outlooks } = analyse([slice], { asOf: TODAY, calendar: MONDAY_TO_FRIDAY });
    expect(outlooks.get(1)).toMatchObject({ forecast: null, pathMoves: true });
  });

  it('is failed where no calendar reaches that far', () => {
    expect(movesAlong('startToStart', 'finishToStart', { due: day('9998-10-16') })).toBe(false);
  });

  it('says what a forecast says in which the first item is that late: 300 random networks', () => {
    let failed = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { facts, playbook, today, calendar } = networkOf(seed);
      const slices = facts.map((each) => dependencySlice(each, playbook));
      const { outlooks } = analyse(slices, { asOf: today, calendar });
      // The textbook is slow: it is asked about every failed test, and about all of each third network.
      const isFailed = [...outlooks.values()].some(({ pathMoves }) => !pathMoves);
      if (!isFailed && seed % 3 !== 0) continue;
      const site = siteOf(slices);
      const steps = new Steps(calendar);
      for (const [projectId, { path, forecast }] of textbookSchedule(site, today, calendar).projects) {
        const first = path.at(-1);
        if (first === undefined || forecast === null) continue;
        const shifts = new Map([[first, PATH_TEST_DAYS]]);
        const later = textbookSchedule(site, today, calendar, { shifts }).projects.get(projectId)?.forecast;
        const moves = later === steps.moved(forecast, PATH_TEST_DAYS);
        if (!moves) failed++;
        expect([seed, projectId, outlooks.get(projectId)?.pathMoves]).toEqual([seed, projectId, moves]);
      }
    }
    expect(failed).toBeGreaterThan(0);
  });
});
