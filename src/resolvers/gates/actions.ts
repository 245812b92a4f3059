import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { GateFunction, GatePassport, GateReplies, GatesView, ValueOf } from '../../contract';
import { gateRequests } from '../../contract';
import { assess, canonicalJson, type GateFacts } from '../../gates';
import { activeAmong, createConditionIssue, findPeople, JiraError, mayBrowse } from '../../jira';
import {
  criteriaOfGate,
  criterionOf,
  formatDay,
  parseDay,
  type Condition,
  type Criterion,
  type Day,
} from '../../model';
import { accountsOf } from '../../store';
import { parsePayload, type Surface } from '../answer';
import { peopleNamed } from '../people';
import type { ProjectViewer } from '../project-viewer';
import { noPermission, notAsThingsStand, notYours, Refused } from '../refusal';
import { askerIn, factsFor, gateDay } from './facts';
import { readGates, recordEvent, type GateRecord, type MakeEvent } from './record';
import { peopleOn, viewGates } from './tracker';

export type GateAnswer<F extends GateFunction> = (
  viewer: ProjectViewer,
  request: z.output<(typeof gateRequests)[F]>,
) => Promise<ValueOf<GateReplies[F]>>;

/** A project's gates answer whoever may browse it; who may do what is judged event by event. */
export const gatePage: Surface<typeof gateRequests, ProjectViewer> = {
  requests: gateRequests,
  async authorise(payload, accountId) {
    const { projectId: asked } = parsePayload(gateRequests.gates.loose(), payload);
    const projectId = Number(asked);
    if (!Number.isSafeInteger(projectId) || !(await mayBrowse(projectId))) throw noPermission();
    return { projectId, accountId };
  },
};

export const gates: GateAnswer<'gates'> = viewGates;

export const attachEvidence: GateAnswer<'attachEvidence'> = async (viewer, { criterion, link, title, datedOn }) =>
  act(viewer, {
    make: ({ lifecycle }) => {
      const check = lifecycle ? criterionOf(lifecycle, criterion)?.check : undefined;
      const of = check?.of === 'evidence' ? check.kind : 'url';
      return { kind: 'evidenceAttached', criterion, of, link, title, datedOn: dayOf(datedOn) };
    },
  });

export const confirmStatement: GateAnswer<'confirmStatement'> = async (viewer, { criterion, holds }) =>
  act(viewer, {
    criterion,
    make: ({ lifecycle }) => {
      const check = lifecycle ? criterionOf(lifecycle, criterion)?.check : undefined;
      const text = check?.of === 'statement' ? check.text : '';
      return { kind: 'statementConfirmed', criterion, text, holds };
    },
  });

export const fillRecord: GateAnswer<'fillRecord'> = async (viewer, { field, text, person }) => {
  const sponsor = field === 'sponsor' ? person : null;
  const active = sponsor === null ? new Set<string>() : await activeAmong([sponsor]);
  const isThere = sponsor !== null && active.has(sponsor);
  return act(viewer, {
    named: isThere ? [sponsor] : [],
    make: (_record, actorFor) => ({
      ...{ kind: 'recordFilled', field, text: field === 'sponsor' ? '' : text },
      person: isThere ? actorFor(sponsor) : null,
    }),
  });
};

export const requestCriterionWaiver: GateAnswer<'requestCriterionWaiver'> = async (viewer, request) => {
  const { criterion, reason, mitigation } = request;
  const event = { waiver: randomUUID(), criterion, reason, mitigation, until: dayOf(request.until) };
  return act(viewer, { make: () => ({ kind: 'waiverRequested', ...event }) });
};

export const decideCriterionWaiver: GateAnswer<'decideCriterionWaiver'> = async (viewer, request) => {
  const { waiver, decision, reason } = request;
  return act(viewer, { make: () => ({ kind: 'waiverDecided', waiver, granted: decision === 'grant', reason }) });
};

export const withdrawCriterionWaiver: GateAnswer<'withdrawCriterionWaiver'> = async (viewer, { waiver }) =>
  act(viewer, { make: () => ({ kind: 'waiverWithdrawn', waiver }) });

export const requestReview: GateAnswer<'requestReview'> = async (viewer, { gate, note }) => {
  const review = randomUUID();
  return act(viewer, {
    criteria: ({ lifecycle }) => (lifecycle ? criteriaOfGate(lifecycle, gate) : []),
    make: ({ lifecycle, state }, _actorFor, facts) => {
      const asked = lifecycle?.stages.find((stage) => stage.gate.id === gate)?.gate;
      const criteria = lifecycle ? criteriaOfGate(lifecycle, gate) : [];
      return {
        ...{ kind: 'reviewRequested', review, gate, note, criteria, title: asked?.title ?? '' },
        ...{ deciders: asked?.deciders ?? NOBODY, quorum: asked?.quorum ?? 1 },
        ...{ lifecycle: state.lifecycle?.version ?? 0, readiness: assess(criteria, state, facts) },
      };
    },
  });
};

export const decideReview: GateAnswer<'decideReview'> = async (viewer, request) => {
  const { review, decision, reason } = request;
  const owners = request.conditions.map(({ owner }) => owner);
  const active = owners.length === 0 ? new Set<string>() : await activeAmong(owners);
  const place = owners.findIndex((owner) => !active.has(owner));
  const ids = owners.map(() => randomUUID());
  const view = await act(viewer, {
    named: owners,
    criteria: ({ state }) => state.reviews.get(review)?.request.criteria ?? [],
    make: ({ state }, actorFor, facts) => {
      const conditions = request.conditions.map(({ text, criterion, owner, due }, at): Condition => {
        // Who has left owns nothing: the law refuses a condition without an owner, at its field.
        return { id: ids[at], text, criterion, owner: at === place ? '' : actorFor(owner), due: dayOf(due) };
      });
      const criteria = state.reviews.get(review)?.request.criteria ?? [];
      return { kind: 'decided', review, decision, reason, conditions, readiness: assess(criteria, state, facts) };
    },
  });
  return (await raiseAll(viewer, review)) ? viewGates(viewer) : view;
};

