import { hasTrait, TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

export const invalidDates: IssueRule<'startAfterDue' | 'overdue' | 'startAfterDueAndOverdue' | 'finishedInFuture'> = {
  id: 'invalid-dates',
  version: 1,
  theme: 'plan',
  title: 'Dates are possible',
  checks: 'No issue starts after it is due, none is open past its due date, and none was finished in the future.',
  denominator:
    'Open issues with a start or due date, and issues that were finished within the last 90 days or are said to be finished on a day to come.',
  numerator: 'None of: start after due; open and due before today; finished after today.',
  rationale:
    'A date that has passed, or cannot be, tells readers that the plan is not looked after, and every figure that is computed from it is wrong.',
  source: 'DCMA 14-point assessment, check 9 (invalid dates)',
  remediation: 'Agree on a new due date with whoever waits for it; put start and due in order.',
  fixLabel: 'Correct the dates',
  needs: ['status category', 'start date', 'due date', 'resolution date'],
  reads: ['start'],
  reasons: {
    startAfterDue: 'starts after it is due',
    overdue: 'is open, and its due date has passed',
    startAfterDueAndOverdue: 'starts after it is due, and its due date has passed',
    finishedInFuture: 'was finished on a day that is yet to come',
  },
  notes: [
    'Issues of every level count, sub-tasks and epics included.',
    'The last 90 days include today. An item that is due today is not late.',
  ],
  defaults: { weight: WEIGHT.high, target: 1, level: 'foundation', critical: false },
  judges: 'issues',
  phrases: {
    population: { one: 'dated or recently finished issue', many: 'dated or recently finished issues' },
    good: { one: 'has possible dates', many: 'have possible dates' },
    bad: { one: 'has a date that has passed or cannot be', many: 'have a date that has passed or cannot be' },
    none: 'No open issue has a date, and nothing was finished in the last 90 days',
  },
  among: TRAIT.current,
  oneOf: TRAIT.done | TRAIT.start | TRAIT.due,
  unwanted: TRAIT.startAfterDue | TRAIT.overdue | TRAIT.finishedInFuture,
  reason: (issues, row) => {
    if (hasTrait(issues, row, TRAIT.finishedInFuture)) return 'finishedInFuture';
    if (!hasTrait(issues, row, TRAIT.overdue)) return 'startAfterDue';
    return hasTrait(issues, row, TRAIT.startAfterDue) ? 'startAfterDueAndOverdue' : 'overdue';
  },
};
