import type { Offender } from '../model';
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
      /** How many bad members each offender accounts for, most first; they sum up to the bad members. */
      readonly badPerOffender: readonly number[];
    }
  | { readonly assessable: false; readonly missing: readonly string[] };

/**
 * Rows that all issue rules look at before the next rows come: one column's part of a block is 16 KB, so that the
 * columns of a block stay in the processor's cache while rule after rule passes over them.
 */
const BLOCK_ROWS = 4096;

/** Measures the rules in one pass over the issues, whatever their number. The result is in the order of `rules`. */
export function measure(rules: readonly Rule[], project: ProjectView, context: RuleContext): Measurement[] {
  const assessed = rules.map((rule) => ({ rule, missing: rule.missing?.(project, context) ?? [] }));
  const tallies = new Map<Rule, Tally>();
  for (const { rule, missing } of assessed) {
    if (missing.length === 0 && rule.judges !== 'project') tallies.set(rule, emptyTally());
  }
  scanIssues(tallies, project, context);
  return assessed.map(({ rule, missing }): Measurement => {
    if (missing.length > 0) return { assessable: false, missing };
    if (rule.judges === 'project') return measureProject(rule.measure(project, context));
    const tally = tallies.get(rule) ?? emptyTally();
    if (rule.judges === 'dependencies') scanDependencies(rule, tally, project, context);
    return summarise(tally, project);
  });
}

/** What was counted so far; bad members by the row of the issue to mend. */
interface Tally {
  good: number;
  all: number;
  readonly rows: number[];
  readonly reasons: string[];
}

function emptyTally(): Tally {
  return { good: 0, all: 0, rows: [], reasons: [] };
}

function scanIssues(tallies: ReadonlyMap<Rule, Tally>, project: ProjectView, context: RuleContext): void {
  for (let from = 0; from < project.issues.count; from += BLOCK_ROWS) {
    const to = Math.min(from + BLOCK_ROWS, project.issues.count);
    for (const [rule, tally] of tallies) {
      if (rule.judges === 'issues') scanBlock(rule, tally, project, context, from, to);
    }
  }
}

function scanBlock(
  rule: IssueRule,
  tally: Tally,
  { issues }: ProjectView,
  context: RuleContext,
  from: number,
  to: number,
): void {
  const { population, reason } = rule;
  for (let row = from; row < to; row++) {
    if (!population(issues, row, context)) continue;
    count(tally, row, reason(issues, row, context));
  }
}

function scanDependencies(
  rule: DependencyRule,
  tally: Tally,
  { dependencies }: ProjectView,
  context: RuleContext,
): void {
  for (let at = 0; at < dependencies.count; at++) {
    if (!rule.population(dependencies, at, context)) continue;
    count(tally, rule.offender(dependencies, at), rule.reason(dependencies, at, context));
  }
}

function count(tally: Tally, row: number, reason: string | null): void {
  tally.all++;
  if (reason === null) {
    tally.good++;
    return;
  }
  tally.rows.push(row);
  tally.reasons.push(reason);
}

function measureProject({ numerator, denominator }: { numerator: number; denominator: number }): Measurement {
  return { assessable: true, numerator, denominator, offenders: [], badPerOffender: denominator > 0 ? [1] : [] };
}

/** Each offending issue once, with the first of its reasons by name, ascending by issue number. */
function summarise(tally: Tally, { issues, project }: ProjectView): Measurement {
  const byRow = new Map<number, { reason: string; bad: number }>();
  tally.rows.forEach((row, i) => {
    const reason = tally.reasons[i];
    const known = byRow.get(row);
    if (!known) byRow.set(row, { reason, bad: 1 });
    else {
      known.bad++;
      if (reason < known.reason) known.reason = reason;
    }
  });
  const rows = [...byRow.keys()].sort((a, b) => issues.number[a] - issues.number[b] || a - b);
  return {
    assessable: true,
    numerator: tally.good,
    denominator: tally.all,
    offenders: rows.map((row) => ({
      id: issues.id[row],
      key: `${project.key}-${issues.number[row]}`,
      reason: byRow.get(row)?.reason ?? '',
    })),
    badPerOffender: [...byRow.values()].map((each) => each.bad).sort((a, b) => b - a),
  };
}
