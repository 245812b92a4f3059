import { RAGS } from '../../model';
import { awaits, NOTHING, yesOrNo } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

/** Green for red: one step is a matter of opinion. */
const STEPS_TOO_MANY = 2;

export const statusHonest: ProjectRule = {
  id: 'status-honest',
  version: 1,
  theme: 'governance',
  title: 'The declared status is the real one',
  checks: 'The last status report does not declare a status two steps better than the evidence of its day.',
  denominator: '1: the project itself, if it has declared a status and there was evidence on that day.',
  numerator: 'The declared status is at most one step better than the evidence: not green where that was red.',
  rationale:
    'Green outside, red inside: what is hidden cannot be helped with, and once it is found nobody believes the next report.',
  source: 'GAO-16-494: reliability of risk ratings',
  remediation: 'Declare what the evidence shows, or say in the report why it is better than that.',
  fixLabel: 'Correct the status',
  needs: ['status reports', 'the score on the day of the report'],
  reasons: {},
  notes: ['A status that is worse than the evidence is not dishonest: people may know more than figures.'],
  defaults: { weight: WEIGHT.critical, target: 1, level: 'assured', critical: true, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'The declared status agrees with the evidence',
    fail: 'The declared status is far better than the evidence',
  },
  missing: awaits('reports'),
  measure: ({ records: { reports } }) => {
    const { declared = null, evidence = null } = reports ?? {};
    if (declared === null || evidence === null) return NOTHING;
    return yesOrNo(RAGS.indexOf(evidence) - RAGS.indexOf(declared) < STEPS_TOO_MANY);
  },
};
