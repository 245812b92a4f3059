import { NO_DAY, placeOf, rowsWithFollowedDue, type Day, type ProjectFacts } from '../model';
import { TRAIT, type DueMoveColumns, type IssueView } from './issue-view';

/** Marks the issues whose due dates are followed, and those that were moved; answers the moves by row. */
export function markDueMoves(
  { issues, dueMoves }: Pick<ProjectFacts, 'issues' | 'dueMoves'>,
  traits: Int32Array,
): DueMoveColumns | null {
  if (dueMoves === undefined) return null;
  for (const row of rowsWithFollowedDue(issues)) traits[row] |= TRAIT.followedDue;
  if (dueMoves.id.length === 0) return null;
  const column = (): Int32Array => new Int32Array(issues.count).fill(NO_DAY);
  const columns = { first: column(), lastButOne: column(), postponedLate: column() };
  let row = 0;
  for (let at = 0; at < dueMoves.id.length; at++) {
    const found = placeOf(issues.id, dueMoves.id[at], row);
    if (found < 0) continue;
    row = found;
    traits[row] |= TRAIT.movedDue;
    columns.first[row] = dueMoves.first[at];
    columns.lastButOne[row] = dueMoves.lastButOne[at];
    columns.postponedLate[row] = dueMoves.postponedLate[at];
  }
  return columns;
}

/** The `missing` of rules that need to know what became of due dates. */
export function missingDueMoves({ dueMovesKnown }: { readonly dueMovesKnown: boolean }): readonly string[] {
  return dueMovesKnown ? [] : ['the changes of due dates could not be read from Jira, or were not read yet'];
}

/** The first due date that an issue was given, of those whose due dates are followed; else `NO_DAY`. */
export function firstDueOf({ traits, due, dueMoves }: IssueView, row: number): Day {
  if ((traits[row] & TRAIT.followedDue) === 0) return NO_DAY;
  return (traits[row] & TRAIT.movedDue) === 0 || dueMoves === null ? due[row] : dueMoves.first[row];
}
