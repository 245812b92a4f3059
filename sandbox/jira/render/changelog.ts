import type { ChangeHistory, ChangeItem, Json } from '../site-data';
import type { Catalogue } from './catalogue';

/** One history of an issue's changelog. Changes that no person made (automation of old) have no author. */
export function renderHistory(
  history: ChangeHistory,
  catalogue: Catalogue,
  fieldIds: ReadonlySet<string> | null = null,
): { readonly [key: string]: Json } {
  const author = history.authorAccountId === null ? undefined : catalogue.userById(history.authorAccountId);
  const items = fieldIds === null ? history.items : history.items.filter((item) => fieldIds.has(item.fieldId));
  return {
    id: history.id,
    ...(author === undefined ? {} : { author }),
    created: history.created,
    items: items.map(shownItem),
  };
}

/** A change as Jira shows it: the one of the key names no field id. */
export function shownItem(item: ChangeItem): { readonly [key: string]: Json } {
  const { fieldId, ...rest } = item;
  return item.field === 'Key' ? rest : { ...rest, fieldId };
}
