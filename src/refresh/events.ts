import * as z from 'zod';
import { projectsOfIssues } from '../jira';
import { requestDiscovery, requestRefresh } from './request-work';

/**
 * Jira's events as Forge hands them to a trigger
 * (https://developer.atlassian.com/platform/forge/events-reference/jira/). They are hints: a project's reading asks
 * Jira what is true, so that lost, doubled and late events do no harm.
 */
const id = z.union([z.string(), z.number()]).transform(Number).pipe(z.number().int().positive());
const issueEvent = z.object({
  issue: z.object({ fields: z.object({ project: z.object({ id }) }) }),
  changelog: z
    .object({
      items: z.array(z.object({ field: z.string().optional(), from: z.unknown(), to: z.unknown() })).optional(),
    })
    .nullish(),
});
const linkEvent = z.object({ sourceIssueId: id, destinationIssueId: id });
const projectEvent = z.object({ eventType: z.string(), project: z.object({ id }) });

/** Has the projects that an event concerns read again; what is no such event is passed over. */
export async function takeHint(event: unknown): Promise<void> {
  for (const projectId of await concernedProjects(event)) await requestRefresh(projectId);
  const project = projectEvent.safeParse(event);
  if (project.success) await requestDiscovery();
}

async function concernedProjects(event: unknown): Promise<ReadonlySet<number>> {
  const link = linkEvent.safeParse(event);
  if (link.success) {
    const { sourceIssueId, destinationIssueId } = link.data;
    return new Set(await projectsOfIssues([sourceIssueId, destinationIssueId]));
  }
  const issue = issueEvent.safeParse(event);
  if (issue.success) return new Set([issue.data.issue.fields.project.id, ...movedFrom(issue.data)]);
  const project = projectEvent.safeParse(event);
  return new Set(project.success ? [project.data.project.id] : []);
}

/** An issue that moved has left a project, which its event names in the changelog only. */
function movedFrom({ changelog }: z.infer<typeof issueEvent>): readonly number[] {
  const moves = (changelog?.items ?? []).filter(({ field }) => field === 'project');
  return moves.flatMap(({ from }) => {
    const left = id.safeParse(from);
    return left.success ? [left.data] : [];
  });
}
