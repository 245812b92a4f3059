import { awaits, NOTHING } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

export const dependencyAgreed: ProjectRule = {
  id: 'dependency-agreed',
  version: 1,
  theme: 'dependencies',
  title: 'Who is waited for has agreed to it',
  checks: 'Nearly every dependency on another project has been accepted by that project.',
  denominator: 'Open dependencies whose provider is in another project.',
  numerator: 'The provider’s project has accepted the dependency.',
  rationale: 'A delivery that the other side has never promised is a hope. Most slips across projects begin as one.',
  source: 'PMO practice: agreements about dependencies',
  remediation: 'Ask the other projects to accept the dependencies, or to make a counter-offer.',
  fixLabel: 'Ask for agreement',
  needs: ['agreements about dependencies'],
  reasons: {},
  notes: [],
  defaults: { weight: WEIGHT.high, target: 0.9, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'The other projects have agreed to what the project waits for',
    fail: 'Other projects have not agreed to what the project waits for',
  },
  missing: awaits('agreements'),
  measure: ({ records: { agreements } }) =>
    agreements ? { numerator: agreements.accepted, denominator: agreements.dependencies } : NOTHING,
};
