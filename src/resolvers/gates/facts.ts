import { ruleInWords, UnknownRuleError } from '../../compliance';
import { positionOf, waiverStanding, isPending, type Asker, type GateFacts, type Position } from '../../gates';
import { countMatching, doneAmong, JiraError, membershipOf, rightsIn } from '../../jira';
import { gateOfCriterion, type Criterion, type Day, type Panel } from '../../model';
import { currentSite, inParallel, todayOn } from '../../refresh';
import { readSnapshot } from '../../store';
import { isShown } from '../shown-findings';
import type { GateRecord } from './record';

/** What a day and Jira say about a record. */
export interface GateDay {
  readonly today: Day;
  readonly doneIssues: ReadonlySet<number>;
}

export async function gateDay({ state }: GateRecord): Promise<GateDay> {
  const [site, doneIssues] = await Promise.all([currentSite(), doneAmong([...state.issues.values()])]);
  return { today: todayOn(site, Date.now()), doneIssues };
}

export function positionIn({ lifecycle, state }: GateRecord, { today, doneIssues }: GateDay): Position | null {
  return lifecycle && positionOf(lifecycle, state, today, doneIssues);
}

/**
 * What Jira says of the caller, as far as something waits for it: groups and roles are asked for only where a review or
 * a waiver waits for deciders, or one of the criteria for somebody to confirm it.
 */
export async function askerIn(
  projectId: number,
  { lifecycle, state }: GateRecord,
  { today }: GateDay,
  criteria: readonly Criterion[],
): Promise<Omit<Asker, 'person'>> {
  const reviews = [...state.reviews.values()].filter(isPending).map(({ request }) => request.deciders);
  const waived = [...state.waivers.values()].filter((waiver) => waiverStanding(waiver, today) === 'pending');
  const ofWaivers = waived.flatMap(({ request }) => {
    const gate = lifecycle && gateOfCriterion(lifecycle, request.criterion);
    return gate ? [gate.deciders] : [];
  });
  const ofStatements = criteria.flatMap(({ check }) => (check.of === 'statement' ? [check.by] : []));
  const panels: readonly Panel[] = [...reviews, ...ofWaivers, ...ofStatements];
  const [rights, membership] = await Promise.all([
    rightsIn(projectId),
    membershipOf(projectId, {
      groups: [...new Set(panels.flatMap(({ groups }) => groups))],
      roles: [...new Set(panels.flatMap(({ roles }) => roles))],
    }),
  ]);
  return { ...rights, ...membership };
}

/** What the criteria are told by. Queries count what the caller may browse: nobody learns of issues by a criterion. */
export async function factsFor(projectId: number, criteria: readonly Criterion[], today: Day): Promise<GateFacts> {
  const [stored, counts] = await Promise.all([readSnapshot(projectId), countsOf(projectId, criteria)]);
  const findings = (stored?.value.snapshot.findings ?? []).filter(isShown);
  return {
    today,
    findings: new Map(
      findings.map(({ rule, status, attainment }) => [rule, { title: titleOf(rule), status, attainment }]),
    ),
    counts,
  };
}

async function countsOf(projectId: number, criteria: readonly Criterion[]): Promise<GateFacts['counts']> {
  const counts = new Map<string, { readonly found: number; readonly open: number } | null>();
  await inParallel(criteria, async ({ id, check }) => {
    if (check.of !== 'jql') return;
    try {
      const found = await countMatching(projectId, check.jql, false);
      const open = check.expect.of === 'allDone' ? await countMatching(projectId, check.jql, true) : 0;
      counts.set(id, found === null || open === null ? null : { found, open });
    } catch (error) {
      // One query that Jira does not answer now is told as such, and takes nothing else from the page.
      if (!(error instanceof JiraError)) throw error;
    }
  });
  return counts;
}

function titleOf(rule: string): string {
  try {
    return ruleInWords(rule).title;
  } catch (error) {
    if (error instanceof UnknownRuleError) return rule;
    throw error;
  }
}
