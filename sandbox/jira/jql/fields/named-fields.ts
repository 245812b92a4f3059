import type { SiteIssue, SiteProject } from '../../site-data';
import { asList, asText, memberText, type JqlContext } from '../context';
import { JqlError } from '../errors';
import type { ValueOperand } from '../syntax';
import {
  createCatalogue,
  findInCatalogue,
  idOfValue,
  occurringCatalogue,
  occurringId,
  occurringValues,
  type Catalogue,
  type NamedValue,
} from './catalogue';
import { leastKey, OPERATORS, type ChoiceField, type HistoryTrail, type Sorting, type ValueType } from './field';
import type { Operator } from '../syntax';

interface NamedFieldOptions {
  readonly name: string;
  readonly fieldId: string;
  readonly list: readonly NamedValue[];
  readonly accepts: ValueType;
  readonly operators: ReadonlySet<Operator>;
  /** Whether the first of the list is the greatest, as with priorities. */
  readonly firstIsGreatest?: boolean;
  readonly descending?: boolean;
  readonly history?: string;
}

/** A field with one value out of a list of the site's: status, issue type, priority, resolution. */
export function namedField(options: NamedFieldOptions): ChoiceField {
  const catalogue = createCatalogue(options.list);
  const sign = options.firstIsGreatest === true ? -1 : 1;
  const places = new Map(options.list.map((value, index) => [value.id, sign * index]));
  const values = (issue: SiteIssue): readonly string[] => {
    const value = issue.fields[options.fieldId];
    const id = value === undefined || value === null ? null : idOfValue(value, catalogue);
    return id === null ? [] : [id];
  };
  const ordered = options.operators.has('<');
  return {
    kind: 'choice',
    name: options.name,
    operators: options.operators,
    accepts: options.accepts,
    values,
    find: (value) => findInCatalogue(catalogue, value, options.name),
    rank: ordered ? (id) => rankIn(places, id) : null,
    narrows: null,
    history: options.history === undefined ? null : { changelogField: options.history, multiple: false },
    sorting: {
      descending: options.descending ?? false,
      key: (issue) => {
        const [id] = values(issue);
        return id === undefined ? null : (places.get(id) ?? null);
      },
    },
  };
}

function rankIn(places: ReadonlyMap<string, number>, id: string): { group: string; place: number } | null {
  const place = places.get(id);
  return place === undefined ? null : { group: '', place };
}

const CATEGORIES: readonly NamedValue[] = [
  { id: 'undefined', name: 'No Category', aliases: ['1', 'undefined'] },
  { id: 'new', name: 'To Do', aliases: ['2', 'new'] },
  { id: 'indeterminate', name: 'In Progress', aliases: ['4', 'indeterminate'] },
  { id: 'done', name: 'Done', aliases: ['3', 'Complete'] },
];

/** Empty where neither the issue's status nor the site's list of statuses names a category. */
export function statusCategoryField(context: JqlContext, name: string): ChoiceField {
  const catalogue = createCatalogue(CATEGORIES);
  const ofStatus = new Map(context.world.statuses.map((status) => [status.id, status.category]));
  const statuses = createCatalogue(context.world.statuses);
  const category = (issue: SiteIssue): string | null => {
    const status = issue.fields['status'];
    if (status === undefined || status === null) return null;
    const own =
      typeof status === 'object' && 'statusCategory' in status ? memberText(status.statusCategory, 'key') : null;
    return own ?? ofStatus.get(idOfValue(status, statuses) ?? '') ?? null;
  };
  return {
    kind: 'choice',
    name,
    operators: OPERATORS.equality,
    accepts: 'plain',
    values: (issue) => {
      const found = category(issue);
      return found === null ? [] : [found];
    },
    find: (value) => findInCatalogue(catalogue, value, name),
    rank: null,
    narrows: null,
    history: null,
    sorting: {
      descending: false,
      key: (issue) => {
        const found = category(issue);
        return found === null ? null : CATEGORIES.findIndex((each) => each.id === found);
      },
    },
  };
}

