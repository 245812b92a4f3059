import { catalogue } from '../compliance';
import type { AuditEntry, WaiversView, WaiverView } from '../contract';
import {
  isInForce,
  isPastExpiry,
  problemOfDecision,
  problemOfRequest,
  problemOfWithdrawal,
  type WaiverProblem,
} from '../gates/waivers';
import { rightsIn } from '../jira';
import {
  formatDay,
  LONGEST_WAIVER_DAYS,
  parseDay,
  type Day,
  type RuleId,
  type Waiver,
  type WaiverStep,
} from '../model';
import { currentSite, takeWaiverStep, todayOn, waiversOn } from '../refresh';
import { actorOf, knownActorOf, readSnapshot, readWaiverSteps } from '../store';
import { peopleNamed } from './people';
import { hasPmoRole } from './pmo';
import type { Answer, ProjectViewer } from './project-viewer';
import { notAsThingsStand, notFound, notYours } from './refusal';
import { isShown } from './shown-findings';

const ENTRIES_A_PAGE = 50;

/** How the project's waivers stand, and what this viewer may do about them. */
export const waivers: Answer<'waivers'> = (viewer) => viewOf(viewer);

export const requestWaiver: Answer<'requestWaiver'> = async (viewer, { rule, reason, mitigation, until }) => {
  const { projectId } = viewer;
  const by = accountOf(viewer);
  if (!(await mayRequestIn(projectId))) {
    throw notYours(
      'You may not request waivers in this project.',
      'Somebody who may edit its issues can, or ask a project admin for the Edit Issues permission.',
    );
  }
  await demandRule(projectId, rule);
  const [today, actor] = await Promise.all([currentDay(), actorOf(by)]);
  const last = parseDay(until) ?? today - 1;
  await takeWaiverStep(projectId, (state) => {
    forbid(problemOfRequest(state, { rule, until: last }, today), today);
    return { what: 'requested', at: Date.now(), by: actor, rule, reason, mitigation, until: last };
  });
  return viewOf(viewer);
};

export const decideWaiver: Answer<'decideWaiver'> = async (viewer, { waiver, decision, reason }) => {
  const by = accountOf(viewer);
  if (!(await hasPmoRole())) {
    throw notYours(
      'You may not decide on waivers.',
      'Those who have the PMO role do; a Jira admin chooses who, on the admin page of Plumbline.',
    );
  }
  const [today, actor] = await Promise.all([currentDay(), actorOf(by)]);
  const grants = decision === 'grant';
  await takeWaiverStep(viewer.projectId, (state) => {
    forbid(problemOfDecision(state, { waiver, grants }, actor, today), today);
    return { what: grants ? 'granted' : 'refused', at: Date.now(), by: actor, waiver, reason };
  });
  return viewOf(viewer);
};

export const withdrawWaiver: Answer<'withdrawWaiver'> = async (viewer, { waiver, reason }) => {
  const by = accountOf(viewer);
  const [today, actor, mayDecide] = await Promise.all([currentDay(), actorOf(by), hasPmoRole()]);
  await takeWaiverStep(viewer.projectId, (state) => {
    forbid(problemOfWithdrawal(state, waiver, actor, mayDecide), today);
    return { what: 'withdrawn', at: Date.now(), by: actor, waiver, reason };
  });
  return viewOf(viewer);
};

/** Every step that was taken, newest first. */
export const auditTrail: Answer<'auditTrail'> = async ({ projectId }, { before }) => {
  const { steps } = await waiversOn(projectId, await currentDay());
  const newest = Math.min(steps, (before ?? Infinity) - 1);
  const numbers = Array.from({ length: Math.min(newest, ENTRIES_A_PAGE) }, (_, i) => newest - i);
  const taken = await readWaiverSteps(projectId, numbers);
  const requests = [...taken.values()].flatMap((step) => (step.what === 'requested' ? [] : [step.waiver]));
  const asked = await readWaiverSteps(projectId, [...new Set(requests)]);
  const nameOf = await peopleNamed([...taken.values()].map(actorIn));
  const entries = numbers.flatMap((number): readonly AuditEntry[] => {
    const step = taken.get(number);
    const request = step === undefined || step.what === 'requested' ? step : asked.get(step.waiver);
    if (step === undefined || request?.what !== 'requested') return [];
    return [
      {
        ...{ number, at: new Date(step.at).toISOString(), what: step.what, by: nameOf(actorIn(step)) },
        ...{ rule: request.rule, title: titleOf(request.rule), until: formatDay(request.until) },
        reason: step.what === 'expired' ? null : step.reason,
        mitigation: step.what === 'requested' ? step.mitigation : null,
      },
    ];
  });
  return { entries, steps };
};

/** Whoever may edit issues of the project, or administers it. */
async function mayRequestIn(projectId: number): Promise<boolean> {
  const { mayEditIssues, mayAdminister } = await rightsIn(projectId);
  return mayEditIssues || mayAdminister;
}

