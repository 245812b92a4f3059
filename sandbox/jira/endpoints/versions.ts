import * as z from 'zod';
import { bodyOf, type Call, type Endpoint } from '../endpoint';
import { announceVersion, announceVersionDeleted } from '../events';
import { errorMessages, fieldErrors, NO_CONTENT, ok, type Reply } from '../http';
import { isDay } from '../instant';
import type { Json, SiteIssue, SiteProject, SiteVersion } from '../site-data';
import { text } from '../state';

const versionBody = z.strictObject({
  id: z.string().optional(),
  self: z.string().optional(),
  name: z.string().optional(),
  description: z.string().nullish(),
  project: z.string().optional(),
  projectId: z.number().optional(),
  archived: z.boolean().optional(),
  released: z.boolean().optional(),
  /** An empty text or `null` takes a date away. */
  startDate: z.string().nullish(),
  releaseDate: z.string().nullish(),
  userStartDate: z.string().nullish(),
  userReleaseDate: z.string().nullish(),
  overdue: z.boolean().optional(),
  moveUnfixedIssuesTo: z.string().optional(),
  expand: z.string().optional(),
});

type VersionRequest = z.infer<typeof versionBody>;

function mayManage(call: Call, project: SiteProject): boolean {
  return call.access.mayAdministerProject(project) || call.access.isAdministrator();
}

function noSuchVersion(id: string): Error {
  return errorMessages(404, `Could not find version for id '${id}'`);
}

interface Place {
  readonly version: SiteVersion;
  readonly project: SiteProject;
}

/** The version that the path names, if the viewer may browse or administer its project. */
function placeOf(call: Call, id = call.params.id ?? ''): Place {
  const { state } = call.site;
  const version = state.version(id);
  const project = state.projectOfVersion(id);
  if (version === undefined || project === undefined) throw noSuchVersion(id);
  if (!call.access.mayBrowseProject(project) && !mayManage(call, project)) throw noSuchVersion(id);
  return { version, project };
}

function createVersion(call: Call): Reply {
  const { state, catalogue } = call.site;
  const request = bodyOf(call, versionBody);
  const ref = request.projectId === undefined ? request.project : String(request.projectId);
  const project = state.project(ref ?? '');
  if (project === undefined || !mayManage(call, project)) {
    throw errorMessages(
      404,
      `No project could be found with ${request.projectId === undefined ? 'key' : 'id'} '${ref}'.`,
    );
  }
  const blank: SiteVersion = { id: '', name: '', archived: false, released: false };
  const planned = changed(blank, { ...request, name: request.name ?? '' }, project);
  const version = { ...planned, id: state.ids.version.next() };
  state.putProject({ ...project, versions: [...project.versions, version] });
  announceVersion('created', version, project, call);
  return { status: 201, body: catalogue.versionOf(version, project) };
}

/** The version with what the request says of it. Throws Jira's 400 with a sentence for each field that is wrong. */
function changed(version: SiteVersion, request: VersionRequest, project: SiteProject): SiteVersion {
  const name = request.name?.trim() ?? version.name;
  const errors: Record<string, string> = {};
  if (name === '') errors['name'] = 'You must specify a valid version name';
  if (project.versions.some((other) => other.id !== version.id && other.name.toLowerCase() === name.toLowerCase())) {
    errors['name'] = 'A version with this name already exists in this project.';
  }
  for (const date of ['startDate', 'releaseDate'] as const) {
    const given = request[date] ?? '';
    if (given !== '' && !isDay(given)) errors[date] = 'Please enter the date in the following format: yyyy-MM-dd';
  }
  if (Object.keys(errors).length > 0) throw fieldErrors(400, errors);
  return {
    id: version.id,
    name,
    ...present('description', request.description === undefined ? version.description : request.description),
    archived: request.archived ?? version.archived,
    released: request.released ?? version.released,
    ...present('startDate', request.startDate === undefined ? version.startDate : request.startDate),
    ...present('releaseDate', request.releaseDate === undefined ? version.releaseDate : request.releaseDate),
  };
}

function present<K extends string>(name: K, value: string | null | undefined): { readonly [key in K]?: string } {
  return value === undefined || value === null || value === '' ? {} : ({ [name]: value } as { [key in K]: string });
}

