import { HISTORY_WEEKS } from '../../src/contract/limits';

/** The views of the project page and their addresses. */
export type View =
  | { readonly kind: 'overview' }
  | { readonly kind: 'finding'; readonly rule: string }
  | { readonly kind: 'explanation' }
  /** The dependency maps; what follows the path is theirs. */
  | { readonly kind: 'dependencies' }
  /** The query says how many weeks, {@link weeksOfQuery}, or since when, {@link sinceOfQuery}. */
  | { readonly kind: 'history'; readonly shows: 'days' | 'changes' }
  | { readonly kind: 'gates' }
  | { readonly kind: 'passport' }
  | { readonly kind: 'waivers' };

const FINDING = /^\/findings\/([a-z][a-z0-9-]{0,63})\/?$/;
const EXPLANATION = /^\/how-it-is-computed\/?$/;
const GATES = /^\/gates\/?$/;
const PASSPORT = /^\/gates\/passport\/?$/;
const WAIVERS = /^\/waivers\/?$/;
const HISTORY = /^\/history(\/changes)?\/?$/;
const DEPENDENCIES = /^\/dependencies(\/|$)/;

export const overviewPath = '/';
export const explanationPath = '/how-it-is-computed';
export const dependenciesPath = '/dependencies';
export const gatesPath = '/gates';
export const passportPath = '/gates/passport';
export const waiversPath = '/waivers';

/** The overview with the cheapest path to a score; `null`: to the next level. */
export function goalPath(target: number | null): string {
  return target === null ? overviewPath : `${overviewPath}?score=${target}`;
}

export function targetOfQuery(query: string): number | null {
  const target = new URLSearchParams(query).get('score');
  return target === null ? null : Number(target);
}

export type HistoryWeeks = (typeof HISTORY_WEEKS)[number];

export function historyPath(weeks: HistoryWeeks = HISTORY_WEEKS[0]): string {
  return weeks === HISTORY_WEEKS[0] ? '/history' : `/history?weeks=${weeks}`;
}

/** Four weeks unless the address names another range that there is. */
export function weeksOfQuery(query: string): HistoryWeeks {
  const named = Number(new URLSearchParams(query).get('weeks'));
  return HISTORY_WEEKS.find((weeks) => weeks === named) ?? HISTORY_WEEKS[0];
}

/** What changed since a day, `YYYY-MM-DD`. */
export function changesPath(since: string | null = null): string {
  return since === null ? '/history/changes' : `/history/changes?since=${since}`;
}

export function sinceOfQuery(query: string): string | null {
  const since = new URLSearchParams(query).get('since') ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(since) ? since : null;
}

export function findingPath(rule: string): string {
  return `/findings/${rule}`;
}

/** An unknown address shows the overview. */
export function viewOfPath(path: string): View {
  const finding = FINDING.exec(path);
  if (finding) return { kind: 'finding', rule: finding[1] };
  if (EXPLANATION.test(path)) return { kind: 'explanation' };
  if (DEPENDENCIES.test(path)) return { kind: 'dependencies' };
  const past = HISTORY.exec(path);
  if (past) return { kind: 'history', shows: past[1] === undefined ? 'days' : 'changes' };
  if (GATES.test(path)) return { kind: 'gates' };
  if (PASSPORT.test(path)) return { kind: 'passport' };
  if (WAIVERS.test(path)) return { kind: 'waivers' };
  return { kind: 'overview' };
}
