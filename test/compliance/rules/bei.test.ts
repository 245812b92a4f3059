import type { Finding, IssueFacts } from '../../../src/model';
import { anIssue, movesOf, someFacts, TODAY, valuesOf } from '../../support/facts';
import { figures, findingFor } from '../support';

const RULE = 'bei';

/** Baseline finishes by issue number, in days from today. */
function found(issues: readonly IssueFacts[], baseline: Readonly<Record<number, number>>): Finding {
  const days = Object.fromEntries(Object.entries(baseline).map(([number, days]) => [number, TODAY + days]));
  return findingFor(RULE, someFacts({ issues, mapped: { baselineFinish: valuesOf(days) } }));
}

const done = (number: number, overrides: Partial<IssueFacts> = {}): IssueFacts =>
  anIssue({ number, state: 'done', ...overrides });

describe(RULE, () => {
  it('passes when as many are finished as were due, whichever they are', () => {
    const issues = [done(1), anIssue({ number: 2 }), done(3)];
    expect(figures(found(issues, { 1: -9, 2: 0, 3: 30 }))).toEqual(['pass', 1, 1]);
  });

  it('may be above 1', () => {
    const finding = found([done(1), done(2), done(3)], { 1: 0, 2: 5, 3: 9 });
    expect(figures(finding)).toEqual(['pass', 3, 1]);
    expect(finding.attainment).toBe(1);
  });

  it('is partial or fails when less is finished', () => {
    const issues = [done(1), done(2), anIssue({ number: 3 }), anIssue({ number: 4 })];
    expect(figures(found(issues, { 1: -3, 2: -2, 3: -1 }))).toEqual(['partial', 2 / 3, 1]);
    expect(figures(found(issues, { 1: -3, 3: -1, 4: -1 }))).toEqual(['fail', 1 / 3, 1]);
  });

  it('counts work items that have a baseline finish', () => {
    const issues = [anIssue({ number: 1 }), done(2), done(3, { level: 1 }), anIssue({ number: 4, level: 1 })];
    expect(figures(found(issues, { 1: 0, 3: 0, 4: 0 }))).toEqual(['fail', 0, 1]);
  });

  it('does not apply while nothing was due', () => {
    expect(figures(found([done(1)], { 1: 5 }))).toEqual(['notApplicable', 0, 0]);
  });

  it('cannot be assessed without a field for the baseline', () => {
    expect(figures(findingFor(RULE, someFacts()))).toEqual(['notAssessable', null, null]);
  });

  it('goes by the first due dates where there is none', () => {
    const issues = [
      done(1, { due: TODAY + 5 }),
      done(2),
      anIssue({ number: 3, due: TODAY }),
      anIssue({ number: 4, due: TODAY + 30 }),
    ];
    const dueMoves = movesOf({ 4: { first: TODAY - 60 } });
    expect(figures(findingFor(RULE, someFacts({ issues, dueMoves })))).toEqual(['partial', 1 / 2, 1]);
    // A field for the baseline is asked first, even where it is empty.
    const finding = findingFor(RULE, someFacts({ issues, dueMoves, mapped: { baselineFinish: valuesOf({}) } }));
    expect(figures(finding)).toEqual(['notApplicable', 0, 0]);
  });
});
