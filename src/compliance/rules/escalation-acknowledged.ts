import { awaits, NOTHING } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

export const escalationAcknowledged: ProjectRule = {
  id: 'escalation-acknowledged',
  version: 1,
  theme: 'governance',
  title: 'Escalations are answered',
  checks: 'Every escalation was answered within five working days.',
  denominator: 'Escalations that were answered, or are older than five working days.',
  numerator: 'Answered within five working days.',
  rationale: 'Who asks for help and hears nothing does not ask again. Then problems are seen when it is too late.',
  source: 'PMO practice: escalation path',
  remediation: 'Answer the open escalations, if only by saying who decides by when.',
  fixLabel: 'Answer them',
  needs: ['escalations'],
  reasons: {},
  notes: [],
  defaults: { weight: WEIGHT.high, target: 1, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'All escalations were answered within five working days',
    fail: 'An escalation was not answered within five working days',
  },
  missing: awaits('escalations'),
  measure: ({ records: { escalations } }) =>
    escalations ? { numerator: escalations.answeredInTime, denominator: escalations.due } : NOTHING,
};
