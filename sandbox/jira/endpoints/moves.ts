import * as z from 'zod';
import { changeItem, commit, NO_SIDE, type Change } from '../edit/change';
import { bodyOf, type Call, type Endpoint } from '../endpoint';
import { announceIssueUpdated } from '../events';
import { JiraError, ok, type Reply } from '../http';
import { valueName } from '../render/issue';
import type { Json, SiteIssue, SiteIssueType, SiteProject } from '../site-data';
import { member, text } from '../state';

/** What is left of the body is for fields and statuses of the target, which this site does not tell apart. */
const moveBody = z.strictObject({
  sendBulkNotification: z.boolean().nullish(),
  targetToSourcesMapping: z.record(z.string(), z.looseObject({ issueIdsOrKeys: z.array(z.string()) })),
});

const MOST_ISSUES = 1000;

interface Target {
  readonly project: SiteProject;
  readonly type: SiteIssueType;
  readonly parent: SiteIssue | null;
}

function refusal(message: string): JiraError {
  return new JiraError({ status: 400, body: { errors: [{ message }] } });
}

/** `PROJECT,10001` or `PROJECT,10001,PARENT-1`: where to, as what, below what. Project and parent by id or key. */
function targetOf(call: Call, name: string): Target {
  const { state } = call.site;
  const [projectRef = '', typeId = '', parentRef] = name.split(',').map((part) => part.trim());
  const project = state.project(projectRef);
  if (project === undefined || !call.access.mayEditProject(project)) {
    throw refusal(`The target project '${projectRef}' does not exist or you cannot create issues in it.`);
  }
  const type = state.data.issueTypes.find((known) => known.id === typeId && project.issueTypeIds.includes(known.id));
  if (type === undefined) throw refusal(`The target issue type '${typeId}' is not valid for the target project.`);
  const parent = parentRef === undefined ? null : state.issue(parentRef);
  if (parent === undefined || (type.subtask && parent === null)) throw refusal('The target parent is not valid.');
  return { project, type, parent };
}

/** Moves issues between projects at once; Jira does the same in a task, whose progress can be asked for afterwards. */
function moveIssues(call: Call): Reply {
  const { state, clock } = call.site;
  const { targetToSourcesMapping } = bodyOf(call, moveBody);
  const plans = Object.entries(targetToSourcesMapping).map(([name, { issueIdsOrKeys }]) => ({
    target: targetOf(call, name),
    issues: issueIdsOrKeys.map((ref) => sourceOf(call, ref)),
  }));
  const count = plans.reduce((sum, { issues }) => sum + issues.length, 0);
  if (count === 0 || count > MOST_ISSUES) throw refusal(`Between 1 and ${MOST_ISSUES} issues can be moved at once.`);
  const moved: string[] = [];
  for (const { target, issues } of plans) {
    for (const issue of issues) moved.push(...moveWithSubtasks(call, issue, target));
  }
  const taskId = state.ids.task.next();
  state.bulkTasks.set(taskId, { at: clock().getTime(), accountId: call.access.accountId, issueIds: moved });
  return { status: 201, body: { taskId } };
}

function sourceOf(call: Call, ref: string): SiteIssue {
  const issue = call.site.state.issue(ref);
  const project = issue === undefined ? undefined : call.site.state.projects.get(issue.projectId);
  if (
    issue === undefined ||
    project === undefined ||
    !call.access.mayBrowseIssue(issue) ||
    !call.access.mayEditProject(project)
  ) {
    throw refusal('Some of the issues in the issueIdsOrKeys are not valid');
  }
  return issue;
}

/** Sub-tasks follow their issue, as the sub-tasks they were. */
function moveWithSubtasks(call: Call, issue: SiteIssue, target: Target): readonly string[] {
  const { state, catalogue } = call.site;
  const subtasks = state
    .children(issue.id)
    .filter((child) => member(catalogue.issueTypeValue(child.fields.issuetype ?? null), 'subtask') === true);
  move(call, issue, target.project, placeChange(target, call, issue));
  for (const subtask of subtasks) move(call, subtask, target.project, { fields: {}, items: [] });
  return [issue.id, ...subtasks.map((subtask) => subtask.id)];
}

