import { awaits, NOTHING } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

export const gatesEvidenced: ProjectRule = {
  id: 'gates-evidenced',
  version: 2,
  theme: 'governance',
  title: 'Gates were passed on evidence',
  checks: 'Every gate that was passed has its evidence, a decision, and no condition left open.',
  denominator: 'Gates that the project has passed.',
  numerator: 'All its evidence is there, its decision is recorded, and all conditions of a conditional go are closed.',
  rationale:
    'A gate that is passed without evidence stops nothing. Years later, the record is what shows who decided what, and why.',
  source: 'Stage-gate practice; PRINCE2: managing by stages',
  remediation: 'Add the missing evidence, and close the conditions that are left open.',
  fixLabel: 'Complete the gates',
  needs: ['gates, their evidence, decisions and conditions'],
  reasons: {},
  notes: [
    'Whether a project needs gates is not asked here: one without gates, or before its first one, has none to look at.',
  ],
  defaults: { weight: WEIGHT.critical, target: 1, level: 'managed', critical: true, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'Every gate was passed on evidence, by a decision',
    fail: 'A gate was passed without evidence or decision, or has an open condition',
    none: 'No gate was passed yet',
  },
  missing: awaits('gates'),
  measure: ({ records: { gates } }) => (gates ? { numerator: gates.evidenced, denominator: gates.passed } : NOTHING),
};
