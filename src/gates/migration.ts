import { criteriaOfGate, type Day, type Lifecycle } from '../model';
import { canonicalJson } from './chain';
import { positionOf, type Position } from './position';
import { isPending, type GatesState } from './replay';

/** What saving another lifecycle does to where the project stands. */
export interface Migration {
  /** Titles; `null`: behind the last gate, or before there was a lifecycle. */
  readonly stageBefore: string | null;
  readonly stageAfter: string | null;
  readonly nextBefore: string | null;
  readonly nextAfter: string | null;
  /** Each effect as a sentence; empty when the project stands as it did and is asked the same. */
  readonly effects: readonly string[];
}

/**
 * Compares where the project stands by the lifecycle in force and by another one. What was decided stays decided, with
 * the criteria of its time: gates are the same ones by their id.
 */
export function migrationTo(
  next: Lifecycle,
  current: Lifecycle | null,
  state: GatesState,
  today: Day,
  doneIssues: ReadonlySet<number>,
): Migration {
  const after = positionOf(next, state, today, doneIssues);
  const before = current && positionOf(current, state, today, doneIssues);
  const stageBefore = current && before ? titleOfStage(current, before) : null;
  const stageAfter = titleOfStage(next, after);
  const nextBefore = before?.next?.gate.title ?? null;
  const nextAfter = after.next?.gate.title ?? null;
  const isSameStage = current !== null && before !== null && idOfStage(current, before) === idOfStage(next, after);
  const effects = [
    ...(current === null || isSameStage
      ? []
      : [`The project moves from ${said(stageBefore, END)} to ${said(stageAfter, END)}.`]),
    ...(current === null || before?.next?.gate.id === after.next?.gate.id
      ? []
      : [`Its next gate is ${said(nextAfter, NONE)} instead of ${said(nextBefore, NONE)}.`]),
    ...(current === null ? [] : effectsOnGates(next, current, state)),
    ...after.gates
      .filter(({ status, gate }) => status === 'bypassed' && !isBypassed(before, gate.id))
      .map(({ gate }) => `"${gate.title}" lies behind the project: it is not asked any more.`),
  ];
  return { stageBefore, stageAfter, nextBefore, nextAfter, effects };
}

const END = 'behind the last gate';
const NONE = 'none';

function effectsOnGates(next: Lifecycle, current: Lifecycle, state: GatesState): readonly string[] {
  const kept = new Map(next.stages.map(({ gate }) => [gate.id, gate]));
  const reviews = [...state.reviews.values()];
  return current.stages.flatMap(({ gate }) => {
    const isDecided = reviews.some(({ request, outcome }) => request.gate === gate.id && outcome !== null);
    const isReviewed = reviews.some((review) => review.request.gate === gate.id && isPending(review));
    const now = kept.get(gate.id);
    if (now === undefined) {
      return isDecided ? [`"${gate.title}" is removed; what was decided about it stays on record.`] : [];
    }
    const asksOther = canonicalJson(criteriaOfGate(next, gate.id)) !== canonicalJson(criteriaOfGate(current, gate.id));
    const hasOthers = canonicalJson([now.deciders, now.quorum]) !== canonicalJson([gate.deciders, gate.quorum]);
    if (isReviewed && (asksOther || hasOthers)) {
      return [
        `"${gate.title}" is being reviewed: that review keeps its criteria and deciders. Withdraw it and request again for the new ones.`,
      ];
    }
    return isDecided && asksOther ? [`"${gate.title}" keeps the criteria that it was decided with.`] : [];
  });
}

function titleOfStage({ stages }: Lifecycle, { stage }: Position): string | null {
  return stages[stage]?.title ?? null;
}

function idOfStage({ stages }: Lifecycle, { stage }: Position): string | null {
  return stages[stage]?.id ?? null;
}

function isBypassed(position: Position | null, gate: string): boolean {
  return position?.gates.some((each) => each.gate.id === gate && each.status === 'bypassed') === true;
}

function said(title: string | null, otherwise: string): string {
  return title === null ? otherwise : `"${title}"`;
}
