import * as z from 'zod';
import { route } from '@forge/api';
import { parseDay, type DueChange } from '../model';
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

const item = z.object({ fieldId: z.string().nullish(), from: z.string().nullish(), to: z.string().nullish() });

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-changelog-bulkfetch-post */
const reply = z.object({
  issueChangeLogs: z.array(
    z.object({
      issueId: numericId,
      changeHistories: z.array(z.object({ created: instant, items: z.array(item) })),
    }),
  ),
  nextPageToken: z.string().nullish(),
});

/** The most that Jira gives at once. */
const MOST_HISTORIES = 10_000;

interface FieldChange extends z.infer<typeof item> {
  readonly at: Date;
}

interface ChangesPage {
  readonly changes: ReadonlyMap<number, readonly FieldChange[]>;
  readonly nextPageToken: string | null;
}

/** A page of the changes of one field of at most 1,000 issues, by issue id, as the app. 1 call. */
async function readChangesOf(
  fieldId: string,
  issueIds: readonly number[],
  pageToken: string | null,
): Promise<ChangesPage> {
  const body = {
    issueIdsOrKeys: issueIds.map(String),
    fieldIds: [fieldId],
    maxResults: MOST_HISTORIES,
    ...(pageToken === null ? {} : { nextPageToken: pageToken }),
  };
  const { issueChangeLogs, nextPageToken } = await askJira(
    {
      endpoint: 'changelog/bulkfetch',
      route: route`/rest/api/3/changelog/bulkfetch`,
      as: 'app',
      body,
      points: (read) => POINTS.changes(read.issueChangeLogs.length),
    },
    reply,
  );
  const changes = new Map(
    issueChangeLogs.map(({ issueId, changeHistories }) => [
      issueId,
      changeHistories.flatMap(({ created, items }) =>
        items.flatMap((each) => (each.fieldId === fieldId ? [{ ...each, at: created }] : [])),
      ),
    ]),
  );
  return { changes, nextPageToken: nextPageToken ?? null };
}

/**
 * Which statuses the given issues (at most 1,000) entered and when, by issue id, in any order, read as the app. Issues
 * that the app may not browse are left out. 1 call: what is beyond 10,000 changes is not read.
 */
export async function readStatusChanges(
  issueIds: readonly number[],
): Promise<ReadonlyMap<number, readonly StatusChange[]>> {
  const { changes } = await readChangesOf('status', issueIds, null);
  const entered = (all: readonly FieldChange[]): readonly StatusChange[] =>
    all.flatMap(({ at, to }) => (to ? [{ at, to }] : []));
  return new Map([...changes].map(([issueId, all]) => [issueId, entered(all)]));
}

/**
 * A page of the changes of due dates of the given issues (at most 1,000), by issue id, oldest first, read as the app.
 * Issues whose date never changed are left out, and those that the app may not browse. 1 call.
 */
export async function readDueChangesPage(
  issueIds: readonly number[],
  pageToken: string | null,
): Promise<{ readonly changes: ReadonlyMap<number, readonly DueChange[]>; readonly nextPageToken: string | null }> {
  const { changes, nextPageToken } = await readChangesOf('duedate', issueIds, pageToken);
  const moved = (all: readonly FieldChange[]): readonly DueChange[] =>
    all.map(({ at, from, to }) => ({ at, from: parseDay(from ?? ''), to: parseDay(to ?? '') }));
  return { changes: new Map([...changes].map(([issueId, all]) => [issueId, moved(all)])), nextPageToken };
}
