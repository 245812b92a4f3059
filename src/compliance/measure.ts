import type { Offender } from '../model';
import type { IssueView } from './issue-view';
import type { ProjectView } from './project-view';
import type { DependencyRule, IssueRule, Rule, RuleContext } from './rule';
import {
  dropAny,
  groupsOf,
  haveAll,
  howMany,
  ISSUES_A_GROUP,
  keepAny,
  lowestOf,
  type SomeIssues,
} from './traits-across';

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

/** What rules use one after the other. */
interface Shared {
  readonly sets: { readonly members: SomeIssues; readonly good: SomeIssues };
  readonly nameOffender: NameOffender;
}

/** Measures the rules; the result is in their order. */
export function measure(rules: readonly Rule[], project: ProjectView, context: RuleContext): Measurement[] {
  const groups = groupsOf(project.issues.count);
  const sets = { members: new Int32Array(groups), good: new Int32Array(groups) };
  const shared: Shared = { sets, nameOffender: offenderNamer(project) };
  return rules.map((rule): Measurement => {
    const missing = rule.missing?.(project, context) ?? [];
    if (missing.length > 0) return { assessable: false, missing };
    switch (rule.judges) {
      case 'issues':
        return judgeIssues(rule, project, context, shared);
      case 'dependencies':
        return measureDependencies(rule, project, context, shared);
      case 'project':
        return { assessable: true, ...rule.measure(project, context), offenders: [], badPerOffender: null };
    }
  });
}

/** Those that the rule looks at; written into `members`. */
export function membersOf(
  { among, oneOf, population }: IssueRule,
  issues: IssueView,
  context: RuleContext,
  members: SomeIssues,
): SomeIssues {
  haveAll(issues.traitsAcross, among, members);
  if (oneOf !== undefined) keepAny(issues.traitsAcross, oneOf, members);
  if (population) {
    for (let group = 0; group < members.length; group++) {
      let some = members[group];
      for (let left = some; left !== 0; left &= left - 1) {
        const row = group * ISSUES_A_GROUP + lowestOf(left);
        // No branch: which of them count no processor foresees.
        some &= ~(left & -left) | -Number(population(issues, row, context));
      }
      members[group] = some;
    }
  }
  return members;
}

/** A group of which all are meant. */
const EVERYBODY = -1;

/** Those that are good by their traits, if they are of the population; written into `good`. */
export function goodOnes(
  { wanted = 0, unwanted = 0 }: IssueRule,
  { traitsAcross }: IssueView,
  good: SomeIssues,
): SomeIssues {
  if ((wanted | unwanted) === 0) return good.fill(0);
  if (wanted === 0) good.fill(EVERYBODY);
  else haveAll(traitsAcross, wanted, good);
  dropAny(traitsAcross, unwanted, good);
  return good;
}

function judgeIssues(
  rule: IssueRule,
  { issues }: ProjectView,
  context: RuleContext,
  { sets, nameOffender }: Shared,
): Measurement {
  const { reason } = rule;
  const members = membersOf(rule, issues, context, sets.members);
  const good = goodOnes(rule, issues, sets.good);
  const badRows: number[] = [];
  const offenders: Offender[] = [];
  let all = 0;
  for (let group = 0; group < members.length; group++) {
    all += howMany(members[group]);
    for (let left = members[group] & ~good[group]; left !== 0; left &= left - 1) {
      const row = group * ISSUES_A_GROUP + lowestOf(left);
      const bad = reason(issues, row, context);
      if (bad === null) continue;
      badRows.push(row);
      offenders.push(nameOffender(row, bad));
    }
  }
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
  { nameOffender }: Shared,
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
