import * as z from 'zod';
import { route } from '@forge/api';
import { JiraError } from './jira-error';
import { countOfProject, changedWithin, issuesOfProject, type Jql } from './jql';
import { numericId } from './projects';
import { askJira, type Caller } from './request';

/** A page of issues as Jira sent them; each issue is parsed by itself. */
export interface IssuePage {
  readonly issues: readonly unknown[];
  /** `null` on the last page. Never judged by the page's size: Jira sends fewer than asked whenever it likes. */
  readonly nextPageToken: string | null;
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-search-jql-post */
const searchReply = z.object({
  issues: z.array(z.unknown()),
  nextPageToken: z.string().nullish(),
  isLast: z.boolean().optional(),
});

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-search-approximate-count-post */
const countReply = z.object({ count: z.number().int().min(0) });

/** With explicit fields Jira sends 100 issues a page at most. */
const ISSUES_PER_PAGE = 100;

/** One page of a project's issues, read as the app. 1 call. */
export async function readIssuePage(
  projectId: number,
  fields: readonly string[],
  pageToken: string | null,
): Promise<IssuePage> {
  const page = await search(issuesOfProject(projectId), fields, ISSUES_PER_PAGE, pageToken);
  if (pageToken !== null && page.nextPageToken === pageToken) {
    throw new JiraError('unexpectedReply', { endpoint: 'search/jql', field: 'nextPageToken' });
  }
  return page;
}

/** Jira's count of a project's issues, approximate by its own word. 1 call. */
export async function countIssues(projectId: number): Promise<number> {
  const reply = await askJira(
    {
      endpoint: 'search/approximate-count',
      route: route`/rest/api/3/search/approximate-count`,
      as: 'app',
      body: { jql: countOfProject(projectId) },
    },
    countReply,
  );
  return reply.count;
}

/** Whether any issue of the project changed within the last minutes. 1 call. */
export async function changedLately(projectId: number, minutes: number): Promise<boolean> {
  const page = await search(changedWithin(projectId, minutes), ['id'], 1, null);
  return page.issues.length > 0;
}

async function search(
  jql: Jql,
  fields: readonly string[],
  maxResults: number,
  pageToken: string | null,
): Promise<IssuePage> {
  const reply = await askJira(
    {
      endpoint: 'search/jql',
      route: route`/rest/api/3/search/jql`,
      as: 'app',
      body: { jql, fields, maxResults, ...(pageToken === null ? {} : { nextPageToken: pageToken }) },
    },
    searchReply,
  );
  const last = reply.isLast === true || !reply.nextPageToken;
  return { issues: reply.issues, nextPageToken: last ? null : (reply.nextPageToken ?? null) };
}

/** An issue as the current user may see it right now. */
export interface LiveIssue {
  readonly id: number;
  readonly key: string;
  readonly summary: string;
  readonly assignee: string | null;
  readonly status: string;
  /** `YYYY-MM-DD`. */
  readonly due: string | null;
}

/**
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-bulkfetch-post
 * Leaves out what does not exist or may not be seen, where JQL's `id in (…)` would refuse the whole query.
 */
const bulkReply = z.object({ issues: z.array(z.unknown()) });
const liveIssue = z.object({
  id: numericId,
  key: z.string(),
  fields: z.object({
    summary: z.string().nullish(),
    assignee: z.object({ displayName: z.string().optional() }).nullish(),
    status: z.object({ name: z.string().optional() }).nullish(),
    duedate: z.string().nullish(),
  }),
});
const placedIssue = z.object({ fields: z.object({ project: z.object({ id: numericId }) }) });

const MOST_IDS_AT_ONCE = 100;

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
      status: fields.status?.name ?? '',
      due: fields.duedate ?? null,
    });
  }
  return found;
}

/** The projects in which the given issues are now, read as the app. 1 call; at most 100 at once. */
export async function projectsOfIssues(ids: readonly number[]): Promise<readonly number[]> {
  const replies = await bulkFetch(ids, ['project'], 'app');
  const projects = replies.flatMap((reply) => {
    const parsed = placedIssue.safeParse(reply);
    return parsed.success ? [parsed.data.fields.project.id] : [];
  });
  return [...new Set(projects)];
}

async function bulkFetch(
  idsOrKeys: readonly (number | string)[],
  fields: readonly string[],
  as: Caller,
): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (let from = 0; from < idsOrKeys.length; from += MOST_IDS_AT_ONCE) {
    const issueIdsOrKeys = idsOrKeys.slice(from, from + MOST_IDS_AT_ONCE).map(String);
    const reply = await askJira(
      {
        endpoint: 'issue/bulkfetch',
        route: route`/rest/api/3/issue/bulkfetch`,
        as,
        body: { issueIdsOrKeys, fields },
      },
      bulkReply,
    );
    found.push(...reply.issues);
  }
  return found;
}
