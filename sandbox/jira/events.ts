import { APP_ACCOUNT } from './render/catalogue';
import type { Call } from './endpoint';
import { fieldValue } from './render/issue';
import { projectInIssue } from './render/project';
import type { ChangeHistory, Json, SiteIssue, SiteLink, SiteProject } from './site-data';
import { member, text } from './state';
import { Access } from './access';

/** Fields that Jira's issue events carry; whoever needs more reads the issue. */
const EVENT_FIELDS = [
  'summary',
  'issuetype',
  'project',
  'status',
  'creator',
  'reporter',
  'assignee',
  'created',
  'updated',
] as const;

/** avi:jira:created:issue */
export function announceIssueCreated(issue: SiteIssue, call: Call): void {
  announce('avi:jira:created:issue', issueEvent(issue, call), call);
}

/** avi:jira:updated:issue, with what changed. */
export function announceIssueUpdated(issue: SiteIssue, history: ChangeHistory, call: Call): void {
  const statuses = history.items.filter((item) => item.fieldId === 'status');
  announce(
    'avi:jira:updated:issue',
    {
      ...issueEvent(issue, call),
      changelog: { id: history.id, items: history.items },
      ...(statuses.length === 0
        ? {}
        : { associatedStatuses: statuses.flatMap((item) => [item.from, item.to]).flatMap((id) => statusOf(id, call)) }),
    },
    call,
  );
}

/** avi:jira:deleted:issue, with the issue as it was. Its links vanish without events of their own. */
export function announceIssueDeleted(issue: SiteIssue, call: Call): void {
  announce('avi:jira:deleted:issue', issueEvent(issue, call), call);
}

/** avi:jira:created:issuelink or avi:jira:deleted:issuelink */
export function announceLink(verb: 'created' | 'deleted', link: SiteLink, call: Call): void {
  const { state, catalogue } = call.site;
  const projectOf = (issueId: string): Record<string, string> | undefined => {
    const projectId = state.issueById(issueId)?.projectId;
    return projectId === undefined ? undefined : { projectId };
  };
  const source = projectOf(link.sourceId)?.projectId;
  const destination = projectOf(link.destinationId)?.projectId;
  announce(
    `avi:jira:${verb}:issuelink`,
    {
      id: link.id,
      sourceIssueId: link.sourceId,
      destinationIssueId: link.destinationId,
      ...(source === undefined ? {} : { sourceProjectId: source }),
      ...(destination === undefined ? {} : { destinationProjectId: destination }),
      issueLinkType: catalogue.linkTypeById(link.typeId) ?? null,
    },
    call,
  );
}

/** avi:jira:updated:project */
export function announceProjectUpdated(project: SiteProject, call: Call): void {
  announce('avi:jira:updated:project', { project: projectInIssue(project, call.site.catalogue) }, call);
}

function announce(eventType: string, payload: Readonly<Record<string, unknown>>, call: Call): void {
  const selfGenerated = call.access.viewer.kind === 'app';
  call.site.announce({
    eventType,
    payload: { eventType, ...payload, selfGenerated, timestamp: call.site.clock().getTime() },
  });
}

function issueEvent(issue: SiteIssue, call: Call): Readonly<Record<string, unknown>> {
  const { state, catalogue } = call.site;
  // Events go to the app, which browses everything.
  const access = new Access(state, { kind: 'app' });
  const fields: Record<string, Json> = {};
  for (const id of EVENT_FIELDS) fields[id] = fieldValue(issue, id, state, catalogue, access) ?? null;
  const accounts = new Set(['creator', 'reporter', 'assignee'].flatMap((id) => text(fields[id], 'accountId') ?? []));
  return {
    issue: { id: issue.id, key: issue.key, fields },
    atlassianId: call.access.accountId ?? APP_ACCOUNT.accountId,
    associatedUsers: [...accounts].map((accountId) => ({ accountId })),
  };
}

function statusOf(id: string | null, call: Call): readonly unknown[] {
  const status = id === null ? undefined : call.site.catalogue.statusById(id);
  if (status === undefined) return [];
  return [{ id: status.id, name: status.name, statusCategory: member(status, 'statusCategory') ?? null }];
}
