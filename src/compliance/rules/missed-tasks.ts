import { FIRST_DUE_STANDS_IN, missingPromises } from '../first-promise';
import { TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

export const missedTasks: IssueRule<
  'finishedLate' | 'notFinished' | 'finishedAfterFirstDue' | 'notFinishedByFirstDue'
> = {
  id: 'missed-tasks',
  version: 2,
  theme: 'plan',
  title: 'What was due by the baseline was finished by it',
  checks: 'Nearly every work item whose baseline finish has come was finished on or before it.',
  denominator:
    'Work items whose baseline finish is today or earlier. Done items without a finish date are not counted.',
  numerator: 'Finished on or before the baseline finish.',
  rationale:
    'Dates that are moved hide how late a project is. The baseline does not move, and shows what was promised in the beginning.',
  source: 'DCMA 14-point assessment, check 11 (missed tasks)',
  remediation:
    'What is finished late cannot be mended. Finish what is still open, and ask for a change where the baseline is out of reach.',
  fixLabel: 'Finish them',
  needs: ['baseline finish, else due date and its changelog', 'status category', 'resolution date', 'issue type'],
  reads: ['baselineFinish'],
  reasons: {
    finishedLate: 'was finished after its baseline finish',
    notFinished: 'is open after its baseline finish',
    finishedAfterFirstDue: 'was finished after the first due date that it was given',
    notFinishedByFirstDue: 'is open after the first due date that it was given',
  },
  notes: [
    'An item that is open on the day of its baseline finish counts as missed until it is finished that day.',
    FIRST_DUE_STANDS_IN,
  ],
  defaults: { weight: WEIGHT.high, target: 0.95, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'issues',
  phrases: {
    population: { one: 'item due by the baseline', many: 'items due by the baseline' },
    good: { one: 'was finished in time', many: 'were finished in time' },
    bad: { one: 'was not finished in time', many: 'were not finished in time' },
    none: 'Nothing was due by the baseline',
  },
  missing: missingPromises,
  among: TRAIT.workItem | TRAIT.promisedByNow,
  reason: (issues, row) => {
    const { isBaselined } = issues;
    if ((issues.traits[row] & TRAIT.open) !== 0) return isBaselined ? 'notFinished' : 'notFinishedByFirstDue';
    if (issues.finishedOn[row] <= issues.promised[row]) return null;
    return isBaselined ? 'finishedLate' : 'finishedAfterFirstDue';
  },
  // A baseline can be changed while work is open; the first date that was ever set cannot.
  unmendable: ['finishedLate', 'finishedAfterFirstDue', 'notFinishedByFirstDue'],
};
