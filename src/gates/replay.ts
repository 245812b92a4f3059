import type { ActorId, Condition, Decision, EvidenceKind, GateEvent, RecordedEvent, RecordField } from '../model';

type Recorded<Kind extends GateEvent['kind']> = Extract<RecordedEvent, { readonly kind: Kind }>;

/** A review that was requested, with what came of it. */
export interface Review {
  readonly request: Recorded<'reviewRequested'>;
  /** The last word of each decider, in the order in which they spoke first. */
  readonly voices: readonly Recorded<'decided'>[];
  /** Words that their deciders took back by another one. */
  readonly overruled: readonly Recorded<'decided'>[];
  readonly withdrawn: Recorded<'reviewWithdrawn'> | null;
  /** `null` while it waits for more deciders, and when it was withdrawn. */
  readonly outcome: Outcome | null;
}

export interface Outcome {
  readonly decision: Decision;
  readonly at: number;
  /** Of all who agreed. */
  readonly conditions: readonly Condition[];
  /** Who decided otherwise. */
  readonly dissent: readonly ActorId[];
}

/** An excuse from a criterion. */
export interface CriterionWaiver {
  readonly request: Recorded<'waiverRequested'>;
  readonly decision: Recorded<'waiverDecided'> | null;
  readonly withdrawn: boolean;
}

/** Everything that a project's gate record tells, whatever day it is. */
export interface GatesState {
  /** The lifecycle that is in force; `null` before the first. */
  readonly lifecycle: Recorded<'lifecycleSaved'> | null;
  /** The last evidence of each criterion. */
  readonly evidence: ReadonlyMap<string, Recorded<'evidenceAttached'>>;
  /** The last statement on each criterion. */
  readonly statements: ReadonlyMap<string, Recorded<'statementConfirmed'>>;
  /** What the project record says, field by field. */
  readonly record: ReadonlyMap<RecordField, Recorded<'recordFilled'>>;
  readonly waivers: ReadonlyMap<string, CriterionWaiver>;
  /** By id, in the order in which they were requested. */
  readonly reviews: ReadonlyMap<string, Review>;
  /** Issue by condition. */
  readonly issues: ReadonlyMap<string, number>;
}

export const NOTHING_YET: GatesState = {
  lifecycle: null,
  evidence: new Map(),
  statements: new Map(),
  record: new Map(),
  waivers: new Map(),
  reviews: new Map(),
  issues: new Map(),
};

/** The state after all events; of no events, {@link NOTHING_YET}. */
export function replay(events: readonly RecordedEvent[]): GatesState {
  return events.reduce(after, NOTHING_YET);
}

/** The state after one more event. Events that were recorded are true: nothing is judged here. */
export function after(state: GatesState, event: RecordedEvent): GatesState {
  switch (event.kind) {
    case 'lifecycleSaved':
      return { ...state, lifecycle: event };
    case 'evidenceAttached':
      return { ...state, evidence: withEntry(state.evidence, event.criterion, event) };
    case 'statementConfirmed':
      return { ...state, statements: withEntry(state.statements, event.criterion, event) };
    case 'recordFilled':
      return { ...state, record: withEntry(state.record, event.field, event) };
    case 'waiverRequested': {
      const waiver = { request: event, decision: null, withdrawn: false };
      return { ...state, waivers: withEntry(state.waivers, event.waiver, waiver) };
    }
    case 'waiverDecided':
      return { ...state, waivers: withChange(state.waivers, event.waiver, (each) => ({ ...each, decision: event })) };
    case 'waiverWithdrawn':
      return { ...state, waivers: withChange(state.waivers, event.waiver, (each) => ({ ...each, withdrawn: true })) };
    case 'reviewRequested': {
      const review = { request: event, voices: [], overruled: [], withdrawn: null, outcome: null };
      return { ...state, reviews: withEntry(state.reviews, event.review, review) };
    }
    case 'decided':
      return { ...state, reviews: withChange(state.reviews, event.review, (review) => withVoice(review, event)) };
    case 'reviewWithdrawn':
      return { ...state, reviews: withChange(state.reviews, event.review, (each) => ({ ...each, withdrawn: event })) };
    case 'conditionRaised':
      return { ...state, issues: withEntry(state.issues, event.condition, event.issueId) };
  }
}

/** Waits for deciders. */
export function isPending({ outcome, withdrawn }: Review): boolean {
  return outcome === null && withdrawn === null;
}

/** The state of a waiver on a day (days since 1970). */
export function waiverStanding(
  { request, decision, withdrawn }: CriterionWaiver,
  today: number,
): 'pending' | 'granted' | 'refused' | 'withdrawn' | 'expired' {
  if (withdrawn) return 'withdrawn';
  if (decision?.granted === false) return 'refused';
  if (today > request.until) return 'expired';
  return decision === null ? 'pending' : 'granted';
}

/** The last attached evidence, as long as the criterion asks for evidence of its kind. */
export function evidenceOf(
  state: GatesState,
  criterion: string,
  kind: EvidenceKind,
): Recorded<'evidenceAttached'> | null {
  const found = state.evidence.get(criterion);
  return found?.of === kind ? found : null;
}

function withVoice(review: Review, voice: Recorded<'decided'>): Review {
  const before = review.voices.find(({ by }) => by === voice.by);
  const voices = before ? review.voices.map((each) => (each === before ? voice : each)) : [...review.voices, voice];
  const overruled = before ? [...review.overruled, before] : review.overruled;
  return { ...review, voices, overruled, outcome: outcomeOf(voices, review.request.quorum, voice.at) };
}

/**
 * A review ends as soon as so many deciders as it needs let the gate be passed, or as many do not. Of those who agree
 * the more cautious word counts towards passing, and all their conditions bind; a project is stopped only by deciders
 * of one mind. Others' words stay on record as dissent.
 */
function outcomeOf(voices: readonly Recorded<'decided'>[], quorum: number, at: number): Outcome | null {
  const forIt = voices.filter(letsPass);
  const against = voices.filter((voice) => !letsPass(voice));
  const agreed = forIt.length >= quorum ? forIt : against.length >= quorum ? against : null;
  if (agreed === null) return null;
  const conditions = agreed.flatMap((voice) => voice.conditions);
  const dissent = (agreed === forIt ? against : forIt).map(({ by }) => by);
  return { decision: commonWord(agreed), at, conditions, dissent };
}

function commonWord(agreed: readonly Recorded<'decided'>[]): Decision {
  const words = new Set(agreed.map(({ decision }) => decision));
  if (words.has('conditionalGo')) return 'conditionalGo';
  if (words.has('go')) return 'go';
  return words.has('hold') ? 'hold' : 'stop';
}

export function letsPass({ decision }: { readonly decision: Decision }): boolean {
  return decision === 'go' || decision === 'conditionalGo';
}

function withEntry<K extends string, T>(map: ReadonlyMap<K, T>, key: K, value: T): ReadonlyMap<K, T> {
  return new Map(map).set(key, value);
}

function withChange<T>(map: ReadonlyMap<string, T>, key: string, change: (value: T) => T): ReadonlyMap<string, T> {
  const value = map.get(key);
  return value === undefined ? map : withEntry(map, key, change(value));
}
