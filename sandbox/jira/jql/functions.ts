import type { SiteIssue, SiteProject, SiteVersion } from '../site-data';
import type { JqlContext } from './context';
import { dateFunction, isDateFunction } from './dates';
import { JqlError, unsupported } from './errors';
import { findInCatalogue } from './fields/catalogue';
import type { ValueType } from './fields/field';
import { findIssue } from './fields/issue-fields';
import { findProject, sprintsInState, userCatalogue } from './fields/named-fields';
import { sprintFieldId } from './fields/resolve';
import type { FunctionOperand } from './syntax';

export type FunctionResult =
  | { readonly type: 'date'; readonly instant: number }
  | {
      readonly type: ValueType;
      readonly ids: readonly string[];
      /** Whether it stands for a list (`in` only), one value (`=` only), or either. */
      readonly shape: 'list' | 'single' | 'either';
    };

interface FunctionDefinition {
  readonly type: ValueType;
  readonly shape: 'list' | 'single' | 'either';
  readonly least: number;
  readonly most: number;
  evaluate(context: JqlContext, parameters: readonly string[], name: string): readonly string[];
}

const list = { shape: 'list' } as const;

const FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  currentuser: {
    type: 'user',
    shape: 'single',
    least: 0,
    most: 0,
    evaluate: ({ viewer }) => (viewer.accountId === null ? [] : [viewer.accountId]),
  },
  membersof: { type: 'user', ...list, least: 1, most: 1, evaluate: membersOf },
  opensprints: { type: 'sprint', ...list, least: 0, most: 0, evaluate: (context) => sprints(context, 'active') },
  closedsprints: { type: 'sprint', ...list, least: 0, most: 0, evaluate: (context) => sprints(context, 'closed') },
  futuresprints: { type: 'sprint', ...list, least: 0, most: 0, evaluate: (context) => sprints(context, 'future') },
  linkedissues: { type: 'issue', ...list, least: 1, most: Infinity, evaluate: linkedIssues },
  linkedworkitems: { type: 'issue', ...list, least: 1, most: Infinity, evaluate: linkedIssues },
  childissuesof: { type: 'issue', ...list, least: 1, most: 1, evaluate: descendantsOf },
  portfoliochildissuesof: { type: 'issue', ...list, least: 1, most: 1, evaluate: descendantsOf },
  releasedversions: {
    type: 'version',
    ...list,
    least: 0,
    most: Infinity,
    evaluate: (context, keys, name) =>
      versions(context, keys, name)
        .filter((each) => each.released)
        .map((each) => each.id),
  },
  unreleasedversions: {
    type: 'version',
    ...list,
    least: 0,
    most: Infinity,
    evaluate: (context, keys, name) =>
      versions(context, keys, name)
        .filter((each) => !each.released)
        .map((each) => each.id),
  },
  latestreleasedversion: {
    type: 'version',
    shape: 'either',
    least: 1,
    most: 1,
    evaluate: (context, keys, name) =>
      versions(context, keys, name)
        .filter((each) => each.released)
        .slice(-1)
        .map((each) => each.id),
  },
  earliestunreleasedversion: {
    type: 'version',
    shape: 'either',
    least: 1,
    most: 1,
    evaluate: (context, keys, name) =>
      versions(context, keys, name)
        .filter((each) => !each.released)
        .slice(0, 1)
        .map((each) => each.id),
  },
  standardissuetypes: {
    type: 'issuetype',
    ...list,
    least: 0,
    most: 0,
    evaluate: (context) => issueTypes(context, false),
  },
  subtaskissuetypes: {
    type: 'issuetype',
    ...list,
    least: 0,
    most: 0,
    evaluate: (context) => issueTypes(context, true),
  },
  projectsleadbyuser: { type: 'project', ...list, least: 0, most: 1, evaluate: projectsLeadBy },
  projectswhereuserhasrole: { type: 'project', ...list, least: 1, most: 1, evaluate: projectsWithRole },
};

/** Jira has these; what they need (logins, watchers, service desks, plans …) the sandbox does not hold. */
const UNSUPPORTED_FUNCTIONS = new Set(
  [
    'approved, approver, breached, cascadeoption, choiceoption, completed, componentsleadbyuser, currentlogin, elapsed',
    'everbreached, issuehistory, issueswithremotelinksbyglobalid, lastlogin, mypending, myapproval, mypendingapproval',
    'organizationmembers, parentissuesof, paused, pending, pendingby, portfolioparentissuesof',
    'projectswhereuserhaspermission, remaining, running, updatedby, votedissues, votedworkitems, watchedissues',
    'watchedworkitems, withincalendarhours, workitemhistory',
  ].flatMap((line) => line.split(', ')),
);

/** Calls a JQL function; throws Jira's words for unknown names, wrong counts and wrong arguments. */
export function callFunction(context: JqlContext, { name, arguments: parameters }: FunctionOperand): FunctionResult {
  const lower = name.toLowerCase();
  if (isDateFunction(lower)) return { type: 'date', instant: dateFunction(name, parameters, context.clock) };
  if (UNSUPPORTED_FUNCTIONS.has(lower)) throw unsupported(`The function '${name}()'`);
  if (!Object.hasOwn(FUNCTIONS, lower)) {
    throw new JqlError(`Unable to find JQL function '${name}(${parameters.join(', ')})'.`);
  }
  const definition = FUNCTIONS[lower];
  checkCount(name, definition, parameters.length);
  return { type: definition.type, shape: definition.shape, ids: definition.evaluate(context, parameters, name) };
}

