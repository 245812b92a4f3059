import * as z from 'zod';
import { route } from '@forge/api';
import { JiraError } from './jira-error';
import { readMyself } from './groups';
import { askJira } from './request';
import { POINTS } from './usage';

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
  const { accountId, groups } = await readMyself();
  const roles = await Promise.all(asked.roles.map((role) => readActors(projectId, role)));
  const mine = asked.roles.filter((_, place) =>
    roles[place].some(({ actorUser, actorGroup }) => {
      return actorUser?.accountId === accountId || groups.has(actorGroup?.groupId ?? '');
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
