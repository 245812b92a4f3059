import { awaits, NOTHING } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

export const changeControlled: ProjectRule = {
  id: 'change-controlled',
  version: 1,
  theme: 'riskAndChange',
  title: 'Scope grows by decision',
  checks: 'Nearly all work that was added after the baseline is covered by an approved change request.',
  denominator: 'Issues that were added after the approved baseline.',
  numerator: 'An approved change request covers them.',
  rationale:
    'Scope that comes in without a decision takes the time that was meant for what was agreed upon. Nobody notices before the date is missed.',
  source: 'PRINCE2: change control',
  remediation: 'Ask for the change that the added work belongs to, or take it out.',
  fixLabel: 'Ask for the change',
  needs: ['baselines', 'change requests'],
  reasons: {},
  notes: [],
  defaults: { weight: WEIGHT.high, target: 0.95, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'What was added after the baseline was decided upon',
    fail: 'Work was added after the baseline without a decision',
  },
  missing: awaits('changes'),
  measure: ({ records: { changes } }) =>
    changes ? { numerator: changes.covered, denominator: changes.added } : NOTHING,
};
