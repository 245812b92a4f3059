import * as z from 'zod';
import { route } from '@forge/api';
import { readIssues } from './issue-fetch';
import { JiraError } from './jira-error';
import { conditionWithinProject, type Jql } from './jql';
import { askJira } from './request';
import { POINTS } from './usage';

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-search-approximate-count-post */
const countReply = z.object({ count: z.number().int().min(0) });

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-jql/#api-rest-api-3-jql-parse-post */
const parseReply = z.object({
  queries: z.array(z.object({ query: z.string(), errors: z.array(z.string()).nullish() })),
});

const doneIssue = z.object({
  id: z.string(),
  fields: z.object({ status: z.object({ statusCategory: z.object({ key: z.literal('done') }) }) }),
});

/**
 * How many issues of a project meet a condition, or how many of those are not done, as far as the current user may
 * browse them; `null` when Jira refuses the condition. 1 call.
 */
export async function countMatching(projectId: number, condition: string, openOnly: boolean): Promise<number | null> {
  try {
    return await count(conditionWithinProject(projectId, condition, openOnly));
  } catch (error) {
    if (error instanceof JiraError && (error.failure === 'badRequest' || error.failure === 'unknownField')) return null;
    throw error;
  }
}

async function count(jql: Jql): Promise<number> {
  const reply = await askJira(
    {
      endpoint: 'search/approximate-count',
      route: route`/rest/api/3/search/approximate-count`,
      as: 'user',
      body: { jql },
      points: () => POINTS.count,
    },
    countReply,
  );
  return reply.count;
}

/** What Jira has against each condition, in its words and by its place; those that it accepts are absent. 1 call. */
export async function refusedConditions(
  projectId: number,
  conditions: readonly string[],
): Promise<ReadonlyMap<number, string>> {
  if (conditions.length === 0) return new Map();
  const reply = await askJira(
    {
      endpoint: 'jql/parse',
      route: route`/rest/api/3/jql/parse?validation=strict`,
      as: 'user',
      body: { queries: conditions.map((condition) => conditionWithinProject(projectId, condition)) },
      points: ({ queries }) => POINTS.page(queries.length),
    },
    parseReply,
  );
  return new Map(
    reply.queries.flatMap(({ errors }, place) => (errors?.length ? [[place, errors.join(' ')] as const] : [])),
  );
}

/** Those of the given issues that are done, read as the app: it tells no more of them than that. 1 call per 100. */
export async function doneAmong(issueIds: readonly number[]): Promise<ReadonlySet<number>> {
  if (issueIds.length === 0) return new Set();
  const { issues } = await readIssues([...new Set(issueIds)], ['status']);
  return new Set(issues.flatMap((issue) => Number(doneIssue.safeParse(issue).data?.id ?? NaN)).filter(Number.isFinite));
}
