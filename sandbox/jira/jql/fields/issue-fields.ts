import type { SiteIssue } from '../../site-data';
import { asText, keyNumber, memberText, projectKeyOf, type JqlContext } from '../context';
import { JqlError, unknownId } from '../errors';
import type { ValueOperand } from '../syntax';
import { createCatalogue, findInCatalogue } from './catalogue';
import { OPERATORS, type Bound, type ChoiceField } from './field';

const ISSUE_KEY = /^[A-Za-z][A-Za-z0-9_]*-\d+$/;
const NOTHING: ReadonlySet<string> = new Set();

/** The issue that a query names by key or id; throws Jira's words when there is none that the viewer may browse. */
export function findIssue(context: JqlContext, value: ValueOperand, field: string): SiteIssue {
  const { world } = context;
  if (value.numeric) {
    const issue = world.issueById(value.text);
    if (issue && world.mayBrowse(issue)) return issue;
    throw unknownId(value.text, field);
  }
  if (!ISSUE_KEY.test(value.text)) {
    throw new JqlError(`The issue key '${value.text}' for field '${field}' is invalid.`);
  }
  const issue = world.issueByKey(value.text.toUpperCase());
  if (issue && world.mayBrowse(issue)) return issue;
  throw new JqlError(`An issue with key '${value.text}' does not exist for field '${field}'.`);
}

/** Sorts by project key, then by number: PAY-9 before PAY-10. */
export function issueKeySortKey(issue: SiteIssue): string {
  return `${projectKeyOf(issue)}\u0000${String(keyNumber(issue.key)).padStart(12, '0')}`;
}

export function keyField(context: JqlContext, name: string): ChoiceField {
  return {
    kind: 'choice',
    name,
    operators: OPERATORS.ordered,
    accepts: 'issue',
    values: (issue) => [issue.id],
    find: (value) => [findIssue(context, value, name).id],
    rank: (id) => {
      const issue = context.world.issueById(id);
      return issue ? { group: projectKeyOf(issue), place: keyNumber(issue.key) } : null;
    },
    narrows: (ids) => ({ projectIds: NOTHING, issueIds: ids }),
    history: null,
    sorting: { descending: false, key: issueKeySortKey },
  };
}

/** The id of the parent; an export may have only its key. */
function parentIdOf(context: JqlContext, issue: SiteIssue): string | null {
  const parent = issue.fields['parent'];
  const id = memberText(parent, 'id');
  if (id !== null) return id;
  const key = memberText(parent, 'key');
  return key === null ? null : idOfKey(context, key);
}

function idOfKey(context: JqlContext, key: string): string {
  return context.world.issueByKey(key.toUpperCase())?.id ?? key;
}

/** −1 sub-task, 0 work item, 1 epic, above that whatever the site calls it. */
export function hierarchyLevelOf(context: JqlContext, issue: SiteIssue): number {
  const type = issue.fields['issuetype'];
  const levels = context.once('hierarchy levels', () => {
    return new Map(context.world.issueTypes.map((each) => [each.id, each.hierarchyLevel ?? guessLevel(each)]));
  });
  const own = typeof type === 'object' && type !== null && 'hierarchyLevel' in type ? type.hierarchyLevel : undefined;
  if (typeof own === 'number') return own;
  const id = memberText(type, 'id');
  const known = id === null ? undefined : levels.get(id);
  if (known !== undefined) return known;
  const subtask = typeof type === 'object' && type !== null && 'subtask' in type && type.subtask === true;
  return guessLevel({ subtask, name: memberText(type, 'name') ?? '' });
}

function guessLevel(type: { readonly subtask: boolean; readonly name: string }): number {
  if (type.subtask) return -1;
  return type.name.toLowerCase() === 'epic' ? 1 : 0;
}

/** `parent`, and its two older names: "Epic Link" (of work items) and "Parent Link" (of epics and above). */
export function parentField(context: JqlContext, name: string, of: 'any' | 'workItems' | 'containers'): ChoiceField {
  const { world } = context;
  const epicLink = world.customFields.find((field) => field.name.toLowerCase() === 'epic link');
  const parentOf = (issue: SiteIssue): string | null => {
    if (of !== 'any') {
      const level = hierarchyLevelOf(context, issue);
      if (of === 'containers' ? level < 1 : level !== 0) return null;
      const linked = of === 'workItems' && epicLink ? asText(issue.fields[epicLink.id]) : null;
      if (linked !== null) return idOfKey(context, linked);
    }
    return parentIdOf(context, issue);
  };
  const childrenOf = (ids: ReadonlySet<string>): Bound => {
    const children = [...ids].flatMap((id) => world.children(id).map((child) => child.id));
    return { projectIds: NOTHING, issueIds: new Set(children) };
  };
  return {
    kind: 'choice',
    name,
    operators: OPERATORS.equality,
    accepts: 'issue',
    values: (issue) => {
      const parent = parentOf(issue);
      return parent === null ? [] : [parent];
    },
    find: (value) => [findIssue(context, value, name).id],
    rank: null,
    narrows: of === 'workItems' && epicLink ? null : childrenOf,
    history: null,
    sorting: {
      descending: false,
      key: (issue) => {
        const parent = parentOf(issue);
        const found = parent === null ? undefined : world.issueById(parent);
        return found ? issueKeySortKey(found) : parent;
      },
    },
  };
}

/** `issueLinkType = "is blocked by"`: which ends of which links an issue is. The type's own name means either end. */
export function linkTypeField(context: JqlContext, name: string): ChoiceField {
  const { world } = context;
  const catalogue = createCatalogue(
    world.linkTypes.flatMap((type) => [
      { id: `${type.id} outward`, name: type.outward ?? type.name, aliases: [type.name] },
      { id: `${type.id} inward`, name: type.inward ?? type.name, aliases: [type.name] },
    ]),
  );
  return {
    kind: 'choice',
    name,
    operators: OPERATORS.equality,
    accepts: 'plain',
    values: (issue) =>
      world.links(issue.id).map((link) => `${link.typeId} ${link.sourceId === issue.id ? 'outward' : 'inward'}`),
    find: (value) => findInCatalogue(catalogue, value, name),
    rank: null,
    narrows: null,
    history: null,
    sorting: null,
  };
}
