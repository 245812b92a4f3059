import * as z from 'zod';
import type { Level } from '../model';
import { HISTORY_WEEKS, MOST_GROUPS_COMPARED } from './limits';
import type { RuleInWords } from './project-page';
import { projectId, type Reply } from './reply';

const MOST_PROJECTS = 10_000;

export const trendRequests = {
  /** How groups of projects stood over the last weeks. Of projects that the viewer may not browse nothing is counted. */
  trends: z.strictObject({
    weeks: z.literal([...HISTORY_WEEKS]),
    groups: z.array(z.array(projectId).max(MOST_PROJECTS)).min(1).max(MOST_GROUPS_COMPARED),
  }),
} as const;

/** A rule as the portfolio shows it. */
export type PortfolioRule = Pick<RuleInWords, 'id' | 'title' | 'theme'>;

/** How a group stood on a day. */
export interface TrendPoint {
  /** How many of its projects had been evaluated by then. */
  readonly projects: number;
  /** The mean of those that have one: points, one decimal; `null` where none has. */
  readonly score: number | null;
  /** The mean, in [0, 1], two decimals; `null` where nothing applied. */
  readonly coverage: number | null;
  /** How many had reached each level; the others had none. */
  readonly levels: Readonly<Record<Level, number>>;
  /** Dependencies by which they waited for other projects and that were late. */
  readonly late: number;
  /** By the view's rules: the mean over its projects with a result, in [0, 1], two decimals. */
  readonly attainments: readonly (number | null)[];
}

/** Projects that came to follow another playbook, or passed into another stage. */
export interface TrendTurn {
  /** The first of the view's days that shows it. */
  readonly day: string;
  readonly what: 'playbook' | 'stage';
  /** `null`: there was none before, or is none any more. */
  readonly from: string | null;
  readonly to: string | null;
  readonly projects: number;
}

/** Days are `YYYY-MM-DD`. */
export interface TrendsView {
  /** Ascending, at most 48; days on which nothing was kept are absent. */
  readonly days: readonly string[];
  /** Those that had a result. */
  readonly rules: readonly Pick<RuleInWords, 'id' | 'title' | 'theme'>[];
  /** As they were asked for; of each a point per day. */
  readonly groups: readonly (readonly TrendPoint[])[];
  /** Of all groups together, by day; on each the most projects first. */
  readonly turns: readonly TrendTurn[];
}

export interface TrendReplies {
  readonly trends: Reply<TrendsView>;
}
