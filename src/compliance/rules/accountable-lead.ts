import { WEIGHT, type ProjectRule } from '../rule';

export const accountableLead: ProjectRule = {
  id: 'accountable-lead',
  version: 1,
  theme: 'governance',
  title: 'Somebody answers for the project',
  checks: 'The project has a lead whose account is active.',
  denominator: '1: the project itself.',
  numerator: 'The project lead exists and is active.',
  rationale:
    'Decisions, escalations and questions need one person who takes them. A lead who has left is the same as none.',
  source: 'PMBOK and PRINCE2: accountable project manager',
  remediation: 'Name an active project lead in the project’s details.',
  fixLabel: 'Name a lead',
  needs: ['project lead'],
  reasons: {},
  notes: ['A sponsor is asked for as soon as Plumbline keeps project records.'],
  defaults: { weight: WEIGHT.critical, target: 1, level: 'foundation', critical: true },
  judges: 'project',
  phrases: { pass: 'The project has an active lead', fail: 'The project has no active lead' },
  missing: ({ project }) => (project.lead === 'unsaid' ? ['the source does not say who leads the project'] : []),
  measure: ({ project }) => ({ numerator: project.lead === 'active' ? 1 : 0, denominator: 1 }),
};
