import type {
  ConditionView,
  CriterionLook,
  CriterionView,
  CriterionWaiverView,
  DecisionView,
  GatesView,
  GateView,
  PersonMention,
  ReadinessFigures,
  ReviewView,
} from '../../contract';
import {
  assess,
  changedSince,
  gateReadiness,
  isOnPanel,
  isPending,
  standingOf,
  waiverStanding,
  type Asker,
  type GateFacts,
  type GateStanding,
  type Position,
  type Review,
} from '../../gates';
import { activeAmong, conditionWithinProject, JiraError, readLiveIssues } from '../../jira';
import {
  criteriaOfGate,
  formatDay,
  type ActorId,
  type Criterion,
  type CriterionCheck,
  type CriterionResult,
  type Day,
  type RecordField,
} from '../../model';
import { accountsOf, knownActorOf } from '../../store';
import { peopleNamed } from '../people';
import type { ProjectViewer } from '../project-viewer';
import { askerIn, factsFor, gateDay, positionIn } from './facts';
import { readGates, type GateRecord } from './record';

type NameOf = (actor: ActorId | null) => PersonMention | null;

/** What the parts of the view are made of. */
interface Sight {
  readonly projectId: number;
  readonly record: GateRecord;
  readonly facts: GateFacts;
  readonly asker: Asker;
  readonly nameOf: NameOf;
  /** Keys of conditions' issues that the viewer may browse. */
  readonly issueKeys: ReadonlyMap<number, string>;
}

/** Of a visitor who is not logged in, whom Jira tells nothing about groups and roles. */
const NO_RIGHTS: Omit<Asker, 'person'> = {
  groups: new Set(),
  roles: new Set(),
  mayEditIssues: false,
  mayAdminister: false,
};

/** How the project's gates stand, and what this viewer may do about them. */
export async function viewGates({ projectId, accountId }: ProjectViewer): Promise<GatesView> {
  const record = await readGates(projectId);
  const day = await gateDay(record);
  const position = positionIn(record, day);
  const review = pendingIn(record);
  const criteria = position === null ? [] : criteriaInSight(record, position, review);
  const [facts, rights, person, issueKeys] = await Promise.all([
    factsFor(projectId, criteria, day.today),
    accountId === null ? NO_RIGHTS : askerIn(projectId, record, day, criteria),
    accountId === null ? null : knownActorOf(accountId),
    keysOfIssues([...record.state.issues.values()]),
  ]);
  const nameOf = await peopleNamed(peopleOn(record));
  const sight = { projectId, record, facts, asker: { ...rights, person: person ?? '' }, nameOf, issueKeys };
  return {
    events: record.entries.length,
    today: formatDay(day.today),
    brokenAt: record.brokenAt,
    tracker: position === null ? null : await trackerOf(sight, position, review),
    mayContribute: rights.mayEditIssues || rights.mayAdminister,
  };
}

/** All criteria that a view tells of, each once by id: those of a pending review as they were when it was requested. */
function criteriaInSight(
  { lifecycle }: GateRecord,
  { stage, next }: Position,
  review: Review | null,
): readonly Criterion[] {
  if (lifecycle === null) return [];
  const entry = lifecycle.stages[stage]?.criteria.filter(({ due }) => due === 'entry') ?? [];
  const asked = next === null ? [] : criteriaOfGate(lifecycle, next.gate.id);
  return [
    ...new Map([...(review?.request.criteria ?? []), ...entry, ...asked].map((each) => [each.id, each])).values(),
  ];
}

function pendingIn({ state }: GateRecord): Review | null {
  return [...state.reviews.values()].findLast(isPending) ?? null;
}

async function trackerOf(
  sight: Sight,
  position: Position,
  review: Review | null,
): Promise<NonNullable<GatesView['tracker']>> {
  const { record, facts } = sight;
  const { lifecycle, state } = record;
  if (lifecycle === null) throw new Error('A position without a lifecycle');
  const { stage, gates, next } = position;
  const criteria = criteriaInSight(record, position, null);
  const tell = (
    results: readonly CriterionResult[],
  ): ReadinessFigures & { readonly criteria: readonly CriterionView[] } => ({
    ...figuresOf(criteria, results),
    criteria: criterionViews(sight, criteria, results),
  });
  return {
    lifecycle: lifecycle.title,
    stage: lifecycle.stages[stage]?.title ?? null,
    gates: gates.map((gate, place) => gateView(sight, gate, lifecycle.stages[place].title)),
    next: next?.gate.id ?? null,
    standing: tell(standingOf(lifecycle, position, state, facts)),
    gateReady: tell(gateReadiness(lifecycle, position, state, facts)),
    decidersMissing: await decidersMissing(next, review),
    review: review && reviewView(sight, review),
  };
}

export function figuresOf(criteria: readonly Criterion[], results: readonly CriterionResult[]): ReadinessFigures {
  const mandatory = new Set(criteria.filter((each) => each.mandatory).map(({ id }) => id));
  const asked = results.filter(({ criterion }) => mandatory.has(criterion));
  const settled = asked.filter(({ status }) => status === 'met' || status === 'waived');
  return { settled: settled.length, asked: asked.length };
}

function criterionViews(
  sight: Sight,
  criteria: readonly Criterion[],
  results: readonly CriterionResult[],
): readonly CriterionView[] {
  const byId = new Map(criteria.map((each) => [each.id, each]));
  return results.flatMap(({ criterion, ...result }) => {
    const found = byId.get(criterion);
    return found === undefined ? [] : [criterionView(sight, found, result)];
  });
}

