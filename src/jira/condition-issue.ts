import * as z from 'zod';
import { route } from '@forge/api';
import { JiraError } from './jira-error';
import { numericId } from './projects';
import { askJira } from './request';
import { POINTS } from './usage';

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/#api-rest-api-3-project-projectidorkey-get */
const projectTypes = z.object({
  issueTypes: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().optional(),
        subtask: z.boolean().optional(),
        hierarchyLevel: z.number().optional(),
      }),
    )
    .optional(),
});

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-post */
const createdIssue = z.object({ id: numericId, key: z.string() });

/** What a condition of a gate becomes. */
export interface ConditionIssue {
  /** At most 255 characters, in one line. */
  readonly summary: string;
  readonly description: string;
  /** `YYYY-MM-DD`. */
  readonly due: string;
  /** Account id; `null`: nobody, as where the account is closed. */
  readonly assignee: string | null;
}

/**
 * Creates an issue in a project as the current user: a task where the project has such a type, else its first type that
 * stands by itself. Where Jira does not take a due date or this assignee, the issue goes without both. Throws
 * `badRequest` where it asks for more than that, `forbidden` or `notFound` where the user may not create issues.
 * At most 3 calls.
 */
export async function createConditionIssue(projectId: number, issue: ConditionIssue): Promise<{ readonly id: number }> {
  const { issueTypes = [] } = await askJira(
    {
      endpoint: 'project',
      route: route`/rest/api/3/project/${projectId}`,
      as: 'user',
      points: () => POINTS.project,
    },
    projectTypes,
  );
  const standing = issueTypes.filter(({ subtask, hierarchyLevel = 0 }) => subtask !== true && hierarchyLevel === 0);
  const type = standing.find(({ name }) => name?.toLowerCase() === 'task') ?? standing[0];
  if (type === undefined) throw new JiraError('badRequest', { endpoint: 'issue' });
  const least = {
    project: { id: String(projectId) },
    issuetype: { id: type.id },
    summary: issue.summary.replace(/\s+/g, ' ').slice(0, 255),
    description: paragraph(issue.description),
  };
  try {
    const { due: duedate, assignee } = issue;
    return await create({ ...least, duedate, ...(assignee === null ? {} : { assignee: { accountId: assignee } }) });
  } catch (error) {
    if (!(error instanceof JiraError) || error.failure !== 'badRequest') throw error;
    return create(least);
  }
}

function create(fields: Readonly<Record<string, unknown>>): Promise<z.output<typeof createdIssue>> {
  return askJira(
    {
      endpoint: 'issue',
      route: route`/rest/api/3/issue`,
      as: 'user',
      body: { fields },
      once: true,
      points: () => POINTS.write,
    },
    createdIssue,
  );
}

/** In the Atlassian Document Format. */
function paragraph(text: string): unknown {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}
