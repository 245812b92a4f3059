import { missingDueMoves } from '../due-view';
import { TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

/** How far back moves count, today included. */
const DAYS_BACK = 60;

export const dateChurn: IssueRule<'movedOften' | 'postponedLate' | 'movedOftenAndPostponedLate'> = {
  id: 'date-churn',
  version: 1,
  theme: 'plan',
  title: 'Due dates hold',
  checks: 'In the last 60 days a due date was moved at most once, and not put off in the week before it.',
  denominator:
    'Issues with a due date that are open, or were finished within the last 90 days (today included) or on a day to come, and whose changelog Jira shows.',
  numerator:
    'In the last 60 days (today included): the due date was moved or taken away at most once, and never moved later on one of the 7 days before the due date then set, or on that day.',
  rationale:
    'A date that keeps moving is no plan: nobody can rely on it, and each move hides how late the work is. Moving it at the last moment leaves those who wait no time to react.',
  source: 'PMO practice: date churn as an early sign of slipping; PRINCE2, stage tolerances',
  remediation:
    'Set one date that the team believes in, and say early when it will not hold. What was moved ages out of the figure after 60 days.',
  fixLabel: 'Agree on dates that hold',
  needs: ['due date', 'changelog of the due date', 'status category', 'resolution date'],
  reasons: {
    movedOften: 'had its due date moved more than once in 60 days',
    postponedLate: 'was put off in the week before it was due',
    movedOftenAndPostponedLate:
      'had its due date moved more than once in 60 days, and was put off in the week before it',
  },
  notes: [
    'Setting the first due date is no move; nor is setting one anew after it was taken away, for taking it away was.',
    'Putting off what is overdue already is no late move: invalid-dates has said so before.',
    'Both conditions look 60 days back, so that a date that holds from now on mends the item.',
    'Of a project with more than 1,000 dated issues, the open ones are looked at before the done ones, and of each the newest 1,000 in all.',
  ],
  defaults: { weight: WEIGHT.medium, target: 0.95, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'issues',
  phrases: {
    population: { one: 'dated item', many: 'dated items' },
    good: { one: 'kept its date', many: 'kept their dates' },
    bad: { one: 'had its date moved often or late', many: 'had their dates moved often or late' },
    none: 'Nothing that is open or lately finished has a due date',
  },
  missing: missingDueMoves,
  among: TRAIT.current | TRAIT.due | TRAIT.followedDue,
  unwanted: TRAIT.movedDue,
  reason: ({ dueMoves }, row, { today }) => {
    if (dueMoves === null) return null;
    const isOften = dueMoves.lastButOne[row] > today - DAYS_BACK;
    const isLate = dueMoves.postponedLate[row] > today - DAYS_BACK;
    if (isOften) return isLate ? 'movedOftenAndPostponedLate' : 'movedOften';
    return isLate ? 'postponedLate' : null;
  },
  unmendable: ['movedOften', 'postponedLate', 'movedOftenAndPostponedLate'],
};
