import type { Condition, Day, Gate, Lifecycle } from '../model';
import { isPending, type GatesState, type Review } from './replay';

/** How a condition stands: its issue is done, it is not yet due, or it is past its day. */
export type ConditionStanding = 'done' | 'open' | 'overdue';

/**
 * - `bypassed`: it was put in before a gate that had been passed; it is not asked any more.
 * - `passedWithConditions`: none of them is overdue; `blocked`: one is.
 * - `held`, `stopped`: so it was decided last.
 */
export type GateStatus =
  'open' | 'inReview' | 'passed' | 'passedWithConditions' | 'blocked' | 'held' | 'stopped' | 'bypassed';

export interface TrackedCondition extends Condition {
  readonly standing: ConditionStanding;
  /** The issue that it has become; `null` when it has not. */
  readonly issueId: number | null;
}

export interface GateStanding {
  readonly gate: Gate;
  readonly status: GateStatus;
  /** The review that was decided last; `null` before the first decision. */
  readonly decided: Review | null;
  /** The review that waits for deciders. */
  readonly pending: Review | null;
  /** Of the review that was decided last. */
  readonly conditions: readonly TrackedCondition[];
  /** Planned for an earlier day, and not passed. */
  readonly overdue: boolean;
}

export interface Position {
  /** Place of the stage that the project is in; the number of stages when it has passed the last gate. */
  readonly stage: number;
  /** In the lifecycle's order. */
  readonly gates: readonly GateStanding[];
  /** The gate to be passed next: one that blocks again, else the one of the stage; `null` when there is none left. */
  readonly next: GateStanding | null;
}

/**
 * Where a project stands on a day. `doneIssues`: those issues of conditions that are done in Jira as of now: a condition
 * counts as closed for as long as its issue is.
 */
export function positionOf(
  { stages }: Lifecycle,
  state: GatesState,
  today: Day,
  doneIssues: ReadonlySet<number>,
): Position {
  const reviews = [...state.reviews.values()];
  const found = stages.map(({ gate }) => {
    const ofGate = reviews.filter(({ request }) => request.gate === gate.id);
    const decided = ofGate.findLast(({ outcome }) => outcome !== null) ?? null;
    const conditions = trackConditions(decided?.outcome?.conditions ?? [], state, today, doneIssues);
    const verdict = verdictOf(decided, conditions);
    return { gate, decided, conditions, verdict, pending: ofGate.findLast(isPending) ?? null };
  });
  const last = found.findLastIndex(({ verdict }) => isBehind(verdict));
  const gates = found.map(({ verdict, ...standing }, place): GateStanding => {
    const { gate, pending } = standing;
    const isGoneBy = verdict === 'open' && place < last && pending === null;
    const status = isGoneBy ? 'bypassed' : pending && !isPassing(verdict) ? 'inReview' : verdict;
    const isAsked = !isPassing(verdict) && !isGoneBy;
    return { ...standing, status, overdue: isAsked && gate.planned !== null && gate.planned < today };
  });
  const next = gates.find(({ status }) => !isPassing(status) && status !== 'bypassed') ?? null;
  return { stage: last + 1, gates, next };
}

/** The project has gone on behind the gate, even where it blocks again. */
function isBehind(verdict: GateStatus): boolean {
  return isPassing(verdict) || verdict === 'blocked';
}

export function isPassing(status: GateStatus): boolean {
  return status === 'passed' || status === 'passedWithConditions';
}

function verdictOf(decided: Review | null, conditions: readonly TrackedCondition[]): GateStatus {
  switch (decided?.outcome?.decision) {
    case undefined:
      return 'open';
    case 'hold':
      return 'held';
    case 'stop':
      return 'stopped';
    case 'go':
    case 'conditionalGo':
      if (conditions.some(({ standing }) => standing === 'overdue')) return 'blocked';
      return conditions.every(({ standing }) => standing === 'done') ? 'passed' : 'passedWithConditions';
  }
}

function trackConditions(
  conditions: readonly Condition[],
  { issues }: GatesState,
  today: Day,
  doneIssues: ReadonlySet<number>,
): readonly TrackedCondition[] {
  return conditions.map((condition) => {
    const issueId = issues.get(condition.id) ?? null;
    const isDone = issueId !== null && doneIssues.has(issueId);
    return { ...condition, issueId, standing: isDone ? 'done' : today > condition.due ? 'overdue' : 'open' };
  });
}