async function viewOf({ projectId, accountId }: ProjectViewer): Promise<WaiversView> {
  const today = await currentDay();
  const { steps, waivers: open } = await waiversOn(projectId, today);
  const numbers = open.flatMap(({ id, grantedIn }) => [id, ...(grantedIn === null ? [] : [grantedIn])]);
  const [taken, viewer, mayRequest, mayDecide] = await Promise.all([
    readWaiverSteps(projectId, numbers),
    accountId === null ? null : knownActorOf(accountId),
    accountId !== null && mayRequestIn(projectId),
    accountId !== null && open.length > 0 && hasPmoRole(),
  ]);
  const nameOf = await peopleNamed([...taken.values()].map(actorIn));
  const views = open.flatMap((waiver): readonly WaiverView[] => {
    const request = taken.get(waiver.id);
    if (request?.what !== 'requested') return [];
    const grant = waiver.grantedIn === null ? undefined : taken.get(waiver.grantedIn);
    const isOwn = waiver.owner === viewer;
    return [
      {
        ...{ id: waiver.id, rule: waiver.rule, title: titleOf(waiver.rule), state: stateOf(waiver, today) },
        ...{ reason: request.reason, mitigation: request.mitigation, until: formatDay(waiver.until) },
        ...{ requestedAt: new Date(request.at).toISOString(), owner: nameOf(waiver.owner) },
        decision:
          grant?.what === 'granted'
            ? { by: nameOf(grant.by), at: new Date(grant.at).toISOString(), reason: grant.reason }
            : null,
        mayDecide: mayDecide && waiver.grantedIn === null && !isOwn,
        mayWithdraw: isOwn || (mayDecide && waiver.grantedIn !== null),
      },
    ];
  });
  return {
    steps,
    waivers: views.sort((a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state)),
    mayRequest,
    ...{ today: formatDay(today), latest: formatDay(today + LONGEST_WAIVER_DAYS) },
  };
}

const URGENCY: readonly WaiverView['state'][] = ['waiting', 'expired', 'inForce'];

function stateOf(waiver: Waiver, today: Day): WaiverView['state'] {
  if (isPastExpiry(waiver, today)) return 'expired';
  return isInForce(waiver, today) ? 'inForce' : 'waiting';
}

function actorIn(step: WaiverStep): string | null {
  return step.what === 'expired' ? null : step.by;
}

/** A rule that this version of the app no longer knows is called by its id. */
function titleOf(rule: RuleId): string {
  return catalogue.find(({ id }) => id === rule)?.title ?? rule;
}

async function currentDay(): Promise<Day> {
  return todayOn(await currentSite(), Date.now());
}

/** Nobody takes a step namelessly, wherever Jira lets visitors browse. */
function accountOf({ accountId }: ProjectViewer): string {
  if (accountId === null) throw notYours('You are not logged in.', 'Log in to Jira, then try again.');
  return accountId;
}

/** Only rules that count, or will, and that project managers see. */
async function demandRule(projectId: number, rule: RuleId): Promise<void> {
  const stored = await readSnapshot(projectId);
  const isThere = stored?.value.snapshot.findings.some((each) => each.rule === rule && isShown(each)) === true;
  if (!isThere) throw notFound('This project has no such finding.', 'Reload the page: its rules may have changed.');
}

/** Refuses in words what stands against a step. */
function forbid(problem: WaiverProblem | null, today: Day): void {
  const field = 'until';
  switch (problem) {
    case null:
      return;
    case 'endsBeforeToday':
      throw notAsThingsStand('The last day of the waiver is over.', 'Choose today or a later day.', field);
    case 'endsTooLate': {
      const latest = formatDay(today + LONGEST_WAIVER_DAYS);
      const remedy = `Choose ${latest} or an earlier day; it can be renewed before it expires.`;
      throw notAsThingsStand(`A waiver holds for at most ${LONGEST_WAIVER_DAYS} days.`, remedy, field);
    }
    case 'addsNothing':
      throw notAsThingsStand('The rule is waived until that day already.', 'Choose a later day to renew it.', field);
    case 'isRequested':
      throw notAsThingsStand(
        'A waiver of this rule waits for its decision.',
        'Wait for the decision, or have the request withdrawn first.',
      );
    case 'isNotOpen':
      throw notAsThingsStand(
        'This waiver was refused, withdrawn or replaced meanwhile.',
        'The audit trail says by whom, and why.',
      );
    case 'isDecided':
      throw notAsThingsStand('Somebody has granted this waiver meanwhile.', 'The audit trail says who, and why.');
    case 'isOwnRequest':
      throw notYours('Nobody decides on their own request.', 'Ask somebody else who has the PMO role.');
    case 'isSomebodyElses':
      throw notYours(
        'Only who requested a waiver withdraws it; one that was granted also those who have the PMO role.',
        'Ask one of them.',
      );
  }
}
