import { commit, authorOf, together } from '../edit/change';
import { issueBody, plannedChange, projectForEdit, type IssueRequest } from '../edit/apply';
import type { EditContext } from '../edit/field-editors';
import { statusOf, transitionTo } from '../edit/workflow';
import { bodyOf, type Call } from '../endpoint';
import { announceIssueCreated, announceIssueDeleted, announceIssueUpdated } from '../events';
import { errorMessages, fieldErrors, noSuchIssue } from '../http';
import { jiraInstant } from '../instant';
import type { Json, SiteIssue, SiteIssueType, SiteProject, SiteStatus } from '../site-data';
import { member, text } from '../state';

/** Changes fields and announces the change; without any difference nothing happens. Returns the issue as it is now. */
export function editIssue(call: Call, issue: SiteIssue): SiteIssue {
  const request = bodyOf(call, issueBody);
  const project = projectForEdit(call, issue);
  const change = plannedChange(call, issue, project, request);
  if (!call.access.mayEditProject(project)) {
    throw errorMessages(403, 'You do not have permission to edit issues in this project.');
  }
  if (change.items.length === 0) return issue;
  const history = commit(call, issue, change);
  return announced(call, issue.id, (now) => announceIssueUpdated(now, history, call));
}

/** Any status of the site can be reached from any other; a transition has the id and name of its status. */
export function possibleTransitions(call: Call, issue: SiteIssue): readonly unknown[] {
  const project = projectForEdit(call, issue);
  if (!call.access.mayEditProject(project)) return [];
  const only = call.query.get('transitionId');
  return call.site.state.data.statuses
    .filter((status) => only === null || status.id === only)
    .map((status) => ({
      id: status.id,
      name: status.name,
      to: call.site.catalogue.statusById(status.id),
      hasScreen: false,
      isGlobal: true,
      isInitial: false,
      isAvailable: true,
      isConditional: false,
      isLooped: false,
    }));
}

export function transitionIssue(call: Call, issue: SiteIssue): void {
  const request = bodyOf(call, issueBody);
  const id = request.transition?.id;
  if (id === undefined) throw errorMessages(400, "Missing 'transition' identifier");
  const project = projectForEdit(call, issue);
  const target = call.site.state.data.statuses.find((status) => status.id === id);
  if (target === undefined || !call.access.mayEditProject(project)) {
    throw errorMessages(400, `Transition id '${id}' is not valid for this issue.`);
  }
  const edits = plannedChange(call, issue, project, request);
  const edited: SiteIssue = { ...issue, fields: { ...issue.fields, ...(edits.fields as Record<string, Json>) } };
  const context: EditContext = { call, issue: edited, project };
  if (statusOf(context)?.id === target.id && edits.items.length === 0) return;
  const history = commit(call, issue, together([edits, transitionTo(target, context)]));
  announced(call, issue.id, (now) => announceIssueUpdated(now, history, call));
}

/** Fields that creating an issue needs before there is an issue to edit. */
const GIVEN_AT_BIRTH = new Set(['project', 'issuetype']);

export function createIssue(call: Call): SiteIssue {
  const { state, catalogue } = call.site;
  const request = bodyOf(call, issueBody);
  if (request.fields === undefined) throw errorMessages(400, 'No Issue Create payload supplied');
  const project = projectOfRequest(call, request);
  const type = typeOfRequest(call, request, project);
  if (typeof request.fields.summary !== 'string' || request.fields.summary.trim() === '') {
    throw fieldErrors(400, { summary: 'You must specify a summary of the issue.' });
  }
  if (type.subtask && (request.fields.parent ?? null) === null) {
    throw fieldErrors(400, { parent: 'Issue type is a sub-task but parent issue key or id not specified.' });
  }
  const now = jiraInstant(call.site.clock());
  const author = catalogue.complete('creator', { accountId: authorOf(call) });
  const status = firstStatus(state.data.statuses);
  const blank: SiteIssue = {
    id: '',
    key: '',
    projectId: project.id,
    fields: {
      issuetype: catalogue.complete('issuetype', { id: type.id }),
      ...(status === undefined
        ? {}
        : { status: catalogue.complete('status', { id: status.id }), statuscategorychangedate: now }),
      ...priorityAtBirth(call),
      creator: author,
      reporter: author,
      created: now,
      updated: now,
    },
    changelog: [],
  };
  const change = plannedChange(call, blank, project, request, GIVEN_AT_BIRTH);
  const fields: Record<string, Json> = { ...blank.fields };
  for (const [id, value] of Object.entries(change.fields)) {
    if (value === undefined || value === null) delete fields[id];
    else fields[id] = value;
  }
  const issue: SiteIssue = { ...blank, id: state.ids.issue.next(), key: state.newIssueKey(project), fields };
  state.putIssue(issue);
  announceIssueCreated(issue, call);
  return issue;
}

function projectOfRequest(call: Call, request: IssueRequest): SiteProject {
  const given = request.fields?.project;
  const project = call.site.state.project(text(given, 'id') ?? text(given, 'key') ?? '');
  if (project === undefined || !call.access.mayBrowseProject(project)) {
    throw fieldErrors(400, { project: 'Specify a valid project ID or key' });
  }
  if (!call.access.mayEditProject(project)) {
    throw fieldErrors(400, { project: "You don't have permission to create issues in this project." });
  }
  return project;
}

function typeOfRequest(call: Call, request: IssueRequest, project: SiteProject): SiteIssueType {
  const given = request.fields?.issuetype;
  if (given === undefined || given === null) throw fieldErrors(400, { issuetype: 'Specify an issue type' });
  const id = member(given, 'id');
  const type = call.site.state.data.issueTypes.find((known) =>
    id === undefined ? known.name === text(given, 'name') : known.id === id,
  );
  if (type === undefined || !project.issueTypeIds.includes(type.id)) {
    throw fieldErrors(400, { issuetype: 'Specify a valid issue type' });
  }
  return type;
}

function firstStatus(statuses: readonly SiteStatus[]): SiteStatus | undefined {
  return statuses.find((status) => status.category === 'new') ?? statuses[0];
}

function priorityAtBirth(call: Call): Record<string, Json> {
  const { priorities } = call.site.state.data;
  const preset = priorities.find((priority) => priority.name === 'Medium') ?? priorities[0];
  return preset === undefined ? {} : { priority: call.site.catalogue.complete('priority', { id: preset.id }) };
}

/** Takes the issue away, and its sub-tasks when the request says so. */
export function deleteIssue(call: Call, issue: SiteIssue): void {
  const { state, catalogue } = call.site;
  const project = projectForEdit(call, issue);
  if (!call.access.mayEditProject(project)) {
    throw errorMessages(403, 'You do not have permission to delete issues in this project.');
  }
  const subtasks = state
    .children(issue.id)
    .filter((child) => member(catalogue.issueTypeValue(child.fields.issuetype ?? null), 'subtask') === true);
  if (subtasks.length > 0 && call.query.get('deleteSubtasks') !== 'true') {
    throw errorMessages(
      400,
      `The issue '${issue.key}' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
    );
  }
  for (const gone of [...subtasks, issue]) {
    state.removeIssue(gone);
    announceIssueDeleted(gone, call);
  }
}

function announced(call: Call, issueId: string, announce: (issue: SiteIssue) => void): SiteIssue {
  const issue = call.site.state.issueById(issueId);
  if (issue === undefined) throw noSuchIssue();
  announce(issue);
  return issue;
}
