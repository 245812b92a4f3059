import { defaultPlaybook, evaluate, UnknownRuleError } from '../../src/compliance';
import type { Playbook, ProjectFacts, RuleLifecycle } from '../../src/model';
import { anIssue, blocks, day, someFacts, TODAY } from '../support/facts';
import { several } from './support';

/** Everything applies but cross-project-owned; six rules lose points. */
function aBusyProject(): ProjectFacts {
  const dates = { start: day('2026-10-05'), due: day('2026-10-30') };
  return someFacts({
    issues: [
      ...several(9, 1, { state: 'inProgress', ...dates }),
      anIssue({ number: 10, state: 'inProgress', hasAssignee: false, ...dates }),
      anIssue({ number: 11, due: day('2026-10-12') }),
      anIssue({ number: 12, state: 'done', finishedOn: day('2026-10-01'), hasResolution: false }),
      anIssue({ number: 13, level: 1, state: 'todo', due: day('2026-12-01'), categorised: false }),
    ],
    links: [...blocks(1, 2), ...blocks(3, 4), ...blocks(11, 5)],
    unreadableCount: 2,
    unreadable: [{ id: 77, issue: 'PAY-77', state: 'open', field: 'duedate', reason: 'not a day' }],
  });
}

function withLifecycle(rule: string, lifecycle: RuleLifecycle): Playbook {
  return {
    ...defaultPlaybook,
    rules: defaultPlaybook.rules.map((use) => (use.rule === rule ? { ...use, lifecycle } : use)),
  };
}

