import type { GatesOnRecord, Lifecycle, ProjectRecords } from '../model';
import { positionOf } from './position';
import { letsPass, type GatesState } from './replay';

const NONE: ReadonlySet<number> = new Set<number>();
/** Which gates were passed is the same on every day: only whether they block again is not. */
const ANY_DAY = 0;

/** What rules need of a gate record of so many events. */
export function gatesInShort(lifecycle: Lifecycle, state: GatesState, events: number): GatesOnRecord {
  const passed = positionOf(lifecycle, state, ANY_DAY, NONE).gates.flatMap(({ decided, conditions }) => {
    const isPassed = decided !== null && decided.outcome !== null && letsPass(decided.outcome);
    return isPassed ? [conditions.map(({ issueId }) => issueId)] : [];
  });
  return { events, passed };
}

/**
 * Counts the passed gates, and those of them that leave nothing open: evidence and decision are there, or the law of
 * gates would not have let them be passed, so that conditions decide. `isDone`: of issues of conditions.
 */
export function gatesOnRecord(
  { passed }: GatesOnRecord,
  isDone: (issueId: number) => boolean,
): NonNullable<ProjectRecords['gates']> {
  const isClosed = (issueId: number | null): boolean => issueId !== null && isDone(issueId);
  return { passed: passed.length, evidenced: passed.filter((conditions) => conditions.every(isClosed)).length };
}
