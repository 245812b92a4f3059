import { TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

export const overdueBlockers: IssueRule<'overdue'> = {
  id: 'overdue-blockers',
  version: 1,
  theme: 'dependencies',
  title: 'Nobody waits for something overdue',
  checks: 'No open issue that others wait for is past its due date.',
  denominator: 'Open issues of this project with a due date that somebody open waits for, in this or another project.',
  numerator: 'Due today or later.',
  rationale:
    'A late provider costs twice: its own delay, and the idle time of everybody behind it. Those who wait deserve a date they can plan with.',
  source: 'PMO practice: dependency management',
  remediation: 'Finish it first, or agree on a new date with those who wait.',
  fixLabel: 'Unblock others',
  needs: ['issue links', 'status category', 'due date'],
  reasons: { overdue: 'is overdue, and somebody waits for it' },
  notes: [],
  defaults: { weight: WEIGHT.high, target: 1, level: 'managed', critical: false },
  judges: 'issues',
  phrases: {
    population: { one: 'dated issue that others wait for', many: 'dated issues that others wait for' },
    good: { one: 'is not overdue', many: 'are not overdue' },
    bad: { one: 'is overdue', many: 'are overdue' },
    none: 'Nobody waits for an open issue with a due date',
  },
  among: TRAIT.open | TRAIT.providesOpen | TRAIT.due,
  unwanted: TRAIT.overdue,
  reason: () => 'overdue',
};
