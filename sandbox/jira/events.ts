import { APP_ACCOUNT } from './render/catalogue';
import type { Call } from './endpoint';
import { fieldValue } from './render/issue';
import { shownItem } from './render/changelog';
import { projectInIssue } from './render/project';
import type { ChangeHistory, Json, SiteIssue, SiteLink, SiteProject, SiteSprint, SiteVersion } from './site-data';
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
      changelog: { id: history.id, items: history.items.map(shownItem) },
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

/**
 * avi:jira:<verb>:project. Of a project that is going, Jira tells little more than its id and key. Neither its issues
 * nor their links have events of their own, whatever becomes of the project.
 */
export function announceProject(
  verb: 'created' | 'updated' | 'archived' | 'unarchived' | 'softdeleted' | 'restored' | 'deleted',
  project: SiteProject,
  call: Call,
): void {
  const { catalogue } = call.site;
  const { id, key } = project;
  const isGoing = verb === 'softdeleted' || verb === 'deleted';
  const shown = isGoing ? { self: catalogue.url('project', id), id, key } : projectInIssue(project, catalogue);
  announce(`avi:jira:${verb}:project`, { project: shown }, call);
}

/** avi:jira:<verb>:version. Issues that lose or change a version with it have no events of their own. */
export function announceVersion(
  verb: 'created' | 'updated' | 'released' | 'unreleased' | 'archived' | 'unarchived',
  version: SiteVersion,
  project: SiteProject,
  call: Call,
): void {
  announce(
    `avi:jira:${verb}:version`,
    { version: call.site.catalogue.versionOf(version, project), atlassianId: actorOf(call) },
    call,
  );
}

/** avi:jira:deleted:version, with what took its place on issues. */
export function announceVersionDeleted(
  version: SiteVersion,
  project: SiteProject,
  replacements: { readonly fix: SiteVersion | null; readonly affects: SiteVersion | null },
  call: Call,
): void {
  const { catalogue } = call.site;
  const { fix, affects } = replacements;
  announce(
    'avi:jira:deleted:version',
    {
      version: catalogue.versionOf(version, project),
      ...(affects === null ? {} : { newAffectsVersion: catalogue.versionOf(affects, project) }),
      ...(fix === null ? {} : { newFixVersion: catalogue.versionOf(fix, project) }),
      customFieldReplacements: [],
      atlassianId: actorOf(call),
    },
    call,
  );
}

/** avi:jira-software:<verb>:sprint. Its ids are texts, and its issues have no events for it. */
export function announceSprint(verb: 'started' | 'closed', sprint: SiteSprint, call: Call): void {
  const { id, boardId, ...rest } = sprint;
  announce(
    `avi:jira-software:${verb}:sprint`,
    { sprint: { ...rest, id: String(id), originBoardId: String(boardId) }, atlassianId: actorOf(call) },
    call,
  );
}

function actorOf(call: Call): string {
  return call.access.accountId ?? APP_ACCOUNT.accountId;
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
    atlassianId: actorOf(call),
    associatedUsers: [...accounts].map((accountId) => ({ accountId })),
  };
}

function statusOf(id: string | null, call: Call): readonly unknown[] {
  const status = id === null ? undefined : call.site.catalogue.statusById(id);
  if (status === undefined) return [];
  return [{ id: status.id, name: status.name, statusCategory: member(status, 'statusCategory') ?? null }];
}
