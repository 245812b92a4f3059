import * as z from 'zod';
import { bodyOf, type Call, type Endpoint } from '../endpoint';
import { errorMessages, NO_CONTENT, type Reply } from '../http';
import type { SiteUser } from '../site-data';

const changeBody = z.strictObject({
  accountId: z.string(),
  displayName: z.string().min(1).optional(),
  /** `true` closes the account for good. */
  closed: z.literal(true).optional(),
});

/**
 * What people do at their Atlassian account, outside of Jira: change their name, or close the account. Of a closed one
 * only the id stays.
 */
function changeAccount(call: Call): Reply {
  const { state, clock } = call.site;
  const { accountId, displayName, closed } = bodyOf(call, changeBody);
  if (!call.access.isAdministrator()) throw errorMessages(403, 'Only Jira administrators change accounts here.');
  const user = state.users.get(accountId);
  if (user === undefined) throw errorMessages(404, 'There is no such account.');
  const changedAt = clock().toISOString();
  const changed: SiteUser =
    closed === true
      ? { accountId, displayName: 'Former user', active: false, closed: true, changedAt }
      : { ...user, displayName: displayName ?? user.displayName, changedAt };
  state.putUser(changed);
  return NO_CONTENT;
}

const reportBody = z.strictObject({
  accounts: z
    .array(z.strictObject({ accountId: z.string(), updatedAt: z.iso.datetime({ offset: true }) }))
    .min(1)
    .max(90),
});

/** Atlassian asks apps to report once in so many days. */
const CYCLE_DAYS = '7';

/**
 * The personal data reporting API: an app names the accounts that it stores something of and since when, and learns of
 * which it has to erase or renew that. Accounts that are in order are not answered for.
 */
function reportAccounts(call: Call): Reply {
  const { state } = call.site;
  const verdicts = bodyOf(call, reportBody).accounts.flatMap(({ accountId, updatedAt }) => {
    const user = state.users.get(accountId);
    if (user?.closed === true) return [{ accountId, status: 'closed' }];
    const isOlder = user?.changedAt !== undefined && Date.parse(updatedAt) < Date.parse(user.changedAt);
    return isOlder ? [{ accountId, status: 'updated' }] : [];
  });
  const headers = { 'cycle-period': CYCLE_DAYS };
  return verdicts.length === 0 ? { ...NO_CONTENT, headers } : { status: 200, body: { accounts: verdicts }, headers };
}

/** What belongs to Atlassian accounts and not to Jira's REST API. */
export const accountEndpoints: readonly Endpoint[] = [
  {
    method: 'PUT',
    path: '/sandbox/account',
    scopes: ['manage:jira-configuration'],
    anonymous: false,
    mutates: true,
    handle: changeAccount,
  },
  {
    method: 'POST',
    path: '/app/report-accounts',
    scopes: ['report:personal-data'],
    anonymous: false,
    handle: reportAccounts,
  },
];
