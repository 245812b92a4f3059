import { APP_ACCOUNT } from '../render/catalogue';
import type { Call } from '../endpoint';
import { jiraInstant } from '../instant';
import type { ChangeHistory, ChangeItem, Json, SiteIssue } from '../site-data';

/** What an edit does to an issue: new field values (`undefined` takes a field away) and what the changelog says of it. */
export interface Change {
  readonly fields: Readonly<Record<string, Json | undefined>>;
  readonly items: readonly ChangeItem[];
}

export const NO_CHANGE: Change = { fields: {}, items: [] };

export function together(changes: readonly Change[]): Change {
  return {
    fields: Object.assign({}, ...changes.map((change) => change.fields)) as Change['fields'],
    items: changes.flatMap((change) => change.items),
  };
}

/** `[id, name]` of a value, both `null` when there is none. */
export type Side = readonly [string | null, string | null];
export const NO_SIDE: Side = [null, null];

export function changeItem(fieldId: string, field: string, from: Side, to: Side): ChangeItem {
  return {
    field,
    fieldtype: fieldId.startsWith('customfield_') ? 'custom' : 'jira',
    fieldId,
    from: from[0],
    fromString: from[1],
    to: to[0],
    toString: to[1],
  };
}

/** Who is written down as the author. */
export function authorOf(call: Call): string {
  return call.access.accountId ?? APP_ACCOUNT.accountId;
}

/**
 * Puts the changed issue into the site with a new changelog history. `updated` moves, except for changes that Jira
 * does not count as an update (links).
 */
export function commit(call: Call, issue: SiteIssue, change: Change, touches = true): ChangeHistory {
  const now = jiraInstant(call.site.clock());
  const history: ChangeHistory = {
    id: call.site.state.ids.history.next(),
    authorAccountId: authorOf(call),
    created: now,
    items: change.items,
  };
  const fields: Record<string, Json> = { ...issue.fields };
  for (const [id, value] of Object.entries(change.fields)) {
    if (value === undefined || value === null) delete fields[id];
    else fields[id] = value;
  }
  if (touches) fields.updated = now;
  call.site.state.putIssue({ ...issue, fields, changelog: [...(issue.changelog ?? []), history] });
  return history;
}
