import * as z from 'zod';
import { route } from '@forge/api';
import { JiraError } from './jira-error';
import {
  changedAnywhereWithin,
  changedWithin,
  countOfProject,
  issuesOfProject,
  issuesOfSprint,
  linkedOfProject,
  versionedOfProject,
  type Jql,
} from './jql';
import { numericId } from './projects';
import { askJira } from './request';
import { POINTS } from './usage';

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
export const ISSUES_PER_PAGE = 100;
/** The most that Jira takes; it sends that many when only ids are asked for. */
export const IDS_PER_PAGE = 5000;
/** Of what changed anywhere: more than an hour brings to most sites, and few enough to reserve their points at once. */
export const CHANGES_PER_PAGE = 200;

/** One page of a project's issues, or of those behind one of them, by key, read as the app. 1 call. */
export async function readIssuePage(
  projectId: number,
  fields: readonly string[],
  pageToken: string | null,
  behindKey: string | null = null,
): Promise<IssuePage> {
  return search(issuesOfProject(projectId, behindKey), fields, ISSUES_PER_PAGE, pageToken);
}

/** One page of the issues of a project that changed within the last minutes, read as the app. 1 call. */
export async function readChangedPage(
  projectId: number,
  minutes: number,
  fields: readonly string[],
  pageToken: string | null,
): Promise<IssuePage> {
  return search(changedWithin(projectId, minutes), fields, ISSUES_PER_PAGE, pageToken);
}

/** One page of the issues of a project that have any link, read as the app. 1 call. */
export async function readLinkedPage(
  projectId: number,
  fields: readonly string[],
  pageToken: string | null,
): Promise<IssuePage> {
  return search(linkedOfProject(projectId), fields, ISSUES_PER_PAGE, pageToken);
}

/**
 * One page of the issues of a project that are planned for one of the versions, read as the app. 1 call.
 * Jira refuses the whole query (`badRequest`) when one of the versions does not exist any more.
 */
export async function readVersionedPage(
  projectId: number,
  versionIds: readonly number[],
  fields: readonly string[],
  pageToken: string | null,
): Promise<IssuePage> {
  return search(versionedOfProject(projectId, versionIds), fields, ISSUES_PER_PAGE, pageToken);
}

/**
 * One page of the issues of a sprint, of whichever projects, read as the app. 1 call.
 * Jira refuses the whole query (`badRequest`) when there is no such sprint any more.
 */
export async function readSprintPage(
  sprintId: number,
  fields: readonly string[],
  pageToken: string | null,
): Promise<IssuePage> {
  return search(issuesOfSprint(sprintId), fields, ISSUES_PER_PAGE, pageToken);
}

/** One page of the ids of a project's issues, up to 5,000, read as the app. Costs as many points as whole issues. 1 call. */
export async function listIssueIdsPage(
  projectId: number,
  pageToken: string | null,
): Promise<{ readonly ids: readonly number[]; readonly nextPageToken: string | null }> {
  const { issues, nextPageToken } = await search(issuesOfProject(projectId), ['id'], IDS_PER_PAGE, pageToken);
  const ids = z.array(z.object({ id: numericId })).safeParse(issues);
  if (ids.success) return { ids: ids.data.map(({ id }) => id), nextPageToken };
  const field = `issues.${ids.error.issues[0]?.path.join('.')}`;
  throw new JiraError('unexpectedReply', { endpoint: SEARCH, field });
}

export interface IssueChange {
  readonly issueId: number;
  /** Where the issue is now. */
  readonly projectId: number;
  /** Milliseconds since 1970; `Infinity` where Jira's instant cannot be read, so that the issue counts as changed. */
  readonly updatedAt: number;
}

const changedIssue = z.object({
  id: numericId,
  fields: z.object({ project: z.object({ id: numericId }), updated: z.unknown().optional() }),
});

/**
 * One page of what changed anywhere on the site within the last minutes, read as the app. 1 call.
 * An issue whose id or project cannot be read is left out: its project's own reading reports it.
 */
export async function listChangesPage(
  minutes: number,
  pageToken: string | null,
): Promise<{ readonly changes: readonly IssueChange[]; readonly nextPageToken: string | null }> {
  const fields = ['project', 'updated'];
  const { issues, nextPageToken } = await search(changedAnywhereWithin(minutes), fields, CHANGES_PER_PAGE, pageToken);
  const changes = issues.flatMap((issue) => {
    const parsed = changedIssue.safeParse(issue);
    if (!parsed.success) return [];
    const { id, fields } = parsed.data;
    const updatedAt = typeof fields.updated === 'string' ? Date.parse(fields.updated) : NaN;
    return [{ issueId: id, projectId: fields.project.id, updatedAt: Number.isNaN(updatedAt) ? Infinity : updatedAt }];
  });
  return { changes, nextPageToken };
}

/** Jira's count of a project's issues, approximate by its own word. 1 call. */
export async function countIssues(projectId: number): Promise<number> {
  const reply = await askJira(
    {
      endpoint: 'search/approximate-count',
      route: route`/rest/api/3/search/approximate-count`,
      as: 'app',
      body: { jql: countOfProject(projectId) },
      points: () => POINTS.count,
    },
    countReply,
  );
  return reply.count;
}

const SEARCH = 'search/jql';

async function search(
  jql: Jql,
  fields: readonly string[],
  maxResults: number,
  pageToken: string | null,
): Promise<IssuePage> {
  const reply = await askJira(
    {
      endpoint: SEARCH,
      route: route`/rest/api/3/search/jql`,
      as: 'app',
      body: { jql, fields, maxResults, ...(pageToken === null ? {} : { nextPageToken: pageToken }) },
      points: ({ issues }) => POINTS.page(issues.length),
    },
    searchReply,
  );
  const last = reply.isLast === true || !reply.nextPageToken;
  const nextPageToken = last ? null : (reply.nextPageToken ?? null);
  // A page that leads to itself would be read for ever.
  if (pageToken !== null && nextPageToken === pageToken) {
    throw new JiraError('unexpectedReply', { endpoint: SEARCH, field: 'nextPageToken' });
  }
  return { issues: reply.issues, nextPageToken };
}
