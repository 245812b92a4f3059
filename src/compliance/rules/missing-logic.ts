import { TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

export const missingLogic: IssueRule<'noDependency'> = {
  id: 'missing-logic',
  version: 1,
  theme: 'dependencies',
  title: 'Planned work is tied to what it needs',
  checks: 'Every open, dated work item waits for something, or something waits for it.',
  denominator: 'Open work items with a start or due date.',
  numerator: 'Provider or dependent in at least one dependency, whether its other end is open or done.',
  rationale:
    'A date without a predecessor or successor stands in the air: when something slips, nobody can see what slips with it. Links carry the consequences.',
  source: 'DCMA 14-point assessment, check 1 (missing logic)',
  remediation: 'Link each item to what it waits for, or to what waits for it ("blocks", "depends on").',
  fixLabel: 'Link them',
  needs: ['status category', 'start date', 'due date', 'issue links', 'issue type'],
  reads: ['start'],
  reasons: { noDependency: 'is dated, but neither waits for anything nor is waited for' },
  notes: [],
  defaults: { weight: WEIGHT.high, target: 0.95, level: 'managed', critical: false },
  judges: 'issues',
  phrases: {
    population: { one: 'open dated item', many: 'open dated items' },
    good: { one: 'is tied to other work', many: 'are tied to other work' },
    bad: { one: 'has neither predecessor nor successor', many: 'have neither predecessor nor successor' },
    none: 'No open item has a start or due date',
  },
  among: TRAIT.open | TRAIT.workItem,
  oneOf: TRAIT.start | TRAIT.due,
  wanted: TRAIT.inDependency,
  reason: () => 'noDependency',
};
