import type { WorkingCalendar } from './calendar';
import type { LinkMeaning } from './dependency';

/** Kebab-case, equal to the name of the rule's file; a persisted key that never changes its meaning. */
export type RuleId = string;

export type Level = 'foundation' | 'managed' | 'assured';
export const LEVELS = ['foundation', 'managed', 'assured'] as const satisfies readonly Level[];

/** A rule in shadow or announced is computed and shown to the PMO, but moves no score. */
export type RuleLifecycle = 'shadow' | 'announced' | 'enforced';

/** How a playbook uses a rule. */
export interface PlaybookRule {
  readonly rule: RuleId;
  readonly lifecycle: RuleLifecycle;
  /** > 0. C = 10, H = 7.5, M = 5, L = 2.5 in the catalogue. */
  readonly weight: number;
  /** The good share at which the rule passes, in (0, 1]. */
  readonly target: number;
  /** The lowest level that asks for it; every enforced rule is asked for by `assured`. */
  readonly level: Level;
  /** A critical rule that does not pass caps the level at none. */
  readonly critical: boolean;
}

/** A versioned set of rules and weights that the PMO publishes. */
export interface Playbook {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** In the order of the catalogue. */
  readonly rules: readonly PlaybookRule[];
  readonly calendar: WorkingCalendar;
  /** Hours of work in a working day, > 0: turns estimates into days. */
  readonly hoursPerDay: number;
  /** Names of issue types (lower case) that mark a milestone. */
  readonly milestoneTypes: readonly string[];
  /** Whether `resourced` asks for an estimate beside an assignee. */
  readonly estimatesRequired: boolean;
  /** Link types by name (lower case) whose meaning the PMO set; all others are told from their words. */
  readonly linkMeanings: Readonly<Record<string, LinkMeaning>>;
}
