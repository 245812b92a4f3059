import type { Offender } from '../model';
import type { IssueView } from './issue-view';
import type { ProjectView } from './project-view';
import type { DependencyRule, IssueRule, Rule, RuleContext } from './rule';
import { haveAll, haveAny, howMany, ISSUES_A_GROUP, lowestOf, type Some32 } from './traits-across';

/** What a rule found, before the playbook's target and weight say what it means. */
export type Measurement =
  | {
      readonly assessable: true;
      readonly numerator: number;
      readonly denominator: number;
      /** Ascending by issue number. */
      readonly offenders: readonly Offender[];
      /** How many bad members an offender accounts for, most first; `null`: one each. */
      readonly badPerOffender: readonly number[] | null;
    }
  | { readonly assessable: false; readonly missing: readonly string[] };

/** Measures the rules; the result is in their order. */
export function measure(rules: readonly Rule[], project: ProjectView, context: RuleContext): Measurement[] {
  const nameOffender = offenderNamer(project);
  return rules.map((rule): Measurement => {
    const missing = rule.missing?.(project, context) ?? [];
    if (missing.length > 0) return { assessable: false, missing };
    switch (rule.judges) {
      case 'issues':
        return summariseIssues(judgeIssues(rule, project.issues, context), project, nameOffender);
      case 'dependencies':
        return measureDependencies(rule, project, context, nameOffender);
      case 'project':
        return { assessable: true, ...rule.measure(project, context), offenders: [], badPerOffender: null };
    }
  });
}

/** What an issue rule has counted. */
interface Tally {
  readonly all: number;
  /** Rows and reasons of the bad ones, ascending by row. */
  readonly badRows: readonly number[];
  readonly badReasons: readonly string[];
}

/** Those of a group that the rule looks at. */
export function membersOf(
  { among, oneOf, population }: IssueRule,
  issues: IssueView,
  group: number,
  context: RuleContext,
): Some32 {
  let members = haveAll(issues.traitsAcross, group, among);
  if (oneOf !== undefined) members &= haveAny(issues.traitsAcross, group, oneOf);
  if (population) {
    for (let left = members; left !== 0; left &= left - 1) {
      const row = group * ISSUES_A_GROUP + lowestOf(left);
      // No branch: which of them count no processor foresees.
      members &= ~(left & -left) | -Number(population(issues, row, context));
    }
  }
  return members;
}

function judgeIssues(rule: IssueRule, issues: IssueView, context: RuleContext): Tally {
  const { reason } = rule;
  const { traitsAcross } = issues;
  const badRows: number[] = [];
  const badReasons: string[] = [];
  let all = 0;
  for (let group = 0; group * ISSUES_A_GROUP < issues.count; group++) {
    const members = membersOf(rule, issues, group, context);
    all += howMany(members);
    for (let left = members & ~goodOnes(rule, traitsAcross, group); left !== 0; left &= left - 1) {
      const row = group * ISSUES_A_GROUP + lowestOf(left);
      const bad = reason(issues, row, context);
      if (bad === null) continue;
      badRows.push(row);
      badReasons.push(bad);
    }
  }
  return { all, badRows, badReasons };
}

/** Those of a group that are good by their traits, if they are of the population. */
export function goodOnes({ wanted = 0, unwanted = 0 }: IssueRule, traitsAcross: Int32Array, group: number): Some32 {
  if ((wanted | unwanted) === 0) return 0;
  return haveAll(traitsAcross, group, wanted) & ~haveAny(traitsAcross, group, unwanted);
}

function summariseIssues(
  { all, badRows, badReasons }: Tally,
  { issues }: ProjectView,
  nameOffender: NameOffender,
): Measurement {
  const offenders = badRows.map((row, i) => nameOffender(row, badReasons[i]));
  return {
    assessable: true,
    numerator: all - badRows.length,
    denominator: all,
    offenders: ascendingByNumber(offenders, badRows, issues),
    badPerOffender: null,
  };
}

/** Dependencies are counted, issues are named: each once, with the first of its reasons by name. */
function measureDependencies(
  rule: DependencyRule,
  project: ProjectView,
  context: RuleContext,
  nameOffender: NameOffender,
): Measurement {
  const { dependencies, issues } = project;
  const byRow = new Map<number, { reason: string; bad: number }>();
  let all = 0;
  let good = 0;
  for (let at = 0; at < dependencies.count; at++) {
    if (!rule.population(dependencies, at, context)) continue;
    all++;
    const reason = rule.reason(dependencies, at, context);
    if (reason === null) {
      good++;
      continue;
    }
    const row = rule.offender(dependencies, at);
    const known = byRow.get(row);
    if (!known) byRow.set(row, { reason, bad: 1 });
    else {
      known.bad++;
      if (reason < known.reason) known.reason = reason;
    }
  }
  const offenders = [...byRow].map(([row, { reason, bad }]) => {
    const offender = nameOffender(row, reason);
    return bad === 1 ? offender : { ...offender, bad };
  });
  return {
    assessable: true,
    numerator: good,
    denominator: all,
    offenders: ascendingByNumber(offenders, [...byRow.keys()], issues),
    badPerOffender: [...byRow.values()].map(({ bad }) => bad).sort((a, b) => b - a),
  };
}

type NameOffender = (row: number, reason: string) => Offender;

/** Keys are put together once an issue, for most offenders offend against several rules. */
function offenderNamer({ issues, project }: ProjectView): NameOffender {
  const prefix = `${project.key}-`;
  const keys: string[] = [];
  keys.length = issues.count;
  return (row, reason) => ({ id: issues.id[row], key: (keys[row] ??= prefix + issues.number[row]), reason });
}

/** Numbers mostly rise with ids, in whose order the rows are: then there is nothing to sort. */
function ascendingByNumber(offenders: Offender[], rows: readonly number[], { number }: IssueView): Offender[] {
  let ascending = true;
  for (let i = 1; i < rows.length && ascending; i++) ascending = number[rows[i - 1]] < number[rows[i]];
  if (ascending) return offenders;
  return rows
    .map((row, i) => ({ row, offender: offenders[i] }))
    .sort((a, b) => number[a.row] - number[b.row] || a.row - b.row)
    .map(({ offender }) => offender);
}
