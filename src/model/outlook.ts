import type { Day } from './calendar';
import type { Dependency } from './dependency';
import type { DependencySlice } from './dependency-slice';

/** What made an item's forecast finish what it is. */
export type Driver = 'plan' | 'today' | 'provider';

/** Where a planned date, or a duration, comes from; the last two durations are estimates of ours. */
export type PlannedFrom = 'field' | 'sprint' | 'version';
export type DurationFrom = 'dates' | 'estimate' | 'history' | 'assumed';

/** The same by the number that stands for them in typed columns. */
export const PLANNED_FROM = ['field', 'sprint', 'version'] as const satisfies readonly PlannedFrom[];
export const DURATION_FROM = ['dates', 'estimate', 'history', 'assumed'] as const satisfies readonly DurationFrom[];

/** Values of {@link OutlookEnds.driver} below 0. */
export const DRIVER = { none: -1, plan: -2, today: -3, farProvider: -4 } as const;

/** Bits of {@link OutlookEnds.flags}. */
export const OUTLOOK_FLAG = {
  /** An open issue that takes part in the schedule; on all others every column but `planned…` is empty. */
  item: 1,
  inCycle: 2,
  /**
   * Its total float is at most the least on the critical path to a target: its own project's, or a milestone or dated
   * version that it leads to.
   */
  critical: 4,
  /** On the critical path to the target of its own project. */
  onPath: 8,
  milestone: 16,
} as const;

/**
 * The schedule of the ends of one project's slice, as typed columns in the slice's numbering: its own issues, then those
 * outside. Days are `NO_DAY` where there is none, counts of days `NO_DAYS`. Planned days are those of Jira, worked or not;
 * a computed day beyond the years 0000 to 9999 is told as the last working day within.
 */
export interface OutlookEnds {
  readonly count: number;
  /** Id of the project that holds it, this one or another; 0 where none of the portfolio does. */
  readonly project: Float64Array;
  readonly flags: Uint8Array;
  /** Index into `STATE`; of ends that nobody holds `todo` stands for open or unknown. */
  readonly state: Uint8Array;
  readonly plannedStart: Int32Array;
  readonly plannedStartFrom: Uint8Array;
  readonly plannedFinish: Int32Array;
  readonly plannedFinishFrom: Uint8Array;
  /** Working days; what remains, for work in progress. */
  readonly duration: Int32Array;
  readonly durationFrom: Uint8Array;
  readonly earliestStart: Int32Array;
  readonly forecastFinish: Int32Array;
  readonly latestFinish: Int32Array;
  readonly totalFloat: Int32Array;
  readonly freeFloat: Int32Array;
  /** The number of the end that drives it, or one of {@link DRIVER}; `farProvider`: one that this slice does not have. */
  readonly driver: Int32Array;
}

/** Stands for "not known" in columns that count days. */
export const NO_DAYS = -2147483648;

/**
 * What the whole graph tells of one project's share as of a day: its dependencies' dates, floats and lateness. Made by
 * the merge, stored by project, so that a page needs no other project's data to show this one's neighbourhood.
 */
export interface Outlook {
  readonly projectId: number;
  readonly asOf: Day;
  readonly ends: OutlookEnds;
  /** In the slice's order. */
  readonly dependencies: {
    readonly count: number;
    /** Index into {@link LATENESS}; `unknown`, too, where an end is done. */
    readonly lateness: Uint8Array;
    readonly neededBy: Int32Array;
    readonly slack: Int32Array;
  };
  /** When everything in the project has to be finished, and when it will be; `null` without dates. */
  readonly target: Day | null;
  readonly forecast: Day | null;
  /**
   * Whether the forecast would be {@link PATH_TEST_DAYS} later if the first item on the critical path were; true without
   * a forecast.
   */
  readonly pathMoves: boolean;
}

/** Working days by which the critical-path test delays the first item (DCMA 14-point assessment, check 12). */
export const PATH_TEST_DAYS = 600;

/** What rules need of a project's outlook. */
export type ProjectSchedule = Pick<Outlook, 'target' | 'forecast' | 'pathMoves'> & {
  /** Of the project's issues that the schedule knows, ascending. */
  readonly id: Float64Array;
  /** Working days, by the same places; `NO_DAYS` where none is known. */
  readonly totalFloat: Int32Array;
};

/** A project's own part of its outlook, without copying it. */
export function scheduleOf({
  slice: { ends },
  outlook: { target, forecast, pathMoves, ends: columns },
}: {
  readonly slice: DependencySlice;
  readonly outlook: Omit<Outlook, 'asOf'>;
}): ProjectSchedule {
  return { target, forecast, pathMoves, id: ends.id, totalFloat: columns.totalFloat.subarray(0, ends.count) };
}

/** One assumption of a what-if, by issue ids. */
export type AssumedChange =
  /** The issue's forecast finish is so many working days later, or earlier where negative, but not before today. */
  | { readonly what: 'shift'; readonly issue: number; readonly days: number }
  | { readonly what: 'finish'; readonly issue: number; readonly day: Day }
  | { readonly what: 'duration'; readonly issue: number; readonly days: number }
  | { readonly what: 'drop'; readonly issue: number }
  | { readonly what: 'dropDependency' | 'addDependency'; readonly dependency: Dependency };

/** What a set of assumptions does to the forecast. */
export interface WhatIfOutcome {
  /** By issue id, ascending; `to` is `null` for what is dropped. */
  readonly moved: readonly {
    readonly id: number;
    readonly projectId: number;
    readonly from: Day;
    readonly to: Day | null;
    readonly milestone: boolean;
  }[];
  /** Projects with an issue that moved, ascending by id: their forecast finish before and after. */
  readonly projects: readonly { readonly projectId: number; readonly from: Day | null; readonly to: Day | null }[];
  /** Open dependencies that are late (now or to be) only with the changes, or only without. */
  readonly becomeLate: number;
  readonly stopBeingLate: number;
  /** Issues that the changes put into a cycle, by id. */
  readonly newlyInCycle: readonly number[];
  /** Projects that the movement reaches but that were not given: with them the outcome may be larger. Ascending. */
  readonly beyond: readonly number[];
}
