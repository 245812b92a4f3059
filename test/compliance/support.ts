import { defaultPlaybook, evaluate } from '../../src/compliance';
import type { Finding, IssueFacts, Playbook, ProjectFacts, ProjectRecords, RuleId } from '../../src/model';
import { anIssue, someFacts, TODAY } from '../support/facts';

/** What the default playbook, with changes, finds for one rule. */
export function findingFor(rule: RuleId, facts: ProjectFacts, changes: Partial<Playbook> = {}): Finding {
  const snapshot = evaluate(facts, { ...defaultPlaybook, ...changes }, TODAY);
  const finding = snapshot.findings.find((each) => each.rule === rule);
  if (!finding) throw new Error(`no finding for ${rule}`);
  return finding;
}

/** The same for a project that only has issues. */
export function findingAmong(rule: RuleId, issues: readonly IssueFacts[]): Finding {
  return findingFor(rule, someFacts({ issues }));
}

/** The same for a project of which Plumbline keeps records, and nothing else is known. */
export function findingOfRecords(rule: RuleId, records: ProjectRecords, changes: Partial<Playbook> = {}): Finding {
  return findingFor(rule, someFacts({ records }), changes);
}

/** `count` issues alike but for their numbers, from `first` on. */
export function several(count: number, first: number, overrides: Partial<IssueFacts> = {}): IssueFacts[] {
  return Array.from({ length: count }, (_, i) => anIssue({ ...overrides, number: first + i }));
}

/** The figures that most tests look at. */
export function figures(finding: Finding): [Finding['status'], number | null, number | null] {
  return [finding.status, finding.numerator, finding.denominator];
}

/** Offenders as `key reason`. */
export function offences(finding: Finding): string[] {
  return finding.offenders.map(({ key, reason }) => `${key} ${reason}`);
}

/** A finding that passes, with changes. */
export function aFinding(overrides: Partial<Finding> & { readonly rule: RuleId }): Finding {
  return {
    lifecycle: 'enforced',
    status: 'pass',
    numerator: 1,
    denominator: 1,
    target: 0.95,
    attainment: 1,
    weight: 5,
    level: 'foundation',
    critical: false,
    contribution: null,
    loss: null,
    toMend: 0,
    missing: [],
    offenders: [],
    ...overrides,
  };
}
