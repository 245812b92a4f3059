import fc from 'fast-check';
import { catalogue, defaultPlaybook, evaluate } from '../../src/compliance';
import { mendableAmong } from '../../src/compliance/mendable';
import {
  LEVELS,
  toIssueColumns,
  toLinkColumns,
  type Finding,
  type IssueFacts,
  type IssueLink,
  type Offender,
  type ProjectFacts,
  type RuleId,
} from '../../src/model';
import { anIssue, blocks, isWaitedForBy, TODAY, waitsFor } from '../support/facts';
import { anyProject, factsOf, START_TOGETHER, TYPES, type PlainProject } from './any-project';

/** An issue of another project. */
const FAR = { farId: 95_000, farKey: 'WEB-5000' };

/** A project with one issue changed. */
type Change = (project: PlainProject, offender: Offender, offenders: readonly Offender[]) => PlainProject;

const numberOf = ({ key }: Offender): number => Number(key.split('-')[1]);

function ofIssue(changes: (issue: IssueFacts) => Partial<IssueFacts>): Change {
  return (project, { id }) => ({
    ...project,
    issues: project.issues.map((issue) => (issue.id === id ? { ...issue, ...changes(issue) } : issue)),
  });
}

/** What a field holds of the issue. */
function ofField(meaning: keyof PlainProject['mapped'], value: number | undefined): Change {
  return (project, offender) => {
    const { [numberOf(offender)]: _before, ...others } = project.mapped[meaning];
    const values = value === undefined ? others : { ...others, [numberOf(offender)]: value };
    return { ...project, mapped: { ...project.mapped, [meaning]: values } };
  };
}

function ofLinks(change: (link: IssueLink, offender: Offender) => IssueLink): Change {
  return (project, offender) => ({ ...project, links: project.links.map((link) => change(link, offender)) });
}

function all(...changes: readonly Change[]): Change {
  return (project, offender, offenders) => changes.reduce((each, change) => change(each, offender, offenders), project);
}

const withFloat: Change = (project, offender) => ({
  ...project,
  floats: { ...project.floats, [numberOf(offender)]: 0 },
});
const outOfCycle: Change = (project, { id }) => ({
  ...project,
  surroundings: project.surroundings && {
    ...project.surroundings,
    inOpenCycle: project.surroundings.inOpenCycle.filter((each) => each !== id),
  },
});
/** Whatever ties it to others that go in a circle, in this project or in others. */
const outOfReach: Change = (project, offender, offenders) => {
  const bad = new Set(offenders.map(({ id }) => id));
  const good = new Set(project.issues.flatMap(({ id }) => (bad.has(id) ? [] : [id])));
  const isKept = (link: IssueLink): boolean =>
    !touches(link, offender) || good.has(link.issueId) || good.has(link.farId);
  return { ...project, links: project.links.filter(isKept) };
};
const touches = ({ issueId, farId }: IssueLink, { id }: Offender): boolean => issueId === id || farId === id;

/** What somebody does about one offender of each rule that judges issues, or what ties them. */
const MEND: Readonly<Record<RuleId, Change>> = {
  'item-ownership': ofIssue(() => ({ hasAssignee: true })),
  'stale-work': ofIssue(() => ({ updatedOn: TODAY })),
  'stale-blocked': ofIssue(() => ({ updatedOn: TODAY })),
  'definition-of-done': ofIssue(() => ({ hasResolution: true })),
  'work-dated': ofIssue(() => ({ due: TODAY + 5 })),
  'high-duration': ofIssue(() => ({ due: TODAY + 1 })),
  resourced: ofIssue(() => ({ hasAssignee: true, hasEstimate: true })),
  'overdue-blockers': ofIssue(() => ({ due: TODAY })),
  'cross-project-owned': ofIssue(() => ({ hasAssignee: true, due: TODAY })),
  'invalid-dates': ofIssue(({ finishedOn }) => ({
    ...{ start: null, due: TODAY },
    finishedOn: finishedOn === null ? null : TODAY,
  })),
  // After everything that it could wait for.
  leads: ofIssue(() => ({ start: TODAY + 200 })),
  // Before.
  lags: ofIssue(() => ({ start: TODAY - 200 })),
  'relationship-types': ofLinks((link, offender) =>
    link.type === START_TOGETHER && touches(link, offender) ? { ...link, type: 0 } : link,
  ),
  'missing-logic': (project, offender) => ({
    ...project,
    links: [...project.links, isWaitedForBy(numberOf(offender), FAR)],
  }),
  'dependency-cycles': all(outOfReach, outOfCycle),
  'risk-complete': all(
    ofIssue(() => ({ hasAssignee: true, due: TODAY })),
    ...(['probability', 'impact', 'response', 'contingency'] as const).map((meaning) => ofField(meaning, 1)),
  ),
  'risk-reviewed': ofIssue(() => ({ updatedOn: TODAY })),
  'hard-constraints': ofField('fixedDate', undefined),
  // An approved change of the baseline.
  'missed-tasks': ofField('baselineFinish', TODAY + 200),
  'date-churn': (project, offender) => {
    const { [numberOf(offender)]: _moves, ...others } = project.dueMoves;
    return { ...project, dueMoves: others };
  },
  'high-float': withFloat,
  'negative-float': withFloat,
};

