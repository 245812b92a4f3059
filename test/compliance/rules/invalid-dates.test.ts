import { anIssue, day } from '../../support/facts';
import { figures, findingAmong, offences } from '../support';

const RULE = 'invalid-dates';

describe(RULE, () => {
  it('passes when every date can be, due today included', () => {
    const finding = findingAmong(RULE, [
      anIssue({ number: 1, due: day('2026-10-14') }),
      anIssue({ number: 2, start: day('2026-10-20'), due: day('2026-10-20') }),
      anIssue({ number: 3, start: day('2020-01-01') }),
      anIssue({ number: 4, state: 'done', finishedOn: day('2026-10-14'), due: day('2026-09-01') }),
    ]);
    expect(figures(finding)).toEqual(['pass', 4, 4]);
  });

  it('says what is wrong with each offender, at every level', () => {
    const finding = findingAmong(RULE, [
      anIssue({ number: 1, level: -1, start: day('2026-11-02'), due: day('2026-11-01') }),
      anIssue({ number: 2, level: 1, due: day('2026-10-13') }),
      anIssue({ number: 3, start: day('2026-10-10'), due: day('2026-10-09') }),
      anIssue({ number: 4, state: 'done', finishedOn: day('2026-10-15') }),
      anIssue({
        number: 5,
        state: 'done',
        finishedOn: day('2026-10-01'),
        start: day('2026-09-09'),
        due: day('2026-09-01'),
      }),
      anIssue({ number: 6, due: day('2026-12-01') }),
    ]);
    expect(figures(finding)).toEqual(['fail', 1, 6]);
    expect(offences(finding)).toEqual([
      'PAY-1 startAfterDue',
      'PAY-2 overdue',
      'PAY-3 startAfterDueAndOverdue',
      'PAY-4 finishedInFuture',
      'PAY-5 startAfterDue',
    ]);
  });

  it('is partial when at least half is right', () => {
    const finding = findingAmong(RULE, [
      anIssue({ number: 1, due: day('2026-10-14') }),
      anIssue({ number: 2, due: day('2026-10-13') }),
    ]);
    expect([finding.status, finding.attainment, finding.toMend]).toEqual(['partial', 0.5, 1]);
  });

  it('leaves out undated open issues, and what was finished earlier or nobody knows when', () => {
    const finding = findingAmong(RULE, [
      anIssue({ number: 1 }),
      anIssue({
        number: 2,
        state: 'done',
        finishedOn: day('2026-07-16'),
        start: day('2026-02-02'),
        due: day('2026-01-01'),
      }),
      anIssue({ number: 3, state: 'done', finishedOn: null, due: day('2026-01-01') }),
    ]);
    expect(figures(finding)).toEqual(['notApplicable', 0, 0]);
  });
});
