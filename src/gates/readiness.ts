import {
  criteriaOfGate,
  formatDay,
  type Criterion,
  type CriterionCheck,
  type CriterionResult,
  type Day,
  type ExpectedCount,
  type FindingStatus,
  type Lifecycle,
  type RuleId,
} from '../model';
import type { Position } from './position';
import { evidenceOf, waiverStanding, type GatesState } from './replay';

/** What is known about a project on a day, apart from its gate record. */
export interface GateFacts {
  readonly today: Day;
  /** Results of rules that project managers see; absent: no such result. Attainment in [0, 1]. */
  readonly findings: ReadonlyMap<
    RuleId,
    { readonly title: string; readonly status: FindingStatus; readonly attainment: number | null }
  >;
  /** By criterion: how many issues its query finds, and how many of those are not done; `null`: Jira refuses it. */
  readonly counts: ReadonlyMap<string, { readonly found: number; readonly open: number } | null>;
}

type Found = Omit<CriterionResult, 'criterion'>;

/** How each criterion stands, in their order. */
export function assess(
  criteria: readonly Criterion[],
  state: GatesState,
  facts: GateFacts,
): readonly CriterionResult[] {
  return criteria.map((criterion) => ({ criterion: criterion.id, ...resultOf(criterion, state, facts) }));
}

/** What the next gate asks, as it stands; empty when there is none. */
export function gateReadiness(
  lifecycle: Lifecycle,
  { next }: Position,
  state: GatesState,
  facts: GateFacts,
): readonly CriterionResult[] {
  return next === null ? [] : assess(criteriaOfGate(lifecycle, next.gate.id), state, facts);
}

/**
 * What is due up to now: what the stage asks at its entry, and all that the next gate asks once its planned day is
 * over. What is not due yet is no shortcoming. What passed gates asked was settled with them; their conditions are
 * told by the position.
 */
export function standingOf(
  lifecycle: Lifecycle,
  position: Position,
  state: GatesState,
  facts: GateFacts,
): readonly CriterionResult[] {
  const entry = lifecycle.stages[position.stage]?.criteria.filter(({ due }) => due === 'entry') ?? [];
  const isOverdue = position.next?.overdue === true;
  const late = isOverdue && position.next ? criteriaOfGate(lifecycle, position.next.gate.id) : [];
  return assess([...new Set([...entry, ...late])], state, facts);
}

/** The mandatory criteria that keep a gate from being passed: neither met nor waived. */
export function missingOf(criteria: readonly Criterion[], results: readonly CriterionResult[]): readonly string[] {
  const settled = new Set(
    results.filter(({ status }) => status === 'met' || status === 'waived').map(({ criterion }) => criterion),
  );
  return criteria.filter(({ id, mandatory }) => mandatory && !settled.has(id)).map(({ id }) => id);
}

/** What reads differently now than when a review was requested, in the order of the request. */
export function changedSince(
  before: readonly CriterionResult[],
  now: readonly CriterionResult[],
): readonly { readonly before: CriterionResult; readonly now: CriterionResult }[] {
  const current = new Map(now.map((result) => [result.criterion, result]));
  return before.flatMap((result) => {
    const found = current.get(result.criterion);
    if (found === undefined || (found.status === result.status && found.found === result.found)) return [];
    return [{ before: result, now: found }];
  });
}

function resultOf({ id, check }: Criterion, state: GatesState, facts: GateFacts): Found {
  const found = look(id, check, state, facts);
  if (found.status === 'met') return found;
  const waived = [...state.waivers.values()].find(
    (waiver) => waiver.request.criterion === id && waiverStanding(waiver, facts.today) === 'granted',
  );
  if (waived === undefined) return found;
  return { ...found, status: 'waived' };
}

