import * as z from 'zod';
import { Access } from '../access';
import { bodyOf, listOf, type Call, type Endpoint } from '../endpoint';
import { errorMessages, fieldErrors, ok, type Reply } from '../http';
import { PERMISSIONS, type Permission } from '../permissions';
import type { SiteIssue, SiteProject } from '../site-data';

/** In the context of a project or issue, of any project when there is none. */
function holds(
  permission: Permission,
  access: Access,
  project: SiteProject | null,
  issue: SiteIssue | null,
  call: Call,
): boolean {
  if (permission.rule === 'administrator') return access.isAdministrator();
  if (permission.rule === 'anyone') return access.viewer.kind !== 'anonymous';
  if (issue !== null && !access.mayBrowseIssue(issue)) return false;
  if (project !== null) return holdsInProject(permission, access, project);
  return [...call.site.state.projects.values()].some((any) => holdsInProject(permission, access, any));
}

function holdsInProject(permission: Permission, access: Access, project: SiteProject): boolean {
  if (permission.rule === 'administer') return access.mayAdministerProject(project);
  return permission.rule === 'edit' ? access.mayEditProject(project) : access.mayBrowseProject(project);
}

function myPermissions(call: Call): Reply {
  const { access, query, site } = call;
  const keys = listOf(call, 'permissions');
  if (keys.length === 0) throw errorMessages(400, "The 'permissions' query parameter is required.");
  const unknown = keys.filter((key) => !PERMISSIONS.has(key));
  if (unknown.length > 0) throw fieldErrors(400, unrecognised(unknown));
  const issueRef = query.get('issueId') ?? query.get('issueKey');
  const issue = issueRef === null ? null : (site.state.issue(issueRef) ?? null);
  if (issueRef !== null && (issue === null || !access.mayBrowseIssue(issue))) {
    throw errorMessages(404, 'Issue does not exist or you do not have permission to see it.');
  }
  const projectRef = issue?.projectId ?? query.get('projectId') ?? query.get('projectKey');
  const project = projectRef === null ? null : (site.state.project(projectRef) ?? null);
  if (projectRef !== null && (project === null || !maySee(access, project))) {
    const by = query.get('projectId') === null ? 'key' : 'id';
    throw errorMessages(404, `Could not find project with provided ${by}.`);
  }
  const permissions = Object.fromEntries(
    keys.flatMap((key) => {
      const permission = PERMISSIONS.get(key);
      if (permission === undefined) return [];
      const { id, name, type, description } = permission;
      const havePermission = holds(permission, access, project, issue, call);
      return [[key, { id, key, name, type, description, havePermission }]];
    }),
  );
  return ok({ permissions });
}

function maySee(access: Access, project: SiteProject): boolean {
  return access.mayBrowseProject(project) || access.mayAdministerProject(project);
}

function unrecognised(keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, 'Unrecognized permission']));
}

const ids = z.array(z.int()).optional();

const checkBody = z.strictObject({
  accountId: z.string().optional(),
  globalPermissions: z.array(z.string()).optional(),
  projectPermissions: z
    .array(z.strictObject({ permissions: z.array(z.string()), projects: ids, issues: ids }))
    .optional(),
});

const MOST_IDS = 1000;

/** Unknown ids are no error: they are left out of the answer, like those for which the permission is not held. */
function checkPermissions(call: Call): Reply {
  const { site } = call;
  const body = bodyOf(call, checkBody);
  const access = accessOf(call, body.accountId);
  const asked = body.projectPermissions ?? [];
  for (const kind of ['projects', 'issues'] as const) {
    if (new Set(asked.flatMap((part) => part[kind] ?? [])).size > MOST_IDS) {
      throw errorMessages(400, `The maximum number of ${kind} is ${MOST_IDS}.`);
    }
  }
  const named = [...(body.globalPermissions ?? []), ...asked.flatMap((part) => part.permissions)];
  const unknown = named.filter((key) => !PERMISSIONS.has(key));
  if (unknown.length > 0) throw errorMessages(400, ...unknown.map((key) => `Unrecognized permission: ${key}`));
  const globalPermissions = (body.globalPermissions ?? []).filter((key) => {
    const permission = PERMISSIONS.get(key);
    return permission?.type === 'GLOBAL' && holds(permission, access, null, null, call);
  });
  const projectPermissions = asked.flatMap((part) =>
    part.permissions.flatMap((key) => {
      const permission = PERMISSIONS.get(key);
      if (permission === undefined) return [];
      const projects = [...new Set(part.projects)].filter((id) => {
        const project = site.state.projects.get(String(id));
        return project !== undefined && holds(permission, access, project, null, call);
      });
      const issues = [...new Set(part.issues)].filter((id) => {
        const issue = site.state.issueById(String(id));
        const project = issue === undefined ? undefined : site.state.projects.get(issue.projectId);
        return issue !== undefined && project !== undefined && holds(permission, access, project, issue, call);
      });
      return [{ permission: key, projects, issues }];
    }),
  );
  return ok({ globalPermissions, projectPermissions });
}

/** The caller's own permissions, or another account's for administrators. */
function accessOf(call: Call, accountId: string | undefined): Access {
  if (accountId === undefined || accountId === call.access.accountId) return call.access;
  if (!call.access.isAdministrator()) {
    throw errorMessages(403, 'You are not authorized to perform this action. Administrator privileges are required.');
  }
  const user = call.site.state.users.get(accountId);
  return new Access(call.site.state, user === undefined ? { kind: 'anonymous' } : { kind: 'user', user });
}

export const permissionEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/rest/api/3/mypermissions',
    scopes: ['read:jira-work'],
    anonymous: true,
    handle: myPermissions,
  },
  {
    method: 'POST',
    path: '/rest/api/3/permissions/check',
    scopes: [],
    anonymous: true,
    handle: checkPermissions,
  },
];
