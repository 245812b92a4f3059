import * as z from 'zod';
import { route } from '@forge/api';
import { READ_MEANINGS, type FieldMap } from '../model';
import { customAmong, guessFields, listFields, type JiraField } from './fields';
import { JiraError } from './jira-error';
import { askJira } from './request';
import { POINTS } from './usage';

/** What a refresh has to know of the site to understand its issues. */
export interface FieldSettings {
  /** IANA name; UTC where Jira's is not one that this runtime knows. */
  readonly timeZone: string;
  /** Ids of custom fields, best candidate first; all of them are read. */
  readonly startDateFields: readonly string[];
  readonly sprintFields: readonly string[];
  readonly pointsFields: readonly string[];
  /** `null`: nobody has looked for them yet. */
  readonly teamFields: readonly string[] | null;
  /** The fields that are read for what they mean: what the playbook says, else what their names tell. */
  readonly mapped: FieldMap;
}

/** What a refresh has to know of the site. */
export interface SiteSettings extends FieldSettings {
  /** Ids of statuses in which work is in progress; empty where Jira does not tell. */
  readonly inProgressStatuses: readonly string[];
  /** What fields that were asked about hold, in Jira's words, empty where Jira tells none; `null`: it has no such field. */
  readonly namedFields: Readonly<Record<string, string | null>>;
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-server-info/#api-rest-api-3-serverinfo-get */
const serverInfo = z.object({ serverTimeZone: z.string().optional() });

const SPRINT = 'com.pyxis.greenhopper.jira:gh-sprint';
/** Jira's own field, and the app's that it was before. */
const TEAMS = [
  'com.atlassian.jira.plugin.system.customfieldtypes:atlassian-team',
  'com.atlassian.teams:rm-teams-custom-field-team',
];

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-workflow-statuses/#api-rest-api-3-status-get */
const statuses = z.array(z.object({ id: z.string(), statusCategory: z.object({ key: z.string() }).nullish() }));

/**
 * Reads the site's time zone, which custom fields carry start date, sprint, story points and team, and in which statuses work
 * is in progress, and what the fields in `named` hold. 3 calls.
 */
export async function readSiteSettings(named: readonly string[] = []): Promise<SiteSettings> {
  // One after the other: when Jira refuses the first, the second is not asked any more.
  const info = await askJira(
    { endpoint: 'serverInfo', route: route`/rest/api/3/serverInfo`, as: 'app', points: () => POINTS.serverInfo },
    serverInfo,
  );
  const all = await listFields('app');
  const custom = customAmong(all);
  return {
    timeZone: knownTimeZone(info.serverTimeZone),
    startDateFields: guessFields('start', custom).map(({ id }) => id),
    sprintFields: ofKind(SPRINT, custom),
    pointsFields: guessFields('points', custom).map(({ id }) => id),
    teamFields: TEAMS.flatMap((kind) => ofKind(kind, custom)),
    mapped: guessed(custom),
    inProgressStatuses: await readInProgressStatuses(),
    namedFields: Object.fromEntries(named.map((id) => [id, heldBy(all.find((field) => field.id === id))])),
  };
}

function heldBy(field: JiraField | undefined): string | null {
  return field === undefined ? null : (field.type ?? '');
}

function guessed(all: readonly JiraField[]): FieldMap {
  const found = READ_MEANINGS.map((meaning) => [meaning, guessFields(meaning, all).at(0)?.id] as const);
  return Object.fromEntries(found.filter(([, id]) => id !== undefined));
}

/** They only serve estimates: without them everything else still stands. */
async function readInProgressStatuses(): Promise<readonly string[]> {
  try {
    const all = await askJira(
      {
        endpoint: 'status',
        route: route`/rest/api/3/status`,
        as: 'app',
        points: (reply) => POINTS.statuses(reply.length),
      },
      statuses,
    );
    const inProgress = all.filter(({ statusCategory }) => statusCategory?.key === 'indeterminate');
    return inProgress.map(({ id }) => id).sort();
  } catch (error) {
    if (error instanceof JiraError && (error.failure === 'notFound' || error.failure === 'forbidden')) return [];
    throw error;
  }
}

function ofKind(wanted: string, all: readonly JiraField[]): readonly string[] {
  return all.filter(({ kind }) => kind === wanted).map(({ id }) => id);
}

function knownTimeZone(name: string | undefined): string {
  if (name === undefined) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
