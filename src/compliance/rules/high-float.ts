import { FLOAT_RULE } from '../float-rule';
import { TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

export const highFloat: IssueRule<'muchToSpare'> = {
  id: 'high-float',
  version: 1,
  theme: 'plan',
  title: 'Nothing has months to spare',
  checks: 'Open work items have at most 44 working days of total float.',
  denominator: FLOAT_RULE.denominator,
  numerator: 'Total float of at most 44 working days.',
  rationale:
    'Work that could be two months late without anybody noticing is mostly work whose successor nobody has linked. Its float is not real, and hides what it really holds up.',
  source: 'DCMA 14-point assessment, check 6 (high float)',
  remediation: 'Link each item to what waits for it; if really nothing does, plan it later or drop it.',
  fixLabel: 'Link what follows',
  needs: FLOAT_RULE.needs,
  reads: FLOAT_RULE.reads,
  reasons: { muchToSpare: 'has more than 44 working days of float' },
  notes: FLOAT_RULE.notes,
  defaults: { weight: WEIGHT.medium, target: 0.95, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'issues',
  phrases: {
    population: FLOAT_RULE.population,
    good: { one: 'has at most 44 working days of float', many: 'have at most 44 working days of float' },
    bad: { one: 'has more than 44 working days of float', many: 'have more than 44 working days of float' },
    none: FLOAT_RULE.none,
  },
  missing: FLOAT_RULE.missing,
  among: FLOAT_RULE.among,
  unwanted: TRAIT.highFloat,
  reason: () => 'muchToSpare',
};
