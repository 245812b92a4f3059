import { deviationsFrom, lifecycleFile, lifecycleTemplates, migrationTo, validateLifecycle } from '../../src/gates';
import { catalogue } from '../../src/compliance';
import { jqlShapeProblem, type Criterion, type CriterionCheck, type Lifecycle } from '../../src/model';
import { aCriterion, aLifecycle, GateHistory, panel, results } from './support';

const RULES = new Set(catalogue.map(({ id }) => id));
const fieldsOf = (lifecycle: Lifecycle): readonly string[] =>
  validateLifecycle(lifecycle, RULES).map(({ field }) => field);
const asking = (check: CriterionCheck, overrides: Partial<Criterion> = {}): Lifecycle =>
  aLifecycle([[aCriterion('c1', { check, ...overrides })]]);
const jql = (text: string): CriterionCheck => ({ of: 'jql', jql: text, expect: { of: 'none' } });

describe('a lifecycle', () => {
  test('that is in order has no problems', () => {
    expect(validateLifecycle(aLifecycle([[aCriterion('c1')], []], 2), RULES)).toEqual([]);
    expect(fieldsOf(asking(jql('type = Bug AND (priority = High OR labels in (a, "b)("))')))).toEqual([]);
  });

  const stages = aLifecycle([[], []]).stages;
  const CHECK = 'stages.0.criteria.0.check';
  test.each<[string, Lifecycle, readonly string[]]>([
    ['no stages', { title: 'Ours', stages: [] }, ['stages']],
    [
      'a stage that comes again',
      { title: 'Ours', stages: [...stages, stages[0]] },
      ['stages.2.title', 'stages.2.title', 'stages.2.gate'],
    ],
    [
      'two stages of one name',
      { title: 'Ours', stages: [stages[0], { ...stages[1], title: ' STAGE 1' }] },
      ['stages.1.title'],
    ],
    ['a criterion that comes again', aLifecycle([[aCriterion('c1')], [aCriterion('c1')]]), ['stages.1.criteria.0.id']],
    ['a rule that was deleted', asking({ of: 'rule', rule: 'gone', threshold: 1 }), [`${CHECK}.rule`]],
    ['a threshold of nothing', asking({ of: 'rule', rule: 'work-dated', threshold: NaN }), [`${CHECK}.threshold`]],
    ['a query that closes what it did not open', asking(jql('type = Bug) OR (project = HR')), [`${CHECK}.jql`]],
    ['a query that reaches outside', asking(jql('type = Bug or "Project" in (HR)')), [`${CHECK}.jql`]],
    ['a query with an order', asking(jql('type = Bug order  by key')), [`${CHECK}.jql`]],
    ['a query without an end', asking(jql('summary ~ "a')), [`${CHECK}.jql`]],
    ['a statement that nobody confirms', asking({ of: 'statement', text: 'So', by: panel() }), [`${CHECK}.by`]],
    ['evidence of no age', asking({ of: 'evidence', kind: 'url', freshDays: 0.5 }), [`${CHECK}.freshDays`]],
    [
      'a text of 300 KB',
      asking(jql('type = Bug'), { help: 'x'.repeat(300_000) }),
      ['stages.0.criteria.0.help', 'stages'],
    ],
    ['more deciders than there are', aLifecycle([[]], 4), ['stages.0.gate.quorum']],
    [
      'a day of another age',
      {
        title: 'Ours',
        stages: [{ ...stages[0], gate: { ...stages[0].gate, planned: 99_999 } }],
      },
      ['stages.0.gate.planned'],
    ],
  ])('with %s is refused at that field', (_what, lifecycle, fields) => {
    expect(fieldsOf(lifecycle)).toEqual(fields);
    for (const { problem, remedy } of validateLifecycle(lifecycle, RULES)) {
      expect(problem.length).toBeLessThan(400);
      expect(remedy).toMatch(/\.$/);
    }
  });

  test('of 200 criteria and 30 gates is in order and is checked in a moment', () => {
    const criteria = Array.from({ length: 200 }, (_, at) =>
      aCriterion(`c${at}`, { help: 'Why it is asked, and where it is found. '.repeat(5) }),
    );
    const large = aLifecycle(
      Array.from({ length: 30 }, (_, at) => criteria.filter((_each, place) => place % 30 === at)),
    );
    const begun = process.cpuUsage().user;
    expect(validateLifecycle(large, RULES)).toEqual([]);
    expect(process.cpuUsage().user - begun).toBeLessThan(100_000);
  });
});

test.each([
  ['project = HR', 'project'],
  ['PROJECT not in (HR)', 'project'],
  ['category = Secret', 'project'],
  ["'project' = HR", 'project'],
  ['summary ~ project', null],
  ['summary ~ "project = HR) OR ("', null],
  ['labels = a\\"', 'escape'],
  ['labels = a\\b', 'escape'],
  ['summary ~ "a\\"b"', null],
  ['', 'empty'],
  ['a = b\u0000', 'control'],
  ['(a = b', 'brackets'],
])('the shape of the query %j', (text, problem) => {
  expect(jqlShapeProblem(text)).toBe(problem);
});

