import type { Level, RuleId, RuleLifecycle } from './playbook';

export type FindingStatus = 'pass' | 'partial' | 'fail' | 'notApplicable' | 'notAssessable' | 'exempt';

/** An issue that keeps a rule from passing. */
export interface Offender {
  readonly id: number;
  readonly key: string;
  /** Which of the rule's reasons, e.g. `startAfterDue`; the rule says each in words. */
  readonly reason: string;
  /** How many bad members of the population it accounts for; absent: one, the issue itself. */
  readonly bad?: number;
}

/** A rule's result on a project. */
export interface Finding {
  readonly rule: RuleId;
  readonly lifecycle: RuleLifecycle;
  /** The day from which an announced rule counts, `YYYY-MM-DD`; absent on all others. */
  readonly countsFrom?: string;
  readonly status: FindingStatus;
  /** Good members of the population; `null` when not assessable. */
  readonly numerator: number | null;
  /** The population; `null` when not assessable. */
  readonly denominator: number | null;
  readonly target: number;
  /** min(1, good share / target); `null` unless status is pass, partial or fail. */
  readonly attainment: number | null;
  readonly weight: number;
  readonly level: Level;
  readonly critical: boolean;
  /** 100 · weight · attainment / Σ weight; `null` when the rule is outside the score. */
  readonly contribution: number | null;
  /** 100 · weight · (1 − attainment) / Σ weight: the points that mending it gains; `null` outside the score. */
  readonly loss: number | null;
  /**
   * The fewest offenders to mend so that the rule passes; 0 when it passes, is exempt or has no result, and when it
   * tells of a past that nobody can mend.
   */
  readonly toMend: number;
  /** What the site cannot carry, in words; empty unless not assessable. */
  readonly missing: readonly string[];
  /** Ascending by issue number. */
  readonly offenders: readonly Offender[];
  /** What exempts the project from the rule, and until which day, `YYYY-MM-DD`; absent unless exempt. */
  readonly waiver?: { readonly id: number; readonly until: string };
}

/** Why there is no score. Shares in [0, 1]. */
export type ScoreWithheld =
  | { readonly because: 'lowCoverage'; readonly coverage: number }
  | { readonly because: 'littleApplies'; readonly applicableShare: number; readonly dormant: boolean };

/** How a project would stand once announced rules count, were everything else as it is. */
export interface AnnouncedStanding {
  /** The day from which they count, `YYYY-MM-DD`. */
  readonly from: string;
  /** How many count from that day. */
  readonly rules: number;
  /** Unrounded; `null` where it would be withheld. */
  readonly score: number | null;
  readonly level: Level | null;
}

/** One thing to do, and what it gains. */
export interface Fix {
  readonly rule: RuleId;
  /** The fewest issues to mend. */
  readonly issues: number;
  /** Points of score gained. */
  readonly gain: number;
}

export interface NextLevel {
  readonly level: Level;
  /** Rules that keep the project from it. */
  readonly rules: readonly RuleId[];
  /** Issues to mend over those rules. */
  readonly issues: number;
}

export interface IssueCounts {
  /** evaluated + unreadable. */
  readonly read: number;
  readonly evaluated: number;
  readonly unreadable: number;
  readonly open: number;
  /** Issues whose status has no category. */
  readonly uncategorised: number;
}

/** The outcome of evaluating one project on one day: a pure function of facts, playbook and day. */
export interface Snapshot {
  readonly schema: 1;
  readonly project: { readonly id: number; readonly key: string };
  /** The day of evaluation, `YYYY-MM-DD` in the site's time zone. */
  readonly today: string;
  readonly playbook: { readonly id: string; readonly version: number; readonly title: string };
  readonly issues: IssueCounts;
  /** In the playbook's order. */
  readonly findings: readonly Finding[];
  /** 0 … 100, unrounded; `null` when withheld. */
  readonly score: number | null;
  readonly withheld: ScoreWithheld | null;
  /** Assessed weight / applicable weight of enforced rules; `null` when nothing applies. */
  readonly coverage: number | null;
  /** Applicable weight / weight of enforced rules. */
  readonly applicableShare: number;
  /** `null`: none reached. */
  readonly level: Level | null;
  /** `null` when assured is reached. */
  readonly nextLevel: NextLevel | null;
  /** Failed critical rules that cap the level. */
  readonly cappedBy: readonly RuleId[];
  /** Cheapest fixes first, at most five. */
  readonly fixes: readonly Fix[];
}
