import * as z from 'zod';
import type { ChainEntry, CriterionStatus, Decision, EvidenceKind, RecordField } from '../model';
import { DECISIONS, RECORD_FIELDS } from '../model';
import type { PersonMention } from './mentions';
import { projectId, type Reply } from './reply';

const id = z.string().min(1).max(64);
/** How long a text may be is said at its field by the rules of gates; here only that it can be handled. */
const text = z.string().max(400_000);

/** Requests about a project's gates, by resolver function. Whoever browses the project sees them. */
export const gateRequests = {
  /** Where the project stands, what the next gate asks, and the review that is under way. */
  gates: z.strictObject({ projectId }),
  /** For those who may edit the project's issues. `datedOn`: the day of what the evidence shows. */
  attachEvidence: z.strictObject({ projectId, criterion: id, link: text, title: text, datedOn: z.iso.date() }),
  /** For those whom the criterion names. */
  confirmStatement: z.strictObject({ projectId, criterion: id, holds: z.boolean() }),
  /** For those who may edit the project's issues. `person`: the sponsor, by account id; a text for all other fields. */
  fillRecord: z.strictObject({
    projectId,
    field: z.enum(RECORD_FIELDS),
    text,
    person: z.string().min(1).max(128).nullable(),
  }),
  /** For those who may edit the project's issues. `until`: the last day on which it holds. */
  requestCriterionWaiver: z.strictObject({
    projectId,
    criterion: id,
    reason: text,
    mitigation: text,
    until: z.iso.date(),
  }),
  /** For deciders of the gate that asks the criterion, but for who requested it. */
  decideCriterionWaiver: z.strictObject({ projectId, waiver: id, decision: z.enum(['grant', 'refuse']), reason: text }),
  /** For who requested it, and project admins. */
  withdrawCriterionWaiver: z.strictObject({ projectId, waiver: id }),
  /** For those who may edit the project's issues. */
  requestReview: z.strictObject({ projectId, gate: id, note: text }),
  /** For deciders of the review, but for who requested it. Owners by account id. */
  decideReview: z.strictObject({
    projectId,
    review: id,
    decision: z.enum(DECISIONS),
    reason: text,
    conditions: z
      .array(z.strictObject({ text, criterion: id.nullable(), owner: z.string().min(1).max(128), due: z.iso.date() }))
      .max(100),
  }),
  /** For who requested it, and project admins. */
  withdrawReview: z.strictObject({ projectId, review: id, reason: text }),
  /** Makes an issue of a condition, as the caller, where deciding did not. For those who may edit the project's issues. */
  raiseCondition: z.strictObject({ projectId, condition: id }),
  /**
   * Who may own a condition: whom the project's issues may be assigned to, by the beginning of a name. `anybody`: who may
   * be its sponsor, whomever the caller may find.
   */
  findOwners: z.strictObject({ projectId, text: z.string().max(100), anybody: z.boolean().optional() }),
  /** The whole record with its hashes. */
  gatePassport: z.strictObject({ projectId }),
} as const;

export type GateFunction = keyof typeof gateRequests;
export type GateRequest<F extends GateFunction> = z.input<(typeof gateRequests)[F]>;

/** What a criterion looks at, as far as a reader follows it there. */
export type CriterionLook =
  | { readonly of: 'rule'; readonly rule: string }
  /** Of the issues that are to be settled, or that are counted, within the project. */
  | { readonly of: 'jql'; readonly jql: string }
  | { readonly of: 'evidence'; readonly kind: EvidenceKind; readonly freshDays: number | null }
  | { readonly of: 'statement'; readonly text: string }
  /** What the project record says there: a text, or who it is; neither before it was filled in. */
  | {
      readonly of: 'record';
      readonly field: RecordField;
      readonly text: string;
      readonly person: PersonMention | null;
    };

/** Instants are ISO 8601 in UTC, days `YYYY-MM-DD`; people are `null` where their account is closed. */
export interface CriterionView {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly look: CriterionLook;
  readonly mandatory: boolean;
  readonly status: CriterionStatus;
  /** What was found, and what to do next, in words. */
  readonly found: string;
  readonly next: string;
  /** The link that is attached. */
  readonly evidence: { readonly link: string; readonly title: string; readonly datedOn: string } | null;
  /** Whether this viewer may confirm it. */
  readonly mayConfirm: boolean;
  readonly waiver: CriterionWaiverView | null;
}

