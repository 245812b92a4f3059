import { FLOAT_RULE } from '../float-rule';
import { TRAIT } from '../issue-view';
import { WEIGHT, type IssueRule } from '../rule';

export const negativeFloat: IssueRule<'tooLate'> = {
  id: 'negative-float',
  version: 1,
  theme: 'plan',
  title: 'The plan still meets its dates',
  checks: 'No open work item will be finished too late for what its project, or whoever waits for it, has to meet.',
  denominator: FLOAT_RULE.denominator,
  numerator: 'Total float of 0 or more.',
  rationale:
    'Negative float says today that a promised date cannot be kept as things are planned. Who knows it early can still re-plan, help out or renegotiate.',
  source: 'DCMA 14-point assessment, check 7 (negative float)',
  remediation: 'Shorten what drives these items, move people there, or agree on a later date with whoever waits.',
  fixLabel: 'Recover the dates',
  needs: FLOAT_RULE.needs,
  reads: FLOAT_RULE.reads,
  reasons: { tooLate: 'will be finished later than its project or whoever waits for it needs it' },
  notes: FLOAT_RULE.notes,
  defaults: { weight: WEIGHT.high, target: 1, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'issues',
  phrases: {
    population: FLOAT_RULE.population,
    good: { one: 'will be in time', many: 'will be in time' },
    bad: { one: 'will be too late', many: 'will be too late' },
    none: FLOAT_RULE.none,
  },
  missing: FLOAT_RULE.missing,
  among: FLOAT_RULE.among,
  unwanted: TRAIT.negativeFloat,
  reason: () => 'tooLate',
};
