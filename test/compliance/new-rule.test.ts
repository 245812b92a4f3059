import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const COPIED = [
  'src/compliance',
  'src/model',
  'scripts',
  'docs',
  'test/compliance',
  'test/support/facts.ts',
  'test/static/support',
  'jest.config.cjs',
];

const RULE = `import { TRAIT } from '../issue-view';
import type { IssueRule } from '../rule';

export const secondLook: IssueRule<'notSeen'> = {
  id: 'second-look',
  version: 1,
  theme: 'delivery',
  title: 'Somebody looked twice',
  checks: 'Every open item has a due date.',
  denominator: 'Open items.',
  numerator: 'Has a due date.',
  rationale: 'It is there to be found.',
  source: 'A test',
  remediation: 'Look again.',
  fixLabel: 'Look again',
  needs: ['due date'],
  reasons: { notSeen: 'was not looked at twice' },
  notes: [],
  defaults: { weight: 5, target: 0.9, level: 'foundation', critical: false, lifecycle: 'shadow' },
  judges: 'issues',
  phrases: {
    population: { one: 'open item', many: 'open items' },
    good: { one: 'was seen', many: 'were seen' },
    bad: { one: 'was not seen', many: 'were not seen' },
    none: 'Nothing is open',
  },
  among: TRAIT.open,
  wanted: TRAIT.due,
  reason: () => 'notSeen',
};
`;

const TEST = `import { anIssue, day } from '../../support/facts';
import { figures, findingAmong, offences, several } from '../support';

const RULE = 'second-look';
const due = { due: day('2026-12-01') };

test(RULE, () => {
  expect(figures(findingAmong(RULE, several(3, 1, due)))).toEqual(['pass', 3, 3]);
  expect(figures(findingAmong(RULE, [...several(3, 1, due), anIssue({ number: 9 })]))).toEqual(['partial', 3, 4]);
  expect(figures(findingAmong(RULE, []))).toEqual(['notApplicable', 0, 0]);
  const finding = findingAmong(RULE, several(1, 1));
  expect(figures(finding)).toEqual(['fail', 0, 1]);
  expect(offences(finding)).toEqual(['PAY-1 notSeen']);
});
`;

/** Prints what pages and playbooks make of the rule. */
const LOOK = `import { defaultPlaybook, evaluate, findingSentence, ruleInWords } from './src/compliance';
import { readyMadePlaybooks } from './src/compliance/playbooks';
import { anIssue, someFacts, TODAY } from './test/support/facts';

const snapshot = evaluate(someFacts({ issues: [anIssue({ number: 1 })] }), defaultPlaybook, TODAY);
const finding = snapshot.findings.find(({ rule }) => rule === 'second-look')!;
const lifecycles = [defaultPlaybook, ...readyMadePlaybooks].map(
  ({ rules }) => rules.find(({ rule }) => rule === 'second-look')?.lifecycle,
);
console.log(JSON.stringify({ title: ruleInWords('second-look').title, says: findingSentence(finding), lifecycles }));
`;

describe('a new rule', () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(path.join(tmpdir(), 'new-rule-'));
    for (const each of COPIED) cpSync(path.join(ROOT, each), path.join(copy, each), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  const run = (tool: string, ...args: string[]): string => {
    const bin = path.join(ROOT, 'node_modules/.bin', tool);
    const { status, stdout, stderr } = spawnSync(bin, args, { cwd: copy, encoding: 'utf8' });
    expect([status, status === 0 ? '' : stdout + stderr]).toEqual([0, '']);
    return stdout;
  };

  it('is one file and one test: it is in the catalogue, docs, playbooks and pages without another edit', () => {
    writeFileSync(path.join(copy, 'src/compliance/rules/second-look.ts'), RULE);
    writeFileSync(path.join(copy, 'test/compliance/rules/second-look.test.ts'), TEST);
    run('tsx', 'scripts/generate-rule-docs.ts');
    expect(readFileSync(path.join(copy, 'docs/rules.md'), 'utf8')).toContain('\n## second-look\n');
    writeFileSync(path.join(copy, 'look.ts'), LOOK);
    expect(JSON.parse(run('tsx', 'look.ts'))).toEqual({
      title: 'Somebody looked twice',
      says: 'The only open item was not seen',
      lifecycles: ['shadow', 'shadow', 'shadow', 'shadow', 'shadow'],
    });
    // Its own test, and those that say what every rule has to have.
    const tests = ['rules/second-look', 'catalogue'].map((name) => `test/compliance/${name}.test.ts`);
    run('jest', '--selectProjects', 'node', '-i', ...tests);
  }, 120_000);
});
