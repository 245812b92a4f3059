import { jqlShapeProblem } from '../model';

/**
 * JQL from Jira's own ids and keys, each checked and quoted. What a person wrote gets into a query at one place only,
 * as a closed condition behind the project's own, so that its scope cannot be widened.
 */
export type Jql = string & { readonly brand: 'jql' };

/** An order that does not move while pages are read. */
const IN_ORDER = 'ORDER BY key ASC';

/** All issues of a project, or those behind one of them. */
export function issuesOfProject(projectId: number, behindKey: string | null = null): Jql {
  const behind = behindKey === null ? '' : ` AND key > ${quotedKey(behindKey)}`;
  return jql(`project = ${id(projectId)}${behind} ${IN_ORDER}`);
}

/** For counting: the same issues, without an order. */
export function countOfProject(projectId: number): Jql {
  return jql(`project = ${id(projectId)}`);
}

/** What changed in a project within the last minutes; relative, since absolute times mean the reader's time zone. */
export function changedWithin(projectId: number, minutes: number): Jql {
  return jql(`project = ${id(projectId)} AND ${updatedWithin(minutes)} ${IN_ORDER}`);
}

/** What changed anywhere on the site within the last minutes. */
export function changedAnywhereWithin(minutes: number): Jql {
  return jql(`${updatedWithin(minutes)} ${IN_ORDER}`);
}

/** The issues of a project that have any link, of whatever type and direction. */
export function linkedOfProject(projectId: number): Jql {
  return jql(`project = ${id(projectId)} AND issueLinkType is not EMPTY ${IN_ORDER}`);
}

/** The issues of a project that are planned for one of the versions. Jira refuses it when it does not know one. */
export function versionedOfProject(projectId: number, versionIds: readonly number[]): Jql {
  if (versionIds.length === 0) throw new RangeError('JQL takes no empty list of versions');
  return jql(`project = ${id(projectId)} AND fixVersion in (${versionIds.map(id).join(', ')}) ${IN_ORDER}`);
}

/** The issues that are in a sprint, or were when it was closed. Jira refuses it when it does not know the sprint. */
export function issuesOfSprint(sprintId: number): Jql {
  return jql(`sprint = ${id(sprintId)} ${IN_ORDER}`);
}

/**
 * The issues of a project that meet a condition that a person wrote, or those of them that are not done. The condition
 * has to be one that `jqlShapeProblem` has nothing against.
 */
export function conditionWithinProject(projectId: number, condition: string, openOnly = false): Jql {
  if (jqlShapeProblem(condition) !== null) throw new RangeError('JQL takes closed conditions only');
  return jql(`project = ${id(projectId)} AND (${condition})${openOnly ? ' AND statusCategory != Done' : ''}`);
}

/** Issues by key, for people to open in Jira's own search. */
export function issuesByKey(keys: readonly string[]): Jql {
  return jql(`key in (${keys.map(quotedKey).join(', ')})`);
}

const ISSUE_KEY = /^[A-Za-z][A-Za-z0-9_]*-[1-9]\d*$/;

function updatedWithin(minutes: number): string {
  return `updated >= -${id(minutes)}m`;
}

function id(value: number): string {
  if (!Number.isSafeInteger(value) || value <= 0) throw new RangeError('JQL takes positive whole ids only');
  return String(value);
}

function quotedKey(key: string): string {
  if (!ISSUE_KEY.test(key)) throw new RangeError('JQL takes well-formed issue keys only');
  return `"${key}"`;
}

function jql(text: string): Jql {
  return text as Jql;
}
