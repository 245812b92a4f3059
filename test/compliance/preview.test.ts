import fc from 'fast-check';
import { catalogue, defaultPlaybook, evaluate } from '../../src/compliance';
import { addTrials, moveOf, preview, thatMatter, type Preview, type Restanding } from '../../src/compliance/preview';
import type { FieldMeaning, IssueFacts, Playbook, ProjectFacts, RuleLifecycle } from '../../src/model';
import { anIssue, someFacts, TODAY } from '../support/facts';
import { anyProject, factsOf, type PlainProject } from './any-project';

const lifecycles = fc.constantFrom<RuleLifecycle>('shadow', 'enforced', 'enforced', 'enforced');

/** A playbook that a PMO may have made of the default one. */
const playbooks: fc.Arbitrary<Playbook> = fc
  .tuple(
    ...defaultPlaybook.rules.map((use) =>
      fc.record({
        kept: fc.boolean(),
        use: fc.record({
          ...{ rule: fc.constant(use.rule), level: fc.constantFrom('foundation', 'managed', 'assured') },
          ...{ lifecycle: lifecycles, weight: fc.constantFrom(1, 2.5, 5, 10), critical: fc.boolean() },
          target: fc.double({ min: 0.1, max: 1, noNaN: true }),
        }),
      }),
    ),
  )
  .map((all) => ({ ...defaultPlaybook, rules: all.flatMap(({ kept, use }) => (kept ? [use] : [])) }));

const projects: fc.Arbitrary<ProjectFacts[]> = fc
  .array(
    fc.array(
      fc.record({
        state: fc.constantFrom('todo', 'inProgress', 'inProgress'),
        hasAssignee: fc.boolean(),
        hasEstimate: fc.boolean(),
        due: fc.constantFrom(null, TODAY - 3, TODAY + 3),
        updatedOn: fc.constantFrom(TODAY, TODAY - 60),
      }),
      { maxLength: 8 },
    ),
    { maxLength: 4 },
  )
  .map((all) =>
    all.map((issues, place) =>
      someFacts({
        project: { id: place + 1, key: `P${place}`, name: 'A project', lead: 'active' },
        issues: issues.map((issue, i) => anIssue({ ...issue, number: i + 1 })),
      }),
    ),
  );

function restand(facts: readonly ProjectFacts[], before: Playbook, after: Playbook): Restanding[] {
  return facts.map((each) => ({
    ...{ before: evaluate(each, before, TODAY), after: evaluate(each, after, TODAY) },
    awaited: [],
  }));
}

function previewOf(restandings: readonly Restanding[]): Preview {
  return preview(restandings.flatMap((each) => moveOf(each) ?? []));
}

function sum(moves: readonly { readonly points: number }[]): number {
  return moves.reduce((total, { points }) => total + points, 0);
}

const SCHEDULE = 'the schedule over all projects';

/** A project whose issues hold in one field what those of another project hold there, by the field's meaning. */
function otherFields(project: PlainProject, other: PlainProject): readonly (readonly [FieldMeaning, PlainProject])[] {
  const issuesWith = (change: (issue: IssueFacts, there: IssueFacts) => IssueFacts): PlainProject => ({
    ...project,
    issues: project.issues.map((issue, i) => change(issue, other.issues[i] ?? issue)),
  });
  const valued = Object.keys(project.mapped) as (keyof PlainProject['mapped'])[];
  return [
    ['start', issuesWith((issue, { start }) => ({ ...issue, start }))],
    ['points', issuesWith((issue, { hasEstimate }) => ({ ...issue, hasEstimate }))],
    ...valued.map(
      (meaning) => [meaning, { ...project, mapped: { ...project.mapped, [meaning]: other.mapped[meaning] } }] as const,
    ),
  ];
}