export const withdrawReview: GateAnswer<'withdrawReview'> = async (viewer, { review, reason }) =>
  act(viewer, { make: () => ({ kind: 'reviewWithdrawn', review, reason }) });

export const raiseCondition: GateAnswer<'raiseCondition'> = async (viewer, { condition: id }) => {
  const record = await readGates(viewer.projectId);
  const conditions = [...record.state.reviews.values()].flatMap(({ outcome }) => outcome?.conditions ?? []);
  const condition = conditions.find((each) => each.id === id);
  if (condition === undefined || record.state.issues.has(id)) {
    throw notAsThingsStand('This condition has become an issue meanwhile, or there is none.', 'Reload the page.');
  }
  try {
    await raise(viewer, record, condition);
  } catch (error) {
    if (!(error instanceof JiraError) || error.failure === 'rateLimited' || error.failure === 'unavailable') {
      throw error;
    }
    throw notAsThingsStand(
      'Jira does not let you create an issue for this condition.',
      'Ask for the Create Issues permission, or have a project admin make fewer fields mandatory.',
    );
  }
  return viewGates(viewer);
};

export const findOwners: GateAnswer<'findOwners'> = async ({ projectId }, { text, anybody }) => {
  try {
    return { people: await findPeople(text, anybody === true ? null : projectId) };
  } catch (error) {
    // Who may not look for everybody finds at least those who work on the project.
    if (anybody !== true || !(error instanceof JiraError) || error.failure !== 'forbidden') throw error;
    return { people: await findPeople(text, projectId) };
  }
};

export const gatePassport: GateAnswer<'gatePassport'> = async ({ projectId }): Promise<GatePassport> => {
  const record = await readGates(projectId);
  const { entries, brokenAt } = record;
  const named = entries.flatMap(({ event }) =>
    event.kind === 'recordFilled' ? [event.by, event.person ?? event.by] : [event.by],
  );
  const actors = [...new Set([...named, ...peopleOn(record)])];
  const nameOf = await peopleNamed(actors);
  const people = actors.flatMap((actor) => {
    const person = nameOf(actor);
    return person === null ? [] : [[actor, person] as const];
  });
  const text = canonicalJson(entries);
  return { brokenAt, head: entries.at(-1)?.hash ?? '', text, people: Object.fromEntries(people) };
};

const NOBODY = { people: [], groups: [], roles: [] };

/** A day that cannot be read is none, which every law refuses at its field. */
function dayOf(text: string): Day {
  return parseDay(text) ?? NaN;
}

interface Action {
  /** Account ids of others than the caller that the event names. */
  readonly named?: readonly string[];
  /** The criterion that somebody confirms. */
  readonly criterion?: string;
  /** Criteria whose facts the event freezes. */
  readonly criteria?: (record: GateRecord) => readonly Criterion[];
  readonly make: (...args: [...Parameters<MakeEvent>, facts: GateFacts]) => ReturnType<MakeEvent>;
}

async function act(viewer: ProjectViewer, action: Action): Promise<GatesView> {
  const { projectId } = viewer;
  const accountId = accountOf(viewer);
  const record = await readGates(projectId);
  const day = await gateDay(record);
  const criteria = action.criteria?.(record) ?? [];
  const confirmed = record.lifecycle && action.criterion ? criterionOf(record.lifecycle, action.criterion) : undefined;
  const [asker, facts] = await Promise.all([
    askerIn(projectId, record, day, confirmed ? [confirmed] : []),
    factsFor(projectId, criteria, day.today),
  ]);
  const { named = [], make } = action;
  await recordEvent(projectId, { accountId, named }, asker, day, (current, actorFor) => make(current, actorFor, facts));
  return viewGates(viewer);
}

function accountOf({ accountId }: ProjectViewer): string {
  if (accountId === null) throw notYours('Only people who are logged in may do this.', 'Log in to Jira.');
  return accountId;
}

/**
 * Makes issues of the conditions of a review that was passed just now. The decision stands whatever Jira says to them:
 * a condition without an issue is shown as such, and anybody who may can raise it. Answers whether there was any.
 */
async function raiseAll(viewer: ProjectViewer, review: string): Promise<boolean> {
  const record = await readGates(viewer.projectId);
  const conditions = record.state.reviews.get(review)?.outcome?.conditions ?? [];
  for (const condition of conditions) {
    try {
      await raise(viewer, record, condition);
    } catch (error) {
      if (!(error instanceof JiraError || error instanceof Refused)) throw error;
    }
  }
  return conditions.length > 0;
}

async function raise(viewer: ProjectViewer, record: GateRecord, condition: Condition): Promise<void> {
  const { projectId } = viewer;
  const accountId = accountOf(viewer);
  const day = await gateDay(record);
  const asker = await askerIn(projectId, record, day, []);
  if (!asker.mayEditIssues && !asker.mayAdminister) {
    throw notYours("Whoever may edit the project's issues may do this.", 'Ask somebody who may.');
  }
  const owners = await accountsOf([condition.owner]);
  const { id } = await createConditionIssue(projectId, {
    summary: condition.text,
    description: `A condition of passing a stage gate, to be met by ${formatDay(condition.due)}. The gate blocks again if it is not.`,
    due: formatDay(condition.due),
    assignee: owners.get(condition.owner) ?? null,
  });
  const event = { kind: 'conditionRaised', condition: condition.id, issueId: id } as const;
  await recordEvent(projectId, { accountId }, asker, day, () => event);
}
