import { KINDS } from '../../model';
import { WEIGHT, type DependencyRule } from '../rule';

const FINISH_TO_START = KINDS.indexOf('finishToStart');

export const relationshipTypes: DependencyRule<'otherKind'> = {
  id: 'relationship-types',
  version: 1,
  theme: 'dependencies',
  title: 'Work follows work',
  checks: 'At least nine of ten open dependencies are finish-to-start: one issue begins when the other is finished.',
  denominator: 'Open dependencies of any kind with an end in this project. Dependencies are counted, not issues.',
  numerator: 'Finish-to-start.',
  rationale:
    'Everybody reads "this after that" the same way. Ties of starts or of finishes hide who waits for whom, and delays do not travel along them as one expects.',
  source: 'DCMA 14-point assessment, check 4 (relationship types)',
  remediation: 'Split the work so that one part follows the other, and link the parts ("blocks", "depends on").',
  fixLabel: 'Use finish-to-start',
  needs: ['issue links', 'status category'],
  reasons: { otherKind: 'is tied to another issue by its start or its finish alone, not after it' },
  notes: [
    'The dependent is named, or the provider where the dependent is in another project.',
    'Each project counts a dependency on another one, for each has one of its ends.',
  ],
  defaults: { weight: WEIGHT.low, target: 0.9, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'dependencies',
  phrases: {
    population: { one: 'open dependency', many: 'open dependencies' },
    good: { one: 'is finish-to-start', many: 'are finish-to-start' },
    bad: { one: 'is of another kind than finish-to-start', many: 'are of another kind than finish-to-start' },
    none: 'No open issue depends on another',
  },
  population: ({ open }, at) => open[at] === 1,
  reason: ({ kind }, at) => (kind[at] === FINISH_TO_START ? null : 'otherKind'),
  offender: ({ ends, provider, dependent }, at) => {
    const row = ends.row[dependent[at]];
    return row >= 0 ? row : ends.row[provider[at]];
  },
};
