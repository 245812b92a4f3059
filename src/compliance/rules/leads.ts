import { WEIGHT, type DependencyRule } from '../rule';
import { TIED_DATES, TIED_DATES_WORDS } from '../tied-dates';

export const leads: DependencyRule<'startsTooEarly'> = {
  id: 'leads',
  version: 2,
  theme: 'dependencies',
  title: 'Nothing starts before what it waits for is due',
  checks: 'In every open dependency with both dates, the dependent starts after its provider is due.',
  denominator: TIED_DATES_WORDS.denominator,
  numerator: 'The dependent’s start lies after the provider’s due date.',
  rationale:
    'A plan in which somebody starts before what they need is ready holds on paper only. It hides waiting time, and the first delay breaks it.',
  source: 'DCMA 14-point assessment, check 2 (leads)',
  remediation:
    'Move the start behind the provider’s due date, agree on an earlier one, or drop the link if nobody waits.',
  fixLabel: 'Reorder the dates',
  needs: TIED_DATES_WORDS.needs,
  reads: ['start'],
  reasons: { startsTooEarly: 'starts on or before the day on which something it waits for is due' },
  notes: TIED_DATES_WORDS.notes,
  defaults: { weight: WEIGHT.medium, target: 1, level: 'assured', critical: false },
  judges: 'dependencies',
  phrases: {
    population: TIED_DATES_WORDS.population,
    good: { one: 'starts after its provider’s due date', many: 'start after their provider’s due date' },
    bad: { one: 'starts on or before its provider’s due date', many: 'start on or before their provider’s due date' },
    none: TIED_DATES_WORDS.none,
  },
  ...TIED_DATES,
  reason: ({ ends, provider, dependent }, at) =>
    ends.start[dependent[at]] > ends.due[provider[at]] ? null : 'startsTooEarly',
};
