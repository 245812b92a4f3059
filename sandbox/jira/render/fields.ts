import type { SiteField } from '../site-data';
import { SYSTEM_FIELDS, systemField, type SystemField } from '../system-fields';

/** Which fields of an issue a request wants: a list of ids, or all that the issue has besides. */
export interface FieldSelection {
  /** In the order in which they are served. */
  readonly ids: readonly string[];
  /** True for `*all`: fields that only the stored issue knows come too. */
  readonly everything: boolean;
  readonly excluded: ReadonlySet<string>;
}

/**
 * Reads Jira's `fields` parameter: ids, `*all`, `*navigable`, and `-id` to take one out. Only exclusions mean "the
 * default without these". Unknown ids are ignored, as Jira does.
 */
export function selectFields(
  requested: readonly string[],
  customFields: readonly SiteField[],
  preset: '*all' | '*navigable' | 'id',
): FieldSelection {
  const terms = requested.flatMap((term) => term.split(',')).flatMap((term) => term.trim() || []);
  const excluded = new Set(terms.flatMap((term) => (term.startsWith('-') ? term.slice(1) : [])));
  const wanted = terms.filter((term) => !term.startsWith('-'));
  if (wanted.length === 0) wanted.push(preset);
  const ids = new Set<string>();
  for (const term of wanted) {
    if (term === '*all' || term === '*navigable') {
      for (const field of SYSTEM_FIELDS) if (term === '*all' || field.navigable) ids.add(field.id);
      for (const field of customFields) ids.add(field.id);
    } else if (term !== 'id' && term !== 'key') {
      ids.add(term);
    }
  }
  for (const id of excluded) ids.delete(id);
  return { ids: [...ids], everything: wanted.includes('*all'), excluded };
}

/** True when nothing but id and key is asked for: then a page of search results may hold 5,000 issues. */
export function isKeysOnly(selection: FieldSelection): boolean {
  return selection.ids.length === 0;
}

/** `GET /rest/api/3/field` of a system field. */
export function systemFieldDetails(field: SystemField): unknown {
  return {
    id: field.id,
    key: field.id,
    name: field.name,
    custom: false,
    orderable: field.orderable,
    navigable: field.navigable,
    searchable: field.searchable,
    clauseNames: field.clauseNames,
    schema: { ...field.schema, system: field.id },
  };
}

/** `GET /rest/api/3/field` of a custom field. */
export function customFieldDetails(field: SiteField): unknown {
  const number = /^customfield_(\d+)$/.exec(field.id)?.[1];
  return {
    id: field.id,
    key: field.id,
    name: field.name,
    custom: true,
    orderable: true,
    navigable: true,
    searchable: true,
    clauseNames: [...new Set([...(number === undefined ? [] : [`cf[${number}]`]), field.name])],
    schema: { ...field.schema, ...(number === undefined ? {} : { customId: Number(number) }) },
  };
}

/** The name that the interface shows for a field. */
export function fieldName(id: string, customFields: readonly SiteField[]): string {
  return systemField(id)?.name ?? customFields.find((field) => field.id === id)?.name ?? id;
}
