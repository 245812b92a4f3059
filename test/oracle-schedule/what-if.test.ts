import { isDeepStrictEqual } from 'node:util';
import { analyse, dependencySlice, whatIf } from '../../src/dependencies';
import type { AssumedChange, DependencySlice, Outlook, WhatIfOutcome, WorkingCalendar } from '../../src/model';
import { changesOf, networkOf } from './networks';
import { siteOf } from './slices';
import { textbookSchedule } from './textbook';
import { textbookWhatIf } from './what-if';

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
  function compare(seed: number, toldBy: 'both' | 'either'): void {
    const { facts, playbook, today, calendar } = networkOf(seed, toldBy);
    const slices = facts.map((each) => dependencySlice(each, playbook));
    const site = siteOf(slices);
    const before = textbookSchedule(site, today, calendar);
    const changes = changesOf(seed, site, [...before.items.keys()], today);
    if (changes.length === 0) return;
    const { outlooks } = analyse(slices, { asOf: today, calendar });
    const all = slices.flatMap((slice) => {
      const outlook = outlooks.get(slice.projectId);
      return outlook ? [{ slice, outlook }] : [];
    });
    const expected = textbookWhatIf({ site, today, calendar, before }, changes);
    const outcomes = [whatIf(all, changes, calendar)];
    if (toldBy === 'both') outcomes.push(askStepByStep(all, changes, calendar));
    for (const outcome of outcomes) {
      if (isDeepStrictEqual(outcome, expected)) continue;
      expect({ seed, changes, outcome }).toEqual({ seed, changes, outcome: expected });
    }
  }

  it.each([0, 1])('equals the textbook from scratch, everything loaded (part %i)', (part) => {
    for (let i = 0; i < NETWORKS_IN_A_PART; i++) compare(part * NETWORKS_IN_A_PART + i, 'either');
  });

  it.each([2, 3])('equals it, too, loaded as far as the movement reaches (part %i)', (part) => {
    for (let i = 0; i < NETWORKS_IN_A_PART; i++) compare(part * NETWORKS_IN_A_PART + i, 'both');
  });
});
