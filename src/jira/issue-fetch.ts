import * as z from 'zod';
import { route } from '@forge/api';
import type { IssueState } from '../model';
import { JiraError } from './jira-error';
import { numericId } from './projects';
import { askJira, type Caller } from './request';
import { POINTS } from './usage';

/** An issue as the current user may see it right now. */
export interface LiveIssue {
  readonly id: number;
  readonly key: string;
  readonly summary: string;
  readonly assignee: string | null;
  readonly assigneeId: string | null;
  readonly status: string;
  /** `YYYY-MM-DD`. */
  readonly due: string | null;
}

/**
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-bulkfetch-post
 * Leaves out what does not exist or may not be seen, where JQL's `id in (…)` would refuse the whole query.
 * `issueErrors` names what it could not give this time although it may well exist, each with the reason.
 */
const bulkReply = z.object({
  issues: z.array(z.unknown()),
  issueErrors: z.array(z.object({ id: z.string().optional(), errorMessage: z.string().optional() })).nullish(),
});
/** A reason that makes an entry of `issueErrors` as good as an issue left out. */
const GONE = /does not exist/i;
const liveIssue = z.object({
  id: numericId,
  key: z.string(),
  fields: z.object({
    summary: z.string().nullish(),
    assignee: z.object({ accountId: z.string().optional(), displayName: z.string().optional() }).nullish(),
    status: z.object({ name: z.string().optional() }).nullish(),
    duedate: z.string().nullish(),
  }),
});
const placedIssue = z.object({ id: numericId, fields: z.object({ project: z.object({ id: numericId }) }) });

const stateOfIssue = z.object({
  fields: z.object({ status: z.object({ statusCategory: z.object({ key: z.string() }) }) }),
});
/** By the key of Jira's status category. */
const STATES = new Map<string, IssueState>([
  ['new', 'todo'],
  ['indeterminate', 'inProgress'],
  ['done', 'done'],
]);

/** Issues that Jira gives at once by id. */
export const ISSUES_PER_FETCH = 100;

/** Details of the given issues, as far as the current user may browse them, by id. 1 call per 100. */
export async function readLiveIssues(idsOrKeys: readonly (number | string)[]): Promise<ReadonlyMap<number, LiveIssue>> {
  const replies = await bulkFetch(idsOrKeys, ['summary', 'assignee', 'status', 'duedate'], 'user');
  const found = new Map<number, LiveIssue>();
  for (const reply of replies) {
    const parsed = liveIssue.safeParse(reply);
    if (!parsed.success) continue;
    const { id, key, fields } = parsed.data;
    found.set(id, {
      id,
      key,
      summary: fields.summary ?? '',
      assignee: fields.assignee?.displayName ?? null,
      assigneeId: fields.assignee?.accountId ?? null,
      status: fields.status?.name ?? '',
      due: fields.duedate ?? null,
    });
  }
  return found;
}

/** Where an issue is that the current user may browse. */
export interface PlacedIssue {
  readonly id: number;
  readonly projectId: number;
  readonly state: IssueState;
}

/** The given issues as far as the current user may browse them, by id. 1 call per 100. */
export async function placeIssues(ids: readonly number[]): Promise<ReadonlyMap<number, PlacedIssue>> {
  const replies = await bulkFetch([...new Set(ids)], ['project', 'status'], 'user');
  const placed = replies.flatMap((reply): PlacedIssue[] => {
    const place = placeOfIssue(reply);
    const category = stateOfIssue.safeParse(reply).data?.fields.status.statusCategory.key ?? '';
    return place === null ? [] : [{ ...place, state: STATES.get(category) ?? 'todo' }];
  });
  return new Map(placed.map((issue) => [issue.id, issue]));
}

/**
 * The given issues with the given fields, read as the app; each is to be parsed by itself. What is missing does not
 * exist any more or is hidden from the app: what Jira could not give this time is asked for once more, and throws
 * `unavailable` if that fails, too. 1 call per 100.
 */
export async function readIssues(
  ids: readonly number[],
  fields: readonly string[],
): Promise<{ readonly issues: readonly unknown[] }> {
  return { issues: await bulkFetch(ids, fields, 'app') };
}

/** Where an issue is, of a reply that has the field `project`; `null` where it cannot be read. */
export function placeOfIssue(reply: unknown): { readonly id: number; readonly projectId: number } | null {
  const parsed = placedIssue.safeParse(reply);
  return parsed.success ? { id: parsed.data.id, projectId: parsed.data.fields.project.id } : null;
}

/** The projects in which the given issues are now, read as the app. 1 call; at most 100 at once. */
export async function projectsOfIssues(ids: readonly number[]): Promise<readonly number[]> {
  const replies = await bulkFetch(ids, ['project'], 'app');
  return [...new Set(replies.flatMap((reply) => placeOfIssue(reply)?.projectId ?? []))];
}

async function bulkFetch(
  idsOrKeys: readonly (number | string)[],
  fields: readonly string[],
  as: Caller,
): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (let from = 0; from < idsOrKeys.length; from += ISSUES_PER_FETCH) {
    const asked = idsOrKeys.slice(from, from + ISSUES_PER_FETCH).map(String);
    const first = await fetchOnce(asked, fields, as);
    found.push(...first.issues);
    if (first.failed.length === 0) continue;
    const second = await fetchOnce(first.failed, fields, as);
    if (second.failed.length > 0) throw new JiraError('unavailable', { endpoint: BULK_FETCH });
    found.push(...second.issues);
  }
  return found;
}

const BULK_FETCH = 'issue/bulkfetch';

async function fetchOnce(
  issueIdsOrKeys: readonly string[],
  fields: readonly string[],
  as: Caller,
): Promise<{ readonly issues: readonly unknown[]; readonly failed: readonly string[] }> {
  const { issues, issueErrors } = await askJira(
    {
      endpoint: BULK_FETCH,
      route: route`/rest/api/3/issue/bulkfetch`,
      as,
      body: { issueIdsOrKeys, fields },
      points: (reply) => POINTS.issues(reply.issues.length),
    },
    bulkReply,
  );
  const failures = (issueErrors ?? []).filter(({ errorMessage = '' }) => !GONE.test(errorMessage));
  return { issues, failed: failures.flatMap(({ id }) => id ?? []) };
}
