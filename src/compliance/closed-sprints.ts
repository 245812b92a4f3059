import type { ClosedSprint } from '../model';

/** So many of the last closed sprints are judged. */
const MOST_JUDGED = 5;
/** A sprint that set out to do less says little by what it completed. */
const LEAST_COMMITTED = 3;
/** Completed ÷ committed of a sprint that did what it set out to. */
const KEPT = { from: 0.8, to: 1.1 } as const;

/** Those of the sprints, the last one first, that count: the last five that were seen to begin with enough in them. */
export function judgedSprints(closed: readonly ClosedSprint[]): readonly ClosedSprint[] {
  return closed.filter(isJudgeable).slice(0, MOST_JUDGED);
}

/** Whether a judged sprint completed 80 to 110 % of what it set out to. */
export function isKept({ committed, completed }: ClosedSprint): boolean {
  const share = completed / (committed ?? 0);
  return share >= KEPT.from && share <= KEPT.to;
}

/**
 * The closed sprints with one more, or with what a sprint that is among them came to when it was closed again; `null`
 * where nothing is new. What it set out to at its first start stays. Kept is what counts, and as many of those that do not.
 */
export function withClosedSprint(
  closed: readonly ClosedSprint[],
  sprint: ClosedSprint,
): readonly ClosedSprint[] | null {
  const known = closed.find(({ id }) => id === sprint.id);
  if (known !== undefined && known.closedAt > sprint.closedAt) return null;
  const added = known === undefined ? sprint : { ...sprint, committed: known.committed };
  if (known?.closedAt === added.closedAt && known.completed === added.completed) return null;
  const all = [...closed.filter(({ id }) => id !== sprint.id), added].sort(lastFirst);
  const judged = judgedSprints(all);
  const others = all.filter((each) => !isJudgeable(each)).slice(0, MOST_JUDGED);
  return [...judged, ...others].sort(lastFirst);
}

function isJudgeable({ committed }: ClosedSprint): boolean {
  return committed !== null && committed >= LEAST_COMMITTED;
}

function lastFirst(one: ClosedSprint, other: ClosedSprint): number {
  return other.closedAt - one.closedAt || other.id - one.id;
}
