import fc from 'fast-check';
import { workingDayCounter } from '../../src/compliance/working-days';
import { workingDaysBetween, type WorkingCalendar } from '../../src/model';

const weekdays = fc
  .tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean())
  .filter((week) => week.includes(true));
const days = fc.integer({ min: -3000, max: 30_000 });

describe('workingDayCounter', () => {
  it('counts as the model defines it, for any calendar and in both directions', () => {
    const calendars = fc.record({
      weekdays,
      holidays: fc.uniqueArray(days, { maxLength: 30 }).map((list) => list.sort((a, b) => a - b)),
    });
    fc.assert(
      fc.property(calendars, days, days, (calendar: WorkingCalendar, from, to) => {
        // + 0: the model's figure for no days backwards is −0.
        expect(workingDayCounter(calendar)(from, to) + 0).toBe(workingDaysBetween(from, to, calendar) + 0);
      }),
    );
  });
});
