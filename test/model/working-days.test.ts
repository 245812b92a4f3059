import fc from 'fast-check';
import { workingDays, workingDaysBetween, type WorkingCalendar } from '../../src/model';
import { day } from '../support/facts';

const days = fc.integer({ min: -3_000, max: 30_000 });
const calendars: fc.Arbitrary<WorkingCalendar> = fc.record({
  weekdays: fc
    .tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean())
    .filter((week) => week.includes(true)),
  holidays: fc.uniqueArray(days, { maxLength: 40 }).map((list) => list.sort((a, b) => a - b)),
});

function isWorked(each: number, calendar: WorkingCalendar): boolean {
  return workingDaysBetween(each - 1, each, calendar) === 1;
}

describe('workingDays', () => {
  it('finds the next working day from a day on, and the last one up to it', () => {
    fc.assert(
      fc.property(calendars, days, (calendar, each) => {
        const { from, upTo, dayOf } = workingDays(calendar);
        let next = each;
        while (!isWorked(next, calendar)) next++;
        let last = each;
        while (!isWorked(last, calendar)) last--;
        expect([dayOf(from(each)), dayOf(upTo(each))]).toEqual([next, last]);
      }),
    );
  });

  it('numbers working days so that their difference counts them', () => {
    fc.assert(
      fc.property(calendars, days, days, (calendar, a, b) => {
        const { upTo } = workingDays(calendar);
        expect(upTo(b) - upTo(a) + 0).toBe(workingDaysBetween(a, b, calendar) + 0);
      }),
    );
  });

  it('ends with the calendar', () => {
    const { first, last, dayOf } = workingDays({
      weekdays: [true, true, true, true, true, false, false],
      holidays: [],
    });
    expect([dayOf(first), dayOf(last)]).toEqual([day('0000-01-03'), day('9999-12-31')]);
  });
});
