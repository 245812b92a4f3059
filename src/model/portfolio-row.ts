import type { Day } from './calendar';
import type { OfFew } from './few';
import type { GatesInBrief } from './gate-record';
import type { Place } from './places';
import type { Level, RuleId, RuleLifecycle } from './playbook';
import type { FindingStatus, IssueCounts, NextLevel } from './snapshot';

/** Days of which a {@link PortfolioRow} keeps the score, its own included: four weeks. */
export const RECENT_DAYS = 28;
/** How many days before its own a {@link PortfolioRow} says where the project stood. */
export const DAYS_BACK = 7;

/** A rule's result on a project, without its issues. */
export interface RowFinding {
  readonly rule: RuleId;
  readonly lifecycle: RuleLifecycle;
  /** The day from which a rule counts that was announced; absent on those that count since they follow the playbook. */
  readonly countsFrom?: Day;
  readonly status: FindingStatus;
  /** In [0, 1], three decimals; `null` unless the rule was assessed. */
  readonly attainment: number | null;
  /** In the place of a percentage, where it would be one of few. */
  readonly few?: OfFew;
  readonly weight: number;
  /** Points that mending it gains, two decimals; `null` outside the score. */
  readonly loss: number | null;
  /** The fewest issues to mend so that it passes. */
  readonly toMend: number;
}

/** How the open issues of one component or team stand by themselves. */
export interface RowPlace extends Place {
  /** Rules of {@link FreshRow.findings} that could be judged there … */
  readonly judged: readonly RuleId[];
  /** … and those of them of which its issues fall short. */
  readonly short: readonly RuleId[];
}

/** How a project stood a week before. */
export interface WeekAgo {
  /** Two decimals; `null` when it was withheld. */
  readonly score: number | null;
  readonly level: Level | null;
  /** `id@version`. */
  readonly playbook: string;
  /** In [0, 1]; `null` where a rule had no result. */
  readonly attainments: Readonly<Record<RuleId, number | null>>;
}

/** What the portfolio keeps of one snapshot of a project: everything but the issues. */
export interface FreshRow {
  readonly projectId: number;
  readonly evaluatedOn: Day;
  /** When Jira was read for it; milliseconds since 1970. */
  readonly readAt: number;
  readonly playbook: { readonly id: string; readonly version: number; readonly title: string };
  /** Two decimals; `null` when it is withheld. */
  readonly score: number | null;
  /** In [0, 1], three decimals; `null` when nothing applies. */
  readonly coverage: number | null;
  readonly level: Level | null;
  readonly withheld: 'lowCoverage' | 'littleApplies' | 'dormant' | null;
  readonly nextLevel: NextLevel | null;
  readonly issues: IssueCounts;
  /** In the playbook's order. */
  readonly findings: readonly RowFinding[];
  /** `null` for a project without a lifecycle. */
  readonly gate: GatesInBrief | null;
  /** Those with the most open issues. */
  readonly places: readonly RowPlace[];
}

/** How a project stands, and where it comes from. */
export interface PortfolioRow extends FreshRow {
  /** `null` when the project was not evaluated on that day. */
  readonly weekAgo: WeekAgo | null;
  /** Scores of the last {@link RECENT_DAYS} days up to its own, oldest first; `null` on days without one. */
  readonly recent: readonly (number | null)[];
}

/** What projects can have in common, so that what recurs among them has one answer. Not who leads them: it is no blame. */
export type CommonTrait = 'category' | 'playbook' | 'stage' | 'tier';
