import { isDeepStrictEqual } from 'node:util';
import { analyse, dependencySlice, whatIf } from '../../src/dependencies';
import type { AssumedChange, DependencySlice, Outlook, WhatIfOutcome, WorkingCalendar } from '../../src/model';
import { changesOf, networkOf } from './networks';
import { siteOf } from './site';
import { textbookSchedule } from './textbook';
import { textbookWhatIf } from './what-if';

/** In parts, so that a run tells how far it came. */
const PARTS = [0, 1, 2, 3];
const NETWORKS_IN_A_PART = 2_500;

interface Loaded {
  readonly slice: DependencySlice;
  readonly outlook: Outlook;
}

/** Loads the projects of the changed issues, then what the movement reaches, until it reaches no more. */
function askStepByStep(
  all: readonly Loaded[],
  changes: readonly AssumedChange[],
  calendar: WorkingCalendar,
): WhatIfOutcome {
  const subjects = changes.flatMap((change) =>
    'issue' in change ? [change.issue] : [change.dependency.provider, change.dependency.dependent],
  );
  let loaded = all.filter(({ slice }) => subjects.some((id) => slice.ends.id.includes(id)));
  for (;;) {
    const outcome = whatIf(loaded, changes, calendar);
    if (outcome.beyond.length === 0) return outcome;
    const more = all.filter(({ slice }) => outcome.beyond.includes(slice.projectId));
    expect(loaded.filter((each) => more.includes(each))).toEqual([]);
    expect(more).toHaveLength(outcome.beyond.length);
    loaded = [...loaded, ...more];
  }
}

describe('what-if on 10,000 random networks', () => {
  it.each(PARTS)('equals the textbook from scratch, loaded whole or as far as it reaches (part %i)', (part) => {
    for (let i = 0; i < NETWORKS_IN_A_PART; i++) {
      const seed = part * NETWORKS_IN_A_PART + i;
      const { facts, playbook, today, calendar } = networkOf(seed);
      const slices = facts.map((each) => dependencySlice(each, playbook));
      const site = siteOf(slices);
      const changes = changesOf(seed, site, [...textbookSchedule(site, today, calendar).items.keys()], today);
      if (changes.length === 0) continue;
      const { outlooks } = analyse(slices, { asOf: today, calendar });
      const all = slices.flatMap((slice) => {
        const outlook = outlooks.get(slice.projectId);
        return outlook ? [{ slice, outlook }] : [];
      });
      const outcome = textbookWhatIf(site, today, calendar, changes);
      const [whole, steps] = [whatIf(all, changes, calendar), askStepByStep(all, changes, calendar)];
      if (isDeepStrictEqual(whole, outcome) && isDeepStrictEqual(steps, outcome)) continue;
      expect({ seed, changes, whole, steps }).toEqual({ seed, changes, whole: outcome, steps: outcome });
    }
  });
});