/** Releasing and archiving have events of their own; `updated` is for what else was changed. */
function updateVersion(call: Call): Reply {
  const { state, catalogue } = call.site;
  const { version, project } = placeOf(call);
  if (!mayManage(call, project)) {
    throw errorMessages(400, 'You do not have permission to edit versions in this project.');
  }
  const after = changed(version, bodyOf(call, versionBody), project);
  const details = (each: SiteVersion): string =>
    JSON.stringify([each.name, each.description, each.startDate, each.releaseDate]);
  const verbs = [
    ...(details(version) === details(after) ? [] : (['updated'] as const)),
    ...(version.released === after.released ? [] : ([after.released ? 'released' : 'unreleased'] as const)),
    ...(version.archived === after.archived ? [] : ([after.archived ? 'archived' : 'unarchived'] as const)),
  ];
  if (verbs.length > 0) {
    state.putProject({ ...project, versions: project.versions.map((each) => (each.id === after.id ? after : each)) });
  }
  for (const verb of verbs) announceVersion(verb, after, project, call);
  return ok(catalogue.versionOf(after, project));
}

const swapBody = z.strictObject({
  moveFixIssuesTo: z.number().optional(),
  moveAffectedIssuesTo: z.number().optional(),
  customFieldReplacementList: z.array(z.unknown()).optional(),
});

/** Deletes the version; issues lose it, or get another one in its place. */
function removeVersion(call: Call, fixId: string | null, affectsId: string | null): Reply {
  const { state } = call.site;
  const { version, project } = placeOf(call);
  if (!mayManage(call, project)) {
    throw errorMessages(401, 'You do not have permission to delete versions in this project.');
  }
  const fix = replacement(fixId, version, project);
  const affects = replacement(affectsId, version, project);
  state.putProject({ ...project, versions: project.versions.filter((each) => each.id !== version.id) });
  for (const issue of [...state.issuesOfProject(project.id)]) {
    const before = issue.fields;
    const fixVersions = swapped(before.fixVersions, version, fix);
    const versions = swapped(before.versions, version, affects);
    if (fixVersions === before.fixVersions && versions === before.versions) continue;
    state.putIssue(withVersions(issue, { fixVersions, versions }));
  }
  announceVersionDeleted(version, project, { fix, affects }, call);
  return NO_CONTENT;
}

function replacement(id: string | null, version: SiteVersion, project: SiteProject): SiteVersion | null {
  if (id === null) return null;
  const found = project.versions.find((each) => each.id === id && id !== version.id);
  if (found === undefined) throw errorMessages(400, `The version with id '${id}' does not exist in this project.`);
  return found;
}

function swapped(stored: Json | undefined, version: SiteVersion, by: SiteVersion | null): Json | undefined {
  const values = Array.isArray(stored) ? (stored as readonly Json[]) : [];
  const kept = values.filter((value) => text(value, 'id') !== version.id);
  if (kept.length === values.length) return stored;
  if (by === null || kept.some((value) => text(value, 'id') === by.id)) return kept;
  return [...kept, { id: by.id, name: by.name }];
}

/** Neither `updated` nor the changelog tells that a version was deleted. */
function withVersions(issue: SiteIssue, changedFields: Readonly<Record<string, Json | undefined>>): SiteIssue {
  const fields: Record<string, Json> = { ...issue.fields };
  for (const [id, value] of Object.entries(changedFields)) if (value !== undefined) fields[id] = value;
  return { ...issue, fields };
}

const manage = { scopes: ['manage:jira-project'], anonymous: true, mutates: true } as const;

export const versionEndpoints: readonly Endpoint[] = [
  { ...manage, method: 'POST', path: '/rest/api/3/version', handle: createVersion },
  {
    method: 'GET',
    path: '/rest/api/3/version/{id}',
    scopes: ['read:jira-work'],
    anonymous: true,
    handle: (call) => {
      const { version, project } = placeOf(call);
      return ok(call.site.catalogue.versionOf(version, project));
    },
  },
  { ...manage, method: 'PUT', path: '/rest/api/3/version/{id}', handle: updateVersion },
  {
    ...manage,
    method: 'DELETE',
    path: '/rest/api/3/version/{id}',
    handle: (call) => removeVersion(call, call.query.get('moveFixIssuesTo'), call.query.get('moveAffectedIssuesTo')),
  },
  {
    ...manage,
    method: 'POST',
    path: '/rest/api/3/version/{id}/removeAndSwap',
    handle: (call) => {
      const { moveFixIssuesTo: fix, moveAffectedIssuesTo: affects } = bodyOf(call, swapBody);
      return removeVersion(
        call,
        fix === undefined ? null : String(fix),
        affects === undefined ? null : String(affects),
      );
    },
  },
];
