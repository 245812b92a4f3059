import { NO_DAY, type Day } from './calendar';
import { STATE, type DueMoves, type IssueColumns } from './project-facts';

/** An issue's due date became another one, or was set or taken away (`null`). */
export interface DueChange {
  readonly at: Date;
  readonly from: Day | null;
  readonly to: Day | null;
}

/** Who moves a date this close to it leaves nobody time to react. */
const LATE_DAYS = 7;

/** One call of Jira's tells of so many issues. */
const MOST_ISSUES = 1000;

/**
 * Rows, ascending, of the issues whose due dates are followed through their history: all that have one; of more than
 * 1,000 the open ones before the done ones, and of each the newest. It follows from what Jira says of the issues now, so
 * that the same ones are followed however they came to be known. Linear.
 */
export function rowsWithFollowedDue({ count, due, state }: IssueColumns): readonly number[] {
  const dated: number[] = [];
  for (let row = 0; row < count; row++) if (due[row] !== NO_DAY) dated.push(row);
  if (dated.length <= MOST_ISSUES) return dated;
  const open = dated.filter((row) => state[row] !== STATE.done);
  const done = dated.filter((row) => state[row] === STATE.done);
  const newest = (rows: readonly number[], most: number): readonly number[] =>
    rows.slice(Math.max(0, rows.length - most));
  const followed = newest(open, MOST_ISSUES);
  return [...followed, ...newest(done, MOST_ISSUES - followed.length)].sort((a, b) => a - b);
}

/** What became of one due date; `null` where it was never moved. */
export type DueMove = { readonly [K in Exclude<keyof DueMoves, 'id'>]: Day };

/**
 * Sums up all changes of an issue's due date, in any order. Setting the first one is no move, nor is setting one anew after it
 * was taken away: taking it away was. Days are those of `dayOf`.
 */
export function dueMoveOf(changes: readonly DueChange[], dayOf: (instant: Date) => Day): DueMove | null {
  const ordered = [...changes].sort((a, b) => a.at.getTime() - b.at.getTime());
  const moves = ordered.flatMap(({ at, from, to }) => (from === null ? [] : [{ on: dayOf(at), from, to }]));
  const first = ordered.at(0)?.from ?? ordered.at(0)?.to;
  if (moves.length === 0 || first === null || first === undefined) return null;
  const late = moves.filter(({ on, from, to }) => to !== null && to > from && on <= from && from - on <= LATE_DAYS);
  return { first, lastButOne: moves.at(-2)?.on ?? NO_DAY, postponedLate: late.at(-1)?.on ?? NO_DAY };
}

/** Columns of moves by issue id. */
export function toDueMoves(moves: ReadonlyMap<number, DueMove>): DueMoves {
  const ordered = [...moves].sort(([a], [b]) => a - b);
  const column = (name: keyof DueMove): Int32Array => Int32Array.from(ordered, ([, move]) => move[name]);
  return {
    id: Float64Array.from(ordered, ([id]) => id),
    first: column('first'),
    lastButOne: column('lastButOne'),
    postponedLate: column('postponedLate'),
  };
}

/** The moves by issue id that {@link toDueMoves} made columns of. */
export function dueMovesById({ id, first, lastButOne, postponedLate }: DueMoves): ReadonlyMap<number, DueMove> {
  return new Map(
    Array.from(id, (issue, at) => [
      issue,
      { first: first[at], lastButOne: lastButOne[at], postponedLate: postponedLate[at] },
    ]),
  );
}
