import { awaits, NOTHING } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

export const charterComplete: ProjectRule = {
  id: 'charter-complete',
  version: 1,
  theme: 'governance',
  title: 'The project knows what it is for',
  checks: 'The charter says objective, scope, success criteria and sponsor.',
  denominator: '4: objective, scope, success criteria and sponsor.',
  numerator: 'Those that are filled in.',
  rationale:
    'Who does not know what a project is to reach, and for whom, cannot tell whether a change belongs to it, or when it is done.',
  source: 'PRINCE2 project brief and PMBOK project charter',
  remediation: 'Fill in what is missing in the project’s charter.',
  fixLabel: 'Complete the charter',
  needs: ['project charter'],
  reasons: {},
  notes: [],
  defaults: { weight: WEIGHT.high, target: 1, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: { pass: 'The charter is complete', fail: 'The charter lacks objective, scope, success criteria or sponsor' },
  missing: awaits('charter'),
  measure: ({ records: { charter } }) => {
    if (!charter) return NOTHING;
    const parts = [charter.objective, charter.scope, charter.successCriteria, charter.sponsor];
    return { numerator: parts.filter((isFilled) => isFilled).length, denominator: parts.length };
  },
};