function checkCount(name: string, { least, most }: FunctionDefinition, received: number): void {
  if (received >= least && received <= most) return;
  if (name.toLowerCase() === 'linkedissues') {
    throw new JqlError(
      "Incorrect number of arguments for function 'linkedIssues'. Usage: 'linkedIssues ( issuekey [, linkDescription ]* )'.",
    );
  }
  const expected = least === most ? `'${least}'` : `between '${least}' and '${most}'`;
  throw new JqlError(`Function '${name}' expected ${expected} arguments but received '${received}'.`);
}

function membersOf({ world }: JqlContext, [group]: readonly string[], name: string): readonly string[] {
  const lower = group.toLowerCase();
  const found = world.groups.find((each) => each.name.toLowerCase() === lower || each.groupId === group);
  if (found) return found.members;
  throw new JqlError(
    `Function '${name}' can not generate a list of usernames for group '${group}'; the group does not exist.`,
  );
}

function sprints(context: JqlContext, state: string): readonly string[] {
  return sprintsInState(context, sprintFieldId(context), state);
}

function linkedIssues(context: JqlContext, [key, ...descriptions]: readonly string[], name: string): readonly string[] {
  const issue = issueOfFunction(context, key, name);
  const wanted = descriptions.map((description) => linkEnds(context, description, name));
  const found = new Set<string>();
  for (const link of context.world.links(issue.id)) {
    const outward = link.sourceId === issue.id;
    const end = `${link.typeId} ${outward ? 'outward' : 'inward'}`;
    if (wanted.length === 0 || wanted.some((ends) => ends.has(end))) {
      found.add(outward ? link.destinationId : link.sourceId);
    }
  }
  return [...found];
}

function linkEnds({ world }: JqlContext, description: string, name: string): ReadonlySet<string> {
  const lower = description.toLowerCase();
  const ends = world.linkTypes.flatMap((type) => {
    if (type.name.toLowerCase() === lower) return [`${type.id} outward`, `${type.id} inward`];
    return [
      ...(type.outward?.toLowerCase() === lower ? [`${type.id} outward`] : []),
      ...(type.inward?.toLowerCase() === lower ? [`${type.id} inward`] : []),
    ];
  });
  if (ends.length > 0) return new Set(ends);
  throw new JqlError(`Issue link type '${description}' could not be found in function '${name}'.`);
}

function issueOfFunction(context: JqlContext, key: string, name: string): SiteIssue {
  try {
    return findIssue(context, { kind: 'value', text: key, numeric: /^\d+$/.test(key) }, name);
  } catch (error) {
    if (!(error instanceof JqlError)) throw error;
    throw new JqlError(`Issue '${key}' could not be found in function '${name}'.`);
  }
}

function descendantsOf(context: JqlContext, [key]: readonly string[], name: string): readonly string[] {
  const root = issueOfFunction(context, key, name);
  const found = new Set<string>();
  const open = [root.id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of context.world.children(next)) {
      if (found.has(child.id) || child.id === root.id) continue;
      found.add(child.id);
      open.push(child.id);
    }
  }
  return [...found];
}

/** Versions of the projects named, or of all that the viewer may browse, in the projects' order. */
function versions(context: JqlContext, keys: readonly string[], name: string): readonly SiteVersion[] {
  const projects = keys.length === 0 ? context.projects : keys.map((key) => projectOfFunction(context, key, name));
  return projects.flatMap((project) => project.versions.filter((version) => !version.archived));
}

function projectOfFunction(context: JqlContext, key: string, name: string): SiteProject {
  const project = findProject(context, key);
  if (project) return project;
  throw new JqlError(`Could not resolve the project '${key}' provided to function '${name}'.`);
}

function issueTypes({ world }: JqlContext, subtask: boolean): readonly string[] {
  return world.issueTypes.filter((type) => type.subtask === subtask).map((type) => type.id);
}

function projectsLeadBy(context: JqlContext, [user]: readonly string[], name: string): readonly string[] {
  const leads = new Set(user === undefined ? [viewerOf(context, name)] : userOfFunction(context, user, name));
  return context.projects.filter((each) => each.leadAccountId && leads.has(each.leadAccountId)).map((each) => each.id);
}

function projectsWithRole(context: JqlContext, [role]: readonly string[], name: string): readonly string[] {
  const viewer = viewerOf(context, name);
  const groups = new Set(context.world.groups.filter((each) => each.members.includes(viewer)).map((each) => each.name));
  return context.projects
    .filter((project) => {
      const held = Object.entries(project.roles).find(([each]) => each.toLowerCase() === role.toLowerCase())?.[1];
      return held !== undefined && (held.users.includes(viewer) || held.groups.some((group) => groups.has(group)));
    })
    .map((project) => project.id);
}

function viewerOf({ viewer }: JqlContext, name: string): string {
  if (viewer.accountId !== null) return viewer.accountId;
  throw new JqlError(`Function '${name}' cannot be called as anonymous user.`);
}

function userOfFunction(context: JqlContext, user: string, name: string): readonly string[] {
  try {
    return findInCatalogue(userCatalogue(context), { kind: 'value', text: user, numeric: false }, name);
  } catch (error) {
    if (!(error instanceof JqlError)) throw error;
    throw new JqlError(
      `Function '${name}' can not generate a list of projects for user '${user}'; the user does not exist.`,
    );
  }
}
