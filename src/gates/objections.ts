import {
  criterionOf,
  gateOfCriterion,
  LONGEST_WAIVER_DAYS,
  type ActorId,
  type Condition,
  type Day,
  type GateEvent,
  type Lifecycle,
  type Panel,
} from '../model';
import { evidenceLinkProblems } from './evidence-link';
import { positionOf } from './position';
import { textProblems, unless, type GateProblem } from './problem';
import { missingOf } from './readiness';
import { isPending, letsPass, waiverStanding, type GatesState, type Review } from './replay';

/** Somebody who wants to do something, and what Jira says of them in the project. */
export interface Asker {
  readonly person: ActorId;
  readonly groups: ReadonlySet<string>;
  readonly roles: ReadonlySet<number>;
  readonly mayEditIssues: boolean;
  readonly mayAdminister: boolean;
}

/** What an event is judged by. */
export interface Circumstances {
  /** As in force before the event; `null` before the first. */
  readonly lifecycle: Lifecycle | null;
  readonly state: GatesState;
  readonly today: Day;
  readonly doneIssues: ReadonlySet<number>;
}

const LONGEST_TEXT = 2000;
const LONGEST_TITLE = 255;
const MOST_CONDITIONS = 20;
const MOST_DAYS_OF_CONDITION = 366;

/** What those may do who work on the project. */
const CONTRIBUTIONS: ReadonlySet<GateEvent['kind']> = new Set<GateEvent['kind']>([
  'evidenceAttached',
  'recordFilled',
  'waiverRequested',
  'reviewRequested',
  'conditionRaised',
]);

/** Whether somebody belongs to a panel: named, by a group, or by a role of the project. */
export function isOnPanel({ people, groups, roles }: Panel, asker: Asker): boolean {
  return (
    people.includes(asker.person) ||
    groups.some((group) => asker.groups.has(group)) ||
    roles.some((role) => asker.roles.has(role))
  );
}

/**
 * Why an event may not happen now; empty when it may. This is the whole law of gates: whatever is recorded has passed
 * it, over the very state in which it was recorded.
 */
export function objectionsTo(event: GateEvent, asker: Asker, now: Circumstances): readonly GateProblem[] {
  if (event.kind === 'lifecycleSaved') return toSaving(event, asker, now.state);
  if (CONTRIBUTIONS.has(event.kind) && !asker.mayEditIssues && !asker.mayAdminister) {
    return [notYours("Whoever may edit the project's issues")];
  }
  const { lifecycle } = now;
  if (lifecycle === null) return [notThere('The project has no lifecycle yet.', 'Have a project admin set one up.')];
  switch (event.kind) {
    case 'evidenceAttached':
      return toEvidence(event, lifecycle, now);
    case 'statementConfirmed':
      return toStatement(event, asker, lifecycle);
    case 'recordFilled':
      return toRecord(event);
    case 'waiverRequested':
      return toWaiving(event, lifecycle, now);
    case 'waiverDecided':
      return toDecidingWaiver(event, asker, lifecycle, now);
    case 'waiverWithdrawn': {
      const waiver = now.state.waivers.get(event.waiver);
      if (waiver === undefined || waiver.withdrawn) return [GONE];
      return waiver.request.by === asker.person || asker.mayAdminister ? [] : [notYours('Whoever requested it')];
    }
    case 'reviewRequested':
      return toRequest(event, asker, lifecycle, now);
    case 'decided':
      return toDecision(event, asker, now);
    case 'reviewWithdrawn': {
      const review = now.state.reviews.get(event.review);
      if (review === undefined || !isPending(review)) return [GONE];
      if (review.request.by !== asker.person && !asker.mayAdminister) return [notYours('Whoever requested it')];
      return textProblems('reason', event.reason, LONGEST_TEXT);
    }
    case 'conditionRaised': {
      const isKnown = [...now.state.reviews.values()].some(({ outcome }) =>
        outcome?.conditions.some(({ id }) => id === event.condition),
      );
      if (!isKnown || now.state.issues.has(event.condition)) return [GONE];
      return [];
    }
  }
}

type Of<Kind extends GateEvent['kind']> = Extract<GateEvent, { readonly kind: Kind }>;

function toSaving(event: Of<'lifecycleSaved'>, asker: Asker, state: GatesState): readonly GateProblem[] {
  if (!asker.mayAdminister) return [notYours('A project admin')];
  if (event.version !== (state.lifecycle?.version ?? 0) + 1) return [GONE];
  const kept = new Set(event.gates.map(({ id }) => id));
  return [...state.reviews.values()].flatMap((review) =>
    unless(!isPending(review) || kept.has(review.request.gate), {
      field: 'stages',
      problem: `The gate "${review.request.title}" is being reviewed and cannot be removed now.`,
      remedy: 'Have the review decided or withdrawn first.',
    }),
  );
}

