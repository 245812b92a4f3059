import { findingSentence, withClosedSprint } from '../../../src/compliance';
import type { ClosedSprint } from '../../../src/model';
import { figures, findingOfRecords } from '../support';

const RULE = 'sprint-commitment';

type Outcome = readonly [completed: number, committed: number | null];

/** Sprints of which each was closed a fortnight before the one in front of it, as [completed, committed]. */
function sprints(...outcomes: readonly Outcome[]): ClosedSprint[] {
  return outcomes.map(([completed, committed], place) => ({
    ...{ id: outcomes.length - place, closedAt: (outcomes.length - place) * 1_209_600_000 },
    ...{ committed, completed },
  }));
}

const found = (...outcomes: readonly Outcome[]) => findingOfRecords(RULE, { sprints: sprints(...outcomes) });

describe(RULE, () => {
  it('passes when four of five sprints did', () => {
    const finding = found([10, 10], [8, 10], [11, 10], [5, 10], [9, 10]);
    expect(figures(finding)).toEqual(['pass', 4, 5]);
    expect(findingSentence(finding)).toBe('4 of 5 closed sprints completed what they set out to; 80% is enough');
  });

  it('is partial or fails when fewer did', () => {
    const some = found([10, 10], [9, 10], [1, 10], [20, 10], [0, 3]);
    expect(figures(some)).toEqual(['partial', 2, 5]);
    expect(findingSentence(some)).toBe('3 of 5 closed sprints completed far less, or far more, than they set out to');
    expect(figures(found([10, 10], [1, 10], [0, 10]))).toEqual(['fail', 1, 3]);
  });

  it.each([
    [[8, 10], 1],
    [[79, 100], 0],
    [[110, 100], 1],
    [[111, 100], 0],
    [[3, 3], 1],
    [[4, 3], 0],
  ] as const)('%j counts as %i of 1', (outcome, kept) => {
    expect(figures(found(outcome)).slice(1)).toEqual([kept, 1]);
  });

  it('looks at the last five that count: neither at smaller ones nor at those that nobody saw begin', () => {
    const finding = found([0, null], [10, 10], [0, 2], [9, null], [10, 10], [10, 10], [10, 10], [10, 10], [0, 10]);
    expect(figures(finding)).toEqual(['pass', 5, 5]);
  });

  it('does not apply before a sprint was closed that counts', () => {
    const finding = found([2, 2], [7, null]);
    expect(figures(finding)).toEqual(['notApplicable', 0, 0]);
    expect(findingSentence(finding)).toBe(
      'No sprint was closed yet that began with at least 3 items while Plumbline was there',
    );
    expect(figures(found())).toEqual(['notApplicable', 0, 0]);
  });

  it('cannot be assessed where nothing tells of sprints, as in an export', () => {
    const finding = findingOfRecords(RULE, {});
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: nothing tells what sprints began with');
  });
});

describe('closed sprints', () => {
  const past = sprints([1, 3], [2, 3]);
  const next: ClosedSprint = { id: 9, closedAt: 10 * 1_209_600_000, committed: 4, completed: 4 };

  it('are in order whenever they were told', () => {
    const [last, first] = past;
    expect(withClosedSprint([last], first)).toEqual(past);
    expect(withClosedSprint([first], last)).toEqual(past);
    expect(withClosedSprint(past, next)).toEqual([next, ...past]);
  });

  it('stay as they are when the same is told again, or something older', () => {
    expect(withClosedSprint(past, past[0])).toBeNull();
    expect(withClosedSprint(past, { ...past[0], closedAt: past[0].closedAt - 1, completed: 3 })).toBeNull();
  });

  it('keep what they set out to at first when they are opened and closed again', () => {
    const again = { ...past[0], closedAt: past[0].closedAt + 5, committed: 1, completed: 3 };
    expect(withClosedSprint(past, again)).toEqual([{ ...again, committed: 3 }, past[1]]);
  });

  it('are at most five that count and five that do not', () => {
    const many = sprints(...Array.from({ length: 12 }, (_, i) => [3, i % 2 === 0 ? 3 : null] as const));
    const kept = many.reduceRight<readonly ClosedSprint[]>((all, each) => withClosedSprint(all, each) ?? all, []);
    expect(kept).toEqual(many.slice(0, 10));
    const judged = sprints(...Array.from({ length: 8 }, () => [3, 3] as const));
    expect(judged.reduceRight<readonly ClosedSprint[]>((all, each) => withClosedSprint(all, each) ?? all, [])).toEqual(
      judged.slice(0, 5),
    );
  });
});