/** What becomes of type and parent. */
function placeChange({ type, parent }: Target, call: Call, issue: SiteIssue): Change {
  const { catalogue, state } = call.site;
  const before = issue.fields.issuetype ?? null;
  const beforeParent = state.parent(issue);
  const isAnotherType = text(before, 'id') !== type.id;
  const isAnotherParent = parent !== null && parent.id !== beforeParent?.id;
  return {
    fields: {
      ...(isAnotherType ? { issuetype: catalogue.complete('issuetype', { id: type.id }) } : {}),
      ...(isAnotherParent ? { parent: { id: parent.id, key: parent.key } } : {}),
    },
    items: [
      ...(isAnotherType
        ? [
            changeItem(
              'issuetype',
              'issuetype',
              [text(before, 'id') ?? null, valueName(catalogue.issueTypeValue(before))],
              [type.id, type.name],
            ),
          ]
        : []),
      ...(isAnotherParent
        ? [
            changeItem(
              'parent',
              'IssueParentAssociation',
              beforeParent === undefined ? NO_SIDE : [beforeParent.id, beforeParent.key],
              [parent.id, parent.key],
            ),
          ]
        : []),
    ],
  };
}

/** In another project an issue has another key, and none of its old project's versions. */
function move(call: Call, issue: SiteIssue, target: SiteProject, change: Change): void {
  const { state } = call.site;
  const source = state.projects.get(issue.projectId);
  const isLeaving = issue.projectId !== target.id;
  if (!isLeaving && change.items.length === 0) return;
  const placed = isLeaving ? { ...issue, projectId: target.id, key: state.newIssueKey(target) } : issue;
  const moving: Change = isLeaving
    ? {
        fields: { fixVersions: undefined, versions: undefined, components: undefined },
        items: [
          changeItem('project', 'project', [issue.projectId, source?.name ?? null], [target.id, target.name]),
          changeItem('issuekey', 'Key', [null, issue.key], [null, placed.key]),
          ...lost('fixVersions', 'Fix Version', issue),
          ...lost('versions', 'Version', issue),
          ...lost('components', 'Component', issue),
        ],
      }
    : { fields: {}, items: [] };
  const history = commit(call, placed, {
    fields: { ...moving.fields, ...change.fields },
    items: [...moving.items, ...change.items],
  });
  const now = state.issueById(issue.id);
  if (now !== undefined) announceIssueUpdated(now, history, call);
}

function lost(fieldId: string, field: string, issue: SiteIssue): Change['items'] {
  const stored = issue.fields[fieldId];
  const values = Array.isArray(stored) ? (stored as readonly Json[]) : [];
  return values.map((value) => changeItem(fieldId, field, [text(value, 'id') ?? null, valueName(value)], NO_SIDE));
}

function bulkProgress(call: Call): Reply {
  const { state, catalogue } = call.site;
  const taskId = call.params.taskId ?? '';
  const task = state.bulkTasks.get(taskId);
  if (task === undefined) throw refusal('The task associated with this taskId is not a bulk operation task');
  const { at, accountId, issueIds } = task;
  return ok({
    taskId,
    status: 'COMPLETE',
    progressPercent: 100,
    ...(accountId === null ? {} : { submittedBy: catalogue.userById(accountId) }),
    created: at,
    started: at,
    updated: at,
    processedAccessibleIssues: issueIds.map(Number),
    totalIssueCount: issueIds.length,
    invalidOrInaccessibleIssueCount: 0,
  });
}

export const moveEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/rest/api/3/bulk/issues/move',
    scopes: ['write:jira-work'],
    anonymous: false,
    mutates: true,
    handle: moveIssues,
  },
  {
    method: 'GET',
    path: '/rest/api/3/bulk/queue/{taskId}',
    scopes: ['read:jira-work'],
    anonymous: false,
    handle: bulkProgress,
  },
];
