import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ruleDocs } from '../../scripts/rule-docs';
import { catalogue, defaultPlaybook, ruleInWords } from '../../src/compliance';

const root = path.resolve(__dirname, '../..');
const files = readdirSync(path.join(root, 'src/compliance/rules'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((id) => id !== 'index');
const docs = readFileSync(path.join(root, 'docs/rules.md'), 'utf8');

/** Every other rule stands in shadow. */
const ENFORCED = [
  ...['accountable-lead', 'cross-project-owned', 'definition-of-done', 'dependency-cycles', 'high-duration'],
  ...['invalid-dates', 'item-ownership', 'leads', 'missing-logic', 'overdue-blockers', 'resourced', 'stale-work'],
  'work-dated',
];

describe('the catalogue', () => {
  it('holds every rule of the folder, and no other', () => {
    expect(catalogue.map((rule) => rule.id).sort()).toEqual([...files].sort());
  });

  it('is what the default playbook has, with the weights of the catalogue', () => {
    expect(defaultPlaybook.rules).toHaveLength(catalogue.length);
    const weightOf = Object.fromEntries(defaultPlaybook.rules.map((use) => [use.rule, use.weight]));
    expect(weightOf).toMatchObject({
      'accountable-lead': 10,
      cpli: 7.5,
      'critical-path-test': 7.5,
      'cross-project-owned': 7.5,
      'definition-of-done': 5,
      'dependency-cycles': 10,
      'hard-constraints': 5,
      'high-duration': 5,
      'high-float': 5,
      'invalid-dates': 7.5,
      'item-ownership': 5,
      lags: 2.5,
      leads: 5,
      'missing-logic': 7.5,
      'negative-float': 7.5,
      'overdue-blockers': 7.5,
      'relationship-types': 2.5,
      resourced: 5,
      'stale-work': 5,
      'work-dated': 7.5,
      'risk-complete': 7.5,
      'risk-reviewed': 5,
      'cost-performance': 5,
      'missed-tasks': 7.5,
      bei: 7.5,
      'baseline-approved': 7.5,
      'change-controlled': 7.5,
      'charter-complete': 7.5,
      'delivery-forecast': 7.5,
      'dependency-agreed': 7.5,
      'escalation-acknowledged': 7.5,
      'gates-evidenced': 10,
      'lessons-recorded': 5,
      'status-fresh': 7.5,
      'status-honest': 10,
      'strategic-goal-linked': 7.5,
      'template-conformity': 5,
      'stale-blocked': 5,
      'sprint-commitment': 5,
      'waivers-current': 7.5,
    });
  });

  it('leaves new rules in shadow, where they move no score', () => {
    const enforced = defaultPlaybook.rules.filter((use) => use.lifecycle === 'enforced');
    expect(enforced.map((use) => use.rule).sort()).toEqual(ENFORCED);
    expect(new Set(defaultPlaybook.rules.map((use) => use.lifecycle))).toEqual(new Set(['enforced', 'shadow']));
  });

  it('asks for the levels that the definition names', () => {
    const levelOf = Object.fromEntries(defaultPlaybook.rules.map((use) => [use.rule, use.level]));
    const at = (level: string): string[] => ENFORCED.filter((rule) => levelOf[rule] === level);
    expect(at('foundation')).toEqual([
      'accountable-lead',
      'definition-of-done',
      'dependency-cycles',
      'invalid-dates',
      'item-ownership',
      'work-dated',
    ]);
    expect(at('managed')).toEqual([
      'cross-project-owned',
      'high-duration',
      'missing-logic',
      'overdue-blockers',
      'resourced',
      'stale-work',
    ]);
    expect(levelOf).toMatchObject({ 'status-fresh': 'managed', 'gates-evidenced': 'managed', lags: 'assured' });
    const isCritical = Object.fromEntries(defaultPlaybook.rules.map((use) => [use.rule, use.critical]));
    expect(ENFORCED.filter((rule) => isCritical[rule])).toEqual(['accountable-lead', 'dependency-cycles']);
    expect(isCritical).toMatchObject({ 'gates-evidenced': true, 'status-honest': true });
  });
});

describe.each(catalogue.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('stands in the file of its name and is tested in one', () => {
    expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
    const source = readFileSync(path.join(root, `src/compliance/rules/${id}.ts`), 'utf8');
    expect(source).toContain(`id: '${id}'`);
    const test = path.join(root, `test/compliance/rules/${id}.test.ts`);
    expect(existsSync(test)).toBe(true);
    const cases = readFileSync(test, 'utf8');
    for (const status of ['pass', 'fail', ...(rule.judges === 'project' ? [] : ['partial', 'notApplicable'])]) {
      expect(cases).toContain(`'${status}'`);
    }
    if (rule.missing) expect(cases).toContain(`'notAssessable'`);
  });

  it('has words for everything', () => {
    const words = ruleInWords(id);
    for (const text of [words.title, words.checks, words.rationale, words.source, words.remediation, words.fixLabel]) {
      expect(text.trim().length).toBeGreaterThan(5);
    }
    for (const sentence of [words.checks, words.remediation, rule.denominator, rule.numerator]) {
      expect(sentence).toMatch(/^\S.*\.$/);
    }
    expect(rule.needs.length).toBeGreaterThan(0);
    for (const reason of Object.values(words.reasons)) expect(reason).toMatch(/^[a-z].*[^.]$/);
    if (rule.judges !== 'project') expect(Object.keys(words.reasons).length).toBeGreaterThan(0);
  });

  it('tests and explains each of its reasons', () => {
    const cases = readFileSync(path.join(root, `test/compliance/rules/${id}.test.ts`), 'utf8');
    for (const reason of Object.keys(rule.reasons)) {
      expect(cases).toContain(reason);
      expect(docs).toContain(`\`${reason}\``);
    }
  });

  it('has defaults that a playbook may hold', () => {
    const { weight, target } = rule.defaults;
    expect([2.5, 5, 7.5, 10]).toContain(weight);
    expect(target > 0 && target <= 1).toBe(true);
    expect(rule.version).toBeGreaterThanOrEqual(1);
  });

  it('is in docs/rules.md', () => {
    expect(docs).toContain(`\n## ${id}\n`);
  });
});

describe('docs/rules.md', () => {
  it('is what the rules say now (npm run docs writes it)', () => {
    expect(docs).toBe(ruleDocs());
  });
});
