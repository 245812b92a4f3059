import * as z from 'zod';
import { route } from '@forge/api';
import type { ProjectIdentity, ProjectLead } from '../model';
import { JiraError } from './jira-error';
import { askJira, type Caller } from './request';
import { POINTS } from './usage';

/** Jira's ids are digits as text; beyond 2^53 they would not be numbers any more. */
export const numericId = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, 'not an id of digits')
  .transform(Number)
  .refine(Number.isSafeInteger, 'an id too large to be told apart');

const project = z.object({
  id: numericId,
  key: z.string().min(1),
  name: z.string(),
  lead: z
    .object({ active: z.boolean().optional(), accountId: z.string().optional(), displayName: z.string().optional() })
    .nullish(),
  projectCategory: z.object({ id: numericId, name: z.string().optional() }).nullish(),
  // Experimental: without it, or with another, projects are listed all the same.
  insight: z.object({ lastIssueUpdateTime: z.string().optional() }).nullish().catch(null),
  archived: z.boolean().optional(),
  deleted: z.boolean().optional(),
});

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/#api-rest-api-3-project-search-get */
const projectPage = z.object({ isLast: z.boolean().optional(), values: z.array(project) });

/** A project of the list. */
export interface ListedProject extends ProjectIdentity {
  /** Id of its category; absent without one. */
  readonly category?: number;
  /** When any of its issues was last updated; milliseconds since 1970, absent where Jira does not tell. */
  readonly updatedAt?: number;
}

/** The most that Jira gives at once. */
export const PROJECTS_PER_PAGE = 100;

/** All live projects that the caller may see. 1 call per 100. */
export async function listProjects(as: Caller): Promise<readonly ListedProject[]> {
  return (await allProjects(as, 'lead,insight')).map((each) => {
    const { id: category } = each.projectCategory ?? {};
    const updatedAt = Date.parse(each.insight?.lastIssueUpdateTime ?? '');
    return {
      ...identityOf(each),
      ...(category === undefined ? {} : { category }),
      ...(Number.isNaN(updatedAt) ? {} : { updatedAt }),
    };
  });
}

/** A project with its lead and its category; `null` without one, or where Jira does not show who it is. */
interface LedProject {
  readonly projectId: number;
  readonly lead: { readonly accountId: string; readonly name: string } | null;
  readonly category: { readonly id: number; readonly name: string } | null;
}

/**
 * All live projects that the current user may see, with their leads as that user may see them and their categories. For
 * showing only: names are not to be stored. 1 call per 100.
 */
export async function listLeads(): Promise<readonly LedProject[]> {
  return (await allProjects('user')).map(({ id, lead, projectCategory }) => {
    const { accountId, displayName: name } = lead ?? {};
    const isNamed = accountId !== undefined && name !== undefined;
    return { projectId: id, lead: isNamed ? { accountId, name } : null, category: categoryOf(projectCategory) };
  });
}

/** A project with its category; `null` without one. */
interface GroupedProject {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly category: { readonly id: number; readonly name: string } | null;
}

/** All live projects that the current user may see, with their categories by name. 1 call per 100. */
export async function listGroupedProjects(): Promise<readonly GroupedProject[]> {
  return (await allProjects('user')).map(({ id, key, name, projectCategory }) => {
    return { id, key, name, category: categoryOf(projectCategory) };
  });
}

function categoryOf(category: z.infer<typeof project>['projectCategory']): GroupedProject['category'] {
  return category ? { id: category.id, name: category.name ?? '' } : null;
}

/** Page by page, each once. By key, for what is ordered by its last update moves from page to page meanwhile. */
async function allProjects(as: Caller, expand = 'lead'): Promise<readonly z.infer<typeof project>[]> {
  const found = new Map<number, z.infer<typeof project>>();
  for (let startAt = 0; ;) {
    const page = await askJira(
      {
        endpoint: 'project/search',
        route: route`/rest/api/3/project/search?startAt=${startAt}&maxResults=${PROJECTS_PER_PAGE}&expand=${expand}&orderBy=key`,
        as,
        points: ({ values }) => POINTS.projects(values.length),
      },
      projectPage,
    );
    for (const each of page.values) found.set(each.id, each);
    if (page.isLast !== false || page.values.length === 0) return [...found.values()];
    startAt += page.values.length;
  }
}

/**
 * One project (https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-projects/#api-rest-api-3-project-projectidorkey-get).
 * Throws `notFound` also for what is archived or in the trash: its issues are not searched.
 */
export async function readProject(projectId: number, as: Caller): Promise<ProjectIdentity> {
  const found = await askJira(
    { endpoint: 'project', route: route`/rest/api/3/project/${projectId}`, as, points: () => POINTS.project },
    project,
  );
  if (found.archived || found.deleted) throw new JiraError('notFound', { endpoint: 'project' });
  return identityOf(found);
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-project-versions/#api-rest-api-3-project-projectidorkey-versions-get */
const versions = z.array(
  z.object({ id: numericId, released: z.boolean().nullish(), releaseDate: z.string().nullish() }),
);

export interface ProjectVersion {
  readonly id: number;
  /** `YYYY-MM-DD`; what makes it a planned end of its issues. */
  readonly releaseDate: string | null;
  readonly released: boolean;
}

/** All versions of a project, archived ones too, read as the app. 1 call. */
export async function listVersions(projectId: number): Promise<readonly ProjectVersion[]> {
  const found = await askJira(
    {
      endpoint: 'project/versions',
      route: route`/rest/api/3/project/${projectId}/versions`,
      as: 'app',
      points: (reply) => POINTS.versions(reply.length),
    },
    versions,
  );
  return found.map(({ id, released, releaseDate }) => {
    return { id, released: released === true, releaseDate: releaseDate ?? null };
  });
}

const versionNames = z.array(z.object({ id: numericId, name: z.string().nullish() }));

/** What the versions of a project are called, as the current user may see them, by id. 1 call. */
export async function namesOfVersions(projectId: number): Promise<ReadonlyMap<number, string>> {
  const found = await askJira(
    {
      endpoint: 'project/versions',
      route: route`/rest/api/3/project/${projectId}/versions`,
      as: 'user',
      points: (reply) => POINTS.versions(reply.length),
    },
    versionNames,
  );
  return new Map(found.map(({ id, name }) => [id, name ?? '']));
}

function identityOf({ id, key, name, lead }: z.infer<typeof project>): ProjectIdentity {
  return { id, key, name, lead: leadOf(lead) };
}

function leadOf(lead: z.infer<typeof project>['lead']): ProjectLead {
  if (lead === undefined) return 'unsaid';
  if (lead === null) return 'none';
  return lead.active === false ? 'inactive' : 'active';
}
