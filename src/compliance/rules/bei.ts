import { NO_DAY } from '../../model';
import { FIRST_DUE_STANDS_IN, missingPromises } from '../first-promise';
import { TRAIT } from '../issue-view';
import { WEIGHT, type ProjectRule } from '../rule';

export const bei: ProjectRule = {
  id: 'bei',
  version: 2,
  theme: 'plan',
  title: 'As much is finished as the baseline says',
  checks: 'The baseline execution index is at least 0.95.',
  denominator: '1: the project itself, if the baseline finish of any work item has come.',
  numerator:
    'The index: work items with a baseline finish that are done ÷ work items whose baseline finish is today or earlier.',
  rationale:
    'It tells whether the project keeps pace as a whole: items finished early make up for others that are late, which missed-tasks does not forgive.',
  source: 'DCMA 14-point assessment, check 14 (baseline execution index)',
  remediation: 'Finish what the baseline asked for by now, oldest first.',
  fixLabel: 'Catch up',
  needs: ['baseline finish, else due date and its changelog', 'status category', 'issue type'],
  reads: ['baselineFinish'],
  reasons: {},
  notes: [
    'What was added later and has no baseline finish counts neither as finished nor as due.',
    FIRST_DUE_STANDS_IN,
  ],
  defaults: { weight: WEIGHT.high, target: 0.95, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'As much is finished as the baseline asked for by now',
    fail: 'Less is finished than the baseline asked for by now',
  },
  missing: missingPromises,
  measure: ({ issues }, { today }) => {
    const { count, traits, promised } = issues;
    let finished = 0;
    let due = 0;
    for (let row = 0; row < count; row++) {
      // Bits instead of branches, whose outcome no processor foresees.
      const counts = Number(promised[row] !== NO_DAY) & Number((traits[row] & TRAIT.workItem) !== 0);
      finished += counts & Number((traits[row] & TRAIT.done) !== 0);
      due += counts & Number(promised[row] <= today);
    }
    return due === 0 ? { numerator: 0, denominator: 0 } : { numerator: finished / due, denominator: 1 };
  },
};
