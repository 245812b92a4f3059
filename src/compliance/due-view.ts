import { nextPlace, NO_DAY, rowsWithFollowedDue, type Day, type IssueColumns, type ProjectFacts } from '../model';
import { TRAIT, type DueMoveColumns } from './issue-view';

/** What became of due dates, by row. */
interface DueHistory {
  /** `null` where none is known to have been moved. */
  readonly moves: DueMoveColumns | null;
  /** The first one that an issue was given, of those whose due dates are followed; else `NO_DAY`. */
  readonly firstDue: Int32Array;
}

/** Marks the issues whose due dates are followed, and those that were moved. */
export function markDueMoves(
  { issues, dueMoves }: Pick<ProjectFacts, 'issues' | 'dueMoves'>,
  traits: Int32Array,
): DueHistory {
  const column = (): Int32Array => new Int32Array(issues.count).fill(NO_DAY);
  const firstDue = column();
  if (dueMoves === undefined) return { moves: null, firstDue };
  for (const row of rowsWithFollowedDue(issues)) {
    traits[row] |= TRAIT.followedDue;
    firstDue[row] = issues.due[row];
  }
  if (dueMoves.id.length === 0) return { moves: null, firstDue };
  const moves = { lastButOne: column(), postponedLate: column() };
  let row = 0;
  for (let at = 0; at < dueMoves.id.length; at++) {
    row = nextPlace(issues.id, dueMoves.id[at], row);
    if (issues.id[row] !== dueMoves.id[at]) continue;
    traits[row] |= TRAIT.movedDue;
    // A project's stored moves may be of issues that it follows no longer.
    if ((traits[row] & TRAIT.followedDue) !== 0) firstDue[row] = dueMoves.first[at];
    moves.lastButOne[row] = dueMoves.lastButOne[at];
    moves.postponedLate[row] = dueMoves.postponedLate[at];
  }
  return { moves, firstDue };
}

/** Marks what was to be finished by now, unless it was finished nobody knows when. */
export function markPromised(
  { count, finishedOn }: IssueColumns,
  promised: Int32Array,
  traits: Int32Array,
  today: Day,
): void {
  for (let row = 0; row < count; row++) {
    const hasCome = Number(promised[row] !== NO_DAY) & Number(promised[row] <= today);
    const isOpen = Number((traits[row] & TRAIT.open) !== 0);
    traits[row] |= (hasCome & (isOpen | Number(finishedOn[row] !== NO_DAY))) * TRAIT.promisedByNow;
  }
}

/** The `missing` of rules that need to know what became of due dates. */
export function missingDueMoves({ dueMovesKnown }: { readonly dueMovesKnown: boolean }): readonly string[] {
  return dueMovesKnown ? [] : ['the changes of due dates could not be read from Jira, or were not read yet'];
}
