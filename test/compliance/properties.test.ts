import fc from 'fast-check';
import { defaultPlaybook, evaluate } from '../../src/compliance';
import {
  LEVELS,
  toIssueColumns,
  toLinkColumns,
  type Finding,
  type IssueFacts,
  type IssueLink,
  type ProjectFacts,
  type RuleId,
} from '../../src/model';
import { anIssue, LINK_TYPES, someFacts, TODAY } from '../support/facts';

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 2 });
const aDay = fc.integer({ min: TODAY - 120, max: TODAY + 120 });

const issues: fc.Arbitrary<IssueFacts[]> = fc
  .array(
    fc.record({
      level: fc.constantFrom(-1, 0, 0, 0, 1, 2),
      state: fc.constantFrom('todo', 'inProgress', 'inProgress', 'done'),
      categorised: fc.boolean(),
      hasResolution: fc.boolean(),
      hasAssignee: fc.boolean(),
      hasEstimate: fc.boolean(),
      hasPlannedEnd: fc.boolean(),
      start: maybe(aDay),
      due: maybe(aDay),
      finishedOn: maybe(aDay),
      updatedOn: maybe(aDay),
      parentId: maybe(fc.integer({ min: 10_001, max: 10_040 })),
    }),
    { maxLength: 40 },
  )
  .map((all) =>
    all.map(({ finishedOn, ...rest }, i) =>
      anIssue({ ...rest, number: i + 1, finishedOn: rest.state === 'done' ? finishedOn : null }),
    ),
  );

const links: fc.Arbitrary<IssueLink[]> = fc.array(
  fc
    .record({
      issueId: fc.integer({ min: 10_001, max: 10_040 }),
      type: fc.integer({ min: 0, max: LINK_TYPES.length - 1 }),
      outward: fc.boolean(),
      farId: fc.oneof(fc.integer({ min: 10_001, max: 10_040 }), fc.integer({ min: 90_001, max: 90_005 })),
      farState: fc.constantFrom('unknown', 'open', 'done'),
    })
    .map((link) => ({ ...link, farKey: link.farId > 90_000 ? `WEB-${link.farId}` : `PAY-${link.farId - 10_000}` })),
  { maxLength: 60 },
);

const lead = fc.constantFrom('active', 'inactive', 'none', 'unsaid');
const surroundings = maybe(
  fc.uniqueArray(fc.integer({ min: 90_001, max: 90_005 })).map((ids) => ({
    farEnds: ids
      .sort((a, b) => a - b)
      .map((id) => ({ id, key: `WEB-${id}`, open: id % 2 === 0, start: null, due: TODAY + (id % 7) })),
    inOpenCycle: [10_001],
  })),
);

const projects: fc.Arbitrary<ProjectFacts & { readonly plain: IssueFacts[]; readonly plainLinks: IssueLink[] }> = fc
  .record({ issues, links, lead, surroundings })
  .map(({ issues: plain, lead: led, ...rest }) => ({
    ...someFacts({ ...rest, issues: plain, project: { id: 1, key: 'PAY', name: 'Payments', lead: led } }),
    plain,
    plainLinks: rest.links,
  }));

/** What somebody does about one offender; only rules whose offender mends by itself. */
const MEND: Readonly<Record<RuleId, (issue: IssueFacts) => Partial<IssueFacts>>> = {
  'item-ownership': () => ({ hasAssignee: true }),
  'stale-work': () => ({ updatedOn: TODAY }),
  'definition-of-done': () => ({ hasResolution: true }),
  'work-dated': () => ({ due: TODAY + 5 }),
  'high-duration': () => ({ due: TODAY + 1 }),
  resourced: () => ({ hasAssignee: true, hasEstimate: true }),
  'overdue-blockers': () => ({ due: TODAY }),
  'cross-project-owned': () => ({ hasAssignee: true, due: TODAY }),
  'invalid-dates': (issue) => ({ start: null, due: TODAY, finishedOn: issue.finishedOn === null ? null : TODAY }),
};

/** An issue that counts for a rule, and is as it asks. */
const GOOD: Readonly<Record<RuleId, Partial<IssueFacts>>> = {
  'item-ownership': { state: 'inProgress', hasAssignee: true },
  'stale-work': { state: 'inProgress', updatedOn: TODAY },
  'definition-of-done': { state: 'done', hasResolution: true, finishedOn: TODAY },
  'work-dated': { state: 'inProgress', due: TODAY + 5 },
  'high-duration': { start: TODAY, due: TODAY + 1 },
  resourced: { state: 'inProgress', hasAssignee: true, hasEstimate: true },
  'invalid-dates': { due: TODAY },
};

