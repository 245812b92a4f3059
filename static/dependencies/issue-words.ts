import type { IssueMapView, MapDependency, MapIssue } from '../../src/contract';
import type { Format } from '../shared/format';
import { counted } from '../shared/words';
import type { Neighbours } from './dependency-walk';
import type { ShownMap } from './shown-map';
import { KIND_WORDS, LATENESS_WORDS, RESTRICTED, workingDays } from './words';

export const STATE_WORDS: Readonly<Record<MapIssue['state'], string>> = {
  todo: 'Not started',
  inProgress: 'In progress',
  done: 'Done',
  unknown: 'State unknown',
};

export const PLANNED_FROM_WORDS = {
  field: 'its own date',
  sprint: 'of its sprint',
  version: 'of its version',
} as const satisfies Readonly<Record<NonNullable<MapIssue['plannedFinishFrom']>, string>>;

export const DURATION_FROM_WORDS = {
  dates: 'from its dates',
  estimate: 'from its estimate',
  history: 'estimated: what items of the project usually take',
  assumed: 'assumed: nothing tells',
} as const satisfies Readonly<Record<NonNullable<MapIssue['durationFrom']>, string>>;

/** What an issue is called; the viewer may not know every one. */
export function issueName({ key, summary }: Pick<MapIssue, 'key' | 'summary'>): string {
  if (key === null) return `${RESTRICTED} issue`;
  return summary === null || summary === '' ? key : `${key} ${summary}`;
}

/** In a word, how its forecast is more of a guess than its own dates; `null` where it is not. */
export function guessOf(issue: MapIssue): 'estimated' | 'assumed' | null {
  if (issue.forecastFinish === null || issue.forecastFinish === issue.plannedFinish) return null;
  if (issue.durationFrom === 'history') return 'estimated';
  return issue.durationFrom === 'assumed' ? 'assumed' : null;
}

/** By issue: everything that its drawing tells, as a sentence for those who hear it. */
export function wordsOfIssues(shown: ShownMap, neighbours: Neighbours, format: Format): readonly string[] {
  return shown.issues.map((issue, place) =>
    issueInWords(
      issue,
      shown,
      { providers: neighbours.providers[place].length, dependents: neighbours.dependents[place].length },
      format,
    ),
  );
}

function issueInWords(
  issue: MapIssue,
  view: Pick<IssueMapView, 'projects'>,
  neighbours: { readonly providers: number; readonly dependents: number },
  format: Format,
): string {
  const project = issue.project === null ? null : view.projects[issue.project];
  const parts = [
    issueName(issue),
    project?.name ?? null,
    issue.milestone ? 'milestone' : null,
    STATE_WORDS[issue.state].toLowerCase(),
    issue.plannedFinish === null ? 'no planned finish' : `planned ${format.day(issue.plannedFinish)}`,
    forecastInWords(issue, format),
    slipInWords(issue.slip, format),
    issue.totalFloat === null ? null : `float ${workingDays(issue.totalFloat, format.count)}`,
    ...pathWords(issue),
    neighbours.providers > 0 ? `waits for ${format.count(neighbours.providers)}` : null,
    neighbours.dependents > 0 ? `${counted(neighbours.dependents, 'waits', 'wait', format.count)} for it` : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** What its edge tells: whether it is critical, and whether it is in a cycle. */
export function pathWords({ onPath, critical, inCycle }: MapIssue): readonly string[] {
  const path = onPath ? ['on the critical path'] : critical ? ['critical'] : [];
  return inCycle ? [...path, 'in a cycle'] : path;
}

function forecastInWords(issue: MapIssue, format: Format): string | null {
  if (issue.forecastFinish === null) return null;
  const guess = guessOf(issue);
  return `forecast ${guess === null ? '' : `${guess} `}${format.day(issue.forecastFinish)}`;
}

/** "4 days later than planned"; `null` where it is not later. */
export function slipInWords(slip: number | null, format: Format): string | null {
  return slip === null || slip <= 0 ? null : `${workingDays(slip, format.count)} later than planned`;
}

/** A dependency as a sentence. */
export function dependencyInWords(
  { provider, dependent, kind, lateness, open }: MapDependency,
  { issues }: Pick<IssueMapView, 'issues'>,
): string {
  const how = kind === 'finishToStart' ? '' : `, ${KIND_WORDS[kind].word.toLowerCase()}`;
  const stands = open ? LATENESS_WORDS[lateness].word.toLowerCase() : 'done';
  return `${issueName(issues[dependent])} waits for ${issueName(issues[provider])}${how}: ${stands}`;
}
