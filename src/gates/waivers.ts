import {
  LONGEST_WAIVER_DAYS,
  type ActorId,
  type Day,
  type ProjectRecords,
  type RuleId,
  type Waiver,
  type WaiversInForce,
  type WaiverState,
  type WaiverStep,
} from '../model';

/** The state after one more step. A step about a waiver that is not open any more changes nothing but the count. */
export function afterWaiverStep({ steps, waivers }: WaiverState, step: WaiverStep): WaiverState {
  return { steps: steps + 1, waivers: waiversAfter(waivers, step, steps + 1) };
}

function waiversAfter(waivers: readonly Waiver[], step: WaiverStep, number: number): readonly Waiver[] {
  if (step.what === 'requested') {
    const { rule, until, by: owner } = step;
    return [...waivers, { id: number, rule, until, owner, grantedIn: null, expiryNoted: false }];
  }
  const concerned = waivers.find(({ id }) => id === step.waiver);
  if (concerned === undefined) return waivers;
  switch (step.what) {
    case 'granted': {
      // It takes the place of the one before.
      const others = waivers.filter(({ rule, grantedIn }) => rule !== concerned.rule || grantedIn === null);
      return replaced(others, { ...concerned, grantedIn: number });
    }
    case 'refused':
    case 'withdrawn':
      return waivers.filter((waiver) => waiver !== concerned);
    case 'expired':
      return replaced(waivers, { ...concerned, expiryNoted: true });
  }
}

function replaced(waivers: readonly Waiver[], by: Waiver): readonly Waiver[] {
  return waivers.map((waiver) => (waiver.id === by.id ? by : waiver));
}

/** Whether a waiver exempts its project from its rule on a day. */
export function isInForce({ grantedIn, until }: Waiver, day: Day): boolean {
  return grantedIn !== null && day <= until;
}

/** Whether it was granted, and its last day is over: its rule counts again, and somebody is to end or renew it. */
export function isPastExpiry({ grantedIn, until }: Waiver, day: Day): boolean {
  return grantedIn !== null && day > until;
}

export function waiversInForce({ waivers }: WaiverState, day: Day): WaiversInForce {
  return new Map(
    waivers.filter((waiver) => isInForce(waiver, day)).map(({ rule, id, until }) => [rule, { id, until }]),
  );
}

/** How many were granted and not ended since: those that hold on a day, and those past their last one. */
export function waiversOnRecord({ waivers }: WaiverState, day: Day): NonNullable<ProjectRecords['waivers']> {
  return {
    inForce: waivers.filter((waiver) => isInForce(waiver, day)).length,
    pastExpiry: waivers.filter((waiver) => isPastExpiry(waiver, day)).length,
  };
}

/** The steps that put on record which waivers have expired by a day; `at` in milliseconds since 1970. */
export function expiriesToNote({ waivers }: WaiverState, day: Day, at: number): readonly WaiverStep[] {
  return waivers
    .filter((waiver) => isPastExpiry(waiver, day) && !waiver.expiryNoted)
    .map(({ id }) => ({ what: 'expired', at, waiver: id }));
}

/** Why something cannot be done to a project's waivers. */
export type WaiverProblem =
  /** The last day is over already … */
  | 'endsBeforeToday'
  /** … or more than {@link LONGEST_WAIVER_DAYS} days away. */
  | 'endsTooLate'
  /** The rule's present waiver holds as long. */
  | 'addsNothing'
  /** A request for the same rule waits for its decision. */
  | 'isRequested'
  /** Somebody has decided on it, withdrawn it or replaced it. */
  | 'isNotOpen'
  | 'isDecided'
  | 'isOwnRequest'
  | 'isSomebodyElses';

/** What stands against requesting a waiver; `null`: nothing. */
export function problemOfRequest(
  { waivers }: WaiverState,
  { rule, until }: { readonly rule: RuleId; readonly until: Day },
  today: Day,
): WaiverProblem | null {
  if (until < today) return 'endsBeforeToday';
  if (until > today + LONGEST_WAIVER_DAYS) return 'endsTooLate';
  const ofRule = waivers.filter((waiver) => waiver.rule === rule);
  if (ofRule.some(({ grantedIn }) => grantedIn === null)) return 'isRequested';
  return ofRule.some((waiver) => waiver.until >= until) ? 'addsNothing' : null;
}

/** What stands against a decision by somebody who may decide; `null`: nothing. Nobody decides on their own request. */
export function problemOfDecision(
  { waivers }: WaiverState,
  { waiver, grants }: { readonly waiver: number; readonly grants: boolean },
  by: ActorId,
  today: Day,
): WaiverProblem | null {
  const found = waivers.find(({ id }) => id === waiver);
  if (found === undefined) return 'isNotOpen';
  if (found.grantedIn !== null) return 'isDecided';
  if (found.owner === by) return 'isOwnRequest';
  return grants && found.until < today ? 'endsBeforeToday' : null;
}

/**
 * What stands against withdrawing a waiver; `null`: nothing. Its owner may, whatever became of it; who may decide may end
 * one that was granted.
 */
export function problemOfWithdrawal(
  { waivers }: WaiverState,
  waiver: number,
  by: ActorId,
  mayDecide: boolean,
): WaiverProblem | null {
  const found = waivers.find(({ id }) => id === waiver);
  if (found === undefined) return 'isNotOpen';
  return found.owner === by || (mayDecide && found.grantedIn !== null) ? null : 'isSomebodyElses';
}
