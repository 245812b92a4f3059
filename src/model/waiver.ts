import type { ActorId } from './actor';
import type { Day } from './calendar';
import type { RuleId } from './playbook';

/** A waiver ends at most so many days after it was requested. */
export const LONGEST_WAIVER_DAYS = 90;

/** One step in the life of a project's waivers. `at` in milliseconds since 1970; waivers are named by {@link Waiver.id}. */
export type WaiverStep =
  | {
      readonly what: 'requested';
      readonly at: number;
      readonly by: ActorId;
      readonly rule: RuleId;
      readonly reason: string;
      /** What keeps the risk small while the rule is not met. */
      readonly mitigation: string;
      /** The last day on which it holds. */
      readonly until: Day;
    }
  | {
      readonly what: 'granted' | 'refused' | 'withdrawn';
      readonly at: number;
      readonly by: ActorId;
      readonly waiver: number;
      readonly reason: string;
    }
  /** Nobody does it: it is noted on the first evaluation after the waiver's last day. */
  | { readonly what: 'expired'; readonly at: number; readonly waiver: number };

/** A waiver that waits for its decision, or was granted and not ended by anybody since. */
export interface Waiver {
  /** Number of the step that requested it. */
  readonly id: number;
  readonly rule: RuleId;
  /** The last day on which it holds. */
  readonly until: Day;
  /** Who requested it, and answers for its mitigation. */
  readonly owner: ActorId;
  /** Number of the step that granted it; `null` while it waits for its decision. */
  readonly grantedIn: number | null;
  /** That it has expired is on record. */
  readonly expiryNoted: boolean;
}

/** What the first steps of a project's log say together. */
export interface WaiverState {
  /** How many. */
  readonly steps: number;
  /** Ascending by id; of each rule at most one that waits and one that was granted. */
  readonly waivers: readonly Waiver[];
}

export const NO_WAIVERS: WaiverState = { steps: 0, waivers: [] };

/** The waivers that hold on a day, by rule. */
export type WaiversInForce = ReadonlyMap<RuleId, Pick<Waiver, 'id' | 'until'>>;
