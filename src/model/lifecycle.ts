import type { ActorId } from './actor';
import type { Day } from './calendar';
import type { RuleId } from './playbook';

/** A choice of people by what Jira knows of them: whoever is named, in one of the groups or in one of the project's roles. */
export interface Panel {
  readonly people: readonly ActorId[];
  /** Ids of groups. */
  readonly groups: readonly string[];
  /** Ids of project roles. */
  readonly roles: readonly number[];
}

/** What a project's record may say of it; a criterion asks that it does. The sponsor is a person, all else is text. */
export const RECORD_FIELDS = ['objective', 'scope', 'successCriteria', 'sponsor', 'strategicGoals'] as const;
export type RecordField = (typeof RECORD_FIELDS)[number];

export const EVIDENCE_KINDS = ['issue', 'page', 'url'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** How many issues a query is to find: none, so many or more, or only finished ones (and at least one). */
export type ExpectedCount =
  { readonly of: 'none' } | { readonly of: 'atLeast'; readonly count: number } | { readonly of: 'allDone' };

/** How a criterion is told to be met. */
export type CriterionCheck =
  /** The rule's attainment in (0, 1] is at least the threshold; 1: it passes. */
  | { readonly of: 'rule'; readonly rule: RuleId; readonly threshold: number }
  /** Within the project, whatever the query says. */
  | { readonly of: 'jql'; readonly jql: string; readonly expect: ExpectedCount }
  /** Somebody attaches a link; `freshDays`: what it shows is at most so many days old, `null`: however old. */
  | { readonly of: 'evidence'; readonly kind: EvidenceKind; readonly freshDays: number | null }
  /** Somebody of a panel says that it is so. */
  | { readonly of: 'statement'; readonly text: string; readonly by: Panel }
  /** The project record says something there. */
  | { readonly of: 'record'; readonly field: RecordField };

export interface Criterion {
  /** Unique in the lifecycle, and never used again. */
  readonly id: string;
  readonly title: string;
  readonly check: CriterionCheck;
  /** An advisory criterion (false) is shown and keeps nothing from passing. */
  readonly mandatory: boolean;
  /** What a stage asks at its entry is asked by the gate before it; of the first stage it is due at once. */
  readonly due: 'entry' | 'exit';
  readonly help: string;
}

/** Where a stage is left, by a decision. */
export interface Gate {
  /** Unique in the lifecycle, and never used again. */
  readonly id: string;
  readonly title: string;
  readonly planned: Day | null;
  readonly forecast: Day | null;
  readonly deciders: Panel;
  /** How many of the deciders have to agree; whoever requested the review is none of them. */
  readonly quorum: number;
}

export interface Stage {
  readonly id: string;
  readonly title: string;
  readonly criteria: readonly Criterion[];
  readonly gate: Gate;
}

/** The stages of a project, in their order, each with the gate at its end. */
export interface Lifecycle {
  readonly title: string;
  readonly stages: readonly Stage[];
}

/** The stages and gates that a playbook gives to the projects that follow it; nobody is named in them, and no day. */
export interface PlaybookLifecycle {
  readonly lifecycle: Lifecycle;
  /** Whether a project may have others. If not, its dates, its deciders and who confirms are its own, and nothing else. */
  readonly mayDiffer: boolean;
}

/**
 * What a gate asks: its stage's criteria at exit, and the next stage's at entry; the first one also what its own stage
 * asks at entry. Unknown gates ask nothing.
 */
export function criteriaOfGate({ stages }: Lifecycle, gate: string): readonly Criterion[] {
  const place = stages.findIndex((stage) => stage.gate.id === gate);
  if (place < 0) return [];
  return [
    ...stages[place].criteria.filter(({ due }) => due === 'exit' || place === 0),
    ...(stages[place + 1]?.criteria.filter(({ due }) => due === 'entry') ?? []),
  ];
}

/** The gate that asks a criterion; `null` where there is no such criterion. */
export function gateOfCriterion(lifecycle: Lifecycle, criterion: string): Gate | null {
  const asks = lifecycle.stages.find(({ gate }) =>
    criteriaOfGate(lifecycle, gate.id).some(({ id }) => id === criterion),
  );
  return asks?.gate ?? null;
}

/** `undefined` where there is no such criterion. */
export function criterionOf({ stages }: Lifecycle, criterion: string): Criterion | undefined {
  return stages.flatMap(({ criteria }) => criteria).find(({ id }) => id === criterion);
}
