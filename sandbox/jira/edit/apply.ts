import * as z from 'zod';
import type { Call } from '../endpoint';
import { errorMessages, fieldErrors } from '../http';
import type { Json, SiteIssue, SiteProject } from '../site-data';
import { together, type Change } from './change';
import { editorOf, RefusedValue, type EditContext, type Operation } from './field-editors';

const json: z.ZodType<Json> = z.json();

/** The body of edit, create and transition requests, as far as the site reads it. */
export const issueBody = z.looseObject({
  fields: z.record(z.string(), json).optional(),
  update: z.record(z.string(), z.array(z.record(z.string(), json))).optional(),
  transition: z.looseObject({ id: z.string().optional() }).optional(),
});

export type IssueRequest = z.infer<typeof issueBody>;

const VERBS = ['set', 'add', 'remove', 'edit'] as const;

/** Every operation that the request asks for, field by field. */
function operationsOf(request: IssueRequest): readonly (readonly [fieldId: string, operation: Operation])[] {
  const set = Object.entries(request.fields ?? {}).map(([id, value]) => [id, { verb: 'set', value }] as const);
  const updates = Object.entries(request.update ?? {}).flatMap(([id, operations]) =>
    operations.flatMap((operation) =>
      VERBS.flatMap((verb) => {
        const value = operation[verb];
        return value === undefined ? [] : [[id, { verb, value }] as const];
      }),
    ),
  );
  return [...set, ...updates];
}

/**
 * What the request would change. Throws Jira's 400 with one sentence for each field that may not be set or whose value
 * is refused; then nothing changes at all.
 */
export function plannedChange(
  call: Call,
  issue: SiteIssue,
  project: SiteProject,
  request: IssueRequest,
  ignored: ReadonlySet<string> = new Set(),
): Change {
  const errors: Record<string, string> = {};
  const changes: Change[] = [];
  let seen = issue;
  for (const [fieldId, operation] of operationsOf(request)) {
    if (ignored.has(fieldId)) continue;
    const editor = editorOf(fieldId, call.site.state.data.customFields);
    if (editor === undefined || !call.access.mayEditProject(project)) {
      errors[fieldId] = `Field '${fieldId}' cannot be set. It is not on the appropriate screen, or unknown.`;
      continue;
    }
    try {
      const context: EditContext = { call, issue: seen, project };
      const change = editor(operation, context, fieldId);
      changes.push(change);
      // Later operations on the same field build on what earlier ones made of it.
      seen = { ...seen, fields: { ...seen.fields, ...(change.fields as Record<string, Json>) } };
    } catch (error) {
      if (!(error instanceof RefusedValue)) throw error;
      errors[fieldId] = error.message;
    }
  }
  if (Object.keys(errors).length > 0) throw fieldErrors(400, errors);
  return together(changes);
}

/** The project of an issue that the viewer is about to change. */
export function projectForEdit(call: Call, issue: SiteIssue): SiteProject {
  const project = call.site.state.projects.get(issue.projectId);
  if (project === undefined) throw errorMessages(404, 'Issue does not exist or you do not have permission to see it.');
  return project;
}
