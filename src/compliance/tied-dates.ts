import { NO_DAY } from '../model';
import { missingStarts } from './awaited-field';
import { OTHER_PROJECTS_UNREAD, type DependencyView } from './project-view';
import type { DependencyRule } from './rule';

/** What rules have in common that compare the dates of two issues of which one waits for the other. */
export const TIED_DATES: Pick<DependencyRule, 'missing' | 'population' | 'offender'> = {
  missing: (project) => {
    const { dependencies, surroundingsKnown } = project;
    const starts = missingStarts(project);
    if (starts !== null) return waitsForAnything(dependencies) ? [starts] : [];
    if (surroundingsKnown) return [];
    for (let at = 0; at < dependencies.count; at++) {
      if (dependencies.crossProject[at] && isOpenWithStart(dependencies, at)) return [OTHER_PROJECTS_UNREAD];
    }
    return [];
  },
  population: (dependencies, at) =>
    isOpenWithStart(dependencies, at) && dependencies.ends.due[dependencies.provider[at]] !== NO_DAY,
  offender: ({ ends, dependent }, at) => ends.row[dependent[at]],
};

/** What these rules count, in words. */
export const TIED_DATES_WORDS = {
  denominator:
    'Open dependencies whose dependent is in this project, whose provider has a due date and whose dependent has a start date. Dependencies are counted, not issues.',
  needs: ['issue links', 'status category', 'start date', 'due date', 'the other projects’ due dates'],
  notes: [
    'Dependencies of every kind count, as the definition says, not only finish-to-start.',
    'An issue that waits for several is named once, while each of its dependencies counts.',
    'On a site without a field for start dates, or where the playbook’s cannot be read, it cannot be assessed where anything waits, instead of not applying.',
    'A provider that no project of the portfolio holds has no known due date, so that its dependency does not count.',
  ],
  population: { one: 'open dependency with dates', many: 'open dependencies with dates' },
  none: 'No open dependency has both a due provider and a dependent with a start',
} as const;

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
