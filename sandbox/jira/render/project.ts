import type { Json, SiteProject } from '../site-data';
import type { SiteState } from '../state';
import type { Catalogue } from './catalogue';

type JsonObject = { readonly [key: string]: Json };

const EXPAND = 'description,lead,issueTypes,url,projectKeys,permissions,insight';

/** A project as a value of an issue. */
export function projectInIssue(project: SiteProject, catalogue: Catalogue): JsonObject {
  return {
    self: catalogue.url('project', project.id),
    id: project.id,
    key: project.key,
    name: project.name,
    projectTypeKey: 'software',
    simplified: false,
    avatarUrls: catalogue.avatarUrls('project', '10400'),
    ...categoryOf(project, catalogue),
  };
}

/** A project in a list of projects; `expand` adds lead, description and issue types. */
export function projectInList(
  project: SiteProject,
  expand: ReadonlySet<string>,
  state: SiteState,
  catalogue: Catalogue,
): JsonObject {
  return {
    expand: EXPAND,
    self: catalogue.url('project', project.id),
    id: project.id,
    key: project.key,
    ...(expand.has('description') ? { description: project.description ?? '' } : {}),
    ...(expand.has('lead') ? leadOf(project, catalogue) : {}),
    ...(expand.has('issueTypes') ? { issueTypes: issueTypesOf(project, catalogue) } : {}),
    name: project.name,
    avatarUrls: catalogue.avatarUrls('project', '10400'),
    ...categoryOf(project, catalogue),
    projectTypeKey: 'software',
    simplified: false,
    style: 'classic',
    isPrivate: project.browse.anyone !== true,
    ...(project.archived === true ? { archived: true } : {}),
    ...trashOf(project, catalogue),
    ...(expand.has('insight') ? { insight: insightOf(project, state) } : {}),
    properties: {},
  };
}

/** How many issues it has, and when one was last updated; nothing of that where it has none. */
function insightOf({ id }: SiteProject, state: SiteState): JsonObject {
  let last = '';
  for (const { fields } of state.issuesOfProject(id)) {
    if (typeof fields.updated === 'string' && fields.updated > last) last = fields.updated;
  }
  return { totalIssueCount: state.issueCount(id), ...(last === '' ? {} : { lastIssueUpdateTime: last }) };
}

/** A project by itself: always with lead, description, issue types, versions and roles. */
export function projectAlone(project: SiteProject, state: SiteState, catalogue: Catalogue): JsonObject {
  const roles = Object.fromEntries(
    state.roleNames.map((name) => [name, `${catalogue.url('project', project.id)}/role/${roleId(name, state)}`]),
  );
  return {
    ...projectInList(project, new Set(['description', 'lead', 'issueTypes']), state, catalogue),
    components: [],
    assigneeType: 'UNASSIGNED',
    versions: project.versions.map((version) => catalogue.versionOf(version, project)),
    roles,
  };
}

/** Ids of roles count from 10002, as on a site that was never changed. */
export function roleId(name: string, state: SiteState): number {
  return 10_002 + state.roleNames.indexOf(name);
}

const KEPT_IN_TRASH_MILLISECONDS = 60 * 24 * 3600 * 1000;

function trashOf({ trashed }: SiteProject, catalogue: Catalogue): JsonObject {
  if (trashed === undefined) return {};
  const by = catalogue.userById(trashed.accountId);
  return {
    deleted: true,
    deletedDate: trashed.at,
    retentionTillDate: new Date(Date.parse(trashed.at) + KEPT_IN_TRASH_MILLISECONDS).toISOString(),
    ...(by === undefined ? {} : { deletedBy: by }),
  };
}

/** Nothing where an export does not tell the lead; `null` where the project has none. */
function leadOf(project: SiteProject, catalogue: Catalogue): JsonObject {
  if (project.leadAccountId === undefined) return {};
  if (project.leadAccountId === null) return { lead: null };
  const lead = catalogue.userById(project.leadAccountId);
  return lead === undefined ? {} : { lead };
}

function issueTypesOf(project: SiteProject, catalogue: Catalogue): Json {
  return project.issueTypeIds.flatMap((id) => catalogue.issueTypeById(id) ?? []);
}

function categoryOf(project: SiteProject, catalogue: Catalogue): JsonObject {
  if (project.category === undefined) return {};
  const { id, name } = project.category;
  return { projectCategory: { self: catalogue.url('projectCategory', id), id, description: '', name } };
}
