import * as z from 'zod';
import { readSprintPage } from './issue-search';
import { numericId } from './projects';

/** An issue of a sprint, as far as a sprint's count needs it. Instants in milliseconds since 1970. */
export interface SprintItem {
  readonly projectId: number;
  /** `null` where Jira does not say. */
  readonly createdAt: number | null;
  readonly isDone: boolean;
  /** When it was done; `null` where it is not, or where Jira does not say. */
  readonly doneAt: number | null;
}

const FIELDS = [
  'project',
  'issuetype',
  'status',
  'resolution',
  'resolutiondate',
  'statuscategorychangedate',
  'created',
];

/** An instant that cannot be read is one that Jira did not tell. */
const instant = z.string().transform((text) => {
  const found = Date.parse(text);
  return Number.isNaN(found) ? null : found;
});

const issue = z.object({
  fields: z.object({
    project: z.object({ id: numericId }),
    issuetype: z.object({ subtask: z.boolean().optional(), hierarchyLevel: z.number().nullish() }).nullish(),
    status: z.object({ statusCategory: z.object({ key: z.string() }).nullish() }).nullish(),
    resolution: z.looseObject({}).nullish(),
    resolutiondate: instant.nullish(),
    statuscategorychangedate: instant.nullish(),
    created: instant.nullish(),
  }),
});

/**
 * One page of a sprint's items, read as the app: neither sub-tasks, which go along with their parents, nor epics. What
 * cannot be read is left out; its project's own reading reports it. 1 call.
 * Jira refuses the whole query (`badRequest`) when there is no such sprint any more.
 */
export async function readSprintItems(
  sprintId: number,
  pageToken: string | null,
): Promise<{ readonly items: readonly SprintItem[]; readonly nextPageToken: string | null }> {
  const { issues, nextPageToken } = await readSprintPage(sprintId, FIELDS, pageToken);
  return { items: issues.flatMap(itemOf), nextPageToken };
}

function itemOf(reply: unknown): readonly SprintItem[] {
  const parsed = issue.safeParse(reply);
  if (!parsed.success) return [];
  const { project, issuetype, status, resolution, created, ...ends } = parsed.data.fields;
  if ((issuetype?.hierarchyLevel ?? (issuetype?.subtask === true ? -1 : 0)) !== 0) return [];
  const category = status?.statusCategory?.key;
  const isDone = category === undefined ? (resolution ?? null) !== null : category === 'done';
  const doneAt = isDone ? (ends.resolutiondate ?? ends.statuscategorychangedate ?? null) : null;
  return [{ projectId: project.id, createdAt: created ?? null, isDone, doneAt }];
}
