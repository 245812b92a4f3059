import * as z from 'zod';
import { MOST_CHARACTERS_OF_A_REASON } from './limits';
import type { PersonMention } from './mentions';
import { projectId, ruleId, type Reply } from './reply';

const words = z
  .string()
  .trim()
  .min(1, 'say at least a word')
  .max(MOST_CHARACTERS_OF_A_REASON, `at most ${MOST_CHARACTERS_OF_A_REASON} characters`);
const number = z.number().int().min(1).max(1e9);

/** Requests about a project's waivers, by resolver function. Whoever browses the project sees them. */
export const waiverRequests = {
  /** What waits for a decision, what holds, and what has expired and was not ended. */
  waivers: z.strictObject({ projectId }),
  /** For those who may edit the project's issues, or administer it. `until`: the last day on which it holds. */
  requestWaiver: z.strictObject({ projectId, rule: ruleId, reason: words, mitigation: words, until: z.iso.date() }),
  /** For those who have the PMO role, and did not request it. */
  decideWaiver: z.strictObject({ projectId, waiver: number, decision: z.enum(['grant', 'refuse']), reason: words }),
  /** For who requested it; of one that was granted, also for those who have the PMO role. */
  withdrawWaiver: z.strictObject({ projectId, waiver: number, reason: words }),
  /** Every step that was taken, newest first, 50 at a time: those before number `before`, or the newest ones. */
  auditTrail: z.strictObject({ projectId, before: number.optional() }),
} as const;

/** Instants are ISO 8601 in UTC, days `YYYY-MM-DD`. */
export interface WaiverView {
  readonly id: number;
  readonly rule: string;
  readonly title: string;
  readonly state: 'waiting' | 'inForce' | 'expired';
  readonly reason: string;
  readonly mitigation: string;
  readonly requestedAt: string;
  /** Who requested it, and answers for its mitigation; `null`: the account is closed. */
  readonly owner: PersonMention | null;
  /** The last day on which it holds, or would. */
  readonly until: string;
  /** `null` while it waits for one. */
  readonly decision: { readonly by: PersonMention | null; readonly at: string; readonly reason: string } | null;
  /** What this viewer may do about it. */
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
}

export interface WaiversView {
  /** Rises with each step that anybody takes. */
  readonly steps: number;
  /** What waits for a decision first, then what has expired, then what holds; of each, the oldest first. */
  readonly waivers: readonly WaiverView[];
  readonly mayRequest: boolean;
  readonly today: string;
  /** The last day on which a waiver that is requested today may hold. */
  readonly latest: string;
}

export interface AuditEntry {
  readonly number: number;
  readonly at: string;
  readonly what: 'requested' | 'granted' | 'refused' | 'withdrawn' | 'expired';
  /** `null`: nobody did it, or the account is closed. */
  readonly by: PersonMention | null;
  readonly rule: string;
  readonly title: string;
  /** `null` where nobody gave one. */
  readonly reason: string | null;
  /** Of a request. */
  readonly mitigation: string | null;
  readonly until: string;
}

export interface WaiverReplies {
  readonly waivers: Reply<WaiversView>;
  readonly requestWaiver: Reply<WaiversView>;
  readonly decideWaiver: Reply<WaiversView>;
  readonly withdrawWaiver: Reply<WaiversView>;
  readonly auditTrail: Reply<{ readonly entries: readonly AuditEntry[]; readonly steps: number }>;
}
