import {
  criteriaOfGate,
  type CriteriaSettled,
  type Criterion,
  type CriterionOnRecord,
  type Day,
  type Finding,
  type GatesInBrief,
  type GatesOnRecord,
  type Lifecycle,
  type ProjectRecords,
} from '../model';
import { positionOf } from './position';
import { settlesRule } from './readiness';
import { evidenceOf, letsPass, type GatesState } from './replay';

const NONE: ReadonlySet<number> = new Set<number>();
/** Which gates were passed, and which one comes next, is the same on every day: only whether they block again is not. */
const ANY_DAY = 0;
/** 31 December 9999. */
const FOR_GOOD: Day = 2_932_896;

/** What rules and the portfolio need of a gate record of so many events. */
export function gatesInShort(lifecycle: Lifecycle, state: GatesState, events: number): GatesOnRecord {
  const { stage, next, gates } = positionOf(lifecycle, state, ANY_DAY, NONE);
  const passed = gates.flatMap(({ decided, conditions }) => {
    const isPassed = decided !== null && decided.outcome !== null && letsPass(decided.outcome);
    return isPassed ? [conditions.map(({ issueId }) => issueId)] : [];
  });
  const atGate = new Set(next === null ? [] : criteriaOfGate(lifecycle, next.gate.id));
  const atEntry = new Set(lifecycle.stages.at(stage)?.criteria.filter(({ due }) => due === 'entry'));
  const mandatory = [...new Set([...atEntry, ...atGate])].filter((criterion) => criterion.mandatory);
  return {
    events,
    passed,
    stage: lifecycle.stages.at(stage)?.title ?? null,
    next: next && { title: next.gate.title, planned: next.gate.planned, forecast: next.gate.forecast },
    criteria: mandatory.map((criterion) => ({
      atGate: atGate.has(criterion),
      atEntry: atEntry.has(criterion),
      ...onRecord(criterion, state),
    })),
  };
}

function onRecord({ id, check }: Criterion, state: GatesState): Pick<CriterionOnRecord, 'until' | 'else'> {
  const waived = [...state.waivers.values()].flatMap(({ request, decision, withdrawn }) =>
    request.criterion === id && decision?.granted === true && !withdrawn ? [request.until] : [],
  );
  const settledUntil = (met: Day | null): Day | null => {
    const days = met === null ? waived : [...waived, met];
    return days.length === 0 ? null : Math.max(...days);
  };
  switch (check.of) {
    case 'rule':
      return { until: settledUntil(null), else: [check.rule, check.threshold] };
    case 'jql':
      return { until: settledUntil(null), else: 'query' };
    case 'evidence': {
      const evidence = evidenceOf(state, id, check.kind);
      const fresh = evidence && (check.freshDays === null ? FOR_GOOD : evidence.datedOn + check.freshDays);
      return { until: settledUntil(fresh), else: null };
    }
    case 'statement': {
      const said = state.statements.get(id);
      return { until: settledUntil(said?.holds === true && said.text === check.text ? FOR_GOOD : null), else: null };
    }
    case 'record':
      return { until: settledUntil(state.record.has(check.field) ? FOR_GOOD : null), else: null };
  }
}

/** Standing and gate-ready on a day, with what rules have found; as the project's page tells them, queries left out. */
export function gatesInBrief(
  { stage, next, criteria, passed: gates }: GatesOnRecord,
  findings: readonly Pick<Finding, 'rule' | 'lifecycle' | 'status' | 'attainment'>[],
  today: Day,
): GatesInBrief {
  const passed = gates.length;
  if (criteria === null) return { stage, next, passed, standing: null, gateReady: null };
  const ofRules = new Map(findings.filter(({ lifecycle }) => lifecycle !== 'shadow').map((each) => [each.rule, each]));
  const planned = next?.planned ?? null;
  const isOverdue = planned !== null && planned < today;
  const count = (counted: readonly CriterionOnRecord[]): CriteriaSettled => {
    const open = counted.filter(({ until, else: other }) => {
      if (until !== null && today <= until) return false;
      if (other === null || other === 'query') return true;
      const [rule, threshold] = other;
      const finding = ofRules.get(rule);
      return finding === undefined || !settlesRule(finding, threshold);
    });
    const uncounted = open.filter((each) => each.else === 'query').length;
    return { asked: counted.length, settled: counted.length - open.length, uncounted };
  };
  return {
    ...{ stage, next, passed },
    standing: stage === null ? null : count(criteria.filter((each) => each.atEntry || (isOverdue && each.atGate))),
    gateReady: next === null ? null : count(criteria.filter(({ atGate }) => atGate)),
  };
}

/**
 * Counts the passed gates, and those of them that leave nothing open: evidence and decision are there, or the law of
 * gates would not have let them be passed, so that conditions decide. `isDone`: of issues of conditions.
 */
export function gatesOnRecord(
  { passed }: GatesOnRecord,
  isDone: (issueId: number) => boolean,
): NonNullable<ProjectRecords['gates']> {
  const isClosed = (issueId: number | null): boolean => issueId !== null && isDone(issueId);
  return { passed: passed.length, evidenced: passed.filter((conditions) => conditions.every(isClosed)).length };
}
