import { TRAIT } from '../issue-view';
import { unreadFields } from '../awaited-field';
import { WEIGHT, type IssueRule } from '../rule';

export const hardConstraints: IssueRule<'fixedDate'> = {
  id: 'hard-constraints',
  version: 1,
  theme: 'plan',
  title: 'Dates follow from the work',
  checks: 'Nearly no open, dated work item has a fixed date, one that logic does not move.',
  denominator: 'Open work items with a start or due date, where Jira has a field that means a fixed date.',
  numerator: 'The fixed-date field is empty.',
  rationale:
    'A fixed date stays where it is, however late what comes before it. The more there are, the less a plan tells when anything slips.',
  source: 'DCMA 14-point assessment, check 5 (hard constraints)',
  remediation:
    'Keep fixed dates for what is promised outside; empty the field elsewhere, and link what has to come first.',
  fixLabel: 'Free the dates',
  needs: ['fixed-date field', 'status category', 'start date', 'due date', 'issue type'],
  reads: ['fixedDate', 'start'],
  reasons: { fixedDate: 'has a fixed date' },
  notes: [
    'It does not apply where no field is mapped to "fixed date": by the playbook, or, unless it names one, by a field’s name.',
  ],
  defaults: { weight: WEIGHT.medium, target: 0.95, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'issues',
  phrases: {
    population: { one: 'open dated item', many: 'open dated items' },
    good: { one: 'has no fixed date', many: 'have no fixed date' },
    bad: { one: 'has a fixed date', many: 'have a fixed date' },
    none: 'No open item has dates that could be fixed',
  },
  missing: (project, context) => unreadFields(project, context, ['fixedDate']),
  among: TRAIT.open | TRAIT.workItem,
  oneOf: TRAIT.start | TRAIT.due,
  population: ({ hasFixedDates }) => hasFixedDates,
  unwanted: TRAIT.fixedDate,
  reason: () => 'fixedDate',
};
