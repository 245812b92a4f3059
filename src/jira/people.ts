import * as z from 'zod';
import { route } from '@forge/api';
import { askJira } from './request';
import { POINTS } from './usage';

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/#api-rest-api-3-user-bulk-get */
const userPage = z.object({
  values: z.array(
    z.object({ accountId: z.string(), displayName: z.string().optional(), active: z.boolean().optional() }),
  ),
});

const ACCOUNTS_AT_ONCE = 50;

/**
 * Display names of accounts as the current user may see them, by account id; who has none to show is absent.
 * For showing only: names are not to be stored. 1 call per 50.
 */
export async function namesOf(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const named = (await readAccounts(accountIds)).flatMap(({ accountId, displayName }) =>
    displayName ? [[accountId, displayName] as const] : [],
  );
  return new Map(named);
}

/** Those of the accounts that Jira knows as active. 1 call per 50. */
export async function activeAmong(accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const active = (await readAccounts(accountIds)).filter((account) => account.active !== false);
  return new Set(active.map(({ accountId }) => accountId));
}

async function readAccounts(accountIds: readonly string[]): Promise<z.infer<typeof userPage>['values']> {
  const found: z.infer<typeof userPage>['values'] = [];
  const wanted = [...new Set(accountIds)];
  for (let from = 0; from < wanted.length; from += ACCOUNTS_AT_ONCE) {
    const query = new URLSearchParams({ maxResults: String(ACCOUNTS_AT_ONCE) });
    for (const accountId of wanted.slice(from, from + ACCOUNTS_AT_ONCE)) query.append('accountId', accountId);
    const { values } = await askJira(
      {
        endpoint: 'user/bulk',
        route: route`/rest/api/3/user/bulk?${query}`,
        as: 'user',
        points: (reply) => POINTS.users(reply.values.length),
      },
      userPage,
    );
    found.push(...values);
  }
  return found;
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-user-search/#api-rest-api-3-user-search-get */
const foundUsers = z.array(
  z.object({
    accountId: z.string(),
    accountType: z.string().optional(),
    displayName: z.string().optional(),
    active: z.boolean().optional(),
  }),
);

const MOST_FOUND = 20;

/**
 * The first people whose name begins with a text, as the current user may find them; of a project, those whom its
 * issues may be assigned to. Throws `forbidden` where the user may find nobody. 1 call.
 */
export async function findPeople(
  text: string,
  projectId: number | null,
): Promise<readonly { readonly accountId: string; readonly name: string }[]> {
  const query = new URLSearchParams({ query: text, maxResults: String(MOST_FOUND) });
  if (projectId !== null) query.set('project', String(projectId));
  const found = await askJira(
    {
      endpoint: projectId === null ? 'user/search' : 'user/assignable/search',
      route:
        projectId === null
          ? route`/rest/api/3/user/search?${query}`
          : route`/rest/api/3/user/assignable/search?${query}`,
      as: 'user',
      points: (reply) => POINTS.users(reply.length),
    },
    foundUsers,
  );
  return found.flatMap(({ accountId, accountType = 'atlassian', displayName, active }) =>
    accountType === 'atlassian' && active !== false && displayName ? [{ accountId, name: displayName }] : [],
  );
}
