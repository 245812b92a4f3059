import type { Offender } from '../model';
import { TRAIT, type IssueView } from './issue-view';
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

/** All traits: every issue has one. */
const ANY = -1;

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

function scanIssues(
  rules: readonly IssueRule[],
  { issues }: ProjectView,
  context: RuleContext,
): ReadonlyMap<Rule, Tally> {
  const tallies = rules.map(emptyTally);
  const size = Math.min(BLOCK_ROWS, issues.count);
  const [all, open, rows] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)];
  for (let from = 0; from < issues.count; from += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, issues.count - from);
    for (let i = 0; i < count; i++) all[i] = from + i;
    const openCount = select(OPEN_ONES, issues.traits, all, count, open);
    for (const tally of tallies) {
      const selected = asksForOpen(tally.rule)
        ? select(tally.rule, issues.traits, open, openCount, rows)
        : select(tally.rule, issues.traits, all, count, rows);
      if (selected > 0) judge(tally, issues, context, rows, selected);
    }
  }
  return new Map(tallies.map((tally) => [tally.rule, tally]));
}

type Selection = Pick<IssueRule, 'among' | 'oneOf'>;

/** Most rules look at open issues only, and on most sites few are open: they are picked out once. */
const OPEN_ONES: Selection = { among: TRAIT.open };

function asksForOpen({ among }: Selection): boolean {
  return (among & (TRAIT.open | TRAIT.inProgress)) !== 0;
}

/** Writes those of the first `count` rows of `from` that a rule looks at to `rows`, in their order; how many there are. */
function select(
  { among, oneOf = ANY }: Selection,
  traits: Int32Array,
  from: Int32Array,
  count: number,
  rows: Int32Array,
): number {
  let selected = 0;
  // What is written and then not counted is written over: cheaper than to guess, see `ownTraits`.
  for (let i = 0; i < count; i++) {
    const row = from[i];
    rows[selected] = row;
    selected += Number((traits[row] & among) === among) & Number((traits[row] & oneOf) !== 0);
  }
  return selected;
}

/** Leaves out the rows of issues that are good by their traits; how many stay. */
function leaveOutGood(traits: Int32Array, wanted: number, unwanted: number, rows: Int32Array, count: number): number {
  const told = wanted | unwanted;
  let left = 0;
  for (let i = 0; i < count; i++) {
    const row = rows[i];
    rows[left] = row;
    left += Number((traits[row] & told) !== wanted);
  }
  return left;
}

/** Counts and judges the selected rows; `rows` is used up. */
function judge(tally: Tally, issues: IssueView, context: RuleContext, rows: Int32Array, selected: number): void {
  const { population, wanted = 0, unwanted = 0, reason } = tally.rule;
  let count = selected;
  if (population) {
    count = 0;
    for (let i = 0; i < selected; i++) {
      if (population(issues, rows[i], context)) rows[count++] = rows[i];
    }
  }
  tally.all += count;
  const asked = (wanted | unwanted) === 0 ? count : leaveOutGood(issues.traits, wanted, unwanted, rows, count);
  for (let i = 0; i < asked; i++) {
    const bad = reason(issues, rows[i], context);
    if (bad === null) continue;
    tally.badRows.push(rows[i]);
    tally.badReasons.push(bad);
  }
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