const [NEW, OTHER] = [9_999, 9_998];

interface Good {
  readonly issue: Partial<IssueFacts>;
  readonly other?: Partial<IssueFacts>;
  readonly links?: readonly IssueLink[];
  readonly float?: number;
  readonly mapped?: Partial<Record<keyof PlainProject['mapped'], number>>;
}
const RISK = {
  issue: { typeName: 'Risk', hasAssignee: true, due: TODAY, updatedOn: TODAY },
  mapped: { probability: 4, impact: 4, response: 1, contingency: 1 },
};

/** One more that counts for a rule, and is as it asks. */
const GOOD: Readonly<Record<RuleId, Good>> = {
  'item-ownership': { issue: { state: 'inProgress', hasAssignee: true } },
  'stale-work': { issue: { state: 'inProgress', updatedOn: TODAY } },
  'stale-blocked': { issue: { updatedOn: TODAY }, links: [waitsFor(NEW, FAR)] },
  'definition-of-done': { issue: { state: 'done', hasResolution: true, finishedOn: TODAY } },
  'work-dated': { issue: { state: 'inProgress', due: TODAY + 5 } },
  'high-duration': { issue: { start: TODAY, due: TODAY + 1 } },
  resourced: { issue: { state: 'inProgress', hasAssignee: true, hasEstimate: true } },
  'overdue-blockers': { issue: { due: TODAY }, links: [isWaitedForBy(NEW, FAR)] },
  'cross-project-owned': { issue: { hasAssignee: true, due: TODAY }, links: [waitsFor(NEW, FAR)] },
  'invalid-dates': { issue: { due: TODAY } },
  leads: { issue: { start: TODAY + 2 }, other: { due: TODAY + 1 }, links: blocks(OTHER, NEW) },
  lags: { issue: { start: TODAY + 2 }, other: { due: TODAY + 1 }, links: blocks(OTHER, NEW) },
  'relationship-types': { issue: {}, other: {}, links: blocks(OTHER, NEW) },
  'missing-logic': { issue: { due: TODAY }, links: [isWaitedForBy(NEW, FAR)] },
  'dependency-cycles': { issue: {}, links: [isWaitedForBy(NEW, FAR)] },
  'risk-complete': RISK,
  'risk-reviewed': RISK,
  'hard-constraints': { issue: { due: TODAY } },
  'missed-tasks': { issue: { state: 'done', finishedOn: TODAY - 1 }, mapped: { baselineFinish: TODAY - 1 } },
  'date-churn': { issue: { due: TODAY } },
  'high-float': { issue: {}, float: 0 },
  'negative-float': { issue: {}, float: 0 },
};

function withGood(project: PlainProject, { issue, other, links = [], float, mapped = {} }: Good): PlainProject {
  const added = [
    ...(other === undefined ? [] : [anIssue({ ...other, number: OTHER })]),
    anIssue({ ...issue, number: NEW }),
  ];
  const fields = Object.entries(project.mapped).map(([meaning, values]) => {
    const value = mapped[meaning as keyof PlainProject['mapped']];
    return [meaning, value === undefined ? values : { ...values, [NEW]: value }] as const;
  });
  return {
    ...project,
    issues: [...project.issues, ...added],
    links: [...project.links, ...links],
    floats: float === undefined ? project.floats : { ...project.floats, [NEW]: float },
    mapped: Object.fromEntries(fields) as PlainProject['mapped'],
  };
}

/** Of the rules whose offenders are issues. */
const JUDGING_ISSUES = catalogue.filter(({ judges }) => judges !== 'project').map(({ id }) => id);
const JUDGING_DEPENDENCIES = new Set(catalogue.filter(({ judges }) => judges === 'dependencies').map(({ id }) => id));

