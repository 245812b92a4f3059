import { yesOrNo } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

export const accountableLead: ProjectRule = {
  id: 'accountable-lead',
  version: 1,
  theme: 'governance',
  title: 'Somebody answers for the project',
  checks: 'The project has a lead whose account is active and, where it keeps a charter, a sponsor.',
  denominator: '1: the project itself.',
  numerator: 'The project lead exists and is active, and the charter, where there is one, names a sponsor.',
  rationale:
    'Decisions, escalations and questions need one person who takes them. A lead who has left is the same as none.',
  source: 'PMBOK and PRINCE2: accountable project manager',
  remediation: 'Name an active project lead in the project’s details, and a sponsor in its charter where it keeps one.',
  fixLabel: 'Name a lead',
  needs: ['project lead', 'project charter'],
  reasons: {},
  notes: ['A sponsor is asked for as soon as the project has a charter; charter-complete asks for the charter itself.'],
  defaults: { weight: WEIGHT.critical, target: 1, level: 'foundation', critical: true },
  judges: 'project',
  phrases: {
    pass: 'The project has an active lead',
    fail: 'Somebody who answers for the project is missing',
  },
  missing: ({ project }) => (project.lead === 'unsaid' ? ['the source does not say who leads the project'] : []),
  measure: ({ project, records }) => yesOrNo(project.lead === 'active' && records.charter?.sponsor !== false),
};
