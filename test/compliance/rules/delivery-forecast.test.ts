import { findingSentence } from '../../../src/compliance';
import { weeksToFinish } from '../../../src/compliance/throughput-forecast';
import type { Finding } from '../../../src/model';
import { weeksNeeded } from '../../oracle/forecast';
import { anIssue, aSchedule, day, someFacts, TODAY } from '../../support/facts';
import { figures, findingFor, several } from '../support';

const RULE = 'delivery-forecast';

/** So many open items, so many finished in each of the last weeks, latest first. */
function flowing(open: number, perWeek: readonly number[], target: string | null): Finding {
  let number = 1000;
  const finished = perWeek.flatMap((count, week) =>
    Array.from({ length: count }, () => anIssue({ number: number++, state: 'done', finishedOn: TODAY - 7 * week - 3 })),
  );
  const schedule = aSchedule({}, { target: target === null ? null : day(target) });
  return findingFor(RULE, someFacts({ issues: [...several(open, 1), ...finished], schedule }));
}

const STEADY = Array.from({ length: 12 }, () => 2);

describe(RULE, () => {
  it('passes when the steady pace is enough: ten items at two a week are five weeks', () => {
    expect(figures(flowing(10, STEADY, '2026-11-18'))).toEqual(['pass', 1, 1]);
    expect(figures(flowing(9, STEADY, '2026-11-18'))).toEqual(['pass', 1, 1]);
    expect(figures(flowing(8, STEADY, '2026-11-18'))).toEqual(['pass', 1.25, 1]);
  });

  it('is partial when a day too few is left, and fails when the target is near or over', () => {
    const finding = flowing(10, STEADY, '2026-11-17');
    expect(figures(finding)).toEqual(['partial', 34 / 7 / 5, 1]);
    expect(finding).toMatchObject({ toMend: 1, offenders: [] });
    expect(figures(flowing(10, STEADY, '2026-10-28'))).toEqual(['fail', 0.4, 1]);
    expect(figures(flowing(10, STEADY, '2026-10-01'))).toEqual(['fail', 0, 1]);
    expect(findingSentence(flowing(10, STEADY, '2026-10-28'))).toBe(
      'At the pace of the last weeks, the open work is not finished by the target',
    );
  });

  it('counts twelve weeks that end today, and work items only', () => {
    const finished = (number: number, finishedOn: number, level = 0) =>
      anIssue({ number, state: 'done', finishedOn, level });
    const weeks = [0, 7, 14, 21, 28].map((ago, i) => finished(100 + i, TODAY - ago));
    const schedule = aSchedule({}, { target: day('2027-10-14') });
    const statusWith = (...others: ReturnType<typeof finished>[]): string =>
      findingFor(RULE, someFacts({ issues: [anIssue({ number: 1 }), ...weeks, ...others], schedule })).status;
    expect(statusWith(finished(200, TODAY - 83))).toBe('pass');
    expect(statusWith(finished(200, TODAY - 84))).toBe('notAssessable');
    expect(statusWith(finished(200, TODAY - 40, 1))).toBe('notAssessable');
    // The day before is of the same week as today.
    expect(statusWith(finished(200, TODAY - 6))).toBe('notAssessable');
    expect(statusWith(finished(200, TODAY + 1))).toBe('notAssessable');
  });

  it('cannot be assessed with few weeks of work, or without a target', () => {
    const few = flowing(3, [1, 1, 1, 1, 1], '2026-12-01');
    expect(figures(few)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(few)).toBe(
      'Cannot be assessed: work was finished in only 5 of the last 12 weeks, and 6 are needed',
    );
    expect(flowing(3, STEADY, null).missing).toEqual([
      'the project has no target date, and nothing open a planned finish',
    ]);
  });

  it('does not apply where nothing is open', () => {
    expect(figures(flowing(0, STEADY, '2026-12-01'))).toEqual(['notApplicable', 0, 0]);
  });
});

describe('weeks to finish', () => {
  it('is what the pace says while it is steady', () => {
    expect(weeksToFinish(1, STEADY)).toBe(1);
    expect(weeksToFinish(2, STEADY)).toBe(1);
    expect(weeksToFinish(3, STEADY)).toBe(2);
    expect(weeksToFinish(12, STEADY)).toBe(6);
    expect(weeksToFinish(312, STEADY)).toBe(156);
    expect(weeksToFinish(313, STEADY)).toBe(157);
  });

  it('is later the more weeks brought nothing: by the binomial distribution', () => {
    // Half of the weeks bring one item. P(at least one in w weeks) = 1 − 2^−w, which is 0.875 for w = 3.
    const half = Array.from({ length: 12 }, (_, week) => week % 2);
    expect(weeksToFinish(1, half)).toBe(3);
    // P(at least 2 of 5) = 0.8125, of 6: 0.890625.
    expect(weeksToFinish(2, half)).toBe(6);
    // One week of twelve: 1 − (11/12)^w ≥ 0.85 from w = 21.8 on.
    expect(weeksToFinish(1, [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])).toBe(22);
  });

  const uneven = [5, 0, 2, 8, 1, 0, 3, 3, 9, 2, 0, 4];
  it.each([
    ['a few items', 7, 1],
    ['months of work', 90, 1],
    ['a large project', 9_000, 100],
    ['numbers that 16 bits just hold', 32_767, 600],
    ['more than they hold in a week', 32_767, 910],
    ['more items than they hold', 32_768, 600],
    ['a site in one project', 9_000_000, 100_000],
  ])('are those of following each resample: %s', (_, items, scale) => {
    const perWeek = uneven.map((finished) => finished * scale);
    expect(weeksToFinish(items, perWeek)).toBe(weeksNeeded(items, perWeek));
  });

  it('does not depend on what was asked before', () => {
    const first = weeksToFinish(200, uneven);
    weeksToFinish(7, STEADY);
    expect(weeksToFinish(200, uneven)).toBe(first);
  });
});
