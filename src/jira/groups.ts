import * as z from 'zod';
import { route } from '@forge/api';
import { askJira } from './request';
import { POINTS } from './usage';

export interface JiraGroup {
  readonly id: string;
  readonly name: string;
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-myself/#api-rest-api-3-myself-get */
const myself = z.object({
  accountId: z.string(),
  groups: z.object({ items: z.array(z.object({ groupId: z.string().nullish() })) }),
});

/** The current user's account and the ids of their groups. 1 call. */
export async function readMyself(): Promise<{ readonly accountId: string; readonly groups: ReadonlySet<string> }> {
  const { accountId, groups } = await askJira(
    {
      endpoint: 'myself',
      route: route`/rest/api/3/myself?expand=groups`,
      as: 'user',
      points: () => POINTS.users(1),
    },
    myself,
  );
  return { accountId, groups: new Set(groups.items.flatMap(({ groupId }) => groupId ?? [])) };
}

/** Whether the current user is a member of the group. 1 call. */
export async function isInGroup(groupId: string): Promise<boolean> {
  return (await readMyself()).groups.has(groupId);
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-groups/#api-rest-api-3-groups-picker-get */
const foundGroups = z.object({ groups: z.array(z.object({ groupId: z.string(), name: z.string() })) });

const MOST_GROUPS = 50;

/** The first groups whose name holds a text, as the current user may find them; at most 50. 1 call. */
export async function findGroups(text: string): Promise<readonly JiraGroup[]> {
  const query = new URLSearchParams({ query: text, maxResults: String(MOST_GROUPS), caseInsensitive: 'true' });
  const { groups } = await askJira(
    {
      endpoint: 'groups/picker',
      route: route`/rest/api/3/groups/picker?${query}`,
      as: 'user',
      points: (reply) => POINTS.users(reply.groups.length),
    },
    foundGroups,
  );
  return groups.map(({ groupId, name }) => ({ id: groupId, name }));
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-groups/#api-rest-api-3-group-bulk-get */
const groupPage = z.object({
  values: z.array(z.object({ groupId: z.string().nullish(), name: z.string().nullish() })).optional(),
});

/** The groups that have one of the ids, as far as the current user may know them; at most 50. 1 call, none without ids. */
export async function groupsWithIds(ids: readonly string[]): Promise<readonly JiraGroup[]> {
  if (ids.length === 0) return [];
  const query = new URLSearchParams({ maxResults: String(MOST_GROUPS) });
  for (const id of ids.slice(0, MOST_GROUPS)) query.append('groupId', id);
  const { values = [] } = await askJira(
    {
      endpoint: 'group/bulk',
      route: route`/rest/api/3/group/bulk?${query}`,
      as: 'user',
      points: (reply) => POINTS.users(reply.values?.length ?? 0),
    },
    groupPage,
  );
  return values.flatMap(({ groupId, name }) => (groupId && name ? [{ id: groupId, name }] : []));
}
