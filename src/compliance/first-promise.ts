import { NO_DAY, type Day } from '../model';
import { missingFields } from './awaited-field';
import { firstDueOf, missingDueMoves } from './due-view';
import type { IssueView } from './issue-view';
import type { ProjectView } from './project-view';
import type { RuleContext } from './rule';

/** What rules that measure by the baseline say of a project without one. */
export const FIRST_DUE_STANDS_IN =
  'Where no field of Jira is known to mean “baseline finish”, the first due date that an item ever had stands for it, as its changelog tells; an item whose due date was taken away is not counted.';

/** When an item was to be finished by the baseline or, where none is kept, by its first due date; `NO_DAY` without either. */
export function firstPromiseOf(issues: IssueView, row: number): Day {
  const { baselineFinish } = issues.mapped;
  if (baselineFinish === undefined) return firstDueOf(issues, row);
  return Number.isNaN(baselineFinish[row]) ? NO_DAY : baselineFinish[row];
}

/** The `missing` of rules that need it. */
export function missingPromises(project: ProjectView, context: RuleContext): readonly string[] {
  const fields = missingFields(project, context, ['baselineFinish']);
  const isKept = context.playbook.fields.baselineFinish !== undefined;
  if (fields.length === 0 || isKept) return fields;
  const moves = missingDueMoves(project);
  return moves.length === 0 ? [] : [...fields, ...moves];
}
