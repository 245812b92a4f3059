import { JiraError, POINTS, readDueChangesPage } from '../jira';
import {
  dayOfInstant,
  dueMoveOf,
  dueMovesById,
  rowsWithFollowedDue,
  toDueMoves,
  type DueChange,
  type DueMove,
  type IssueColumns,
} from '../model';
import type { PackedFacts, StoredSite } from '../store';
import { Wait, type Allowance } from './allowance';
import { everyPage } from './every-page';

/** What was known of due dates before some issues were read anew. */
export interface KnownMoves {
  readonly facts: Pick<PackedFacts, 'issues' | 'dueMoves'>;
  /** Issues that were read just now. */
  readonly read: ReadonlySet<number>;
}

/**
 * The facts with what became of their issues' due dates: asked of Jira for those that were read just now, and for those
 * that were not followed before; without `known`, for all that are followed. Facts without it where Jira does not show
 * changelogs to the app. One call at most, unless 1,000 issues have more than 10,000 changes.
 */
export async function withDueMoves(
  facts: PackedFacts,
  { timeZone }: Pick<StoredSite, 'timeZone'>,
  allowance: Allowance,
  known: KnownMoves | null = null,
): Promise<PackedFacts> {
  const followed = followedIds(facts.issues);
  const before = known?.facts.dueMoves === undefined ? null : new Map(dueMovesById(known.facts.dueMoves));
  const followedBefore = new Set(known === null || before === null ? [] : followedIds(known.facts.issues));
  const asked = followed.filter((id) => known?.read.has(id) === true || !followedBefore.has(id));
  const changes = await askForChanges(asked, allowance);
  if (changes === null) return facts;
  const isAsked = new Set(asked);
  const moves = new Map<number, DueMove>();
  for (const id of followed) {
    const move = isAsked.has(id)
      ? dueMoveOf(changes.get(id) ?? [], (instant) => dayOfInstant(instant, timeZone))
      : before?.get(id);
    if (move) moves.set(id, move);
  }
  return { ...facts, dueMoves: toDueMoves(moves) };
}

/** All issues are read: rather than read the last page again after a wait, the moves are left to the next change. */
export async function withDueMovesUnlessWaiting(...given: Parameters<typeof withDueMoves>): Promise<PackedFacts> {
  try {
    return await withDueMoves(...given);
  } catch (error) {
    if (error instanceof Wait) return given[0];
    throw error;
  }
}

function followedIds(issues: IssueColumns): readonly number[] {
  return rowsWithFollowedDue(issues).map((row) => issues.id[row]);
}

/** `null` where Jira does not show them: the refresh goes on without. */
async function askForChanges(
  ids: readonly number[],
  allowance: Allowance,
): Promise<ReadonlyMap<number, readonly DueChange[]> | null> {
  const found = new Map<number, readonly DueChange[]>();
  if (ids.length === 0) return found;
  try {
    await everyPage(
      (token) => allowance.ask('changelog/bulkfetch', POINTS.changes(ids.length), () => readDueChangesPage(ids, token)),
      ({ changes }) => changes.forEach((more, id) => found.set(id, [...(found.get(id) ?? []), ...more])),
    );
  } catch (error) {
    const isRefused = error instanceof JiraError && (error.failure === 'notFound' || error.failure === 'forbidden');
    if (isRefused) return null;
    throw error;
  }
  return found;
}
