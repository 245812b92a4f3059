import { anIssue, day, someFacts } from '../../support/facts';
import { figures, findingAmong, findingFor, offences, several } from '../support';

const RULE = 'high-duration';

describe(RULE, () => {
  it('counts from today when the item has started: 44 working days pass, 45 do not', () => {
    const started = { start: day('2026-01-05') };
    const finding = findingAmong(RULE, [
      anIssue({ number: 1, ...started, due: day('2026-12-15') }),
      anIssue({ number: 2, ...started, due: day('2026-12-16') }),
    ]);
    expect(figures(finding)).toEqual(['partial', 1, 2]);
    expect(offences(finding)).toEqual(['PAY-2 tooLong']);
  });

  it('counts from the start when that is to come', () => {
    const finding = findingAmong(RULE, [
      anIssue({ number: 1, start: day('2027-02-01'), due: day('2027-04-02') }),
      anIssue({ number: 2, start: day('2027-02-01'), due: day('2027-04-05') }),
    ]);
    expect(offences(finding)).toEqual(['PAY-2 tooLong']);
  });

  it('passes when 95 % are short enough, and fails when fewer than half of that are', () => {
    const short = { start: day('2026-10-01'), due: day('2026-10-30') };
    const long = { start: day('2026-10-01'), due: day('2027-10-30') };
    expect(findingAmong(RULE, [...several(19, 1, short), anIssue({ number: 20, ...long })]).status).toBe('pass');
    expect(findingAmong(RULE, several(2, 1, long)).status).toBe('fail');
  });

  it('cannot be assessed where something is due and the site has no start dates', () => {
    const without = (due: string) =>
      someFacts({ issues: [anIssue({ number: 1, due: day(due) })], hasStartDates: false });
    expect(findingFor(RULE, without('2026-10-14'))).toMatchObject({
      status: 'notAssessable',
      missing: [expect.stringContaining('start date field')],
    });
    expect(figures(findingFor(RULE, without('2026-10-13')))).toEqual(['notApplicable', 0, 0]);
  });

  it('does not apply to what lacks a date, is overdue, done or an epic', () => {
    const dates = { start: day('2026-01-01'), due: day('2027-10-30') };
    const finding = findingAmong(RULE, [
      anIssue({ number: 1, start: dates.start }),
      anIssue({ number: 2, due: dates.due }),
      anIssue({ number: 3, start: dates.start, due: day('2026-10-13') }),
      anIssue({ number: 4, ...dates, state: 'done' }),
      anIssue({ number: 5, ...dates, level: 1 }),
    ]);
    expect(figures(finding)).toEqual(['notApplicable', 0, 0]);
  });
});
