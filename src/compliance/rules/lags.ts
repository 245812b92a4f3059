import { WEIGHT, type DependencyRule } from '../rule';
import { TIED_DATES, TIED_DATES_WORDS } from '../tied-dates';

/** Two weeks of working days. */
const LONGEST_GAP_WORKING_DAYS = 10;

export const lags: DependencyRule<'startsMuchLater'> = {
  id: 'lags',
  version: 1,
  theme: 'dependencies',
  title: 'Nothing waits longer than what it waits for',
  checks:
    'In every open dependency with both dates, the dependent starts at most 10 working days after its provider is due.',
  denominator: TIED_DATES_WORDS.denominator,
  numerator: 'wd(provider’s due date, dependent’s start) ≤ 10.',
  rationale:
    'A gap that nobody explains is either slack that somebody else could use, or work that the plan does not show. Both come to light too late.',
  source: 'DCMA 14-point assessment, check 3 (lags)',
  remediation: 'Start earlier, show what fills the gap as an issue of its own, or drop the link if nobody waits.',
  fixLabel: 'Close the gaps',
  needs: TIED_DATES_WORDS.needs,
  reads: ['start'],
  reasons: { startsMuchLater: 'starts more than 10 working days after the day on which something it waits for is due' },
  notes: ['A dependent that starts too early has no gap: that is left to leads.', ...TIED_DATES_WORDS.notes],
  defaults: { weight: WEIGHT.low, target: 0.95, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'dependencies',
  phrases: {
    population: TIED_DATES_WORDS.population,
    good: {
      one: 'starts within 10 working days of its provider’s due date',
      many: 'start within 10 working days of their provider’s due date',
    },
    bad: {
      one: 'starts more than 10 working days after its provider’s due date',
      many: 'start more than 10 working days after their provider’s due date',
    },
    none: TIED_DATES_WORDS.none,
  },
  ...TIED_DATES,
  reason: ({ ends, provider, dependent }, at, { workingDays }) =>
    workingDays(ends.due[provider[at]], ends.start[dependent[at]]) <= LONGEST_GAP_WORKING_DAYS
      ? null
      : 'startsMuchLater',
};