function criterionView(
  sight: Sight,
  { id, title, help, check, mandatory }: Criterion,
  result: Omit<CriterionResult, 'criterion'>,
): CriterionView {
  const evidence = check.of === 'evidence' ? sight.record.state.evidence.get(id) : undefined;
  return {
    ...{ id, title, help, mandatory, look: lookOf(sight, check), ...result },
    evidence: evidence ? { link: evidence.link, title: evidence.title, datedOn: formatDay(evidence.datedOn) } : null,
    mayConfirm: check.of === 'statement' && isOnPanel(check.by, sight.asker),
    waiver: waiverView(sight, id),
  };
}

/** Of issues that are to be done, those that are not. */
function lookOf({ projectId, record, nameOf }: Sight, check: CriterionCheck): CriterionLook {
  switch (check.of) {
    case 'rule':
      return { of: 'rule', rule: check.rule };
    case 'jql':
      return { of: 'jql', jql: conditionWithinProject(projectId, check.jql, check.expect.of === 'allDone') };
    case 'evidence':
      return check;
    case 'statement':
      return { of: 'statement', text: check.text };
    case 'record':
      return recordLook(check.field, record.state.record.get(check.field), nameOf);
  }
}

function recordLook(
  field: RecordField,
  filled: { readonly text: string; readonly person: ActorId | null } | undefined,
  nameOf: NameOf,
): CriterionLook {
  return { of: 'record', field, text: filled?.text ?? '', person: nameOf(filled?.person ?? null) };
}

function waiverView({ record, facts, asker, nameOf }: Sight, criterion: string): CriterionWaiverView | null {
  const { state, lifecycle } = record;
  for (const waiver of [...state.waivers.values()].reverse()) {
    const standing = waiverStanding(waiver, facts.today);
    if (waiver.request.criterion !== criterion || (standing !== 'pending' && standing !== 'granted')) continue;
    const { waiver: id, by, reason, mitigation, until } = waiver.request;
    const asks = lifecycle?.stages.find(({ gate }) =>
      criteriaOfGate(lifecycle, gate.id).some((each) => each.id === criterion),
    );
    const mayDecide = standing === 'pending' && asks !== undefined && isOnPanel(asks.gate.deciders, asker);
    return {
      ...{ id, state: standing, reason, mitigation, until: formatDay(until), owner: nameOf(by) },
      mayDecide: mayDecide && by !== asker.person,
      mayWithdraw: by === asker.person || asker.mayAdminister,
    };
  }
  return null;
}

function gateView(sight: Sight, { gate, status, overdue, decided, conditions }: GateStanding, stage: string): GateView {
  const { id, title, planned, forecast } = gate;
  return {
    ...{ id, title, stage, status, overdue, planned: textOf(planned), forecast: textOf(forecast) },
    decisions: decisionViews(sight, decided),
    conditions: conditions.map((condition): ConditionView => {
      const { id: conditionId, text, owner, due, standing, issueId } = condition;
      return {
        ...{ id: conditionId, text, standing, due: formatDay(due), owner: sight.nameOf(owner) },
        hasIssue: issueId !== null,
        issueKey: (issueId !== null && sight.issueKeys.get(issueId)) || null,
      };
    }),
  };
}

function decisionViews({ nameOf }: Sight, review: Review | null): readonly DecisionView[] {
  return (review?.voices ?? []).map(({ decision, reason, by, at }) => {
    return { decision, reason, by: nameOf(by), at: new Date(at).toISOString() };
  });
}

function reviewView(sight: Sight, review: Review): ReviewView {
  const { request } = review;
  const { asker, facts, nameOf, record } = sight;
  const now = assess(request.criteria, record.state, facts);
  return {
    ...{ id: request.review, gate: request.gate, note: request.note, quorum: request.quorum },
    requestedBy: nameOf(request.by),
    requestedAt: new Date(request.at).toISOString(),
    criteria: criterionViews(sight, request.criteria, now),
    changed: changedSince(request.readiness, now).map((change) => {
      return { criterion: change.now.criterion, before: change.before.found, now: change.now.found };
    }),
    decisions: decisionViews(sight, review),
    mayDecide: isOnPanel(request.deciders, asker) && request.by !== asker.person,
    mayWithdraw: request.by === asker.person || asker.mayAdminister,
  };
}

/** Where only people are named: how many of the quorum have left. Whoever requested the review is no decider of it. */
async function decidersMissing(next: GateStanding | null, review: Review | null): Promise<number> {
  const deciders = review?.request.deciders ?? next?.gate.deciders;
  const quorum = review?.request.quorum ?? next?.gate.quorum ?? 0;
  if (deciders === undefined || deciders.groups.length + deciders.roles.length > 0) return 0;
  const accounts = await accountsOf(deciders.people.filter((person) => person !== review?.request.by));
  const active = await activeAmong([...accounts.values()]);
  return Math.max(0, quorum - active.size);
}

async function keysOfIssues(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  try {
    return new Map([...(await readLiveIssues(ids))].map(([id, { key }]) => [id, key]));
  } catch (error) {
    if (error instanceof JiraError) return new Map();
    throw error;
  }
}

function textOf(day: Day | null): string | null {
  return day === null ? null : formatDay(day);
}

/** Whom a view may name. */
export function peopleOn({ state }: GateRecord): readonly ActorId[] {
  const ofReviews = [...state.reviews.values()].flatMap(({ request, voices, outcome }) => [
    request.by,
    ...voices.map(({ by }) => by),
    ...(outcome?.conditions ?? []).map(({ owner }) => owner),
  ]);
  const { person: sponsor } = state.record.get('sponsor') ?? { person: null };
  return [
    ...(sponsor === null ? [] : [sponsor]),
    ...ofReviews,
    ...[...state.waivers.values()].map(({ request }) => request.by),
  ];
}