function toEvidence(
  { criterion, of, link, title, datedOn }: Of<'evidenceAttached'>,
  lifecycle: Lifecycle,
  { today }: Circumstances,
): readonly GateProblem[] {
  const check = criterionOf(lifecycle, criterion)?.check;
  if (check?.of !== 'evidence' || check.kind !== of) return [CHANGED];
  return [
    ...evidenceLinkProblems('link', of, link),
    ...textProblems('title', title, LONGEST_TITLE, true),
    ...unless(Number.isInteger(datedOn) && datedOn <= today && datedOn >= 0, {
      field: 'datedOn',
      problem: 'Evidence cannot be of a day that is still to come.',
      remedy: 'Enter the day of what it shows.',
    }),
  ];
}

function toStatement(event: Of<'statementConfirmed'>, asker: Asker, lifecycle: Lifecycle): readonly GateProblem[] {
  const check = criterionOf(lifecycle, event.criterion)?.check;
  if (check?.of !== 'statement' || check.text !== event.text) return [CHANGED];
  return isOnPanel(check.by, asker) ? [] : [notYours('Whoever is named for this criterion')];
}

function toRecord({ field, text, person }: Of<'recordFilled'>): readonly GateProblem[] {
  if (field !== 'sponsor') return textProblems('text', text, LONGEST_TEXT);
  return unless(person !== null && person !== '', {
    field: 'person',
    problem: 'Nobody is named.',
    remedy: 'Choose somebody whom Jira knows, and who has not left.',
  });
}

function toWaiving(
  { waiver, criterion, reason, mitigation, until }: Of<'waiverRequested'>,
  lifecycle: Lifecycle,
  { state, today }: Circumstances,
): readonly GateProblem[] {
  if (criterionOf(lifecycle, criterion) === undefined) return [CHANGED];
  if (state.waivers.has(waiver)) return [GONE];
  const isAsked = [...state.waivers.values()].some(
    (each) => each.request.criterion === criterion && waiverStanding(each, today) === 'pending',
  );
  return [
    ...unless(!isAsked, {
      field: 'criterion',
      problem: 'A waiver of this criterion has been requested and waits for a decision.',
      remedy: 'Wait for it, or have it withdrawn.',
    }),
    ...textProblems('reason', reason, LONGEST_TEXT),
    ...textProblems('mitigation', mitigation, LONGEST_TEXT),
    ...unless(Number.isInteger(until) && until >= today && until <= today + LONGEST_WAIVER_DAYS, {
      field: 'until',
      problem: 'The waiver would not end in time.',
      remedy: `Choose a day within the next ${LONGEST_WAIVER_DAYS} days.`,
    }),
  ];
}

function toDecidingWaiver(
  event: Of<'waiverDecided'>,
  asker: Asker,
  lifecycle: Lifecycle,
  { state, today }: Circumstances,
): readonly GateProblem[] {
  const waiver = state.waivers.get(event.waiver);
  if (waiver === undefined || waiverStanding(waiver, today) !== 'pending') return [GONE];
  const gate = gateOfCriterion(lifecycle, waiver.request.criterion);
  if (gate === null) return [CHANGED];
  if (!isOnPanel(gate.deciders, asker)) return [notYours('A decider of this gate')];
  if (waiver.request.by === asker.person) return [OWN];
  return textProblems('reason', event.reason, LONGEST_TEXT);
}

function toRequest(
  { review, gate, lifecycle: version, note, deciders, quorum }: Of<'reviewRequested'>,
  asker: Asker,
  lifecycle: Lifecycle,
  { state, today, doneIssues }: Circumstances,
): readonly GateProblem[] {
  if (state.lifecycle?.version !== version || state.reviews.has(review)) return [CHANGED];
  const { next } = positionOf(lifecycle, state, today, doneIssues);
  if (next?.gate.id !== gate) {
    return [notThere('This gate is not the next one.', 'Reload the page: it shows which gate is to be passed now.')];
  }
  if (next.pending !== null) {
    return [
      notThere('A review of this gate waits for its deciders.', 'Wait for it, or withdraw it and request again.'),
    ];
  }
  const others = deciders.people.filter((person) => person !== asker.person).length;
  const onlyPeople = deciders.groups.length === 0 && deciders.roles.length === 0;
  return [
    ...textProblems('note', note, LONGEST_TEXT, true),
    ...unless(!onlyPeople || others >= quorum, {
      field: '',
      problem: `${quorum} deciders have to agree, and only ${others} beside you are named.`,
      remedy: 'Have somebody else request it, or a project admin name more deciders.',
    }),
  ];
}

