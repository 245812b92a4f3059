import fc from 'fast-check';
import { defaultPlaybook, evaluate } from '../../src/compliance';
import {
  formatDay,
  type Finding,
  type ProjectFacts,
  type RuleId,
  type Snapshot,
  type WaiversInForce,
} from '../../src/model';
import { anIssue, someFacts, TODAY } from '../support/facts';
import { anyProject, factsOf } from './any-project';

const until = TODAY + 30;
const waive = (...rules: readonly RuleId[]): WaiversInForce =>
  new Map(rules.map((rule, i) => [rule, { id: i + 1, until }]));

function stand(facts: ProjectFacts, waivers?: WaiversInForce): Snapshot {
  return evaluate(facts, defaultPlaybook, TODAY, waivers);
}

function find(snapshot: Snapshot, rule: RuleId): Finding {
  const found = snapshot.findings.find((each) => each.rule === rule);
  if (!found) throw new Error(rule);
  return found;
}

describe('a waived rule', () => {
  const facts = someFacts({
    issues: [1, 2, 3, 4].map((number) => anIssue({ number, state: 'inProgress', hasAssignee: number < 3 })),
  });

  test('is exempt and outside the sum, with what was counted still to be seen', () => {
    const before = find(stand(facts), 'item-ownership');
    const after = find(stand(facts, waive('item-ownership')), 'item-ownership');
    expect(before).toMatchObject({ status: 'partial', numerator: 2, denominator: 4, toMend: 2 });
    expect(after).toEqual({
      ...before,
      ...{ status: 'exempt', attainment: null, contribution: null, loss: null, toMend: 0 },
      waiver: { id: 1, until: formatDay(until) },
    });
  });

  test('is not in the way of a level, asks for no fix, and comes back with its last day', () => {
    const [before, waived] = [stand(facts), stand(facts, waive('item-ownership'))];
    expect(before.nextLevel?.rules).toContain('item-ownership');
    expect(waived.nextLevel?.rules ?? []).not.toContain('item-ownership');
    expect(waived.fixes.map(({ rule }) => rule)).not.toContain('item-ownership');
    expect(JSON.stringify(stand(facts, new Map()))).toBe(JSON.stringify(before));
  });

  test('is out of the coverage, above and below', () => {
    const { coverage, findings } = stand(facts, waive('stale-work', 'cpli'));
    const counted = findings.filter(({ lifecycle, status }) => lifecycle === 'enforced' && status !== 'exempt');
    const sum = (some: readonly Finding[]): number => some.reduce((total, { weight }) => total + weight, 0);
    const applicable = counted.filter(({ status }) => status !== 'notApplicable');
    const assessed = applicable.filter(({ status }) => status !== 'notAssessable');
    expect(coverage).toBeCloseTo(sum(assessed) / sum(applicable), 12);
  });

  test('that attains less than the score never lowers it, one that attains more never raises it', () => {
    let [below, above] = [0, 0];
    fc.assert(
      fc.property(anyProject.map(factsOf), fc.nat(), (project, pick) => {
        const before = stand(project);
        const counting = before.findings.filter(({ contribution }) => contribution !== null);
        if (before.score === null || counting.length === 0) return;
        const { rule, attainment } = counting[pick % counting.length];
        const { score } = stand(project, waive(rule));
        if (score === null || attainment === null) return;
        const isBelow = 100 * attainment <= before.score;
        if (isBelow) below++;
        else above++;
        if (isBelow) expect(score).toBeGreaterThanOrEqual(before.score - 1e-9);
        else expect(score).toBeLessThanOrEqual(before.score + 1e-9);
      }),
      { numRuns: 500 },
    );
    expect(below).toBeGreaterThan(0);
    expect(above).toBeGreaterThan(0);
  });
});
