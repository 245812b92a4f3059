/**
 * JQL from Jira's own ids and keys only, each checked and quoted: nothing that a person wrote gets into a query,
 * so that its scope cannot be widened.
 */
export type Jql = string & { readonly brand: 'jql' };

/** All issues of a project, in an order that does not move while pages are read. */
export function issuesOfProject(projectId: number): Jql {
  return jql(`project = ${id(projectId)} ORDER BY key ASC`);
}

/** For counting: the same issues, without an order. */
export function countOfProject(projectId: number): Jql {
  return jql(`project = ${id(projectId)}`);
}

/** What changed in a project within the last minutes; relative, since absolute times mean the reader's time zone. */
export function changedWithin(projectId: number, minutes: number): Jql {
  return jql(`project = ${id(projectId)} AND updated >= -${id(minutes)}m`);
}

/** Issues by key, for people to open in Jira's own search. */
export function issuesByKey(keys: readonly string[]): Jql {
  return jql(`key in (${keys.map(quotedKey).join(', ')})`);
}

const ISSUE_KEY = /^[A-Za-z][A-Za-z0-9_]*-[1-9]\d*$/;

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
