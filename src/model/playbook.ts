import type { Day, WorkingCalendar } from './calendar';
import type { LinkMeaning } from './dependency';
import type { FieldMeaning } from './mapped-fields';

/** Kebab-case, equal to the name of the rule's file; a persisted key that never changes its meaning. */
export type RuleId = string;

export type Level = 'foundation' | 'managed' | 'assured';
export const LEVELS = ['foundation', 'managed', 'assured'] as const satisfies readonly Level[];

/**
 * A rule in shadow is computed and shown to the PMO, but moves no score. An announced one is shown to PMs, too, and
 * moves the score from its day on. An enforced one does.
 */
export type RuleLifecycle = 'shadow' | 'announced' | 'enforced';

/** How heavily a project is governed. */
export type Tier = 'directive' | 'controlling' | 'supportive' | 'exempt';
export const TIERS = ['directive', 'controlling', 'supportive', 'exempt'] as const satisfies readonly Tier[];

/** How a playbook uses a rule. */
export interface PlaybookRule {
  readonly rule: RuleId;
  readonly lifecycle: RuleLifecycle;
  /** The day from which an announced rule counts; absent on all others. */
  readonly countsFrom?: Day;
  /** > 0. C = 10, H = 7.5, M = 5, L = 2.5 in the catalogue. */
  readonly weight: number;
  /** The good share at which the rule passes, in (0, 1]. */
  readonly target: number;
  /** The lowest level that asks for it; every enforced rule is asked for by `assured`. */
  readonly level: Level;
  /** A critical rule that does not pass caps the level at none. */
  readonly critical: boolean;
}

/**
 * Which projects follow a playbook. Of several playbooks the one that names the project comes first, then the one that
 * names its category, then the one for every other project; of equals the one that was published first.
 */
export interface Followers {
  /** Ids of projects. */
  readonly projects: readonly number[];
  /** Ids of Jira's project categories. */
  readonly categories: readonly number[];
  /** Every project that no other playbook names. */
  readonly everyOther: boolean;
}

/** Fields that a playbook may require of an issue type; `plannedEnd`: a dated fix version or sprint. */
export const REQUIRED_FIELDS = ['assignee', 'estimate', 'start', 'due', 'plannedEnd', 'parent'] as const;
export type RequiredField = (typeof REQUIRED_FIELDS)[number];

/** An issue type that every project uses, and what is filled in on its issues. */
export interface RequiredType {
  /** Its name in lower case. */
  readonly type: string;
  readonly fields: readonly RequiredField[];
}

/** A versioned set of rules and weights that the PMO publishes. */
export interface Playbook {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly followers: Followers;
  /** In the order of the catalogue. */
  readonly rules: readonly PlaybookRule[];
  readonly calendar: WorkingCalendar;
  /** Hours of work in a working day, > 0: turns estimates into days. */
  readonly hoursPerDay: number;
  /** Names of issue types (lower case) that mark a milestone. */
  readonly milestoneTypes: readonly string[];
  /** What `template-conformity` asks for; each type once. */
  readonly requiredTypes: readonly RequiredType[];
  /** Which issues are risks, and from which probability × impact on one is high. */
  readonly risks: {
    /** Names of issue types in lower case. */
    readonly types: readonly string[];
    /** Of 25: both are steps from 1 to 5. */
    readonly highFrom: number;
  };
  /** Whether `resourced` asks for an estimate beside an assignee. */
  readonly estimatesRequired: boolean;
  /** Link types by name (lower case) whose meaning the PMO set; all others are told from their words. */
  readonly linkMeanings: Readonly<Record<string, LinkMeaning>>;
  /** Whether a parent issue depends on its children: each then is a finish-to-finish provider of it. */
  readonly parentWaitsForChildren: boolean;
  /** Fields by what they mean, as Jira's ids. Of what none is named, one is guessed from names and types. */
  readonly fields: Readonly<Partial<Record<FieldMeaning, string>>>;
  /** Days within which a project of a tier reports its status; `null`: it need not. */
  readonly reportWithin: Readonly<Record<Tier, number | null>>;
}
