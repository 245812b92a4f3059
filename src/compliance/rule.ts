import type { Day, FieldMeaning, Level, Playbook, RuleId } from '../model';
import type { IssueView } from './issue-view';
import type { DependencyView, ProjectView } from './project-view';
import type { CountWorkingDays } from './working-days';

/** In the order in which they are shown. */
export const THEMES = ['delivery', 'plan', 'dependencies', 'riskAndChange', 'governance'] as const;
export type Theme = (typeof THEMES)[number];

/** How much a rule weighs unless the playbook says otherwise. */
export const WEIGHT = { critical: 10, high: 7.5, medium: 5, low: 2.5 } as const;

/** What rules know beside the facts. */
export interface RuleContext {
  readonly today: Day;
  readonly workingDays: CountWorkingDays;
  readonly playbook: Playbook;
}

/** A noun or a predicate for one thing and for several. */
export interface OneOrMany {
  readonly one: string;
  readonly many: string;
}

/** The figures of a finding as sentences: "5 of 48 ⟨population⟩ ⟨bad⟩". */
export interface CountPhrases {
  /** E.g. "item in progress", "items in progress". */
  readonly population: OneOrMany;
  /** What is true of the good ones, e.g. "has an owner", "have an owner". */
  readonly good: OneOrMany;
  /** What is wrong with the others, e.g. "has nobody assigned", "have nobody assigned". */
  readonly bad: OneOrMany;
  /** Said when the population is empty, e.g. "Nothing is in progress". */
  readonly none: string;
}

/** The outcome of a yes/no rule as whole sentences. */
export interface VerdictPhrases {
  readonly pass: string;
  readonly fail: string;
  /** Said where the rule does not apply, unless that says enough. */
  readonly none?: string;
}

/** What every rule says of itself. All texts are shown to readers as they stand. */
interface RuleBase<Reason extends string> {
  /** The file's name; a persisted key. */
  readonly id: RuleId;
  /** Raised whenever the same facts may give other figures. */
  readonly version: number;
  readonly theme: Theme;
  /** A true/false sentence. */
  readonly title: string;
  /** What is checked, in a sentence or two. */
  readonly checks: string;
  /** Exactly which members count … */
  readonly denominator: string;
  /** … and which of them are good. */
  readonly numerator: string;
  /** Why a reader should care. */
  readonly rationale: string;
  /** The standard or practice it comes from. */
  readonly source: string;
  /** How to mend it. */
  readonly remediation: string;
  /** The button's words, e.g. "Assign them". */
  readonly fixLabel: string;
  /** Jira's fields and records that it reads, in words. */
  readonly needs: readonly string[];
  /** What its figures hang on of that which a playbook may have read from other fields. Absent: nothing. */
  readonly reads?: readonly FieldMeaning[];
  /** What is wrong with an offender, by reason: the end of a sentence about that issue. */
  readonly reasons: Readonly<Record<Reason, string>>;
  /** What we decided where the definition is silent. */
  readonly notes: readonly string[];
  readonly defaults: {
    readonly weight: number;
    /** The good share at which it passes. */
    readonly target: number;
    readonly level: Level;
    readonly critical: boolean;
    /** How it begins in the default playbook; absent: enforced. */
    readonly lifecycle?: 'shadow';
  };
  /** What the site cannot tell, in words; empty when the rule can be assessed. Absent: it always can. */
  readonly missing?: (project: ProjectView, context: RuleContext) => readonly string[];
}

/**
 * Looks at each issue by itself. What `TRAIT`s can say, they say: 32 issues at once are sorted out by them. Its functions
 * may run a million times: no allocation, no search.
 */
export interface IssueRule<Reason extends string = string> extends RuleBase<Reason> {
  readonly judges: 'issues';
  readonly phrases: CountPhrases;
  /** The traits that an issue must all have to be looked at … */
  readonly among: number;
  /** … and those of which it must have one; absent: any will do. */
  readonly oneOf?: number;
  /** Which of those count; absent: all. */
  readonly population?: (issues: IssueView, row: number, context: RuleContext) => boolean;
  /** A member of the population that has all of the wanted traits, and none of the unwanted, is good without being asked. */
  readonly wanted?: number;
  readonly unwanted?: number;
  /** What is wrong with any other; `null` when it is good all the same. */
  readonly reason: (issues: IssueView, row: number, context: RuleContext) => Reason | null;
  /** Reasons of the past, which nobody can mend today. Absent: none. */
  readonly unmendable?: readonly Reason[];
}

/** Looks at each dependency; its offender is an issue of this project. */
export interface DependencyRule<Reason extends string = string> extends RuleBase<Reason> {
  readonly judges: 'dependencies';
  readonly phrases: CountPhrases;
  readonly population: (dependencies: DependencyView, at: number, context: RuleContext) => boolean;
  readonly reason: (dependencies: DependencyView, at: number, context: RuleContext) => Reason | null;
  /** The row of the issue that has to be mended; every member of the population has one. */
  readonly offender: (dependencies: DependencyView, at: number) => number;
}

/** Looks at the project as a whole. */
export interface ProjectRule extends RuleBase<never> {
  readonly judges: 'project';
  /** Of a rule that counts something that is no issue, the figures are said. */
  readonly phrases: VerdictPhrases | CountPhrases;
  /** It tells of the past alone, which nobody can mend today. */
  readonly isOfPastAlone?: true;
  /** Yes/no rules have denominator 1; an index such as CPLI is its own numerator. Denominator 0: not applicable. */
  readonly measure: (project: ProjectView, context: RuleContext) => { numerator: number; denominator: number };
}

/** One check, with everything that is to be known about it. */
export type Rule = IssueRule | DependencyRule | ProjectRule;