export function findProject(context: JqlContext, text: string): SiteProject | undefined {
  const lower = text.toLowerCase();
  return (
    context.projects.find((project) => project.key.toLowerCase() === lower) ??
    context.projects.find((project) => project.name.toLowerCase() === lower || project.id === text)
  );
}

export function projectField(context: JqlContext, name: string): ChoiceField {
  const catalogue = createCatalogue(
    context.projects.map((project) => ({ id: project.id, name: project.key, aliases: [project.name] })),
  );
  const keys = new Map(context.projects.map((project) => [project.id, project.key]));
  return {
    kind: 'choice',
    name,
    operators: OPERATORS.equality,
    accepts: 'project',
    values: (issue) => [issue.projectId],
    find: (value) => findInCatalogue(catalogue, value, name),
    rank: null,
    narrows: (ids) => ({ projectIds: ids, issueIds: new Set() }),
    history: null,
    sorting: { descending: false, key: (issue) => keys.get(issue.projectId) ?? null },
  };
}

/** The category of the issue's project. */
export function projectCategoryField(context: JqlContext, name: string): ChoiceField {
  const categories = new Map(context.projects.map((project) => [project.id, project.category]));
  const catalogue = createCatalogue([...categories.values()].filter((category) => category !== undefined));
  const categoryOf = (issue: SiteIssue): NamedValue | undefined => categories.get(issue.projectId);
  return {
    kind: 'choice',
    name,
    operators: OPERATORS.equality,
    accepts: 'plain',
    values: (issue) => {
      const category = categoryOf(issue);
      return category ? [category.id] : [];
    },
    find: (value) => findInCatalogue(catalogue, value, name),
    rank: null,
    narrows: (ids) => ({
      projectIds: new Set(
        context.projects.filter((each) => each.category && ids.has(each.category.id)).map((each) => each.id),
      ),
      issueIds: new Set(),
    }),
    history: null,
    sorting: null,
  };
}

export function userCatalogue(context: JqlContext): Catalogue {
  return context.once('users', () =>
    createCatalogue(
      context.world.users.map((user) => ({
        id: user.accountId,
        name: user.displayName,
        aliases: [user.emailAddress, user.accountId],
      })),
    ),
  );
}

/** A field with one person or several. People are named by account id, display name or e-mail address. */
export function userField(
  context: JqlContext,
  name: string,
  fieldId: string,
  history: HistoryTrail | null,
): ChoiceField {
  const names = context.once('user names', () => {
    return new Map(context.world.users.map((user) => [user.accountId, user.displayName.toLowerCase()]));
  });
  const values = (issue: SiteIssue): readonly string[] =>
    asList(issue.fields[fieldId]).flatMap((user) => memberText(user, 'accountId', 'displayName') ?? []);
  return {
    kind: 'choice',
    name,
    operators: history ? OPERATORS.history : OPERATORS.equality,
    accepts: 'user',
    values,
    find: (value) => findInCatalogue(userCatalogue(context), { ...value, numeric: false }, name),
    rank: null,
    narrows: null,
    history,
    sorting: { descending: false, key: (issue) => values(issue).map((id) => names.get(id) ?? id.toLowerCase()) },
  };
}

/** Versions are compared within their project, in the project's order. */
export function versionField(
  context: JqlContext,
  name: string,
  fieldId: string,
  history: HistoryTrail | null,
): ChoiceField {
  const versions = context.projects.flatMap((project) =>
    project.versions.map((version, place) => ({ ...version, projectId: project.id, place })),
  );
  const catalogue = createCatalogue(versions);
  const places = new Map(versions.map((version) => [version.id, { group: version.projectId, place: version.place }]));
  const named = new Map(versions.map((version) => [`${version.projectId} ${version.name.toLowerCase()}`, version.id]));
  const values = (issue: SiteIssue): readonly string[] =>
    asList(issue.fields[fieldId]).flatMap((version) => {
      const id = memberText(version, 'id');
      if (id !== null) return id;
      const known = memberText(version, 'name');
      return known === null ? [] : (named.get(`${issue.projectId} ${known.toLowerCase()}`) ?? known);
    });
  return {
    kind: 'choice',
    name,
    operators: history ? OPERATORS.orderedHistory : OPERATORS.ordered,
    accepts: 'version',
    values,
    find: (value) => findInCatalogue(catalogue, value, name),
    rank: (id) => places.get(id) ?? null,
    narrows: null,
    history,
    sorting: { descending: false, key: (issue) => leastKey(values(issue).map((id) => places.get(id)?.place ?? null)) },
  };
}

