import * as z from 'zod';
import { bodyOf, projectOf, type Call, type Endpoint } from '../endpoint';
import { announceProject } from '../events';
import { errorMessages, fieldErrors, NO_CONTENT, ok, type Reply } from '../http';
import { projectAlone } from '../render/project';
import type { SiteProject } from '../site-data';

const details = {
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
};

const createBody = z.strictObject({
  ...details,
  projectTypeKey: z.enum(['software', 'service_desk', 'business']).optional(),
  projectTemplateKey: z.string().optional(),
});

const updateBody = z.strictObject({ ...details, releasedProjectKeys: z.array(z.string()).optional() });

const KEY = /^[A-Z][A-Z0-9_]{1,9}$/;

/** Throws Jira's 400 with a sentence for each detail that is wrong. */
function checkDetails(call: Call, project: SiteProject | null, given: z.infer<typeof updateBody>): void {
  const { state } = call.site;
  const errors: Record<string, string> = {};
  if (given.key !== undefined) {
    const owner = state.project(given.key);
    if (!KEY.test(given.key)) {
      errors['projectKey'] =
        'Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters.';
    } else if (owner !== undefined && owner.id !== project?.id) {
      errors['projectKey'] = `Project '${owner.name}' uses this project key.`;
    }
  }
  if (given.leadAccountId !== undefined && state.users.get(given.leadAccountId)?.active !== true) {
    errors['projectLead'] = 'You must specify a valid project lead.';
  }
  if (given.name?.trim() === '') errors['projectName'] = 'You must specify a valid project name.';
  if (Object.keys(errors).length > 0) throw fieldErrors(400, errors);
}

function withDetails(project: SiteProject, given: z.infer<typeof updateBody>): SiteProject {
  return {
    ...project,
    ...(given.key === undefined ? {} : { key: given.key }),
    ...(given.name === undefined ? {} : { name: given.name }),
    ...(given.description === undefined ? {} : { description: given.description }),
    ...(given.leadAccountId === undefined ? {} : { leadAccountId: given.leadAccountId }),
  };
}

/** With the permissions of Jira's own scheme for new projects: everybody works in it, its lead administers it. */
function createProject(call: Call): Reply {
  const { state, catalogue } = call.site;
  const given = bodyOf(call, createBody);
  if (!call.access.isAdministrator()) throw errorMessages(403, 'You are not authorized to create projects.');
  const { key = '', name = '', leadAccountId } = given;
  if (leadAccountId === undefined) throw fieldErrors(400, { projectLead: 'You must specify a valid project lead.' });
  checkDetails(call, null, { ...given, key, name });
  const blank: SiteProject = {
    id: state.ids.project.next(),
    key,
    name,
    issueTypeIds: state.data.issueTypes.map((type) => type.id),
    versions: [],
    roles: Object.fromEntries(state.roleNames.map((role) => [role, { users: [], groups: [] }])),
    browse: { anyone: true },
    edit: { anyone: true },
    administer: { users: [leadAccountId], groups: state.data.administratorGroups },
  };
  const project = withDetails(blank, given);
  state.putProject(project);
  announceProject('created', project, call);
  return { status: 201, body: { id: Number(project.id), key, self: catalogue.url('project', project.id) } };
}

/**
 * Changes details of a project. A new key is for Jira administrators; the keys of its issues follow without a word:
 * neither their `updated` nor their changelog nor an event of their own tells.
 */
function updateProject(call: Call): Reply {
  const { site, access } = call;
  const project = projectOf(call);
  const given = bodyOf(call, updateBody);
  const isRenaming = given.key !== undefined && given.key !== project.key;
  if (!access.isAdministrator() && (isRenaming || !access.mayAdministerProject(project))) {
    throw errorMessages(403, 'You cannot edit the configuration of this project.');
  }
  checkDetails(call, project, given);
  const updated = withDetails(project, given);
  site.state.putProject(updated);
  announceProject('updated', updated, call);
  return ok(projectAlone(updated, site.state, site.catalogue));
}

/** The project of the path, for somebody who administers Jira. */
function projectForAdministrator(call: Call): SiteProject {
  const project = projectOf(call);
  if (!call.access.isAdministrator()) {
    throw errorMessages(403, 'You are not authorized to perform this action. Administrator privileges are required.');
  }
  return project;
}

function archiveProject(call: Call): Reply {
  const project = projectForAdministrator(call);
  if (project.archived === true || project.trashed !== undefined) {
    throw errorMessages(400, `Project '${project.key}' cannot be archived.`);
  }
  const archived = { ...project, archived: true };
  call.site.state.putProject(archived);
  announceProject('archived', archived, call);
  return NO_CONTENT;
}

/** Out of the archive, or out of the trash. */
function restoreProject(call: Call): Reply {
  const { state, catalogue } = call.site;
  const project = projectOf(call);
  if (!call.access.isAdministrator()) {
    throw errorMessages(404, `No project could be found with key '${project.key}'.`);
  }
  if (project.archived !== true && project.trashed === undefined) {
    throw errorMessages(400, `Project '${project.key}' is neither archived nor in the trash.`);
  }
  const { archived: _, trashed, ...live } = project;
  state.putProject(live);
  announceProject(trashed === undefined ? 'unarchived' : 'restored', live, call);
  return ok(projectAlone(live, state, catalogue));
}

/** Into the trash, or for good with `enableUndo=false`. What is archived must be restored first. */
function deleteProject(call: Call): Reply {
  const { state, clock } = call.site;
  const project = projectOf(call);
  if (!call.access.isAdministrator() || project.archived === true) {
    throw errorMessages(404, `No project could be found with key '${project.key}' that can be deleted.`);
  }
  if (call.query.get('enableUndo') === 'false') {
    state.removeProject(project);
    announceProject('deleted', project, call);
    return NO_CONTENT;
  }
  if (project.trashed !== undefined) throw errorMessages(404, `Project '${project.key}' is in the trash already.`);
  const trashed = { at: clock().toISOString(), accountId: call.access.accountId ?? '' };
  state.putProject({ ...project, trashed });
  announceProject('softdeleted', project, call);
  return NO_CONTENT;
}

const PATH = '/rest/api/3/project/{projectIdOrKey}';
const configure = { scopes: ['manage:jira-configuration'], anonymous: true, mutates: true } as const;
const manage = { scopes: ['manage:jira-project'], anonymous: true, mutates: true } as const;

export const projectChangeEndpoints: readonly Endpoint[] = [
  { ...configure, method: 'POST', path: '/rest/api/3/project', handle: createProject },
  { ...manage, method: 'PUT', path: PATH, handle: updateProject },
  { ...configure, method: 'DELETE', path: PATH, handle: deleteProject },
  { ...manage, method: 'POST', path: `${PATH}/archive`, handle: archiveProject },
  { ...configure, method: 'POST', path: `${PATH}/restore`, handle: restoreProject },
];
