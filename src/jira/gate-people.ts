import * as z from 'zod';
import { route } from '@forge/api';
import { JiraError } from './jira-error';
import { askJira } from './request';
import { POINTS } from './usage';

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-myself/#api-rest-api-3-myself-get */
const myself = z.object({
  accountId: z.string(),
  groups: z.object({ items: z.array(z.object({ groupId: z.string().nullish() })) }),
});

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-project-roles/#api-rest-api-3-project-projectidorkey-role-id-get */
const roleActors = z.object({
  actors: z
    .array(
      z.object({
        actorUser: z.object({ accountId: z.string().optional() }).nullish(),
        actorGroup: z.object({ groupId: z.string().nullish() }).nullish(),
      }),
    )
    .optional(),
});

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-project-roles/#api-rest-api-3-project-projectidorkey-role-get */
const rolesOfProject = z.record(z.string(), z.string());

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/#api-rest-api-3-user-bulk-get */
const users = z.object({ values: z.array(z.object({ accountId: z.string(), active: z.boolean().optional() })) });

const ACCOUNTS_AT_ONCE = 50;

/** Ids of groups and of a project's roles that somebody belongs to. */
export interface Membership {
  readonly groups: ReadonlySet<string>;
  readonly roles: ReadonlySet<number>;
}

/**
 * The current user's groups, and those of the given roles of a project that they have, by name or through a group.
 * Roles are read as the app, since Jira tells them to administrators only. 1 call and 1 per role; none where no group
 * and no role is asked about.
 */
export async function membershipOf(
  projectId: number,
  asked: { readonly groups: readonly string[]; readonly roles: readonly number[] },
): Promise<Membership> {
  if (asked.groups.length + asked.roles.length === 0) return { groups: new Set(), roles: new Set() };
  const me = await askJira(
    {
      endpoint: 'myself',
      route: route`/rest/api/3/myself?expand=groups`,
      as: 'user',
      points: () => POINTS.users(1),
    },
    myself,
  );
  const groups = new Set(me.groups.items.flatMap(({ groupId }) => groupId ?? []));
  const roles = await Promise.all(asked.roles.map((role) => readActors(projectId, role)));
  const mine = asked.roles.filter((_, place) =>
    roles[place].some(({ actorUser, actorGroup }) => {
      return actorUser?.accountId === me.accountId || groups.has(actorGroup?.groupId ?? '');
    }),
  );
  return { groups, roles: new Set(mine) };
}

/** Nobody has a role that does not exist any more. */
async function readActors(projectId: number, role: number): Promise<NonNullable<z.infer<typeof roleActors>['actors']>> {
  try {
    const { actors } = await askJira(
      {
        endpoint: 'project/role/actors',
        route: route`/rest/api/3/project/${projectId}/role/${role}`,
        as: 'app',
        points: (reply) => POINTS.users(reply.actors?.length ?? 0),
      },
      roleActors,
    );
    return actors ?? [];
  } catch (error) {
    if (error instanceof JiraError && error.failure === 'notFound') return [];
    throw error;
  }
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get */
const granted = z.object({ havePermission: z.boolean() }).optional();
const rights = z.object({ permissions: z.object({ EDIT_ISSUES: granted, ADMINISTER_PROJECTS: granted }) });

/** What the current user may do in a project; nothing in one that does not exist or is hidden. 1 call. */
export async function rightsIn(
  projectId: number,
): Promise<{ readonly mayEditIssues: boolean; readonly mayAdminister: boolean }> {
  try {
    const { permissions } = await askJira(
      {
        endpoint: 'mypermissions',
        route: route`/rest/api/3/mypermissions?permissions=EDIT_ISSUES,ADMINISTER_PROJECTS&projectId=${projectId}`,
        as: 'user',
        points: () => POINTS.permissions(2),
      },
      rights,
    );
    return {
      mayEditIssues: permissions.EDIT_ISSUES?.havePermission === true,
      mayAdminister: permissions.ADMINISTER_PROJECTS?.havePermission === true,
    };
  } catch (error) {
    const isHidden = error instanceof JiraError && (error.failure === 'notFound' || error.failure === 'forbidden');
    if (isHidden) return { mayEditIssues: false, mayAdminister: false };
    throw error;
  }
}

export interface ProjectRole {
  readonly id: number;
  readonly name: string;
}

/** The roles that a project may give to people, as the current user, who administers it, sees them. 1 call. */
export async function listProjectRoles(projectId: number): Promise<readonly ProjectRole[]> {
  const roles = await askJira(
    {
      endpoint: 'project/role',
      route: route`/rest/api/3/project/${projectId}/role`,
      as: 'user',
      points: (reply) => POINTS.fields(Object.keys(reply).length),
    },
    rolesOfProject,
  );
  return Object.entries(roles).flatMap(([name, url]) => {
    const id = Number(/\/role\/(\d+)$/.exec(url)?.[1]);
    return Number.isSafeInteger(id) ? [{ id, name }] : [];
  });
}

/** Those of the accounts that Jira knows as active. 1 call per 50. */
export async function activeAmong(accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const active = new Set<string>();
  const wanted = [...new Set(accountIds)];
  for (let from = 0; from < wanted.length; from += ACCOUNTS_AT_ONCE) {
    const query = new URLSearchParams({ maxResults: String(ACCOUNTS_AT_ONCE) });
    for (const accountId of wanted.slice(from, from + ACCOUNTS_AT_ONCE)) query.append('accountId', accountId);
    const { values } = await askJira(
      {
        endpoint: 'user/bulk',
        route: route`/rest/api/3/user/bulk?${query}`,
        as: 'user',
        points: (reply) => POINTS.users(reply.values.length),
      },
      users,
    );
    for (const user of values) if (user.active !== false) active.add(user.accountId);
  }
  return active;
}
