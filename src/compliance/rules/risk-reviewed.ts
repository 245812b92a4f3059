import { TRAIT } from '../issue-view';
import { missingFields } from '../awaited-field';
import { WEIGHT, type IssueRule } from '../rule';

const WITHIN_DAYS = 30;

export const riskReviewed: IssueRule<'notReviewed'> = {
  id: 'risk-reviewed',
  version: 1,
  theme: 'riskAndChange',
  title: 'High risks are looked at every month',
  checks: `Every open risk whose probability × impact is high was updated within the last ${WITHIN_DAYS} days.`,
  denominator: 'Open issues of the playbook’s types of risks whose probability × impact reaches the playbook’s mark.',
  numerator: `Updated within the last ${WITHIN_DAYS} days: today − day of the last update ≤ ${WITHIN_DAYS}.`,
  rationale: 'A high risk that nobody has looked at for a month is not managed. It waits.',
  source: 'OMB Circular A-123: review of risks',
  remediation: 'Look at the risk with its owner, and note what has changed.',
  fixLabel: 'Review them',
  needs: ['issue type', 'status category', 'updated', 'probability', 'impact'],
  reads: ['probability', 'impact'],
  reasons: { notReviewed: `is a high risk that nobody has updated for more than ${WITHIN_DAYS} days` },
  notes: [
    'Probability and impact are steps from 1 to 5. A number from 1 to 5 is its step; of an option the number that its name begins with or, without one, its words count, from “very low” or “rare” (1) to “very high” or “almost certain” (5).',
    'A risk of which either step cannot be told is not high; risk-complete asks for both.',
  ],
  defaults: { weight: WEIGHT.medium, target: 1, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'issues',
  phrases: {
    population: { one: 'high risk', many: 'high risks' },
    good: { one: 'was looked at in the last 30 days', many: 'were looked at in the last 30 days' },
    bad: { one: 'was not looked at for 30 days', many: 'were not looked at for 30 days' },
    none: 'No open risk is high',
  },
  missing: (project, context) =>
    project.openRisks === 0 ? [] : missingFields(project, context, ['probability', 'impact']),
  among: TRAIT.open | TRAIT.risk,
  population: ({ risk: { probability, impact } }, row, { playbook }) =>
    probability !== undefined && impact !== undefined && probability[row] * impact[row] >= playbook.risks.highFrom,
  reason: (issues, row, { today }) => (today - issues.updatedOn[row] <= WITHIN_DAYS ? null : 'notReviewed'),
};
