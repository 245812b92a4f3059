import type { Offender } from '../model';
import type { IssueView } from './issue-view';
import type { ProjectView } from './project-view';
import type { DependencyRule, IssueRule, Rule, RuleContext } from './rule';

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

/** Measures the rules in one pass over the issues, whatever their number. The result is in the order of `rules`. */
export function measure(rules: readonly Rule[], project: ProjectView, context: RuleContext): Measurement[] {
  const missing = rules.map((rule) => rule.missing?.(project, context) ?? []);
  const assessable = rules.filter((_, i) => missing[i].length === 0);
  const tallies = scanIssues(
    assessable.filter((rule) => rule.judges === 'issues'),
    project,
    context,
  );
  return rules.map((rule, i): Measurement => {
    if (missing[i].length > 0) return { assessable: false, missing: missing[i] };
    switch (rule.judges) {
      case 'issues':
        return summariseIssues(tallies.get(rule) ?? emptyTally(rule), project);
      case 'dependencies':
        return measureDependencies(rule, project, context);
      case 'project':
        return { assessable: true, ...rule.measure(project, context), offenders: [], badPerOffender: null };
    }
  });
}

/**
 * Rows that all issue rules look at before the next rows come: one column's part of a block is at most 32 KB, so that
 * the columns of a block stay in the processor's cache while rule after rule passes over them.
 */
const BLOCK_ROWS = 4096;

/** What an issue rule has counted so far. */
interface Tally {
  readonly rule: IssueRule;
  all: number;
  /** Rows and reasons of the bad ones, ascending by row. */
  readonly badRows: number[];
  readonly badReasons: string[];
}

function emptyTally(rule: IssueRule): Tally {
  return { rule, all: 0, badRows: [], badReasons: [] };
}

/** Rules that look among the same issues share one selection per block. */
function scanIssues(
  rules: readonly IssueRule[],
  { issues }: ProjectView,
  context: RuleContext,
): ReadonlyMap<Rule, Tally> {
  const tallies = new Map<Rule, Tally>();
  const byTraits = new Map<number, Tally[]>();
  for (const rule of rules) {
    const tally = emptyTally(rule);
    tallies.set(rule, tally);
    byTraits.set(rule.among, [...(byTraits.get(rule.among) ?? []), tally]);
  }
  const selected = new Int32Array(BLOCK_ROWS);
  for (let from = 0; from < issues.count; from += BLOCK_ROWS) {
    const to = Math.min(from + BLOCK_ROWS, issues.count);
    for (const [among, sharing] of byTraits) {
      const count = select(issues, among, from, to, selected);
      if (count === 0) continue;
      for (const tally of sharing) scanSelected(tally, issues, context, selected, count);
    }
  }
  return tallies;
}

/** Writes the rows that have all the traits to `selected`; how many there are. */
function select({ traits }: IssueView, among: number, from: number, to: number, selected: Int32Array): number {
  let count = 0;
  for (let row = from; row < to; row++) {
    if ((traits[row] & among) === among) selected[count++] = row;
  }
  return count;
}

function scanSelected(
  tally: Tally,
  issues: IssueView,
  context: RuleContext,
  selected: Int32Array,
  count: number,
): void {
  const { population, reason } = tally.rule;
  let all = 0;
  for (let i = 0; i < count; i++) {
    const row = selected[i];
    if (population && !population(issues, row, context)) continue;
    all++;
    const bad = reason(issues, row, context);
    if (bad === null) continue;
    tally.badRows.push(row);
    tally.badReasons.push(bad);
  }
  tally.all += all;
}

function summariseIssues({ all, badRows, badReasons }: Tally, project: ProjectView): Measurement {
  const offenders = badRows.map((row, i) => offenderAt(project, row, badReasons[i]));
  return {
    assessable: true,
    numerator: all - badRows.length,
    denominator: all,
    offenders: ascendingByNumber(offenders, badRows, project.issues),
    badPerOffender: null,
  };
}

/** Dependencies are counted, issues are named: each once, with the first of its reasons by name. */
function measureDependencies(rule: DependencyRule, project: ProjectView, context: RuleContext): Measurement {
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
    const offender = offenderAt(project, row, reason);
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

function offenderAt({ issues, project }: ProjectView, row: number, reason: string): Offender {
  return { id: issues.id[row], key: `${project.key}-${issues.number[row]}`, reason };
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
