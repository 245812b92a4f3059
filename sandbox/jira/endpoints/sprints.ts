import * as z from 'zod';
import { changeItem, commit } from '../edit/change';
import { bodyOf, type Call, type Endpoint } from '../endpoint';
import { announceIssueUpdated, announceSprint } from '../events';
import { errorMessages, ok, type Reply } from '../http';
import type { Json, SiteIssue, SiteSprint as Sprint } from '../site-data';
import { member, text } from '../state';

/** What a partial update may say; what it leaves out stays. */
const sprintBody = z.strictObject({
  state: z.enum(['future', 'active', 'closed']).optional(),
  name: z.string().trim().min(1).optional(),
  goal: z.string().optional(),
  startDate: z.iso.datetime({ offset: true }).optional(),
  endDate: z.iso.datetime({ offset: true }).optional(),
});

/** Sprints have no list of their own here: the site knows one from the issues that are in it, or were. */
interface Found {
  readonly sprint: Sprint;
  readonly fieldId: string;
  readonly issues: readonly SiteIssue[];
}

function sprintField(call: Call): string | undefined {
  return call.site.state.data.customFields.find(({ schema }) => schema.custom?.endsWith(':gh-sprint') === true)?.id;
}

function sprintsOf(issue: SiteIssue, fieldId: string): readonly Sprint[] {
  const stored = issue.fields[fieldId];
  return Array.isArray(stored) ? (stored as readonly Sprint[]) : [];
}

/** The sprint that the path names, if the viewer may browse an issue of it. */
function sprintOf(call: Call): Found {
  const { sprintId = '' } = call.params;
  const fieldId = sprintField(call) ?? '';
  const isIt = (sprint: Sprint): boolean => String(sprint.id) === sprintId;
  const issues = [...call.site.state.allIssues()].filter((issue) => sprintsOf(issue, fieldId).some(isIt));
  const sprint = issues.flatMap((issue) => sprintsOf(issue, fieldId)).find(isIt);
  if (sprint === undefined || !issues.some((issue) => call.access.mayBrowseIssue(issue))) {
    throw errorMessages(404, 'Sprint does not exist.');
  }
  return { sprint, fieldId, issues };
}

/** A sprint is started, closed, or changed otherwise; closed ones keep all but name and goal. */
function updateSprint(call: Call): Reply {
  const found = sprintOf(call);
  const { sprint, fieldId, issues } = found;
  const request = bodyOf(call, sprintBody);
  const mayManage = issues.every((issue) => {
    const project = call.site.state.projects.get(issue.projectId);
    return project !== undefined && call.access.mayEditProject(project);
  });
  if (!mayManage) throw errorMessages(403, 'You do not have permission to manage sprints in all projects of this one.');
  const now = call.site.clock().toISOString();
  const after = changed(sprint, request, now);
  const step = text(after, 'state') === text(sprint, 'state') ? null : text(after, 'state');
  for (const issue of issues) {
    const fields = {
      ...issue.fields,
      [fieldId]: sprintsOf(issue, fieldId).map((each) => (each.id === sprint.id ? after : each)),
    };
    call.site.state.putIssue({ ...issue, fields });
  }
  if (step === 'closed') moveUnfinished(call, found, after);
  if (step === 'active') announceSprint('started', after, call);
  if (step === 'closed') announceSprint('closed', after, call);
  return ok(shown(after, call));
}

function changed(sprint: Sprint, { state, ...rest }: z.infer<typeof sprintBody>, now: string): Sprint {
  const before = text(sprint, 'state') ?? 'future';
  const { name, goal } = rest;
  if (before === 'closed') {
    if (state !== undefined && state !== 'closed') throw errorMessages(400, 'A closed sprint cannot change its state.');
    return { ...sprint, ...(name === undefined ? {} : { name }), ...(goal === undefined ? {} : { goal }) };
  }
  const after: Sprint = { ...sprint, ...(rest as Sprint) };
  if (state === undefined || state === before) return after;
  if (before === 'future' && state === 'active') {
    if (text(after, 'startDate') === undefined || text(after, 'endDate') === undefined) {
      throw errorMessages(400, 'A sprint needs a start date and an end date to be started.');
    }
    return { ...after, state };
  }
  if (before === 'active' && state === 'closed') return { ...after, state, completeDate: now };
  throw errorMessages(400, `A sprint cannot go from ${before} to ${state}.`);
}

/**
 * What is not done goes to the board's next sprint, as people choose when they complete one; where there is none, to the
 * backlog. The closed sprint stays on every issue. Only what gets another sprint is updated by that.
 */
function moveUnfinished(call: Call, { fieldId, issues }: Found, closed: Sprint): void {
  const { state, catalogue } = call.site;
  const next = [...state.allIssues()]
    .flatMap((issue) => sprintsOf(issue, fieldId))
    .filter((each) => each.state === 'future' && each.boardId === closed.boardId)
    .sort((a, b) => Number(a.id) - Number(b.id))
    .at(0);
  if (next === undefined) return;
  for (const { id } of issues) {
    const issue = state.issueById(id);
    if (issue === undefined) continue;
    const status = catalogue.statusById(text(issue.fields.status, 'id') ?? '');
    if (text(member(status, 'statusCategory'), 'key') === 'done') continue;
    const before = sprintsOf(issue, fieldId);
    if (before.some((each) => each.state !== 'closed')) continue;
    const after = [...before, next];
    const items = [changeItem(fieldId, 'Sprint', sideOf(before), sideOf(after))];
    const history = commit(call, issue, { fields: { [fieldId]: after }, items });
    announceIssueUpdated(state.issueById(id) ?? issue, history, call);
  }
}

function sideOf(sprints: readonly Sprint[]): readonly [string, string] {
  return [sprints.map(({ id }) => String(id)).join(', '), sprints.map((each) => text(each, 'name') ?? '').join(', ')];
}

/** As Jira Software's REST API shows it; on issues it is written a little differently. */
function shown(sprint: Sprint, { site }: Call): Json {
  const { boardId, ...rest } = sprint;
  const self = `${site.baseUrl}/rest/agile/1.0/sprint/${String(sprint.id)}`;
  return { ...rest, self, ...(boardId === undefined ? {} : { originBoardId: boardId }) };
}

/** The part of Jira Software's REST API that the site has; its OpenAPI document is another one than the platform's. */
export const sprintEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/rest/agile/1.0/sprint/{sprintId}',
    scopes: ['read:sprint:jira-software'],
    anonymous: true,
    handle: (call) => ok(shown(sprintOf(call).sprint, call)),
  },
  {
    method: 'POST',
    path: '/rest/agile/1.0/sprint/{sprintId}',
    scopes: ['write:sprint:jira-software'],
    anonymous: true,
    mutates: true,
    handle: updateSprint,
  },
];
