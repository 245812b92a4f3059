import * as z from 'zod';
import { route } from '@forge/api';
import { JiraError } from './jira-error';
import { askJira } from './request';
import { POINTS } from './usage';

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get */
const granted = z.object({ havePermission: z.boolean() }).optional();
const myPermissions = z.object({ permissions: z.object({ BROWSE_PROJECTS: granted, ADMINISTER: granted }) });

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-permissions-check-post */
const bulkPermissions = z.object({
  projectPermissions: z.array(
    z.object({ permission: z.string(), projects: z.array(z.number()), issues: z.array(z.number()) }),
  ),
});

/** Jira checks at most so many projects, and as many issues, at once. */
const MOST_AT_ONCE = 1000;

/** Whether the current user may browse the project; false also for what does not exist. 1 call. */
export async function mayBrowse(projectId: number): Promise<boolean> {
  try {
    const { permissions } = await askJira(
      {
        endpoint: 'mypermissions',
        route: route`/rest/api/3/mypermissions?permissions=BROWSE_PROJECTS&projectId=${projectId}`,
        as: 'user',
        points: () => POINTS.permission,
      },
      myPermissions,
    );
    return permissions.BROWSE_PROJECTS?.havePermission === true;
  } catch (error) {
    if (error instanceof JiraError && (error.failure === 'notFound' || error.failure === 'forbidden')) return false;
    throw error;
  }
}

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

/** Whether the current user administers Jira (global permission). 1 call. */
export async function mayAdministerJira(): Promise<boolean> {
  const { permissions } = await askJira(
    {
      endpoint: 'mypermissions',
      route: route`/rest/api/3/mypermissions?permissions=ADMINISTER`,
      as: 'user',
      points: () => POINTS.permission,
    },
    myPermissions,
  );
  return permissions.ADMINISTER?.havePermission === true;
}

export interface Browsable {
  readonly projects: ReadonlySet<number>;
  readonly issues: ReadonlySet<number>;
}

/** Which of the given projects and issues the current user may browse. 1 call per 1,000. */
export async function browsableBy(projects: readonly number[], issues: readonly number[]): Promise<Browsable> {
  const browsable = { projects: new Set<number>(), issues: new Set<number>() };
  for (let from = 0; from < Math.max(projects.length, issues.length); from += MOST_AT_ONCE) {
    const reply = await askJira(
      {
        endpoint: 'permissions/check',
        route: route`/rest/api/3/permissions/check`,
        as: 'user',
        body: {
          projectPermissions: [
            {
              permissions: ['BROWSE_PROJECTS'],
              projects: projects.slice(from, from + MOST_AT_ONCE),
              issues: issues.slice(from, from + MOST_AT_ONCE),
            },
          ],
        },
        points: () => POINTS.permission,
      },
      bulkPermissions,
    );
    for (const grant of reply.projectPermissions) {
      if (grant.permission !== 'BROWSE_PROJECTS') continue;
      grant.projects.forEach((id) => browsable.projects.add(id));
      grant.issues.forEach((id) => browsable.issues.add(id));
    }
  }
  return browsable;
}
