import { findingSentence } from '../../../src/compliance';
import type { Finding, IssueFacts } from '../../../src/model';
import { anIssue, movesOf, someFacts, TODAY, valuesOf } from '../../support/facts';
import { figures, findingFor, offences } from '../support';

const RULE = 'missed-tasks';

/** Baseline finishes by issue number, in days from today. */
function found(issues: readonly IssueFacts[], baseline: Readonly<Record<number, number>>): Finding {
  const days = Object.fromEntries(Object.entries(baseline).map(([number, days]) => [number, TODAY + days]));
  return findingFor(RULE, someFacts({ issues, mapped: { baselineFinish: valuesOf(days) } }));
}

function done(number: number, daysFromToday: number, overrides: Partial<IssueFacts> = {}): IssueFacts {
  return anIssue({ number, state: 'done', finishedOn: TODAY + daysFromToday, ...overrides });
}

describe(RULE, () => {
  it('passes when all that was due by the baseline was finished by it', () => {
    const finding = found([done(1, -9), done(2, -10), done(3, 0)], { 1: -9, 2: -1, 3: 0 });
    expect(figures(finding)).toEqual(['pass', 3, 3]);
  });

  it('says whether it was finished late or is still open', () => {
    const finding = found([done(1, -8), anIssue({ number: 2 }), anIssue({ number: 3 })], { 1: -9, 2: -1, 3: 0 });
    expect(figures(finding)).toEqual(['fail', 0, 3]);
    expect(offences(finding)).toEqual(['PAY-1 finishedLate', 'PAY-2 notFinished', 'PAY-3 notFinished']);
  });

  it('is partial in between, and counts work items that were due by now', () => {
    const finding = found(
      [
        ...[done(1, -9), anIssue({ number: 2 }), anIssue({ number: 3 }), anIssue({ number: 4, level: 1 })],
        ...[done(5, 0, { finishedOn: null }), anIssue({ number: 6 })],
      ],
      { 1: -9, 2: -1, 3: 1, 4: -1, 5: -1 },
    );
    expect(figures(finding)).toEqual(['partial', 1, 2]);
    expect(findingSentence(finding)).toBe('1 of 2 items due by the baseline was not finished in time');
  });

  it('does not apply while nothing was due', () => {
    expect(figures(found([anIssue({ number: 1 })], { 1: 5 }))).toEqual(['notApplicable', 0, 0]);
  });

  it('cannot be assessed without a field for the baseline', () => {
    const finding = findingFor(RULE, someFacts());
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(finding.missing).toEqual([
      'no field of Jira is known to mean “baseline finish”',
      'the changes of due dates could not be read from Jira, or were not read yet',
    ]);
  });

  it('goes by the first due dates where there is no field for the baseline, and says so', () => {
    const issues = [
      done(1, -3, { due: TODAY - 2 }),
      done(2, -3, { due: TODAY - 2 }),
      anIssue({ number: 3, due: TODAY + 30 }),
      anIssue({ number: 4, due: TODAY - 1 }),
      anIssue({ number: 5, due: TODAY + 30 }),
    ];
    const dueMoves = movesOf({ 2: { first: TODAY - 9 }, 3: { first: TODAY - 60 } });
    const finding = findingFor(RULE, someFacts({ issues, dueMoves }));
    expect(figures(finding)).toEqual(['fail', 1, 4]);
    expect(offences(finding)).toEqual([
      'PAY-2 finishedAfterFirstDue',
      'PAY-3 notFinishedByFirstDue',
      'PAY-4 notFinishedByFirstDue',
    ]);
  });
});
