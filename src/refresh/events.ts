import * as z from 'zod';
import type { LinkType } from '../model';
import { addHint, noteDeleted, type Hint } from '../store';
import { requestDiscovery, requestPlacing, requestRefresh, UNPLACED } from './request-work';
import { takeSprintNews } from './sprints';

/**
 * Jira's events as Forge hands them to a trigger
 * (https://developer.atlassian.com/platform/forge/events-reference/jira/). They are hints: what they tell for sure is
 * applied without asking Jira (a deleted issue, a link), the rest names what has to be read. Lost, doubled, late and
 * reordered events do no lasting harm: searches by `updated`, counts and reconciliation find what they left out.
 */
const id = z.union([z.string(), z.number()]).transform(Number).pipe(z.number().int().positive());
const eventType = z.string();
const issueEvent = z.object({
  eventType,
  issue: z.object({ id, fields: z.object({ project: z.object({ id }) }) }),
  changelog: z
    .object({
      items: z.array(z.object({ field: z.string().optional(), from: z.unknown(), to: z.unknown() })).optional(),
    })
    .nullish(),
});
const linkEvent = z.object({
  eventType,
  id,
  sourceIssueId: id,
  destinationIssueId: id,
  sourceProjectId: id.optional(),
  destinationProjectId: id.optional(),
  issueLinkType: z.unknown().optional(),
});
const linkType = z.object({
  name: z.string().min(1),
  inward: z.string().nullish(),
  inwardName: z.string().nullish(),
  outward: z.string().nullish(),
  outwardName: z.string().nullish(),
});
const versionEvent = z.object({ eventType, version: z.object({ id, projectId: id }) });
const projectEvent = z.object({ eventType, project: z.object({ id }) });
/** Milliseconds since 1970; `null` where it is left out or cannot be read. */
const instant = z
  .unknown()
  .optional()
  .transform((told) => {
    const found = typeof told === 'string' ? Date.parse(told) : NaN;
    return Number.isNaN(found) ? null : found;
  });
/** https://developer.atlassian.com/platform/forge/events-reference/jira-software/ */
const sprintEvent = z.object({
  eventType: z.enum(['avi:jira-software:started:sprint', 'avi:jira-software:closed:sprint']),
  sprint: z.object({ id, startDate: instant, completeDate: instant }),
});

const VERSION_IS_GONE = ['avi:jira:deleted:version', 'avi:jira:merged:version'];

/** For good: before, a project that goes to the trash has been softly deleted. */
const PROJECT_IS_GONE = 'avi:jira:deleted:project';

/** What an event tells, by project. */
type Told = readonly (readonly [projectId: number, hint: Hint | null])[];

/** Keeps what an event tells and has the projects that it concerns refreshed; what is no such event is passed over. */
export async function takeHint(event: unknown): Promise<void> {
  const ofSprint = sprintEvent.safeParse(event);
  if (ofSprint.success) return takeEventOfSprint(ofSprint.data);
  const told = whatIsTold(event, Date.now());
  for (const [projectId, hint] of told) if (hint !== null) await addHint(projectId, hint);
  for (const projectId of new Set(told.map(([each]) => each))) {
    if (projectId === UNPLACED) await requestPlacing();
    else await requestRefresh(projectId);
  }
  const ofProject = projectEvent.safeParse(event).data;
  if (ofProject === undefined) return;
  if (ofProject.eventType === PROJECT_IS_GONE) await noteDeleted(ofProject.project.id);
  await requestDiscovery();
}

function takeEventOfSprint({ eventType: type, sprint }: z.infer<typeof sprintEvent>): Promise<void> {
  const at = Date.now();
  return type === 'avi:jira-software:started:sprint'
    ? takeSprintNews(sprint.id, 'started', { at, on: sprint.startDate })
    : takeSprintNews(sprint.id, 'closed', { at, on: sprint.completeDate });
}

function whatIsTold(event: unknown, at: number): Told {
  const link = linkEvent.safeParse(event);
  if (link.success) return toldOfLink(link.data, at);
  const issue = issueEvent.safeParse(event);
  if (issue.success) return toldOfIssue(issue.data, at);
  const version = versionEvent.safeParse(event);
  if (version.success) {
    const { id: versionId, projectId } = version.data.version;
    // Once a version is gone nobody says which issues it was planned for: all have to be read.
    const isGone = VERSION_IS_GONE.includes(version.data.eventType);
    return [[projectId, isGone ? { kind: 'whole', at } : { kind: 'version', versionId, at }]];
  }
  const project = projectEvent.safeParse(event);
  return project.success ? [[project.data.project.id, null]] : [];
}

function toldOfIssue({ eventType: type, issue, changelog }: z.infer<typeof issueEvent>, at: number): Told {
  const issueId = issue.id;
  const projectId = issue.fields.project.id;
  if (type === 'avi:jira:deleted:issue') return [[projectId, { kind: 'gone', issueId, at }]];
  const moves = (changelog?.items ?? []).filter(({ field }) => field === 'project');
  // An issue that moved has left a project, which its event names in the changelog only.
  const left = moves.flatMap(({ from }) => id.safeParse(from).data ?? []);
  if (left.length === 0) return [[projectId, { kind: 'updated', issueId, at }]];
  return [projectId, ...left].map((each) => [each, { kind: 'issue', issueId, at }] as const);
}

function toldOfLink(event: z.infer<typeof linkEvent>, at: number): Told {
  const { id: linkId, sourceIssueId: sourceId, destinationIssueId: destinationId } = event;
  const type = linkType.safeParse(event.issueLinkType);
  const verb = event.eventType === 'avi:jira:deleted:issuelink' ? 'deleted' : 'created';
  return [
    [event.sourceProjectId ?? UNPLACED, sourceId] as const,
    [event.destinationProjectId ?? UNPLACED, destinationId] as const,
  ].map(([projectId, issueId]): Told[number] => {
    if (!type.success) return [projectId, { kind: 'issue', issueId, at }];
    return [projectId, { kind: 'link', verb, linkId, sourceId, destinationId, type: typeOf(type.data), at }];
  });
}

function typeOf({ name, inward, inwardName, outward, outwardName }: z.infer<typeof linkType>): LinkType {
  return { name, inward: inward ?? inwardName ?? null, outward: outward ?? outwardName ?? null };
}
