import { recountSprints, type SprintThen } from './sprints';
import type { Terms, Tier } from './terms';

/** A request for a waiver, and what became of it; in the order in which they were made and settled. */
export interface WaiverThen {
  readonly rule: string;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
  readonly fate: 'waits' | 'refused' | 'granted' | 'ended' | 'notedExpired';
}

/** What Plumbline keeps of a project; `null`: no such records are kept. */
export interface Records {
  readonly waivers: readonly WaiverThen[];
  /** Of each gate that was passed, the ids of its conditions' issues; `null`: one without an issue. No gates at all: `null`. */
  readonly gates: readonly (readonly (string | null)[])[] | null;
  /** In the order in which they were closed. */
  readonly sprints: readonly SprintThen[];
  readonly charter: {
    readonly objective: boolean;
    readonly scope: boolean;
    readonly successCriteria: boolean;
    readonly sponsor: boolean;
  } | null;
  readonly goals: number | null;
  readonly baselines: { readonly approved: boolean; readonly later: number; readonly laterApproved: number } | null;
  readonly agreements: Counted | null;
  readonly escalations: Counted | null;
  readonly changes: Counted | null;
  readonly reports: {
    readonly tier: Tier;
    /** Days ago; `null`: there was none yet. */
    readonly daysAgo: number | null;
    /** 0: green, 1: amber, 2: red. */
    readonly declared: number | null;
    readonly evidence: number | null;
  } | null;
  readonly lessons: { readonly stages: number; readonly taught: number; readonly reviewed: boolean } | null;
}

interface Counted {
  readonly all: number;
  readonly good: number;
}

/** Good ones among all; `null`: nobody can say. */
export type Figures = readonly [good: number, all: number] | null;

/** The waivers that were granted and that nobody has ended since, by rule: the last one counts. */
function granted(waivers: readonly WaiverThen[]): ReadonlyMap<string, WaiverThen> {
  const byRule = new Map<string, WaiverThen>();
  for (const waiver of waivers) {
    if (waiver.fate === 'waits' || waiver.fate === 'refused') continue;
    // Once granted, it has taken the place of the one before, whatever becomes of it.
    byRule.delete(waiver.rule);
    if (waiver.fate !== 'ended') byRule.set(waiver.rule, waiver);
  }
  return byRule;
}

/** The rules that a waiver exempts the project from today. */
export function waivedRules(records: Records | undefined, today: string): ReadonlySet<string> {
  const held = [...granted(records?.waivers ?? []).values()].filter(({ until }) => until >= today);
  return new Set(held.map(({ rule }) => rule));
}

/** The rules that count records, from their definitions. `isDone`: of an issue of the project, by id. */
export function countRecords(
  records: Records | undefined,
  { reportWithin }: Terms,
  today: string,
  isDone: (id: string) => boolean,
): Readonly<Record<string, Figures>> {
  const waivers = [...granted(records?.waivers ?? []).values()];
  const sprints = records ? recountSprints(records.sprints) : null;
  const { charter, goals, baselines, agreements, escalations, changes, reports, lessons } = records ?? NONE;
  // What is without gates has passed none.
  const gates = records ? (records.gates ?? []) : null;
  const within = reports ? reportWithin[reports.tier] : null;
  const isDeclared = reports !== null && reports.declared !== null && reports.evidence !== null;
  return {
    'waivers-current': records ? [waivers.filter(({ until }) => until >= today).length, waivers.length] : null,
    'gates-evidenced': gates && [
      gates.filter((conditions) => conditions.every((id) => id !== null && isDone(id))).length,
      gates.length,
    ],
    'sprint-commitment': sprints && [sprints.numerator, sprints.denominator],
    'charter-complete': charter && [Object.values(charter).filter((isFilled) => isFilled).length, 4],
    'strategic-goal-linked': goals === null ? null : [goals > 0 ? 1 : 0, 1],
    'baseline-approved': baselines && [(baselines.approved ? 1 : 0) + baselines.laterApproved, 1 + baselines.later],
    'dependency-agreed': agreements && [agreements.good, agreements.all],
    'escalation-acknowledged': escalations && [escalations.good, escalations.all],
    'change-controlled': changes && [changes.good, changes.all],
    'status-fresh':
      reports && (within === null ? [0, 0] : [reports.daysAgo !== null && reports.daysAgo <= within ? 1 : 0, 1]),
    'status-honest':
      reports && (isDeclared ? [(reports.evidence ?? 0) - (reports.declared ?? 0) >= 2 ? 0 : 1, 1] : [0, 0]),
    'lessons-recorded': lessons && [lessons.taught + (lessons.reviewed ? 1 : 0), lessons.stages + 1],
  };
}

const NONE: Omit<Records, 'waivers' | 'gates' | 'sprints'> = {
  charter: null,
  goals: null,
  baselines: null,
  agreements: null,
  escalations: null,
  changes: null,
  reports: null,
  lessons: null,
};
