import type { ProjectSchedule } from '../../src/model';
import { scheduleDigest } from '../../src/refresh/schedule-digest';
import { aSchedule, day } from '../support/facts';

const dates = { target: day('2026-12-01'), forecast: day('2026-11-24') };
const digest = (floats: Readonly<Record<number, number | null>>, changes: Partial<ProjectSchedule> = {}): string =>
  scheduleDigest(aSchedule(floats, { ...dates, ...changes }));

describe('what rules see of a schedule', () => {
  const known = digest({ 1: 44, 2: -1, 3: null, 4: 0 });

  it('stays the same while no rule would count otherwise, so that nothing is evaluated anew', () => {
    expect(digest({ 1: 0, 2: -300, 3: null, 4: 17 })).toBe(known);
  });

  it.each([
    ['a float above two months', digest({ 1: 45, 2: -1, 3: null, 4: 0 })],
    ['a float below 0', digest({ 1: 44, 2: -1, 3: null, 4: -1 })],
    ['a float that is known', digest({ 1: 44, 2: -1, 3: 0, 4: 0 })],
    ['another issue', digest({ 1: 44, 2: -1, 3: null, 5: 0 })],
    ['another target', digest({ 1: 44, 2: -1, 3: null, 4: 0 }, { target: day('2026-12-02') })],
    ['no target', digest({ 1: 44, 2: -1, 3: null, 4: 0 }, { target: null })],
    ['another forecast', digest({ 1: 44, 2: -1, 3: null, 4: 0 }, { forecast: day('2026-11-25') })],
    ['a path that does not move', digest({ 1: 44, 2: -1, 3: null, 4: 0 }, { pathMoves: false })],
  ])('tells %s', (_, other) => {
    expect(other).not.toBe(known);
  });

  it('is nothing without a schedule', () => {
    expect(scheduleDigest(null)).toBe('');
  });
});
