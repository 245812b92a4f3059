import { asRulesSee } from '../../src/compliance';
import type { ProjectSchedule } from '../../src/model';
import { aSchedule, day } from '../support/facts';

const dates = { target: day('2026-12-01'), forecast: day('2026-11-24') };
const seen = (
  floats: Readonly<Record<number, number | null>>,
  changes: Partial<ProjectSchedule> = {},
): ProjectSchedule => asRulesSee(aSchedule(floats, { ...dates, ...changes }));

describe('what rules see of a schedule', () => {
  const known = seen({ 1: 44, 2: -1, 3: null, 4: 0 });

  it('stays the same while no rule would count otherwise, so that nothing is evaluated anew', () => {
    expect(seen({ 1: 0, 2: -300, 3: null, 4: 17 })).toEqual(known);
    expect(asRulesSee(known)).toEqual(known);
  });

  it.each([
    ['a float above two months', seen({ 1: 45, 2: -1, 3: null, 4: 0 })],
    ['a float below 0', seen({ 1: 44, 2: -1, 3: null, 4: -1 })],
    ['a float that is known', seen({ 1: 44, 2: -1, 3: 0, 4: 0 })],
    ['another issue', seen({ 1: 44, 2: -1, 3: null, 5: 0 })],
    ['another target', seen({ 1: 44, 2: -1, 3: null, 4: 0 }, { target: day('2026-12-02') })],
    ['no target', seen({ 1: 44, 2: -1, 3: null, 4: 0 }, { target: null })],
    ['another forecast', seen({ 1: 44, 2: -1, 3: null, 4: 0 }, { forecast: day('2026-11-25') })],
    ['a path that does not move', seen({ 1: 44, 2: -1, 3: null, 4: 0 }, { pathMoves: false })],
  ])('tells %s', (_, other) => {
    expect(other).not.toEqual(known);
  });
});
