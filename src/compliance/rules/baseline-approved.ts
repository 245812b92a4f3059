import { awaits, NOTHING } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

export const baselineApproved: ProjectRule = {
  id: 'baseline-approved',
  version: 1,
  theme: 'plan',
  title: 'The plan that counts was agreed upon',
  checks: 'There is an approved baseline, and every later one has an approved change request.',
  denominator: '1 for the first baseline, and 1 for each that replaced it.',
  numerator: 'The first was approved; a later one has an approved change request.',
  rationale:
    'Without an agreed plan there is nothing to be late against, and a plan that is replaced without a decision hides how late one is.',
  source: 'GAO schedule assessment guide, practice 10 (maintaining a baseline)',
  remediation: 'Have the baseline approved, or ask for the change that led to the new one.',
  fixLabel: 'Approve the baseline',
  needs: ['baselines', 'change requests'],
  reasons: {},
  notes: [],
  defaults: { weight: WEIGHT.high, target: 1, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'The baseline is approved, and so is every change of it',
    fail: 'The baseline, or a change of it, is not approved',
  },
  missing: awaits('baselines'),
  measure: ({ records: { baselines } }) => {
    if (!baselines) return NOTHING;
    const { hasApproved, rebaselines, rebaselinesApproved } = baselines;
    return { numerator: (hasApproved ? 1 : 0) + rebaselinesApproved, denominator: 1 + rebaselines };
  },
};