describe('preview', () => {
  it('adds up: rules to a project, projects to the whole; and leaves out nobody who moves', () => {
    fc.assert(
      fc.property(projects, playbooks, playbooks, (facts, before, after) => {
        const restandings = restand(facts, before, after);
        const told = previewOf(restandings);
        for (const { score, rules } of told.moves) {
          if (score.before === null || score.after === null) expect(rules).toEqual([]);
          else expect(sum(rules)).toBeCloseTo(score.after - score.before, 6);
        }
        expect(sum(told.rules)).toBeCloseTo(sum(told.moves.flatMap(({ rules }) => rules)), 6);
        const still = restandings.filter(
          ({ after: { project } }) => !told.moves.some((move) => move.project === project.id),
        );
        for (const { before: was, after: is } of still) {
          expect(is.level).toBe(was.level);
          expect(is.score === null).toBe(was.score === null);
          expect(is.score ?? 0).toBeCloseTo(was.score ?? 0, 6);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is empty where nothing changes', () => {
    fc.assert(
      fc.property(projects, playbooks, (facts, playbook) => {
        expect(previewOf(restand(facts, playbook, playbook))).toEqual({ moves: [], rules: [] });
      }),
      { numRuns: 50 },
    );
  });

  it('says which rule costs a project points and its level', () => {
    const nobodyAssigned = anIssue({ number: 1, state: 'inProgress', hasAssignee: false, due: TODAY + 3 });
    const facts = someFacts({ issues: [nobodyAssigned] });
    const owned = (lifecycle: RuleLifecycle): Playbook => {
      const few = defaultPlaybook.rules.filter(({ rule }) => ['item-ownership', 'stale-work'].includes(rule));
      const rules = few.map((use) => (use.rule === 'item-ownership' ? { ...use, lifecycle } : use));
      return { ...defaultPlaybook, rules };
    };
    const [without, enforced] = [owned('shadow'), owned('enforced')];
    const [move] = previewOf(restand([facts], without, enforced)).moves;
    const before = move.score.before!;
    expect(before).toBe(100);
    expect(move).toMatchObject({ level: { before: 'assured', after: null }, newlyInTheWay: ['item-ownership'] });
    expect(move.rules.map(({ rule }) => rule)).toEqual(['item-ownership']);
    expect(move.rules[0].points).toBeCloseTo(move.score.after! - before, 9);
    const back = previewOf(restand([facts], enforced, without)).moves[0];
    expect(back.noLongerInTheWay).toEqual(['item-ownership']);
    expect(back.rules[0].points).toBeCloseTo(-move.rules[0].points, 9);
  });

  it('tells of a rule outside the score what enforcing it would do, rule by rule', () => {
    const outside = ['item-ownership', 'stale-work'];
    const withLifecycle = (lifecycle: RuleLifecycle, rules: readonly string[]): Playbook => ({
      ...defaultPlaybook,
      rules: defaultPlaybook.rules.map((use) => (rules.includes(use.rule) ? { ...use, lifecycle } : use)),
    });
    fc.assert(
      fc.property(projects, (facts) => {
        const shadowed = withLifecycle('shadow', outside);
        const restandings = restand(facts, shadowed, shadowed);
        const before = restandings.map(({ after }) => after);
        const trials = restandings.reduce(addTrials, []);
        for (const rule of outside) {
          const others = outside.filter((each) => each !== rule);
          const after = facts.map((each) => evaluate(each, withLifecycle('shadow', others), TODAY));
          const counts = after.map(({ findings }) => findings.find((finding) => finding.rule === rule)!);
          const assessed = counts.filter(({ attainment }) => attainment !== null);
          const trial = trials.find((each) => each.rule === rule);
          expect(trial?.projects ?? 0).toBe(assessed.length);
          expect(trial?.notPassing ?? 0).toBe(assessed.filter(({ status }) => status !== 'pass').length);
          // Enforcing a rule may also bring a score about or have it withheld: that moves nothing by points.
          if (before.some(({ score }, i) => (score === null) !== (after[i].score === null))) continue;
          const moved = sum(after.map(({ score }, i) => ({ points: (score ?? 0) - (before[i].score ?? 0) })));
          expect(trial?.points ?? 0).toBeCloseTo(moved, 6);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('foretells nothing of a project whose score hangs on fields that nobody has read', () => {
    const shadow = (...rules: readonly string[]): Playbook => ({
      ...defaultPlaybook,
      rules: defaultPlaybook.rules.map((use) => (rules.includes(use.rule) ? { ...use, lifecycle: 'shadow' } : use)),
    });
    const facts = [
      someFacts({ issues: [anIssue({ number: 1, state: 'inProgress', hasAssignee: false, due: TODAY })] }),
    ];
    const [restanding] = restand(facts, defaultPlaybook, defaultPlaybook);
    expect(moveOf(restanding)).toBeNull();
    expect(moveOf({ ...restanding, awaited: ['points'] })).toEqual({
      ...{ project: facts[0].project.id, unforeseen: ['resourced'] },
      ...{ score: { before: restanding.before.score, after: null }, level: { before: null, after: null } },
      ...{ rules: [], newlyInTheWay: [], noLongerInTheWay: [] },
    });
    expect(addTrials([], { ...restanding, awaited: ['points'] })).toEqual([]);
    const [inShadow] = restand(facts, shadow('resourced'), shadow('resourced', 'stale-work'));
    const tried = addTrials([], { ...inShadow, awaited: ['points'] }).map(({ rule }) => rule);
    expect(moveOf({ ...inShadow, awaited: ['points'] })?.unforeseen).toEqual([]);
    expect([tried.includes('stale-work'), tried.includes('resourced')]).toEqual([true, false]);
    const waived = evaluate(facts[0], defaultPlaybook, TODAY, new Map([['resourced', { id: 1, until: TODAY }]]));
    expect(moveOf({ before: waived, after: waived, awaited: ['points'] })).toBeNull();
  });

  it('minds fields of risks only where a risk is open', () => {
    const withRisk = (state: 'todo' | 'done'): ProjectFacts =>
      someFacts({ issues: [anIssue({ number: 1, typeName: 'Risk', state }), anIssue({ number: 2 })] });
    const awaited = ['points', 'impact'] as const;
    expect(thatMatter(awaited, withRisk('todo'), defaultPlaybook)).toEqual(awaited);
    expect(thatMatter(awaited, withRisk('done'), defaultPlaybook)).toEqual(['points']);
  });

  it('knows of every rule by which fields it judges', () => {
    const enforced = defaultPlaybook.rules.map((use) => ({ ...use, lifecycle: 'enforced' as const }));
    const requiredTypes = [{ type: 'task', fields: ['start', 'estimate'] as const }];
    const playbook: Playbook = { ...defaultPlaybook, rules: enforced, requiredTypes };
    const findings = (project: PlainProject): ReadonlyMap<string, string> =>
      new Map(
        evaluate(factsOf(project), playbook, TODAY).findings.map(({ rule, status, numerator, denominator }) => [
          rule,
          `${status} ${numerator}/${denominator}`,
        ]),
      );
    const seen = new Map<FieldMeaning, Set<string>>();
    fc.assert(
      fc.property(anyProject, anyProject, (project, other) => {
        const was = findings(project);
        for (const [meaning, changed] of otherFields(project, other)) {
          const moved = [...findings(changed)].filter(([rule, figures]) => figures !== was.get(rule));
          const rules = seen.get(meaning) ?? new Set();
          moved.forEach(([rule]) => rules.add(rule));
          seen.set(meaning, rules);
        }
      }),
      { numRuns: 200 },
    );
    for (const [meaning, rules] of seen) {
      // The schedule of these projects stays what it was: rules that read it are left out.
      const reading = catalogue.filter(({ reads, needs }) => reads?.includes(meaning) && !needs.includes(SCHEDULE));
      expect([meaning, [...rules].sort()]).toEqual([meaning, reading.map(({ id }) => id).sort()]);
    }
  });
});
