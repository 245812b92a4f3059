import { FLAG, NO_DAY, STATE, type Day, type IssueColumns } from '../model';

/** Bits of {@link IssueView.traits}: what an issue's surroundings make of it. */
export const TRAIT = {
  /** A child or sub-task in this project is open. */
  openChild: 1,
  /** End of a dependency, open or not. */
  inDependency: 2,
  inOpenDependency: 4,
  /** Provider of an open dependency. */
  providesOpen: 8,
  inOpenCrossProject: 16,
  /** In a cycle of open dependencies, over all projects. */
  inOpenCycle: 32,
} as const;

/** The issues' columns, and one with what was derived from links and parents. */
export interface IssueView extends IssueColumns {
  readonly traits: Uint8Array;
}

/** Place of an issue in the columns, −1 when the project does not hold it. */
export function rowOfIssue(issues: IssueColumns, id: number): number {
  let low = 0;
  let high = issues.count - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if (issues.id[middle] === id) return middle;
    if (issues.id[middle] < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export function isDone(issues: IssueView, row: number): boolean {
  return issues.state[row] === STATE.done;
}

export function isOpen(issues: IssueView, row: number): boolean {
  return issues.state[row] !== STATE.done;
}

export function isInProgress(issues: IssueView, row: number): boolean {
  return issues.state[row] === STATE.inProgress;
}

/** Level 0, and sub-tasks below. */
export function isWorkItem(issues: IssueView, row: number): boolean {
  return issues.level[row] <= 0;
}

/** An epic, or what stands above epics. */
export function isContainer(issues: IssueView, row: number): boolean {
  return issues.level[row] >= 1;
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

/** The issue has one of the {@link TRAIT}s in `wanted`. */
export function hasTrait(issues: IssueView, row: number, wanted: number): boolean {
  return (issues.traits[row] & wanted) !== 0;
}

/** How far back "recently finished" reaches, today included. */
export const RECENT_DAYS = 90;

/** Finished in the last 90 days, today included; not in the future, and not when nobody knows when. */
export function isRecentlyFinished(issues: IssueColumns, row: number, today: Day): boolean {
  const day = issues.finishedOn[row];
  return issues.state[row] === STATE.done && day > today - RECENT_DAYS && day <= today;
}
