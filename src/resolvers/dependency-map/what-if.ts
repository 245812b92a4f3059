import type { AssumedChange as AskedChange, MovedIssue, WhatIfView } from '../../contract';
import { MOST_ISSUES_ON_A_MAP } from '../../contract/limits';
import { whatIf as ask } from '../../dependencies';
import { browsableBy } from '../../jira';
import {
  formatDay,
  NO_DAY,
  parseDay,
  placeOf,
  workingDays,
  type AssumedChange,
  type WhatIfOutcome,
  type WorkingCalendar,
  type WorkingDays,
} from '../../model';
import { currentForecast } from '../../refresh';
import type { PortfolioProject } from '../../store';
import { notFound } from '../refusal';
import { dayText } from './issue-view';
import type { MapAnswer } from './map-viewer';
import { NOT_ALL_PROJECTS } from './notes';
import { Shares } from './shares';
import { visibleIssues } from './visible-issues';

/** What would move under assumptions. Nothing is written anywhere. */
export const whatIf: MapAnswer<'whatIf'> = async (viewer, { changes }) => {
  const { asOf, projects: portfolio, calendar } = await currentForecast();
  if (asOf === null) throw notFound('There is no forecast yet.', 'Try again in a few minutes: it is being made.');
  const shares = new Shares(asOf);
  await shares.load([...viewer.issues.values()].map(({ projectId }) => projectId));
  const { outcome, isWhole } = await assume(shares, changes.map(toModel), calendar);
  const days = workingDays(calendar);
  const distance = ({ from, to }: Move): number => (to === null ? Infinity : Math.abs(days.upTo(to) - days.upTo(from)));
  const moved = [...outcome.moved].sort((a, b) => compare(distance(b), distance(a))).slice(0, MOST_ISSUES_ON_A_MAP);
  const [visible, { projects: browsable }] = await Promise.all([
    visibleIssues(new Map(moved.map(({ id, projectId }) => [id, projectId]))),
    browsableBy(
      outcome.projects.map(({ projectId }) => projectId),
      [],
    ),
  ]);
  const named = portfolio.filter(({ id }) => browsable.has(id));
  const places = new Map(named.map(({ id }, place) => [id, place]));
  return {
    asOf: formatDay(asOf),
    changes,
    moved: moved.map((move): MovedIssue => {
      const live = visible.get(move.id);
      const project = live === undefined ? null : (places.get(move.projectId) ?? null);
      const name = live === undefined ? NAMELESS : { id: String(move.id), key: live.key, summary: live.summary };
      return { ...name, project, milestone: move.milestone, ...movement(move, days) };
    }),
    movedCount: outcome.moved.length,
    projects: projectsMoved(outcome, named, shares),
    becomeLate: outcome.becomeLate,
    stopBeingLate: outcome.stopBeingLate,
    newlyInCycle: outcome.newlyInCycle.length,
    notes: [...(isWhole ? [] : [NOT_ALL_PROJECTS]), ...unknownNote(viewer.issues.keys(), shares)],
  };
};

/** Reruns the forecast, reading the shares of projects that it leads into until it leads no further, or too far. */
export async function assume(
  shares: Shares,
  changes: readonly AssumedChange[],
  calendar: WorkingCalendar,
): Promise<{ readonly outcome: WhatIfOutcome; readonly isWhole: boolean }> {
  for (;;) {
    const outcome = ask(shares.all, changes, calendar);
    const isWhole = outcome.beyond.length === 0;
    if (isWhole || !(await shares.load(outcome.beyond))) return { outcome, isWhole };
  }
}

type Move = WhatIfOutcome['moved'][number];

const NAMELESS = { id: null, key: null, summary: null } as const;

function toModel(change: AskedChange): AssumedChange {
  switch (change.what) {
    case 'shift':
    case 'duration':
      return { what: change.what, issue: Number(change.issueId), days: change.days };
    case 'finish':
      return { what: 'finish', issue: Number(change.issueId), day: parseDay(change.day) ?? NO_DAY };
    case 'drop':
      return { what: 'drop', issue: Number(change.issueId) };
    default: {
      const [provider, dependent] = [Number(change.providerId), Number(change.dependentId)];
      return { what: change.what, dependency: { provider, dependent, kind: change.kind } };
    }
  }
}

function movement({ from, to }: Move, days: WorkingDays): Pick<MovedIssue, 'from' | 'to' | 'days'> {
  return { from: formatDay(from), to: dayText(to), days: to === null ? null : days.upTo(to) - days.upTo(from) };
}

/** Those that the viewer may browse, then all others as one. */
function projectsMoved(
  outcome: WhatIfOutcome,
  named: readonly PortfolioProject[],
  shares: Shares,
): WhatIfView['projects'] {
  const issues = new Map<number, number>();
  for (const { projectId } of outcome.moved) issues.set(projectId, (issues.get(projectId) ?? 0) + 1);
  const outcomes = new Map(outcome.projects.map((each) => [each.projectId, each]));
  const known = named.map(({ id, key, name }) => {
    const { from = null, to = null } = outcomes.get(id) ?? {};
    const target = shares.of(id)?.outlook.target ?? null;
    const dates = { target: dayText(target), from: dayText(from), to: dayText(to) };
    return { id: String(id), key, name, ...dates, issues: issues.get(id) ?? 0 };
  });
  const hidden = outcome.moved.length - known.reduce((sum, each) => sum + each.issues, 0);
  const nameless = { id: null, key: null, name: null, target: null, from: null, to: null, issues: hidden };
  return hidden > 0 ? [...known, nameless] : known;
}

function unknownNote(named: Iterable<number>, shares: Shares): readonly string[] {
  const unknown = [...named].filter((id) => !shares.all.some(({ slice }) => placeOf(slice.ends.id, id) >= 0)).length;
  if (unknown === 0) return [];
  return [`${unknown} of the issues take no part in the forecast: they have neither open dependencies nor dates`];
}

/** Infinities are equal to each other. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