export interface CriterionWaiverView {
  readonly id: string;
  readonly state: 'pending' | 'granted';
  readonly reason: string;
  readonly mitigation: string;
  readonly until: string;
  readonly owner: PersonMention | null;
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
}

export interface ConditionView {
  readonly id: string;
  readonly text: string;
  readonly owner: PersonMention | null;
  readonly due: string;
  readonly standing: 'done' | 'open' | 'overdue';
  readonly hasIssue: boolean;
  /** `null`: it has become none yet, or one that this viewer may not browse. */
  readonly issueKey: string | null;
}

export interface DecisionView {
  readonly decision: Decision;
  readonly reason: string;
  readonly by: PersonMention | null;
  readonly at: string;
}

export interface GateView {
  readonly id: string;
  readonly title: string;
  readonly stage: string;
  readonly status:
    'open' | 'inReview' | 'passed' | 'passedWithConditions' | 'blocked' | 'held' | 'stopped' | 'bypassed';
  readonly planned: string | null;
  readonly forecast: string | null;
  readonly overdue: boolean;
  /** Of the last review that was decided: every decider's word, dissent included. */
  readonly decisions: readonly DecisionView[];
  readonly conditions: readonly ConditionView[];
}

/** A review that waits for deciders. */
export interface ReviewView {
  readonly id: string;
  readonly gate: string;
  readonly requestedBy: PersonMention | null;
  readonly requestedAt: string;
  readonly note: string;
  /** How the review's criteria stand now, as this viewer sees them. */
  readonly criteria: readonly CriterionView[];
  /** What reads differently than when it was requested. */
  readonly changed: readonly { readonly criterion: string; readonly before: string; readonly now: string }[];
  readonly decisions: readonly DecisionView[];
  /** How many have to agree. */
  readonly quorum: number;
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
}

/** Of mandatory criteria. */
export interface ReadinessFigures {
  readonly settled: number;
  readonly asked: number;
}

export interface GatesView {
  /** How many events were recorded: rises with everything that happens. */
  readonly events: number;
  readonly today: string;
  /** The number of the first event that was tampered with; `null`: the record is whole. */
  readonly brokenAt: number | null;
  /** `null`: no project admin has set up a lifecycle yet. */
  readonly tracker: {
    readonly lifecycle: string;
    /** `null`: behind the last gate. */
    readonly stage: string | null;
    readonly gates: readonly GateView[];
    /** Id of the gate to be passed next. */
    readonly next: string | null;
    /** What is due up to now. */
    readonly standing: ReadinessFigures & { readonly criteria: readonly CriterionView[] };
    /** What the next gate asks. */
    readonly gateReady: ReadinessFigures & { readonly criteria: readonly CriterionView[] };
    /** How many deciders are missing for a quorum since some have left; 0: enough are there. */
    readonly decidersMissing: number;
    readonly review: ReviewView | null;
  } | null;
  /** May attach evidence, and request waivers and reviews. */
  readonly mayContribute: boolean;
}

/** What {@link GatePassport} has as text, as long as it was not tampered with. */
export type PassportEntry = ChainEntry;

/** Somebody whom Jira found for the current user. */
export interface FoundPerson {
  readonly accountId: string;
  readonly name: string;
}

/** The record as canonical JSON, to be verified by whoever gets it. */
export interface GatePassport {
  readonly brokenAt: number | null;
  /** Hash of the last event; empty before the first. */
  readonly head: string;
  readonly text: string;
  /** By the names that stand in the record, as far as their accounts exist. */
  readonly people: Readonly<Record<string, PersonMention>>;
}

/** Every action replies how things stand after it. */
export type GateReplies = { readonly [F in Exclude<GateFunction, 'findOwners' | 'gatePassport'>]: Reply<GatesView> } & {
  readonly findOwners: Reply<{ readonly people: readonly FoundPerson[] }>;
  readonly gatePassport: Reply<GatePassport>;
};
