import { hasTrait, TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

export const workDated: IssueRule<'noDate'> = {
  id: 'work-dated',
  version: 1,
  theme: 'plan',
  title: 'Work in progress and open epics have a date',
  checks:
    'Every work item in progress, and every open epic or initiative, has a due date, or a fix version or sprint that ends on a known day.',
  denominator: 'Work items in progress, and open issues of level 1 and above (epics and what stands above them).',
  numerator: 'Has a due date, or a fix version with a release date, or a sprint with an end date.',
  rationale:
    'Without a date nobody can say whether something is late, and nobody who waits for it can plan. A date that changes is worth more than none.',
  source: 'PMBOK, schedule management',
  remediation: 'Give each a due date, or put it into a dated sprint or version.',
  fixLabel: 'Date them',
  needs: ['status category', 'due date', 'fix versions', 'sprint', 'issue type'],
  reasons: { noDate: 'has neither a due date nor a dated sprint or version' },
  notes: [],
  defaults: { weight: WEIGHT.high, target: 0.8, level: 'foundation', critical: false },
  judges: 'issues',
  phrases: {
    population: { one: 'item in progress or open epic', many: 'items in progress and open epics' },
    good: { one: 'has a date', many: 'have a date' },
    bad: { one: 'has no date', many: 'have no date' },
    none: 'Nothing is in progress and no epic is open',
  },
  among: TRAIT.open,
  oneOf: TRAIT.container | TRAIT.inProgress,
  reason: (issues, row) => (hasTrait(issues, row, TRAIT.due | TRAIT.plannedEnd) ? null : 'noDate'),
};
