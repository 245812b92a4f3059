import { Access } from '../access';
import { integerOf, listOf, pageOf, type Call, type Endpoint } from '../endpoint';
import { errorMessages, ok, type Reply } from '../http';
import { APP_ACCOUNT } from '../render/catalogue';
import type { SiteProject, SiteUser } from '../site-data';

/** Users whose name (any word of it) or address begins with what was typed. */
function matches(user: SiteUser, typed: string): boolean {
  const words = [...user.displayName.toLowerCase().split(/\s+/), user.displayName.toLowerCase()];
  if (user.emailAddress !== undefined) words.push(user.emailAddress.toLowerCase());
  return words.some((word) => word.startsWith(typed.toLowerCase()));
}

function foundUsers(call: Call): readonly SiteUser[] {
  const { query, site } = call;
  const typed = query.get('query');
  const accountId = query.get('accountId');
  if (typed !== null && accountId !== null) {
    throw errorMessages(400, "The query parameters 'query' and 'accountId' are mutually exclusive.");
  }
  return [...site.state.users.values()].filter((user) =>
    accountId === null ? matches(user, typed ?? '') : user.accountId === accountId,
  );
}

/** A slice of the users as a bare array: these endpoints tell no total. */
function sliceOf(call: Call, users: readonly SiteUser[]): Reply {
  const startAt = Math.max(0, integerOf(call, 'startAt', 0));
  const maxResults = Math.min(1000, Math.max(1, integerOf(call, 'maxResults', 50)));
  const page = users.slice(startAt, startAt + maxResults);
  return ok(page.flatMap((user) => call.site.catalogue.userById(user.accountId) ?? []));
}

function searchUsers(call: Call): Reply {
  if (!['query', 'accountId', 'property'].some((name) => call.query.has(name))) {
    throw errorMessages(400, 'The username or property query parameter must be provided');
  }
  const found = foundUsers(call);
  return sliceOf(call, call.access.viewer.kind === 'anonymous' ? [] : found);
}

function assignableUsers(call: Call): Reply {
  const project = projectOfQuery(call);
  const found = foundUsers(call).filter((user) => user.active && isAssignable(user, project, call));
  return sliceOf(call, found);
}

function isAssignable(user: SiteUser, project: SiteProject, call: Call): boolean {
  return new Access(call.site.state, { kind: 'user', user }).mayEditProject(project);
}

function projectOfQuery(call: Call): SiteProject {
  const { query, site, access } = call;
  const issueRef = query.get('issueId') ?? query.get('issueKey');
  const projectRef = query.get('project');
  if (issueRef === null && projectRef === null) {
    throw errorMessages(400, 'No project, issue key or issue ID was provided');
  }
  const issue = issueRef === null ? undefined : site.state.issue(issueRef);
  const project = site.state.project(issue?.projectId ?? projectRef ?? '');
  if (project === undefined || !access.mayBrowseProject(project)) {
    throw errorMessages(
      404,
      issueRef === null ? 'The project does not exist.' : `The issue '${issueRef}' does not exist.`,
    );
  }
  return project;
}

function oneUser(call: Call): Reply {
  const accountId = call.query.get('accountId');
  if (accountId === null) throw errorMessages(400, 'Either account ID, username or key must be provided.');
  const user = call.site.catalogue.userById(accountId);
  if (user === undefined) {
    throw errorMessages(404, 'Specified user does not exist or you do not have required permissions');
  }
  return ok(user);
}

function manyUsers(call: Call): Reply {
  const accountIds = call.query.getAll('accountId');
  if (accountIds.length === 0) throw errorMessages(400, 'The accountId query parameter must be provided.');
  return pageOf(
    call,
    accountIds.flatMap((id) => call.site.catalogue.userById(id) ?? []),
    10,
    200,
  );
}

function groupMembers(call: Call): Reply {
  const { site, query, access } = call;
  if (!access.isAdministrator()) {
    throw errorMessages(403, 'You are not authorized to perform this action. Administrator privileges are required.');
  }
  const groupId = query.get('groupId');
  const name = query.get('groupname');
  if (groupId === null && name === null) throw errorMessages(400, 'Either groupname or groupId must be provided.');
  const group = site.state.data.groups.find((known) =>
    groupId === null ? known.name === name : known.groupId === groupId,
  );
  if (group === undefined) throw errorMessages(404, `The group with name '${name ?? groupId ?? ''}' does not exist.`);
  const withInactive = listOf(call, 'includeInactiveUsers').includes('true');
  const members = group.members.flatMap((accountId) => site.state.users.get(accountId) ?? []);
  const shown = members.filter((user) => withInactive || user.active);
  return pageOf(
    call,
    shown.flatMap((user) => site.catalogue.userById(user.accountId) ?? []),
    50,
    50,
  );
}

/** Groups whose name holds what was typed. */
function pickGroups(call: Call): Reply {
  const typed = (call.query.get('query') ?? '').toLowerCase();
  const { groups } = call.site.state.data;
  const found = call.access.accountId === null ? [] : groups.filter(({ name }) => name.toLowerCase().includes(typed));
  const most = Math.max(1, integerOf(call, 'maxResults', 20));
  const shown = found.slice(0, most).map(({ name, groupId }) => ({ name, html: name, labels: [], groupId }));
  return ok({
    header: `Showing ${shown.length} of ${found.length} matching groups`,
    total: found.length,
    groups: shown,
  });
}

function manyGroups(call: Call): Reply {
  const [ids, names] = [call.query.getAll('groupId'), call.query.getAll('groupName')];
  const isAsked = ({ groupId, name }: { readonly groupId: string; readonly name: string }): boolean =>
    ids.length + names.length === 0 || ids.includes(groupId) || names.includes(name);
  const found = call.site.state.data.groups.filter(isAsked);
  return pageOf(
    call,
    found.map(({ name, groupId }) => ({ name, groupId })),
    50,
    50,
  );
}

/** Groups are told only when they are asked for. */
function myself(call: Call): Reply {
  const { site, access } = call;
  const user = site.catalogue.userById(access.accountId ?? APP_ACCOUNT.accountId);
  if (!listOf(call, 'expand').includes('groups')) return ok(user);
  const groups = site.state.data.groups.filter(({ members }) => members.includes(access.accountId ?? ''));
  const items = groups.map(({ name, groupId }) => ({ name, groupId, self: site.catalogue.url('group', groupId) }));
  return ok({ ...user, groups: { size: items.length, items } });
}

const read = { method: 'GET', scopes: ['read:jira-user'], anonymous: true } as const;

export const userEndpoints: readonly Endpoint[] = [
  {
    ...read,
    anonymous: false,
    path: '/rest/api/3/myself',
    handle: myself,
  },
  { ...read, path: '/rest/api/3/user', handle: oneUser },
  { ...read, path: '/rest/api/3/user/search', handle: searchUsers },
  { ...read, path: '/rest/api/3/user/assignable/search', handle: assignableUsers },
  { ...read, anonymous: false, path: '/rest/api/3/user/bulk', handle: manyUsers },
  { ...read, path: '/rest/api/3/users/search', handle: (call) => sliceOf(call, [...call.site.state.users.values()]) },
  { ...read, path: '/rest/api/3/groups/picker', handle: pickGroups },
  { ...read, anonymous: false, path: '/rest/api/3/group/bulk', handle: manyGroups },
  {
    ...read,
    anonymous: false,
    scopes: ['manage:jira-configuration'],
    path: '/rest/api/3/group/member',
    handle: groupMembers,
  },
];
