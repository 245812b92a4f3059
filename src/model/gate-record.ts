import type { ActorId } from './actor';
import type { Day } from './calendar';
import type { Criterion, EvidenceKind, Panel, RecordField } from './lifecycle';

/** `met`, `unmet`; `waived`: excused for a while; `notAssessable`: what would tell is missing. */
export type CriterionStatus = 'met' | 'unmet' | 'waived' | 'notAssessable';

/** How a criterion stood at a time. */
export interface CriterionResult {
  readonly criterion: string;
  readonly status: CriterionStatus;
  /** What was found, in words, e.g. "3 issues are found, none expected". */
  readonly found: string;
  /** What to do next; empty when it is met. */
  readonly next: string;
}

export const DECISIONS = ['go', 'conditionalGo', 'hold', 'stop'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What has to be done after a conditional go. */
export interface Condition {
  /** Unique in the record. */
  readonly id: string;
  readonly text: string;
  /** The criterion that is not met; `null`: something else. */
  readonly criterion: string | null;
  readonly owner: ActorId;
  /** The last day on which it may be open; the gate blocks again after it. */
  readonly due: Day;
}

/** Something that happened to a project's gates. Each is recorded once and never changed. */
export type GateEvent =
  | {
      readonly kind: 'lifecycleSaved';
      readonly version: number;
      /** Where it lies. */
      readonly place: string;
      /** Of the lifecycle as canonical JSON. */
      readonly digest: string;
      readonly gates: readonly { readonly id: string; readonly title: string }[];
    }
  | {
      readonly kind: 'evidenceAttached';
      readonly criterion: string;
      readonly of: EvidenceKind;
      readonly link: string;
      readonly title: string;
      /** The day of what it shows. */
      readonly datedOn: Day;
    }
  | {
      readonly kind: 'statementConfirmed';
      readonly criterion: string;
      readonly text: string;
      /** False takes an earlier confirmation back. */
      readonly holds: boolean;
    }
  /** A field of the project record says something else from now on. */
  | {
      readonly kind: 'recordFilled';
      readonly field: RecordField;
      /** Empty for the sponsor, who is a person. */
      readonly text: string;
      /** `null` for all other fields. */
      readonly person: ActorId | null;
    }
  | {
      readonly kind: 'waiverRequested';
      readonly waiver: string;
      readonly criterion: string;
      readonly reason: string;
      readonly mitigation: string;
      /** The last day on which it holds. */
      readonly until: Day;
    }
  | { readonly kind: 'waiverDecided'; readonly waiver: string; readonly granted: boolean; readonly reason: string }
  | { readonly kind: 'waiverWithdrawn'; readonly waiver: string }
  | {
      readonly kind: 'reviewRequested';
      readonly review: string;
      readonly gate: string;
      readonly title: string;
      /** Version of the lifecycle that asks this. */
      readonly lifecycle: number;
      readonly criteria: readonly Criterion[];
      readonly deciders: Panel;
      readonly quorum: number;
      readonly readiness: readonly CriterionResult[];
      readonly note: string;
    }
  | {
      readonly kind: 'decided';
      readonly review: string;
      readonly decision: Decision;
      readonly reason: string;
      /** Of a conditional go; none otherwise. */
      readonly conditions: readonly Condition[];
      /** As the decider saw it. */
      readonly readiness: readonly CriterionResult[];
    }
  | { readonly kind: 'reviewWithdrawn'; readonly review: string; readonly reason: string }
  /** A condition has become an issue of Jira. */
  | { readonly kind: 'conditionRaised'; readonly condition: string; readonly issueId: number };

/** An event with who and when (milliseconds since 1970). */
export type RecordedEvent = GateEvent & { readonly at: number; readonly by: ActorId };

/** Which stage a project is in, and what comes next. */
interface StageAndGate {
  /** The title of the stage that it is in; `null` when it has passed the last gate. */
  readonly stage: string | null;
  /** The gate that it is to pass next; `null` when none is left. */
  readonly next: { readonly title: string; readonly planned: Day | null; readonly forecast: Day | null } | null;
}

/** Of mandatory criteria, how many are asked and how many of those are met or waived. */
export interface CriteriaSettled {
  readonly asked: number;
  readonly settled: number;
  /** Of the rest, those that only a query of Jira tells, which counts what its reader may browse. */
  readonly uncounted: number;
}

/** Where a project stands among its stages, in brief. */
export interface GatesInBrief extends StageAndGate {
  /** How many gates were passed; absent where an earlier version has kept it. */
  readonly passed?: number;
  /** What was due so far; `null` where it is not known. */
  readonly standing: CriteriaSettled | null;
  /** What the next gate asks; `null` without one, or where it is not known. */
  readonly gateReady: CriteriaSettled | null;
}

/** What tells of a mandatory criterion on any later day whether it is met or waived. */
export interface CriterionOnRecord {
  /** The next gate asks it. */
  readonly atGate: boolean;
  /** It is due since the stage began. */
  readonly atEntry: boolean;
  /** The last day on which the record settles it, be it by a waiver; `null`: it does not. */
  readonly until: Day | null;
  /** What else does: this rule at this threshold in [0, 1], a query, or nothing but the record. */
  readonly else: readonly [rule: string, threshold: number] | 'query' | null;
}

/** What is told of a gate record without reading all of it. */
export interface GatesOnRecord extends StageAndGate {
  /** Of how many events. */
  readonly events: number;
  /** Of each gate that was passed, the issues of its conditions; `null`: one that has become none. */
  readonly passed: readonly (readonly (number | null)[])[];
  /** The mandatory criteria that count now; `null` where an earlier version has kept none. */
  readonly criteria: readonly CriterionOnRecord[] | null;
}

/** An event in the chain. */
export interface ChainEntry {
  /** 1, 2, 3 … */
  readonly sequence: number;
  /** Hash of the entry before; empty for the first. */
  readonly previous: string;
  readonly event: RecordedEvent;
  /** SHA-256 of the canonical JSON of the three above, in hexadecimal digits. */
  readonly hash: string;
}