/** A field whose values are known from the issues only: components, security levels, options of custom fields. */
export function occurringField(
  context: JqlContext,
  name: string,
  fieldId: string,
  unknown: 'value' | 'option' = 'value',
): ChoiceField {
  const find = (value: ValueOperand): readonly string[] => {
    try {
      return findInCatalogue(occurringCatalogue(context, fieldId), value, name);
    } catch (error) {
      if (unknown === 'value' || !(error instanceof JqlError)) throw error;
      throw new JqlError(`The option '${value.text}' for field '${name}' does not exist.`);
    }
  };
  const values = (issue: SiteIssue): readonly string[] =>
    asList(issue.fields[fieldId]).flatMap((value) => occurringId(value) ?? []);
  return {
    kind: 'choice',
    name,
    operators: OPERATORS.equality,
    accepts: 'plain',
    values,
    find,
    rank: null,
    narrows: null,
    history: null,
    sorting: nameSorting(fieldId),
  };
}

function nameSorting(fieldId: string): Sorting {
  return {
    descending: false,
    key: (issue) =>
      asList(issue.fields[fieldId]).flatMap((value) => {
        const shown = memberText(value, 'name', 'value', 'displayName') ?? asText(value);
        return shown === null ? [] : shown.toLowerCase();
      }),
  };
}

/** Labels are free words: one that no issue has finds nothing, and is no error. */
export function labelsField(name: string, fieldId: string): ChoiceField {
  const values = (issue: SiteIssue): readonly string[] =>
    asList(issue.fields[fieldId]).flatMap((label) => asText(label)?.toLowerCase() ?? []);
  return {
    kind: 'choice',
    name,
    operators: OPERATORS.equality,
    accepts: 'plain',
    values,
    find: (value) => [value.text.toLowerCase()],
    rank: null,
    narrows: null,
    history: null,
    sorting: { descending: false, key: values },
  };
}

export function sprintField(context: JqlContext, name: string, fieldId: string): ChoiceField {
  const find = (value: ValueOperand): readonly string[] => {
    try {
      return findInCatalogue(occurringCatalogue(context, fieldId), value, name);
    } catch (error) {
      if (!(error instanceof JqlError)) throw error;
      const which = value.numeric ? 'id' : 'name';
      throw new JqlError(
        `Sprint with ${which} '${value.text}' does not exist or you do not have permission to view it.`,
      );
    }
  };
  const values = (issue: SiteIssue): readonly string[] =>
    asList(issue.fields[fieldId]).flatMap((sprint) => occurringId(sprint) ?? []);
  return {
    kind: 'choice',
    name,
    operators: OPERATORS.equality,
    accepts: 'sprint',
    values,
    find,
    rank: null,
    narrows: null,
    history: null,
    sorting: { descending: false, key: (issue) => leastKey(values(issue).map((id) => id.padStart(12, '0'))) },
  };
}

/** Ids of the sprints in a state (`active`, `closed`, `future`), as the issues tell. */
export function sprintsInState(context: JqlContext, fieldId: string, state: string): readonly string[] {
  const found: string[] = [];
  for (const [id, sprint] of occurringValues(context, fieldId)) {
    if (memberText(sprint, 'state')?.toLowerCase() === state) found.push(id);
  }
  return found;
}
