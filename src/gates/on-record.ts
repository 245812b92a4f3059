import type { GatesOnRecord, Lifecycle, ProjectRecords } from '../model';
import { positionOf } from './position';
import { letsPass, type GatesState } from './replay';

const NONE: ReadonlySet<number> = new Set<number>();
/** Which gates were passed, and which one comes next, is the same on every day: only whether they block again is not. */
const ANY_DAY = 0;

/** What rules and the portfolio need of a gate record of so many events. */
export function gatesInShort(lifecycle: Lifecycle, state: GatesState, events: number): GatesOnRecord {
  const { stage, next, gates } = positionOf(lifecycle, state, ANY_DAY, NONE);
  const passed = gates.flatMap(({ decided, conditions }) => {
    const isPassed = decided !== null && decided.outcome !== null && letsPass(decided.outcome);
    return isPassed ? [conditions.map(({ issueId }) => issueId)] : [];
  });
  return {
    events,
    passed,
    stage: lifecycle.stages.at(stage)?.title ?? null,
    next: next && { title: next.gate.title, planned: next.gate.planned, forecast: next.gate.forecast },
  };
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
