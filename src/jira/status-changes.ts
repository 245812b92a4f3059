import * as z from 'zod';
import { route } from '@forge/api';
import { numericId } from './projects';
import { askJira } from './request';
import { POINTS } from './usage';

/** An issue entered a status. */
export interface StatusChange {
  readonly at: Date;
  /** Id of the status that it entered. */
  readonly to: string;
}

/** An instant as text, or as seconds or milliseconds since 1970: the API page declares the one and shows the other. */
const instant = z.union([z.string(), z.number()]).transform((value, context): Date => {
  const found = new Date(typeof value === 'number' && value < FIRST_MILLISECONDS ? value * 1000 : value);
  if (!Number.isNaN(found.getTime())) return found;
  context.addIssue({ code: 'custom', message: 'not an instant' });
  return z.NEVER;
});
/** As seconds this is the year 5138, as milliseconds 1973. */
const FIRST_MILLISECONDS = 100_000_000_000;

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-changelog-bulkfetch-post */
const reply = z.object({
  issueChangeLogs: z.array(
    z.object({
      issueId: numericId,
      changeHistories: z.array(
        z.object({
          created: instant,
          items: z.array(z.object({ fieldId: z.string().nullish(), to: z.string().nullish() })),
        }),
      ),
    }),
  ),
});

/** The most that Jira gives at once. */
const MOST_HISTORIES = 10_000;

/**
 * Which statuses the given issues (at most 1,000) entered and when, by issue id, in any order, read as the app. Issues
 * that the app may not browse are left out. 1 call: what is beyond 10,000 changes is not read.
 */
export async function readStatusChanges(
  issueIds: readonly number[],
): Promise<ReadonlyMap<number, readonly StatusChange[]>> {
  const body = { issueIdsOrKeys: issueIds.map(String), fieldIds: ['status'], maxResults: MOST_HISTORIES };
  const { issueChangeLogs } = await askJira(
    {
      endpoint: 'changelog/bulkfetch',
      route: route`/rest/api/3/changelog/bulkfetch`,
      as: 'app',
      body,
      points: (read) => POINTS.changes(read.issueChangeLogs.length),
    },
    reply,
  );
  return new Map(
    issueChangeLogs.map(({ issueId, changeHistories }) => [
      issueId,
      changeHistories.flatMap(({ created, items }) =>
        items.flatMap(({ fieldId, to }) => (fieldId === 'status' && to ? [{ at: created, to }] : [])),
      ),
    ]),
  );
}
