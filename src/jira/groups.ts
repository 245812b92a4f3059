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
