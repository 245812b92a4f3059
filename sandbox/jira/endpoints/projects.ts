import * as z from 'zod';
import type { Access } from '../access';
import { bodyOf, listOf, pageOf, projectOf, type Call, type Endpoint } from '../endpoint';
import { announceProjectUpdated } from '../events';
import { errorMessages, fieldErrors, ok, type Reply } from '../http';
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
      (statuses.length === 0 ? ['live'] : statuses).includes(project.archived === true ? 'archived' : 'live') &&
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

const updateBody = z.strictObject({
  key: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  leadAccountId: z.string().max(128).optional(),
  lead: z.string().optional(),
  url: z.string().optional(),
  assigneeType: z.enum(['PROJECT_LEAD', 'UNASSIGNED']).optional(),
  avatarId: z.number().optional(),
  categoryId: z.number().optional(),
  issueSecurityScheme: z.number().optional(),
  notificationScheme: z.number().optional(),
  permissionScheme: z.number().optional(),
  releasedProjectKeys: z.array(z.string()).optional(),
});

function updateProject(call: Call): Reply {
  const { site, access } = call;
  const project = projectOf(call);
  const change = bodyOf(call, updateBody);
  if (!access.mayAdministerProject(project) && !access.isAdministrator()) {
    throw errorMessages(403, 'You cannot edit the configuration of this project.');
  }
  if (change.leadAccountId !== undefined && site.state.users.get(change.leadAccountId)?.active !== true) {
    throw fieldErrors(400, { projectLead: 'You must specify a valid project lead.' });
  }
  if (change.name?.trim() === '') throw fieldErrors(400, { projectName: 'You must specify a valid project name.' });
  const updated: SiteProject = {
    ...project,
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.description === undefined ? {} : { description: change.description }),
    ...(change.leadAccountId === undefined ? {} : { leadAccountId: change.leadAccountId }),
  };
  site.state.putProject(updated);
  announceProjectUpdated(updated, call);
  return ok(projectAlone(updated, site.state, site.catalogue));
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
    method: 'PUT',
    path: '/rest/api/3/project/{projectIdOrKey}',
    scopes: ['manage:jira-project'],
    anonymous: true,
    mutates: true,
    handle: updateProject,
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