describe('a template', () => {
  test.each(lifecycleTemplates)('$title lacks nothing but the people who decide and confirm', ({ lifecycle }) => {
    const left = validateLifecycle(lifecycle, RULES);
    expect(left.every(({ field }) => /\.(deciders|by)$/.test(field))).toBe(true);
    expect(left.length).toBeGreaterThanOrEqual(lifecycle.stages.length);
  });

  test('gives nothing away of the site when it is exported', () => {
    const own = asking({ of: 'statement', text: 'So', by: { people: ['pia'], groups: ['grp'], roles: [10002] } });
    const text = JSON.stringify(lifecycleFile(own));
    for (const secret of ['pia', 'dan', 'grp', '10002']) expect(text).not.toContain(secret);
    expect(lifecycleFile(own).lifecycle.stages[0].criteria[0].title).toBe('Criterion c1');
  });
});

describe('changing a lifecycle in use', () => {
  const first = aLifecycle([[aCriterion('c1')], [aCriterion('c2')], []]);
  const [one, two, three] = first.stages;

  /** G1 is passed. */
  function inUse(): GateHistory {
    const history = new GateHistory();
    history.save(first);
    const { criteria, gate } = one;
    const asked = { lifecycle: 1, criteria, deciders: gate.deciders, quorum: 1, readiness: results('met', 'c1') };
    history.add('pia', { kind: 'reviewRequested', review: 'r1', gate: 'g1', title: gate.title, note: '', ...asked });
    const readiness = results('met', 'c1');
    history.add('dan', { kind: 'decided', review: 'r1', decision: 'go', reason: 'r', conditions: [], readiness });
    return history;
  }
  const effectsOf = (stages: Lifecycle['stages']): readonly string[] =>
    migrationTo({ title: 'Ours', stages }, first, inUse().state, 20_000, new Set()).effects;

  test.each<[string, Lifecycle['stages'], RegExp[]]>([
    ['nothing but a name', [{ ...one, title: 'Start' }, two, three], []],
    [
      'the stage it is in',
      [one, three],
      [/moves from "Stage 2" to "Stage 3"/, /next gate is "Gate 3" instead of "Gate 2"/],
    ],
    [
      'a stage before it',
      [two, one, three],
      [/moves from "Stage 2" to "Stage 3"/, /next gate/, /"Gate 2" lies behind/],
    ],
    [
      'what a passed gate asked',
      [{ ...one, criteria: [aCriterion('c9')] }, two, three],
      [/"Gate 1" keeps the criteria/],
    ],
    ['a passed gate itself', [two, three], [/"Gate 1" is removed; what was decided/]],
  ])('says what it does: %s', (_what, stages, effects) => {
    expect(effectsOf(stages)).toEqual(effects.map((effect) => expect.stringMatching(effect) as string));
  });

  test('keeps the criteria of passed gates and refuses to remove a gate under review', () => {
    const history = inUse();
    expect(history.save({ title: 'Ours', stages: [{ ...one, criteria: [aCriterion('c9')] }, two] })).toEqual([]);
    expect(history.state.reviews.get('r1')?.request.criteria).toEqual(one.criteria);
    const { criteria, gate } = two;
    const asked = { lifecycle: 2, criteria, deciders: gate.deciders, quorum: 1, readiness: results('met', 'c2') };
    history.add('pia', { kind: 'reviewRequested', review: 'r2', gate: 'g2', title: gate.title, note: '', ...asked });
    expect(history.save({ title: 'Ours', stages: [one] })).toEqual(['stages']);
    expect(history.save(first, 'pia')).toEqual(['asker']);
  });
});

test('where a project may not differ from its playbook, dates, deciders and more of them are its own, all else is not', () => {
  const given = aLifecycle([[aCriterion('c1')], [aCriterion('c2')]]);
  const [first, second] = given.stages;
  const deviating = (...stages: Lifecycle['stages']): readonly string[] =>
    deviationsFrom(given, { title: 'Mine', stages }).map(({ field }) => field);
  const own = {
    ...first,
    id: 'x',
    gate: { ...first.gate, id: 'y', planned: 20_000, deciders: panel('eve'), quorum: 2 },
  };
  expect(deviating(own, second)).toEqual([]);
  expect(deviating({ ...first, gate: { ...first.gate, quorum: 0 } }, second)).toEqual(['stages.0.gate.quorum']);
  expect(deviating(first, { ...second, criteria: [aCriterion('c2', { mandatory: false })] })).toEqual(['stages.1']);
  expect(deviating(first)).toEqual(['stages']);
  expect(deviating(second, first)).toEqual(['stages.0', 'stages.1']);
  expect(deviating(first, second, { ...second, title: 'More' })).toEqual(['stages.2']);
});