function find(rule: RuleId, facts: ProjectFacts): Finding {
  const finding = evaluate(facts, defaultPlaybook, TODAY).findings.find((each) => each.rule === rule);
  if (!finding) throw new Error(rule);
  return finding;
}

describe('whatever the project', () => {
  it('the score lies in 0 … 100, contributions add up to it, and with the losses to 100', () => {
    fc.assert(
      fc.property(projects, (facts) => {
        const { score, withheld, coverage, findings } = evaluate(facts, defaultPlaybook, TODAY);
        expect(score === null).toBe(withheld !== null);
        const total = (part: 'contribution' | 'loss'): number =>
          findings.reduce((sum, each) => sum + (each[part] ?? 0), 0);
        if (score !== null) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          expect(total('contribution')).toBeCloseTo(score, 9);
        }
        if (findings.some((finding) => finding.contribution !== null)) {
          expect(total('contribution') + total('loss')).toBeCloseTo(100, 9);
        }
        if (coverage !== null) expect(coverage >= 0 && coverage <= 1).toBe(true);
      }),
    );
  });

  it('figures fit together', () => {
    fc.assert(
      fc.property(projects, (facts) => {
        const { findings, level, nextLevel } = evaluate(facts, defaultPlaybook, TODAY);
        for (const finding of findings) {
          const { status, numerator, denominator, attainment, toMend, offenders, target } = finding;
          if (numerator === null || denominator === null) {
            expect([status, attainment, toMend, offenders]).toEqual(['notAssessable', null, 0, []]);
            continue;
          }
          const bad = denominator - numerator;
          expect(offenders.length === 0).toBe(bad === 0 || finding.rule === 'accountable-lead');
          expect(offenders.length).toBeLessThanOrEqual(bad);
          expect(attainment === null).toBe(denominator === 0);
          expect(toMend === 0).toBe(status === 'pass' || status === 'notApplicable');
          if (finding.rule !== 'leads' && toMend > 0) {
            expect(numerator + toMend).toBeGreaterThanOrEqual(target * denominator - 1e-9);
            expect(numerator + toMend - 1).toBeLessThan(target * denominator - 1e-9);
          }
          const numbers = offenders.map((offender) => Number(offender.key.split('-')[1]));
          expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
        }
        expect(nextLevel === null).toBe(level === LEVELS[LEVELS.length - 1]);
      }),
    );
  });

  it('the order of issues, links and link types changes nothing', () => {
    const shuffled = projects.chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        plain: fc.shuffledSubarray(facts.plain, { minLength: facts.plain.length }),
        links: fc.shuffledSubarray(facts.plainLinks, { minLength: facts.plainLinks.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ facts, plain, links: inAnyOrder }) => {
        const types = [...LINK_TYPES].reverse();
        const other: ProjectFacts = {
          ...facts,
          ...toIssueColumns(plain),
          linkTypes: types,
          links: toLinkColumns(inAnyOrder.map((link) => ({ ...link, type: types.length - 1 - link.type }))),
        };
        expect(JSON.stringify(evaluate(other, defaultPlaybook, TODAY))).toBe(
          JSON.stringify(evaluate(facts, defaultPlaybook, TODAY)),
        );
      }),
    );
  });

  it.each(Object.keys(MEND))('mending an offender of %s never lowers its attainment', (rule) => {
    fc.assert(
      fc.property(projects, fc.nat(), (facts, pick) => {
        const before = find(rule, facts);
        if (before.offenders.length === 0) return;
        const offender = before.offenders[pick % before.offenders.length];
        const plain = facts.plain.map((issue) =>
          issue.id === offender.id ? { ...issue, ...MEND[rule](issue) } : issue,
        );
        const after = find(rule, { ...facts, ...toIssueColumns(plain) });
        expect(after.attainment ?? 1).toBeGreaterThanOrEqual((before.attainment ?? 1) - 1e-12);
        if (rule !== 'definition-of-done' || offender.reason === 'noResolution') {
          expect(after.offenders.map((each) => each.id)).not.toContain(offender.id);
        }
      }),
    );
  });

  it.each(Object.keys(GOOD))('adding an issue that is good for %s never lowers its attainment', (rule) => {
    fc.assert(
      fc.property(projects, (facts) => {
        const before = find(rule, facts);
        const plain = [...facts.plain, anIssue({ number: 9_999, ...GOOD[rule] })];
        const after = find(rule, { ...facts, ...toIssueColumns(plain) });
        expect([after.numerator, after.denominator]).toEqual([
          (before.numerator ?? 0) + 1,
          (before.denominator ?? 0) + 1,
        ]);
        expect(after.attainment ?? 0).toBeGreaterThanOrEqual((before.attainment ?? 0) - 1e-12);
      }),
      { numRuns: 40 },
    );
  });
});
