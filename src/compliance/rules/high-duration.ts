import type { Day } from '../../model';
import { TRAIT, type IssueView } from '../issue-view';
import { missingStarts } from '../awaited-field';
import { WEIGHT, type IssueRule } from '../rule';

/** Two months of working days. */
const LONGEST_WORKING_DAYS = 44;
const OPEN_WORK = TRAIT.open | TRAIT.workItem;

export const highDuration: IssueRule<'tooLong'> = {
  id: 'high-duration',
  version: 2,
  theme: 'plan',
  title: 'Work comes in pieces of at most two months',
  checks: 'No open work item with a start and a due date has more than 44 working days left to run.',
  denominator: 'Open work items that have a start date and are due today or later.',
  numerator: 'At most 44 working days from the later of start and today to the due date.',
  rationale:
    'Progress on a long item cannot be seen until it is late. In pieces of at most two months, a slip shows while there is still time to act.',
  source: 'DCMA 14-point assessment, check 8 (high duration)',
  remediation: 'Split each item into pieces that can be finished, and seen, on their own.',
  fixLabel: 'Split them',
  needs: ['status category', 'start date', 'due date', 'issue type'],
  reads: ['start'],
  reasons: { tooLong: 'has more than 44 working days left to run' },
  notes: [
    'Items whose due date has passed are left to invalid-dates.',
    'On a site without a field for start dates, or where the playbook’s cannot be read, it cannot be assessed where anything is due, instead of not applying.',
  ],
  defaults: { weight: WEIGHT.medium, target: 0.95, level: 'managed', critical: false },
  judges: 'issues',
  phrases: {
    population: { one: 'open item with start and due date', many: 'open items with start and due date' },
    good: { one: 'has at most 44 working days left', many: 'have at most 44 working days left' },
    bad: { one: 'has more than 44 working days left to run', many: 'have more than 44 working days left to run' },
    none: 'No open item has both a start date and a due date to come',
  },
  missing: (project, { today }) => {
    const starts = missingStarts(project);
    return starts === null || !isAnythingDue(project.issues, today) ? [] : [starts];
  },
  among: OPEN_WORK | TRAIT.start | TRAIT.due,
  population: (issues, row, { today }) => issues.due[row] >= today,
  reason: (issues, row, { today, workingDays }) =>
    workingDays(Math.max(issues.start[row], today), issues.due[row]) <= LONGEST_WORKING_DAYS ? null : 'tooLong',
};

/** An open work item is due today or later. */
function isAnythingDue(issues: IssueView, today: Day): boolean {
  for (let row = 0; row < issues.count; row++) {
    if ((issues.traits[row] & OPEN_WORK) === OPEN_WORK && issues.due[row] >= today) return true;
  }
  return false;
}
