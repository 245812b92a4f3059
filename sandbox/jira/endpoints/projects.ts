import type { Access } from '../access';
import { listOf, pageOf, projectOf, type Call, type Endpoint } from '../endpoint';
import { errorMessages, ok, type Reply } from '../http';
import { projectAlone, projectInList, roleId } from '../render/project';
import type { SiteProject } from '../site-data';

const ORDERS: Readonly<Record<string, (a: SiteProject, b: SiteProject) => number>> = {
  key: (a, b) => compare(a.key, b.key),
  name: (a, b) => compare(a.name, b.name) || compare(a.key, b.key),
  owner: (a, b) => compare(a.leadAccountId ?? '', b.leadAccountId ?? ''),
  category: (a, b) => compare(a.category?.name ?? '', b.category?.name ?? ''),
};

const ORDER_NAMES = 'name, key, owner, category, issueCount, lastIssueUpdatedTime, archivedDate, deletedDate';

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function searchProjects(call: Call): Reply {
  const { site, access, query } = call;
  const ids = listOf(call, 'id');
  const keys = listOf(call, 'keys').map((key) => key.toUpperCase());
  const statuses = listOf(call, 'status');
  const words = query.get('query')?.toLowerCase() ?? '';
  const action = query.get('action') ?? 'view';
  const found = [...site.state.projects.values()].filter(
    (project) =>
      mayDo(action, project, access) &&
      (ids.length === 0 || ids.includes(project.id)) &&
      (keys.length === 0 || keys.includes(project.key.toUpperCase())) &&
      (statuses.length === 0 ? ['live'] : statuses).includes(statusOf(project)) &&
      (query.get('typeKey') ?? 'software').split(',').includes('software') &&
      (query.get('categoryId') ?? project.category?.id) === project.category?.id &&
      (project.name.toLowerCase().includes(words) || project.key.toLowerCase().includes(words)),
  );
  found.sort(orderOf(query.get('orderBy') ?? 'key'));
  const expand = new Set(listOf(call, 'expand'));
  const page = pageOf(call, found, 50, 100);
  const body = page.body as { readonly values: readonly SiteProject[] };
  const values = body.values.map((project) => projectInList(project, expand, site.state, site.catalogue));
  return ok({ ...body, values });
}

function statusOf(project: SiteProject): 'live' | 'archived' | 'deleted' {
  if (project.trashed !== undefined) return 'deleted';
  return project.archived === true ? 'archived' : 'live';
}

function mayDo(action: string, project: SiteProject, access: Access): boolean {
  if (action === 'edit') return access.mayAdministerProject(project);
  if (action === 'create') return access.mayEditProject(project);
  return access.mayBrowseProject(project) || (action === 'view' && access.mayAdministerProject(project));
}

function orderOf(orderBy: string): (a: SiteProject, b: SiteProject) => number {
  const field = orderBy.replace(/^[+-]/, '');
  const order = ORDERS[field];
  if (order === undefined) {
    throw errorMessages(400, `The field to order by should be one of [${ORDER_NAMES}]. Instead, it was: ${field}.`);
  }
  return orderBy.startsWith('-') ? (a, b) => order(b, a) : order;
}

function role(call: Call): Reply {
  const { site, params } = call;
  const project = projectOf(call);
  const name = site.state.roleNames.find((candidate) => String(roleId(candidate, site.state)) === params.id);
  if (name === undefined) throw errorMessages(404, `Can not retrieve a role actor for a null project role.`);
  const members = project.roles[name] ?? { users: [], groups: [] };
  const users = members.users.flatMap((accountId) => site.state.users.get(accountId) ?? []);
  const groups = members.groups.flatMap((group) => site.state.data.groups.find((known) => known.name === group) ?? []);
  return ok({
    self: `${site.catalogue.url('project', project.id)}/role/${params.id}`,
    name,
    id: Number(params.id),
    description: '',
    actors: [
      ...users.map((user, index) => ({
        id: 10_100 + index,
        displayName: user.displayName,
        type: 'atlassian-user-role-actor',
        actorUser: { accountId: user.accountId },
      })),
      ...groups.map((group, index) => ({
        id: 10_500 + index,
        displayName: group.name,
        type: 'atlassian-group-role-actor',
        name: group.name,
        actorGroup: { name: group.name, displayName: group.name, groupId: group.groupId },
      })),
    ],
  });
}

const read = { method: 'GET', scopes: ['read:jira-work'], anonymous: true } as const;

export const projectEndpoints: readonly Endpoint[] = [
  { ...read, path: '/rest/api/3/project/search', handle: searchProjects },
  {
    ...read,
    path: '/rest/api/3/project/{projectIdOrKey}',
    handle: (call) => ok(projectAlone(projectOf(call), call.site.state, call.site.catalogue)),
  },
  {
    ...read,
    path: '/rest/api/3/project/{projectIdOrKey}/versions',
    handle: (call) => {
      const project = projectOf(call);
      return ok(project.versions.map((version) => call.site.catalogue.versionOf(version, project)));
    },
  },
  {
    ...read,
    path: '/rest/api/3/project/{projectIdOrKey}/role',
    handle: (call) => ok(projectAlone(projectOf(call), call.site.state, call.site.catalogue).roles),
  },
  { ...read, path: '/rest/api/3/project/{projectIdOrKey}/role/{id}', handle: role },
];