/** Of the rules some of whose offenders nobody can mend. */
const WITH_PAST = new Set(['missed-tasks', 'date-churn']);

function find(rule: RuleId, project: PlainProject): Finding {
  const finding = evaluate(factsOf(project), defaultPlaybook, TODAY).findings.find((each) => each.rule === rule);
  if (!finding) throw new Error(rule);
  return finding;
}

describe('whatever the project', () => {
  it('the score lies in 0 … 100, contributions add up to it, and with the losses to 100', () => {
    fc.assert(
      fc.property(anyProject.map(factsOf), (facts) => {
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
      fc.property(anyProject.map(factsOf), (facts) => {
        const { findings, level, nextLevel } = evaluate(facts, defaultPlaybook, TODAY);
        for (const finding of findings) {
          const { status, numerator, denominator, attainment, toMend, offenders, target } = finding;
          if (numerator === null || denominator === null) {
            expect([status, attainment, toMend, offenders]).toEqual(['notAssessable', null, 0, []]);
            continue;
          }
          const bad = denominator - numerator;
          if (JUDGING_ISSUES.includes(finding.rule)) {
            expect(offenders.length === 0).toBe(bad === 0);
            expect(offenders.length).toBeLessThanOrEqual(bad);
          } else expect(offenders).toEqual([]);
          expect(attainment === null).toBe(denominator === 0);
          const enough = WITH_PAST.has(finding.rule) ? target * denominator - 1e-9 - numerator : -Infinity;
          const isMendable =
            status === 'fail' || status === 'partial' ? mendableAmong(finding).length >= enough : false;
          expect(toMend > 0).toBe(isMendable);
          if (JUDGING_ISSUES.includes(finding.rule) && !JUDGING_DEPENDENCIES.has(finding.rule) && toMend > 0) {
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
    const shuffled = anyProject.chain((plain) =>
      fc.record({
        plain: fc.constant(plain),
        issues: fc.shuffledSubarray([...plain.issues], { minLength: plain.issues.length }),
        links: fc.shuffledSubarray([...plain.links], { minLength: plain.links.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ plain, issues, links }) => {
        const types = [...TYPES].reverse();
        const facts = factsOf(plain);
        const other: ProjectFacts = {
          ...facts,
          ...toIssueColumns(issues),
          linkTypes: types,
          links: toLinkColumns(links.map((link) => ({ ...link, type: types.length - 1 - link.type }))),
        };
        expect(JSON.stringify(evaluate(other, defaultPlaybook, TODAY))).toBe(
          JSON.stringify(evaluate(facts, defaultPlaybook, TODAY)),
        );
      }),
    );
  });

  it('every rule that judges issues is mended, and given one more that is good', () => {
    expect(Object.keys(MEND).sort()).toEqual([...JUDGING_ISSUES].sort());
    expect(Object.keys(GOOD).sort()).toEqual([...JUDGING_ISSUES].sort());
  });

  it.each(Object.keys(MEND))('mending an offender of %s never lowers its attainment', (rule) => {
    let mended = 0;
    fc.assert(
      fc.property(anyProject, fc.nat(), (project, pick) => {
        const before = find(rule, project);
        if (before.offenders.length === 0) return;
        mended++;
        const offender = before.offenders[pick % before.offenders.length];
        const after = find(rule, MEND[rule](project, offender, before.offenders));
        expect(after.attainment ?? 1).toBeGreaterThanOrEqual((before.attainment ?? 1) - 1e-12);
        if (rule !== 'definition-of-done' || offender.reason === 'noResolution') {
          expect(after.offenders.map((each) => each.id)).not.toContain(offender.id);
        }
      }),
    );
    expect(mended).toBeGreaterThan(0);
  });

  it.each(Object.keys(GOOD))('one more that is good for %s never lowers its attainment', (rule) => {
    let added = 0;
    fc.assert(
      fc.property(anyProject, (project) => {
        const before = find(rule, project);
        const after = find(rule, withGood(project, GOOD[rule]));
        // What only all projects together tell is not known in every one.
        if (after.numerator === null) return;
        added++;
        expect([after.numerator, after.denominator]).toEqual([
          (before.numerator ?? 0) + 1,
          (before.denominator ?? 0) + 1,
        ]);
        expect(after.attainment ?? 0).toBeGreaterThanOrEqual((before.attainment ?? 0) - 1e-12);
      }),
      { numRuns: 40 },
    );
    expect(added).toBeGreaterThan(0);
  });
});