describe('evaluate', () => {
  it('accounts for every issue that was read', () => {
    expect(evaluate(aBusyProject(), defaultPlaybook, TODAY).issues).toEqual({
      read: 15,
      evaluated: 13,
      unreadable: 2,
      open: 12,
      uncategorised: 1,
    });
  });

  it('gives one finding for each rule of the playbook, in its order', () => {
    const snapshot = evaluate(aBusyProject(), defaultPlaybook, TODAY);
    expect(snapshot.findings.map((finding) => finding.rule)).toEqual(defaultPlaybook.rules.map((use) => use.rule));
    expect(snapshot.today).toBe('2026-10-14');
    expect(snapshot.playbook).toEqual({ id: 'delivery-essentials', version: 3, title: 'Delivery essentials' });
  });

  it('computes the score as defined: the weighted mean of the attainments', () => {
    const snapshot = evaluate(aBusyProject(), defaultPlaybook, TODAY);
    const expected: Record<string, [number, number, number, number] | null> = {
      // weight, good, of, target
      'item-ownership': [5, 9, 10, 0.95],
      'stale-work': [5, 10, 10, 0.95],
      'definition-of-done': [5, 0, 1, 0.95],
      'work-dated': [7.5, 11, 11, 0.8],
      'invalid-dates': [7.5, 12, 13, 1],
      'high-duration': [5, 10, 10, 0.95],
      resourced: [5, 9, 10, 0.95],
      'missing-logic': [7.5, 6, 11, 0.95],
      leads: [5, 0, 3, 1],
      'overdue-blockers': [7.5, 2, 3, 1],
      'cross-project-owned': null,
      'dependency-cycles': [10, 6, 6, 1],
      'accountable-lead': [10, 1, 1, 1],
    };
    let earned = 0;
    let weights = 0;
    for (const finding of snapshot.findings.filter(({ lifecycle }) => lifecycle === 'enforced')) {
      const figures = expected[finding.rule];
      expect([finding.rule, finding.numerator, finding.denominator]).toEqual([
        finding.rule,
        figures?.[1] ?? 0,
        figures?.[2] ?? 0,
      ]);
      if (!figures) continue;
      const [weight, good, of, target] = figures;
      earned += weight * Math.min(1, good / of / target);
      weights += weight;
    }
    expect(snapshot.score).toBeCloseTo((100 * earned) / weights, 9);
    expect(snapshot.coverage).toBe(1);
    expect(snapshot.applicableShare).toBeCloseTo(80 / 87.5, 12);
    expect(snapshot.withheld).toBeNull();
  });

  it.each(['shadow', 'announced'] as const)(
    'computes a rule that is %s, but leaves it out of the score',
    (lifecycle) => {
      const snapshot = evaluate(aBusyProject(), withLifecycle('definition-of-done', lifecycle), TODAY);
      const finding = snapshot.findings.find((each) => each.rule === 'definition-of-done');
      expect(finding).toMatchObject({ lifecycle, status: 'fail', contribution: null, loss: null, toMend: 1 });
      expect(snapshot.fixes.map((fix) => fix.rule)).not.toContain('definition-of-done');
      const sum = snapshot.findings.reduce((total, each) => total + (each.contribution ?? 0), 0);
      expect(sum).toBeCloseTo(snapshot.score ?? NaN, 9);
    },
  );

  it('counts an announced rule from its day on, as if it were enforced', () => {
    const announced = (countsFrom: number): Playbook => {
      const { rules, ...rest } = withLifecycle('definition-of-done', 'announced');
      return { ...rest, rules: rules.map((use) => (use.lifecycle === 'announced' ? { ...use, countsFrom } : use)) };
    };
    const on = (countsFrom: number): string => JSON.stringify(evaluate(aBusyProject(), announced(countsFrom), TODAY));
    const enforced = JSON.stringify(evaluate(aBusyProject(), defaultPlaybook, TODAY));
    const before = JSON.stringify(evaluate(aBusyProject(), withLifecycle('definition-of-done', 'announced'), TODAY));
    const untilThen = before.replace('"announced",', '"announced","countsFrom":"2026-10-15",');
    const moved = JSON.parse(on(TODAY + 1)) as object;
    expect([on(TODAY - 1), on(TODAY)]).toEqual([enforced, enforced]);
    expect(moved).toEqual(JSON.parse(untilThen));
    expect(before).not.toBe(enforced);
  });

  it('lists offenders by issue number even where ids say otherwise', () => {
    const issues = [
      anIssue({ number: 7, id: 100, state: 'inProgress', hasAssignee: false }),
      anIssue({ number: 3, id: 200, state: 'inProgress', hasAssignee: false }),
      anIssue({ number: 5, id: 150, state: 'inProgress', hasAssignee: false }),
    ];
    const finding = evaluate(someFacts({ issues }), defaultPlaybook, TODAY).findings.find(
      ({ rule }) => rule === 'item-ownership',
    )!;
    expect(finding.offenders).toEqual([
      { id: 200, key: 'PAY-3', reason: 'noAssignee' },
      { id: 150, key: 'PAY-5', reason: 'noAssignee' },
      { id: 100, key: 'PAY-7', reason: 'noAssignee' },
    ]);
  });

  it('counts the same over block borders', () => {
    const issues = several(10_000, 1, { state: 'inProgress' }).map((issue) => ({
      ...issue,
      hasAssignee: issue.number % 4096 !== 0,
    }));
    const finding = evaluate(someFacts({ issues }), defaultPlaybook, TODAY).findings.find(
      ({ rule }) => rule === 'item-ownership',
    )!;
    expect([finding.numerator, finding.denominator]).toEqual([9_998, 10_000]);
    expect(finding.offenders.map((offender) => offender.key)).toEqual(['PAY-4096', 'PAY-8192']);
  });

  it('says of a dormant project that little applies, and why', () => {
    const issues = several(3, 1, { state: 'done', finishedOn: day('2020-01-01') });
    const snapshot = evaluate(someFacts({ issues }), defaultPlaybook, TODAY);
    expect(snapshot.score).toBeNull();
    expect(snapshot.withheld).toEqual({ because: 'littleApplies', applicableShare: 10 / 87.5, dormant: true });
  });

  it('withholds nothing from an empty project but the score', () => {
    const snapshot = evaluate(
      someFacts({ project: { id: 1, key: 'PAY', name: '', lead: 'unsaid' } }),
      defaultPlaybook,
      TODAY,
    );
    expect(snapshot.findings.every((finding) => finding.contribution === null)).toBe(true);
    expect([snapshot.score, snapshot.coverage, snapshot.level, snapshot.fixes]).toEqual([null, 0, null, []]);
  });

  it('refuses a rule that the catalogue does not know', () => {
    const rules = [{ ...defaultPlaybook.rules[0], rule: 'no-such-rule' }];
    expect(() => evaluate(someFacts(), { ...defaultPlaybook, rules }, TODAY)).toThrow(UnknownRuleError);
  });
});
