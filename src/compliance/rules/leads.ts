import { NO_DAY } from '../../model';
import { NO_START_DATES, OTHER_PROJECTS_UNREAD, type DependencyView } from '../project-view';
import { WEIGHT, type DependencyRule } from '../rule';

export const leads: DependencyRule<'startsTooEarly'> = {
  id: 'leads',
  version: 2,
  theme: 'dependencies',
  title: 'Nothing starts before what it waits for is due',
  checks: 'In every open dependency with both dates, the dependent starts after its provider is due.',
  denominator:
    'Open dependencies whose dependent is in this project, whose provider has a due date and whose dependent has a start date. Dependencies are counted, not issues.',
  numerator: 'The dependent’s start lies after the provider’s due date.',
  rationale:
    'A plan in which somebody starts before what they need is ready holds on paper only. It hides waiting time, and the first delay breaks it.',
  source: 'DCMA 14-point assessment, check 2 (leads)',
  remediation:
    'Move the start behind the provider’s due date, agree on an earlier one, or drop the link if nobody waits.',
  fixLabel: 'Reorder the dates',
  needs: ['issue links', 'status category', 'start date', 'due date', 'the other projects’ due dates'],
  reasons: { startsTooEarly: 'starts on or before the day on which something it waits for is due' },
  notes: [
    'Dependencies of every kind count, as the definition says, not only finish-to-start.',
    'An issue that waits for several is named once, while each of its dependencies counts.',
    'On a site without a field for start dates it cannot be assessed where anything waits, instead of not applying.',
    'A provider that no project of the portfolio holds has no known due date, so that its dependency does not count.',
  ],
  defaults: { weight: WEIGHT.medium, target: 1, level: 'assured', critical: false },
  judges: 'dependencies',
  phrases: {
    population: { one: 'open dependency with dates', many: 'open dependencies with dates' },
    good: { one: 'starts after its provider’s due date', many: 'start after their provider’s due date' },
    bad: { one: 'starts on or before its provider’s due date', many: 'start on or before their provider’s due date' },
    none: 'No open dependency has both a due provider and a dependent with a start',
  },
  missing: ({ dependencies, surroundingsKnown, hasStartDates }) => {
    if (!hasStartDates) return waitsForAnything(dependencies) ? [NO_START_DATES] : [];
    if (surroundingsKnown) return [];
    for (let at = 0; at < dependencies.count; at++) {
      if (dependencies.crossProject[at] && isOpenWithStart(dependencies, at)) return [OTHER_PROJECTS_UNREAD];
    }
    return [];
  },
  population: (dependencies, at) =>
    isOpenWithStart(dependencies, at) && dependencies.ends.due[dependencies.provider[at]] !== NO_DAY,
  reason: ({ ends, provider, dependent }, at) =>
    ends.start[dependent[at]] > ends.due[provider[at]] ? null : 'startsTooEarly',
  offender: ({ ends, dependent }, at) => ends.row[dependent[at]],
};

/** An open issue of this project waits for an open one. */
function waitsForAnything({ count, open, dependent, ends }: DependencyView): boolean {
  for (let at = 0; at < count; at++) if (open[at] === 1 && ends.row[dependent[at]] >= 0) return true;
  return false;
}

/** Open, and its dependent is an issue of this project that has a start. */
function isOpenWithStart({ open, dependent, ends }: DependencyView, at: number): boolean {
  const end = dependent[at];
  return open[at] === 1 && ends.row[end] >= 0 && ends.start[end] !== NO_DAY;
}
