import { awaits, NOTHING, yesOrNo } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

export const statusFresh: ProjectRule = {
  id: 'status-fresh',
  version: 1,
  theme: 'governance',
  title: 'The status is reported in time',
  checks: 'The last status report is not older than the rhythm of the project’s tier.',
  denominator: '1: the project itself, if the playbook asks its tier for reports.',
  numerator: 'Its last status report is at most as many days old as the playbook says for its tier.',
  rationale: 'A steering group that decides by last month’s news decides about another project.',
  source: 'GAO-16-494: frequency of status updates',
  remediation: 'Write the status report.',
  fixLabel: 'Report the status',
  needs: ['status reports', 'the project’s tier'],
  reasons: {},
  notes: ['Days are calendar days. A project without any report has none in time.'],
  defaults: { weight: WEIGHT.high, target: 1, level: 'managed', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: { pass: 'The status was reported in time', fail: 'The status report is overdue' },
  missing: awaits('reports'),
  measure: ({ records: { reports } }, { playbook, today }) => {
    const within = reports ? playbook.reportWithin[reports.tier] : null;
    if (!reports || within === null) return NOTHING;
    return yesOrNo(reports.lastOn !== null && today - reports.lastOn <= within);
  },
};
