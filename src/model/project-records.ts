import type { Day } from './calendar';
import type { Tier } from './playbook';

/** A project's state as its status report, or the evidence, has it. */
export type Rag = 'green' | 'amber' | 'red';
/** Best first. */
export const RAGS = ['green', 'amber', 'red'] as const satisfies readonly Rag[];

/** How a sprint ended for one project: its items, without sub-tasks and epics. */
export interface ClosedSprint {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly closedAt: number;
  /** Items of the project that were in it, and not done, when it began; `null` where nobody saw it begin. */
  readonly committed: number | null;
  /** Items that were done in it, those that were added later among them. */
  readonly completed: number;
}

/**
 * What Plumbline's own records tell of a project, as of the day of evaluation. An entry that is absent says that no such
 * records are kept yet: the rules that need it cannot be assessed, and can from the moment at which it is there.
 */
export interface ProjectRecords {
  /** Which parts of the charter are filled in. */
  readonly charter?: {
    readonly objective: boolean;
    readonly scope: boolean;
    readonly successCriteria: boolean;
    readonly sponsor: boolean;
  };
  /** Strategic goals that the project serves. */
  readonly goals?: { readonly served: number };
  /** Baselines after the first need an approved change request each. */
  readonly baselines?: {
    readonly hasApproved: boolean;
    readonly rebaselines: number;
    readonly rebaselinesApproved: number;
  };
  /** Open dependencies on other projects, and how many of them the provider has accepted. */
  readonly agreements?: { readonly dependencies: number; readonly accepted: number };
  /** Escalations whose answer was due by now or is there, and how many were answered within five working days. */
  readonly escalations?: { readonly due: number; readonly answeredInTime: number };
  /** Issues that were added after the approved baseline, and how many an approved change request covers. */
  readonly changes?: { readonly added: number; readonly covered: number };
  /** The last status report; days and states `null` before the first. `evidence`: what the figures said on its day. */
  readonly reports?: {
    readonly tier: Tier;
    readonly lastOn: Day | null;
    readonly declared: Rag | null;
    readonly evidence: Rag | null;
  };
  /** Gates that were passed, and how many of them with evidence, a decision and all conditions closed. */
  readonly gates?: { readonly passed: number; readonly evidenced: number };
  /** Waivers that were granted and not ended otherwise: those that still hold, and those past their expiry. */
  readonly waivers?: { readonly inForce: number; readonly pastExpiry: number };
  /** The sprints that were closed lately, the last one first; none before the first one. */
  readonly sprints?: readonly ClosedSprint[];
  /** Finished stages, how many of them left a lesson, and whether earlier lessons were reviewed at the kickoff. */
  readonly lessons?: {
    readonly finishedStages: number;
    readonly stagesWithLesson: number;
    readonly reviewedAtKickoff: boolean;
  };
}
