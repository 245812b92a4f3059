import type { Day } from './calendar';
import type { Level, RuleId } from './playbook';

/** How one project stood on a day. Texts of the day are named by their places. */
export interface ProjectOnDay {
  readonly projectId: number;
  /** Two decimals; `null` when it was withheld. */
  readonly score: number | null;
  /** In [0, 1], two decimals; `null` when nothing applied. */
  readonly coverage: number | null;
  readonly level: Level | null;
  /** In the day's playbooks. */
  readonly playbook: number;
  /** In the day's stages; `null` without a lifecycle, or behind its last gate. */
  readonly stage: number | null;
  /** Gates that it had passed; `null` without a lifecycle, and on days before this was kept. */
  readonly passed: number | null;
  /** Dependencies by which it waited for other projects and that were late. */
  readonly late: number;
  /** By the day's rules, in [0, 1], two decimals; `null` where a rule had no result. */
  readonly attainments: readonly (number | null)[];
}

export interface PlaybookOnDay {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Rules in shadow, by their places in the day's rules: for the PMO alone. */
  readonly shadow: readonly number[];
}

/** That one project waited for another by a dependency that was late; both by id. */
export interface LateWait {
  readonly dependent: number;
  readonly provider: number;
}

/** How all projects stood on a day: what trends are drawn from. */
export interface PortfolioDay {
  readonly day: Day;
  readonly rules: readonly RuleId[];
  readonly playbooks: readonly PlaybookOnDay[];
  readonly stages: readonly string[];
  /** Ascending by id. */
  readonly projects: readonly ProjectOnDay[];
  /** Ascending; absent on days before this was kept. */
  readonly lateWaits?: readonly LateWait[];
}
