/**
 * Words that rows of history hold: deflating with them as dictionary leaves a third. They belong to versions 2 and 3 of
 * these records and may never change; what they lack is only written in full.
 */
export const HISTORY_WORDS = Buffer.from(dictionary(), 'utf8');

function dictionary(): string {
  const rules = [
    ...['accountable-lead', 'baseline-approved', 'bei', 'change-controlled', 'charter-complete', 'cost-performance'],
    ...['cpli', 'critical-path-test', 'cross-project-owned', 'date-churn', 'definition-of-done', 'delivery-forecast'],
    ...['dependency-agreed', 'dependency-cycles', 'escalation-acknowledged', 'gates-evidenced', 'hard-constraints'],
    ...['high-duration', 'high-float', 'invalid-dates', 'item-ownership', 'lags', 'leads', 'lessons-recorded'],
    ...['missed-tasks', 'missing-logic', 'negative-float', 'overdue-blockers', 'relationship-types', 'resourced'],
    ...['risk-complete', 'risk-reviewed', 'sprint-commitment', 'stale-blocked', 'stale-work', 'status-fresh'],
    ...['status-honest', 'strategic-goal-linked', 'template-conformity', 'waivers-current', 'work-dated'],
  ];
  const levels = ['foundation', 'managed', 'assured'].map((level) => `,0.9,"${level}","`).join('');
  return `${levels}delivery-essentials@1",{${rules.map((rule) => `"${rule}":1`).join()}}]`;
}
