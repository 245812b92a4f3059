import type { Json } from '../../site-data';
import { asList, memberText, type JqlContext } from '../context';
import { unknownId, unknownValue } from '../errors';
import type { ValueOperand } from '../syntax';

/** One of a site's statuses, priorities, people … as a query can name it. */
export interface NamedValue {
  readonly id: string;
  readonly name: string;
  /** Other ways to write it. */
  readonly aliases?: readonly (string | undefined)[];
}

/** The values that a field can have, found by id or by name in any case; several may share a name. */
export interface Catalogue {
  readonly ids: ReadonlySet<string>;
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

export function createCatalogue(values: Iterable<NamedValue>): Catalogue {
  const ids = new Set<string>();
  const byName = new Map<string, string[]>();
  for (const value of values) {
    ids.add(value.id);
    for (const name of [value.name, ...(value.aliases ?? [])]) {
      if (name === undefined) continue;
      const key = name.toLowerCase();
      const known = byName.get(key);
      if (!known) byName.set(key, [value.id]);
      else if (!known.includes(value.id)) known.push(value.id);
    }
  }
  return { ids, byName };
}

/** Jira's rule: a bare number means an id and then a name, everything else a name and then an id. */
export function findInCatalogue(catalogue: Catalogue, value: ValueOperand, field: string): readonly string[] {
  const named = catalogue.byName.get(value.text.toLowerCase());
  const byId = catalogue.ids.has(value.text) ? [value.text] : undefined;
  const found = value.numeric ? (byId ?? named) : (named ?? byId);
  if (found) return found;
  throw value.numeric ? unknownId(value.text, field) : unknownValue(value.text, field);
}

/** The id of a value on an issue; an export may have only its name. */
export function idOfValue(value: Json, catalogue: Catalogue): string | null {
  const id = memberText(value, 'id');
  if (id !== null) return id;
  const name = memberText(value, 'name', 'value') ?? (typeof value === 'string' ? value : null);
  if (name === null) return null;
  return catalogue.byName.get(name.toLowerCase())?.[0] ?? name;
}

/**
 * The values that occur on the issues that the viewer may browse, for fields whose values the site keeps nowhere else
 * (components, security levels, sprints, options of custom fields). Read once per query.
 */
export function occurringValues(context: JqlContext, fieldId: string): ReadonlyMap<string, Json> {
  return context.once(`values of ${fieldId}`, () => {
    const found = new Map<string, Json>();
    for (const issue of context.world.issues()) {
      const value = issue.fields[fieldId];
      if (value === undefined || value === null) continue;
      for (const entry of asList(value)) {
        const id = occurringId(entry);
        if (id !== null && !found.has(id) && context.world.mayBrowse(issue)) found.set(id, entry);
      }
    }
    return found;
  });
}

/** The identity of a value by itself: its id, else its name. */
export function occurringId(value: Json): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return memberText(value, 'id', 'accountId', 'groupId', 'name', 'value');
}

export function occurringCatalogue(context: JqlContext, fieldId: string): Catalogue {
  return context.once(`catalogue of ${fieldId}`, () => {
    const values: NamedValue[] = [];
    for (const [id, entry] of occurringValues(context, fieldId)) {
      const name = memberText(entry, 'name', 'value', 'displayName') ?? id;
      values.push({ id, name, aliases: [memberText(entry, 'displayName') ?? undefined] });
    }
    return createCatalogue(values);
  });
}
