import { missingFields } from './awaited-field';
import { missingDueMoves } from './due-view';
import type { ProjectView } from './project-view';
import type { RuleContext } from './rule';

/** What rules that measure by the baseline say of a project without one. */
export const FIRST_DUE_STANDS_IN =
  'Where no field of Jira is known to mean “baseline finish”, the first due date that an item ever had stands for it, as its changelog tells; an item whose due date was taken away is not counted.';

/** The `missing` of rules that need it. */
export function missingPromises(project: ProjectView, context: RuleContext): readonly string[] {
  const fields = missingFields(project, context, ['baselineFinish']);
  const isKept = context.playbook.fields.baselineFinish !== undefined;
  if (fields.length === 0 || isKept) return fields;
  const moves = missingDueMoves(project);
  return moves.length === 0 ? [] : [...fields, ...moves];
}
