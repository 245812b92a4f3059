import { FLAG, NO_DAY, STATE, type Day, type IssueColumns } from '../model';

/** Bits of {@link IssueView.traits}: what an issue is, and what links and parents make of it. */
export const TRAIT = {
  open: 1,
  inProgress: 2,
  /** Level 0, and sub-tasks below. */
  workItem: 4,
  /** An epic, or what stands above epics. */
  container: 8,
  /** Finished in the last 90 days, today included; not in the future, and not when nobody knows when. */
  recentlyFinished: 16,
  /** Open, or finished in the last 90 days or on a day to come. */
  current: 32,
  /** A child or sub-task in this project is open. */
  openChild: 64,
  /** End of a dependency, open or not. */
  inDependency: 128,
  inOpenDependency: 256,
  /** Provider of an open dependency. */
  providesOpen: 512,
  inOpenCrossProject: 1024,
  /** In a cycle of open dependencies, over all projects. */
  inOpenCycle: 2048,
  /** The schedule knows its total float … */
  hasFloat: 4096,
  /** … which is more than two months of working days, */
  highFloat: 8192,
  /** … or below 0. */
  negativeFloat: 16384,
  /** Its fixed-date field is filled. */
  fixedDate: 32768,
} as const;

/** The issues' columns, and one with what is derived from them, once for all rules. */
export interface IssueView extends IssueColumns {
  readonly traits: Uint16Array;
}

/** How far back "recently finished" reaches, today included. */
const RECENT_DAYS = 90;

/** The traits that an issue's own fields tell. */
export function traitsOf(issues: IssueColumns, row: number, today: Day): number {
  const level = issues.level[row] <= 0 ? TRAIT.workItem : TRAIT.container;
  const state = issues.state[row];
  if (state === STATE.inProgress) return level | TRAIT.open | TRAIT.current | TRAIT.inProgress;
  if (state !== STATE.done) return level | TRAIT.open | TRAIT.current;
  const finished = issues.finishedOn[row];
  if (finished <= today - RECENT_DAYS) return level;
  return level | TRAIT.current | (finished <= today ? TRAIT.recentlyFinished : 0);
}

/** The issue has one of the {@link TRAIT}s in `wanted`. */
export function hasTrait(issues: IssueView, row: number, wanted: number): boolean {
  return (issues.traits[row] & wanted) !== 0;
}

export function hasAssignee(issues: IssueView, row: number): boolean {
  return (issues.flags[row] & FLAG.assignee) !== 0;
}

export function hasEstimate(issues: IssueView, row: number): boolean {
  return (issues.flags[row] & FLAG.estimate) !== 0;
}

export function hasResolution(issues: IssueView, row: number): boolean {
  return (issues.flags[row] & FLAG.resolution) !== 0;
}

/** A fix version with a release date, or a sprint with an end date. */
export function hasPlannedEnd(issues: IssueView, row: number): boolean {
  return (issues.flags[row] & FLAG.plannedEnd) !== 0;
}

export function hasStart(issues: IssueView, row: number): boolean {
  return issues.start[row] !== NO_DAY;
}

export function hasDue(issues: IssueView, row: number): boolean {
  return issues.due[row] !== NO_DAY;
}

/** Has start or due. */
export function isDated(issues: IssueView, row: number): boolean {
  return hasStart(issues, row) || hasDue(issues, row);
}