function toDecision(event: Of<'decided'>, asker: Asker, { state, today }: Circumstances): readonly GateProblem[] {
  const review = state.reviews.get(event.review);
  if (review === undefined || !isPending(review)) return [GONE];
  if (review.request.by === asker.person) return [OWN];
  if (!isOnPanel(review.request.deciders, asker)) return [notYours('A decider of this review')];
  return [
    ...textProblems('reason', event.reason, LONGEST_TEXT),
    ...toConditions(event, review, state, today),
    ...(letsPass(event) ? toPassing(event, review, asker.person) : []),
  ];
}

function toConditions(
  { decision, conditions }: Of<'decided'>,
  { request }: Review,
  state: GatesState,
  today: Day,
): readonly GateProblem[] {
  const fits = decision === 'conditionalGo' ? conditions.length > 0 : conditions.length === 0;
  const used = new Set([...state.reviews.values()].flatMap(({ voices }) => voices).flatMap(idsOfConditions));
  return [
    ...unless(fits && conditions.length <= MOST_CONDITIONS, {
      field: 'conditions',
      problem:
        decision === 'conditionalGo' ? 'A conditional go needs conditions.' : 'Only a conditional go has conditions.',
      remedy:
        decision === 'conditionalGo'
          ? `Enter 1 to ${MOST_CONDITIONS} of them.`
          : 'Remove them, or decide a conditional go.',
    }),
    ...conditions.flatMap((condition, place) => {
      const isNew = !used.has(condition.id);
      used.add(condition.id);
      return conditionProblems(condition, `conditions.${place}`, isNew, request.criteria, today);
    }),
  ];
}

function idsOfConditions({ conditions }: { readonly conditions: readonly Condition[] }): readonly string[] {
  return conditions.map(({ id }) => id);
}

function conditionProblems(
  { text, owner, due, criterion }: Condition,
  field: string,
  isNew: boolean,
  criteria: readonly { readonly id: string }[],
  today: Day,
): readonly GateProblem[] {
  return [
    ...textProblems(`${field}.text`, text, LONGEST_TITLE),
    ...unless(isNew, {
      field,
      problem: 'The condition is there already.',
      remedy: 'Reload the page, and decide anew.',
    }),
    ...unless(owner !== '', { field: `${field}.owner`, problem: 'Nobody owns it.', remedy: 'Choose who sees to it.' }),
    ...unless(Number.isInteger(due) && due >= today && due <= today + MOST_DAYS_OF_CONDITION, {
      field: `${field}.due`,
      problem: 'The day is past, or more than a year away.',
      remedy: 'Choose the day by which it has to be done.',
    }),
    ...unless(criterion === null || criteria.some(({ id }) => id === criterion), {
      field: `${field}.criterion`,
      problem: 'This review has no such criterion.',
      remedy: 'Choose one from the list, or none.',
    }),
  ];
}

/**
 * Whoever lets the gate be passed has seen every mandatory criterion met or waived, or conditioned by somebody who
 * agrees: so that whichever word completes the quorum, nothing is left open.
 */
function toPassing(
  { readiness, conditions }: Of<'decided'>,
  { request, voices }: Review,
  decider: ActorId,
): readonly GateProblem[] {
  const others = voices.filter((voice) => letsPass(voice) && voice.by !== decider);
  const conditioned = new Set(
    [...others.flatMap((voice) => voice.conditions), ...conditions].map(({ criterion }) => criterion),
  );
  const left = missingOf(request.criteria, readiness).filter((criterion) => !conditioned.has(criterion));
  const titles = request.criteria.filter(({ id }) => left.includes(id)).map(({ title }) => `"${title}"`);
  return unless(left.length === 0, {
    field: 'decision',
    problem: `${titles.length === 1 ? 'A mandatory criterion is' : 'Mandatory criteria are'} not met: ${titles.join(', ')}.`,
    remedy: 'Decide a conditional go with a condition for each of them, or hold.',
  });
}

function notThere(problem: string, remedy: string): GateProblem {
  return { field: '', problem, remedy };
}

/** `field` `asker` stands for a right that is missing. */
function notYours(who: string): GateProblem {
  return {
    field: 'asker',
    problem: `${who} may do this, and Jira does not count you among them.`,
    remedy: 'Ask somebody who may, or have a project admin name you.',
  };
}

const OWN: GateProblem = {
  field: 'asker',
  problem: 'Nobody decides on their own request.',
  remedy: 'Ask another decider.',
};
const GONE = notThere(
  'Somebody was faster: this has been settled or changed meanwhile.',
  'Reload the page, and look again.',
);
const CHANGED = notThere('The lifecycle has changed meanwhile.', 'Reload the page, and look again.');
