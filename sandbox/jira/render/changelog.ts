import type { ChangeHistory, ChangeItem, Json } from '../site-data';
import type { Catalogue } from './catalogue';

/** One history of an issue's changelog. Changes that no person made (automation of old) have no author. */
export function renderHistory(
  history: ChangeHistory,
  catalogue: Catalogue,
  fieldIds: ReadonlySet<string> | null = null,
): { readonly [key: string]: Json } {
  const author = history.authorAccountId === null ? undefined : catalogue.userById(history.authorAccountId);
  const items = history.items.filter((item) => concerns(item, fieldIds));
  return {
    id: history.id,
    ...(author === undefined ? {} : { author }),
    created: history.created,
    items: items.map(shownItem),
  };
}

/** Of these changes Jira names no field id, so that no filter by fields finds them. */
const WITHOUT_FIELD: ReadonlySet<string> = new Set(['Key', 'Link', 'IssueParentAssociation']);

/** Whether a filter by these fields lets the change through; `null`: there is none. */
export function concerns(item: ChangeItem, fieldIds: ReadonlySet<string> | null): boolean {
  return fieldIds === null || (namesField(item) && fieldIds.has(item.fieldId));
}

function namesField({ field }: ChangeItem): boolean {
  return !WITHOUT_FIELD.has(field);
}

/** A change as Jira shows it. */
export function shownItem(item: ChangeItem): { readonly [key: string]: Json } {
  const { fieldId, ...rest } = item;
  return namesField(item) ? { ...rest, fieldId } : rest;
}