function look(id: string, check: CriterionCheck, state: GatesState, facts: GateFacts): Found {
  switch (check.of) {
    case 'rule':
      return lookAtRule(check.rule, check.threshold, facts);
    case 'jql':
      return lookAtCount(check.expect, facts.counts.get(id));
    case 'evidence':
      return lookAtEvidence(id, check, state, facts.today);
    case 'statement': {
      const said = state.statements.get(id);
      if (said?.holds === true && said.text === check.text) {
        return met(`Confirmed on ${formatDay(dayOf(said.at))}`);
      }
      const found = said?.holds === false ? 'The confirmation was taken back' : 'Nobody has confirmed it yet';
      return unmet(found, 'Have it confirmed by somebody who may.');
    }
    case 'record': {
      const filled = state.record.get(check.field);
      return filled === undefined
        ? unmet('The project record says nothing there', 'Fill it in.')
        : met(`Filled in on ${formatDay(dayOf(filled.at))}`);
    }
  }
}

function lookAtRule(rule: RuleId, threshold: number, { findings }: GateFacts): Found {
  const finding = findings.get(rule);
  if (finding === undefined) {
    return unknown(
      'The rule has no result',
      'Refresh the project; if it stays so, its playbook does not have the rule.',
    );
  }
  const { title, status, attainment } = finding;
  if (status === 'notApplicable') return met(`"${title}": nothing it applies to`);
  if (status === 'exempt') return { status: 'waived', found: `"${title}" is waived`, next: '' };
  if (attainment === null) {
    return unknown(`"${title}" cannot be assessed`, 'Open the finding: it says what is missing.');
  }
  const found = `"${title}" reaches ${percent(attainment)} of its target; ${percent(threshold)} is asked for`;
  return settlesRule(finding, threshold) ? met(found) : unmet(found, 'Open the finding: it names the issues to mend.');
}

/** Whether a rule's result is as good as met to a criterion that asks for this share of its target. */
export function settlesRule(
  { status, attainment }: { readonly status: FindingStatus; readonly attainment: number | null },
  threshold: number,
): boolean {
  if (status === 'notApplicable' || status === 'exempt') return true;
  return attainment !== null && attainment >= threshold;
}

function lookAtCount(expect: ExpectedCount, count: { found: number; open: number } | null | undefined): Found {
  if (count === undefined) return unknown('Jira has not been asked', 'Try again in a few minutes.');
  if (count === null) return unknown('Jira does not accept the query', 'Have a project admin mend it in the settings.');
  const { found, open } = count;
  const issues = `${found} ${found === 1 ? 'issue is' : 'issues are'} found`;
  switch (expect.of) {
    case 'none':
      return found === 0
        ? met('No issue is found, as expected')
        : unmet(`${issues}, none expected`, 'Open them in Jira and settle them.');
    case 'atLeast':
      return found >= expect.count
        ? met(`${issues}; ${expect.count} asked for`)
        : unmet(`${issues}; ${expect.count} asked for`, 'Create what is missing in Jira.');
    case 'allDone':
      if (found === 0) {
        return unknown('No issue is found, so that none can be done', 'Create the issues in Jira, or mend the query.');
      }
      return open === 0
        ? met(`${issues}, all done`)
        : unmet(`${issues}, ${open} not done`, 'Open them in Jira and finish them.');
  }
}

function lookAtEvidence(
  id: string,
  { kind, freshDays }: Extract<CriterionCheck, { readonly of: 'evidence' }>,
  state: GatesState,
  today: Day,
): Found {
  const evidence = evidenceOf(state, id, kind);
  if (evidence === null) return unmet('Nothing is attached', 'Attach the link.');
  const from = `Of ${formatDay(evidence.datedOn)}: ${evidence.link}`;
  if (freshDays === null || today - evidence.datedOn <= freshDays) return met(from);
  return unmet(`${from}; older than ${freshDays} days`, 'Attach something newer.');
}

const met = (found: string): Found => ({ status: 'met', found, next: '' });
const unmet = (found: string, next: string): Found => ({ status: 'unmet', found, next });
const unknown = (found: string, next: string): Found => ({ status: 'notAssessable', found, next });

/** The day of an instant in UTC: near enough for a sentence, and the same for everybody who replays it. */
function dayOf(at: number): Day {
  return Math.floor(at / 86_400_000);
}

/** Rounded down, so that 99.9 % of a target never reads as all of it. */
function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`;
}
