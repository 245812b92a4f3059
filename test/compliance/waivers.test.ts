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
import { seeded } from '../store/support/interleave';

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

/** Projects of all kinds of health, from a seed. */
function aProject(seed: number): ProjectFacts {
  const next = seeded(seed);
  const maybe = (share: number): boolean => next() < share;
  const day = (): number => TODAY + Math.floor(next() * 80) - 30;
  const issues = Array.from({ length: 1 + Math.floor(next() * 30) }, (_, i) =>
    anIssue({
      number: i + 1,
      ...{ state: maybe(0.2) ? 'done' : maybe(0.6) ? 'inProgress' : 'todo', hasAssignee: maybe(0.7) },
      ...{ hasEstimate: maybe(0.6), due: maybe(0.6) ? day() : null, start: maybe(0.4) ? day() : null },
      ...{ updatedOn: day(), hasResolution: maybe(0.5), finishedOn: null },
    }),
  );
  return someFacts({ issues });
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
    let waivedBelow = 0;
    for (let seed = 0; seed < 60; seed++) {
      const project = aProject(seed);
      const before = stand(project);
      for (const { rule, attainment } of before.findings) {
        if (before.score === null || attainment === null) continue;
        const after = stand(project, waive(rule));
        if (after.score === null) continue;
        if (100 * attainment <= before.score) waivedBelow++;
        const gain = after.score - before.score;
        expect({ seed, rule, ok: 100 * attainment <= before.score ? gain >= -1e-9 : gain <= 1e-9 }).toEqual({
          ...{ seed, rule, ok: true },
        });
      }
    }
    expect(waivedBelow).toBeGreaterThan(50);
  });
});
