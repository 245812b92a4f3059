import fc from 'fast-check';
import { changesSince, scoreMoves, type ScoredRule } from '../../src/compliance/changes-since';
import { scoreOf } from '../../src/compliance/score';
import type { Finding, Snapshot } from '../../src/model';
import { aFinding } from './support';

const RULES = ['a', 'b', 'c', 'd', 'e'];

function scored(rule: string, attainment: number, weight = 5): ScoredRule {
  return { rule, attainment, weight };
}

/** Findings with contributions, and the score that they add up to. */
function evaluated(findings: readonly Finding[]): Pick<Snapshot, 'findings' | 'score'> {
  const { score, assessedWeight } = scoreOf(findings, false);
  const shared = findings.map((finding) => ({
    ...finding,
    contribution: finding.attainment === null ? null : (100 * finding.weight * finding.attainment) / assessedWeight,
  }));
  return { findings: shared, score };
}

function offenders(...ids: number[]): Finding['offenders'] {
  return ids.map((id) => ({ id, key: `PAY-${id}`, reason: 'x' }));
}

const scoredRules = fc.uniqueArray(fc.constantFrom(...RULES), { minLength: 1 }).chain((rules) =>
  fc.tuple(
    ...rules.map((rule) =>
      fc.record({
        rule: fc.constant(rule),
        weight: fc.constantFrom(2.5, 5, 7.5, 10),
        attainment: fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
      }),
    ),
  ),
);

function score(rules: readonly ScoredRule[]): number {
  const weight = rules.reduce((sum, each) => sum + each.weight, 0);
  return (100 * rules.reduce((sum, each) => sum + each.weight * each.attainment, 0)) / weight;
}

describe('scoreMoves', () => {
  it('add up to the difference of the scores, whichever rules entered, left, or weigh something else', () => {
    fc.assert(
      fc.property(scoredRules, scoredRules, (earlier, later) => {
        const moves = [...scoreMoves(earlier, later).values()];
        expect(moves.reduce((sum, move) => sum + move, 0)).toBeCloseTo(score(later) - score(earlier), 9);
      }),
    );
  });

  it('a rule that is as it was moves nothing, whatever the others do', () => {
    fc.assert(
      fc.property(scoredRules, scoredRules, (earlier, later) => {
        const same = scored('same', 0.3, 7.5);
        expect(scoreMoves([...earlier, same], [same, ...later]).get('same')).toBeCloseTo(0, 12);
      }),
    );
  });

  it('say what each did: better, entered below the score, left above it', () => {
    // 100 · (5·1 + 5·0.2 + 10·0.8) / 20 = 70 before; 100 · (5·1 + 5·0.6 + 10·0.2) / 20 = 50 after.
    const moves = scoreMoves(
      [scored('same', 1), scored('better', 0.2), scored('left', 0.8, 10)],
      [scored('same', 1), scored('better', 0.6), scored('entered', 0.2, 10)],
    );
    expect([...moves].map(([rule, points]) => [rule, Number(points.toFixed(9))])).toEqual([
      ['same', 0],
      ['better', 10],
      ['left', -5],
      ['entered', -25],
    ]);
  });

  it('there is nothing to move without a score', () => {
    expect(scoreMoves([], [scored('a', 1)]).size).toBe(0);
    expect(scoreMoves([scored('a', 1)], []).size).toBe(0);
  });
});

describe('changesSince', () => {
  it('names the rules that moved the score, most first, and the issues behind them', () => {
    const before = evaluated([
      aFinding({ rule: 'a' }),
      aFinding({ rule: 'b', status: 'partial', attainment: 0.8, offenders: offenders(1, 2) }),
      aFinding({ rule: 'c', status: 'fail', attainment: 0.2, offenders: offenders(3) }),
    ]);
    const after = evaluated([
      aFinding({ rule: 'a' }),
      aFinding({ rule: 'b', status: 'partial', attainment: 0.7, offenders: offenders(2, 4, 5) }),
      aFinding({ rule: 'c', offenders: [] }),
    ]);
    const changes = changesSince(before, after);
    expect(changes.points).toBeCloseTo((after.score ?? 0) - (before.score ?? 0), 12);
    expect(changes.rules.map(({ rule, appeared, gone }) => [rule, idsOf(appeared), idsOf(gone)])).toEqual([
      ['c', [], [3]],
      ['b', [4, 5], [1]],
    ]);
    expect(changes.rules.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(changes.points ?? NaN, 9);
  });

  it('moves no points where a score is withheld, and still names the issues', () => {
    const before = { ...evaluated([aFinding({ rule: 'a' })]), score: null };
    const after = evaluated([aFinding({ rule: 'a', status: 'fail', attainment: 0, offenders: offenders(7) })]);
    const changes = changesSince(before, after);
    expect(changes.points).toBeNull();
    expect(changes.rules.map(({ rule, points, appeared }) => [rule, points, idsOf(appeared)])).toEqual([['a', 0, [7]]]);
  });

  it('takes no issue for gone because its rule could not be assessed, and tells rules that came and went', () => {
    const unassessed = { status: 'notAssessable', attainment: null, numerator: null, denominator: null } as const;
    const before = evaluated([
      aFinding({ rule: 'old' }),
      aFinding({ rule: 'a', status: 'fail', attainment: 0, offenders: offenders(1) }),
    ]);
    const after = evaluated([aFinding({ rule: 'a', ...unassessed }), aFinding({ rule: 'new', attainment: 0.5 })]);
    const found = changesSince(before, { ...after, score: 50 });
    expect(found.rules.map(({ rule, gone }) => [rule, idsOf(gone)])).toEqual(
      expect.arrayContaining([
        ['a', []],
        ['old', []],
      ]),
    );
    expect(found.rules.find(({ rule }) => rule === 'old')?.later).toBeNull();
  });

  it('nothing changed: nothing is named', () => {
    const both = evaluated([aFinding({ rule: 'a', offenders: offenders(1) }), aFinding({ rule: 'b' })]);
    expect(changesSince(both, both)).toEqual({ points: 0, rules: [] });
  });
});

function idsOf(issues: Finding['offenders']): number[] {
  return issues.map(({ id }) => id);
}
