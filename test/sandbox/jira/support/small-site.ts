import { createJiraSite, type SimulatedJira } from '../../../../sandbox/jira';
import type { SiteData, SiteIssue, SiteLink, SiteProject } from '../../../../sandbox/jira/site-data';
import type { Actor, SiteEvent, SiteRequest } from '../../../../sandbox/jira/site-port';

const BASE_URL = 'https://small.example.net';
export const NOW = new Date('2026-11-20T10:00:00.000Z');

/** A Jira administrator, a project manager, somebody who may browse only PAY, and a former colleague. */
export const ADA = 'account-ada';
export const PAT = 'account-pat';
export const VIC = 'account-vic';
export const GUS = 'account-gus';

const everyone = { anyone: true } as const;
const editors = { roles: ['Developers'] } as const;

export function aProject(overrides: Partial<SiteProject> & Pick<SiteProject, 'id' | 'key' | 'name'>): SiteProject {
  return {
    issueTypeIds: ['1', '2', '5'],
    versions: [],
    roles: { Administrators: { users: [PAT], groups: ['admins'] }, Developers: { users: [PAT], groups: ['staff'] } },
    browse: everyone,
    edit: editors,
    administer: { roles: ['Administrators'] },
    leadAccountId: PAT,
    ...overrides,
  };
}

const TO_DO = { id: '10', name: 'To Do' };
const DONE = { id: '30', name: 'Done' };
const STORY = { id: '1', name: 'Story' };

export function anIssue(
  id: string,
  key: string,
  projectId: string,
  fields: SiteIssue['fields'] = {},
  rest: Partial<SiteIssue> = {},
): SiteIssue {
  return {
    id,
    key,
    projectId,
    fields: {
      summary: `Summary of ${key}`,
      issuetype: STORY,
      status: TO_DO,
      priority: { id: '3', name: 'Medium' },
      created: '2026-10-01T08:00:00.000+0000',
      updated: '2026-10-02T08:00:00.000+0000',
      creator: { accountId: PAT },
      reporter: { accountId: PAT },
      ...fields,
    },
    ...rest,
  };
}

function aLink(id: string, sourceId: string, destinationId: string, typeId = '100'): SiteLink {
  return { id, typeId, sourceId, destinationId };
}

/** Three projects: PAY for all, SEC for administrators only, OLD archived. */
export function smallSite(overrides: Partial<SiteData> = {}): SiteData {
  return {
    title: 'Small',
    timeZone: 'Europe/Berlin',
    users: [
      { accountId: ADA, displayName: 'Ada Admin', active: true, emailAddress: 'ada@small.example' },
      { accountId: PAT, displayName: 'Pat Manager', active: true, timeZone: 'America/New_York' },
      { accountId: VIC, displayName: 'Vic Viewer', active: true },
      { accountId: GUS, displayName: 'Gus Gone', active: false },
    ],
    groups: [
      { groupId: 'g-1', name: 'admins', members: [ADA] },
      { groupId: 'g-2', name: 'staff', members: [ADA, GUS] },
    ],
    administratorGroups: ['admins'],
    personas: [{ accountId: PAT, title: 'PM', note: '' }],
    projects: [
      aProject({
        id: '10000',
        key: 'PAY',
        name: 'Payments',
        description: 'All about money',
        category: { id: '700', name: 'Core' },
        versions: [
          { id: '900', name: '1.0', archived: false, released: true, releaseDate: '2026-09-30' },
          { id: '901', name: '2.0', archived: false, released: false, startDate: '2026-10-01' },
        ],
      }),
      aProject({ id: '10001', key: 'SEC', name: 'Security', browse: { groups: ['admins'] }, leadAccountId: null }),
      aProject({ id: '10002', key: 'EXP', name: 'Exported', leadAccountId: undefined as never }),
      aProject({ id: '10003', key: 'OLD', name: 'Old things', archived: true }),
    ],
    statuses: [
      { id: '10', name: 'To Do', category: 'new' },
      { id: '20', name: 'In Progress', category: 'indeterminate' },
      { id: '30', name: 'Done', category: 'done' },
      { id: '40', name: 'Odd' },
    ],
    issueTypes: [
      { id: '1', name: 'Story', subtask: false, hierarchyLevel: 0 },
      { id: '2', name: 'Epic', subtask: false, hierarchyLevel: 1 },
      { id: '5', name: 'Sub-task', subtask: true, hierarchyLevel: -1 },
    ],
    priorities: [
      { id: '1', name: 'Highest' },
      { id: '3', name: 'Medium' },
    ],
    resolutions: [
      { id: '1', name: 'Fixed' },
      { id: '2', name: 'Done' },
    ],
    linkTypes: [
      { id: '100', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
      { id: '101', name: 'Nameless' },
    ],
    customFields: [
      {
        id: 'customfield_10015',
        name: 'Start date',
        custom: true,
        schema: { type: 'date', custom: 'jira:datepicker' },
      },
      { id: 'customfield_10016', name: 'Story point estimate', custom: true, schema: { type: 'number' } },
      {
        id: 'customfield_10020',
        name: 'Sprint',
        custom: true,
        schema: { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint' },
      },
    ],
    issues: [
      anIssue('1001', 'PAY-1', '10000', { issuetype: { id: '2', name: 'Epic' }, duedate: '2026-12-24' }),
      anIssue('1002', 'PAY-2', '10000', {
        parent: { id: '1001', key: 'PAY-1' },
        assignee: { accountId: GUS },
        fixVersions: [{ id: '901', name: '2.0' }],
        labels: ['blue'],
        timeoriginalestimate: 100_800,
        customfield_10020: [{ id: 7, name: 'Sprint 7', state: 'active', endDate: '2026-12-01T09:00:00.000Z' }],
      }),
      anIssue('1003', 'PAY-3', '10000', {
        issuetype: { id: '5', name: 'Sub-task' },
        parent: { id: '1002', key: 'PAY-2' },
        status: DONE,
        resolution: { id: '1', name: 'Fixed' },
        resolutiondate: '2026-10-02T08:00:00.000+0000',
      }),
      anIssue('1004', 'PAY-4', '10000', {}, { securityAccountIds: [PAT] }),
      anIssue('1005', 'SEC-1', '10001'),
      anIssue(
        '1006',
        'EXP-6',
        '10002',
        {},
        {
          changelog: [
            {
              id: '501',
              authorAccountId: PAT,
              created: '2026-10-03T08:00:00.000+0000',
              items: [
                {
                  field: 'Key',
                  fieldId: 'issuekey',
                  fieldtype: 'jira',
                  from: null,
                  fromString: 'PAY-99',
                  to: null,
                  toString: 'EXP-6',
                },
              ],
            },
            {
              id: '502',
              authorAccountId: null,
              created: '2026-10-04T08:00:00.000+0000',
              items: [
                {
                  field: 'duedate',
                  fieldId: 'duedate',
                  fieldtype: 'jira',
                  from: '2026-11-01',
                  fromString: '2026-11-01 00:00:00.0',
                  to: null,
                  toString: null,
                },
                {
                  field: 'labels',
                  fieldId: 'labels',
                  fieldtype: 'jira',
                  from: null,
                  fromString: '',
                  to: null,
                  toString: 'x',
                },
              ],
            },
          ],
        },
      ),
      anIssue('1007', 'OLD-1', '10003'),
    ],
    links: [aLink('2001', '1002', '1005'), aLink('2002', '1006', '1002'), aLink('2003', '1002', '3001', '101')],
    outsideIssues: [{ id: '3001', key: 'FAR-1', fields: { summary: 'Elsewhere', status: TO_DO } }],
    ...overrides,
  };
}

export const APP: Actor = { kind: 'app', scopes: ['read:jira-work'] };
export const POWERFUL_APP: Actor = {
  kind: 'app',
  scopes: ['read:jira-work', 'write:jira-work', 'read:jira-user', 'manage:jira-project', 'manage:jira-configuration'],
};

export function asUser(accountId: string): Actor {
  return { kind: 'user', accountId, scopes: 'all' };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed; `null` for an empty body. */
  readonly body: ReplyBody;
}

/** What tests read of replies, whichever endpoint they come from; a wrong guess fails the test that made it. */
export interface ReplyBody {
  readonly [name: string]: unknown;
  readonly issues: readonly IssueBody[];
  readonly nextPageToken: string | undefined;
  readonly isLast: boolean;
  readonly total: number;
  readonly count: number;
  readonly errorMessages: readonly string[];
  readonly errors: Readonly<Record<string, string>>;
  readonly values: readonly { readonly key: string; readonly accountId: string; readonly lead?: unknown }[];
  readonly nextPage: string;
  readonly lead: { readonly accountId: string };
  readonly actors: readonly { readonly displayName: string }[];
  readonly issueErrors: readonly { readonly id: string }[];
  readonly permissions: Readonly<Record<string, { readonly havePermission: boolean }>>;
  readonly projectPermissions: readonly unknown[];
  readonly transitions: readonly {
    readonly id: string;
    readonly name: string;
    readonly to: { readonly name: string };
  }[];
  readonly queries: readonly { readonly query: string; readonly errors?: readonly string[] }[];
  readonly key: string;
  readonly fields: FieldsBody;
  readonly changelog: ChangelogBody;
}

interface IssueBody {
  readonly id: string;
  readonly key: string;
  readonly fields: FieldsBody;
  readonly changelog: ChangelogBody;
}

export interface FieldsBody {
  readonly [id: string]: unknown;
  readonly subtasks: readonly { readonly key: string }[];
  readonly issuelinks: readonly LinkBody[];
}

interface LinkBody {
  readonly id: string;
  readonly outwardIssue?: { readonly key: string };
  readonly inwardIssue?: { readonly key: string };
}

interface ChangelogBody {
  readonly total: number;
  readonly histories: readonly { readonly id: string; readonly items: readonly unknown[] }[];
}

interface TestSite {
  readonly site: SimulatedJira;
  readonly events: SiteEvent[];
  /** Moves the site's clock. */
  readonly setNow: (now: Date) => void;
  readonly ask: (method: SiteRequest['method'], path: string, body?: unknown, actor?: Actor) => Promise<Answer>;
}

/** A served site and a short way to ask it; the actor is the app with every scope unless said otherwise. */
export function serve(data: SiteData = smallSite()): TestSite {
  let now = NOW;
  const site = createJiraSite(data, { clock: () => now, baseUrl: BASE_URL });
  const events: SiteEvent[] = [];
  site.onEvent((event) => events.push(event));
  return {
    site,
    events,
    setNow: (later) => {
      now = later;
    },
    ask: async (method, path, body, actor = POWERFUL_APP) => {
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const reply = await site.handle({ method, path, ...(text === undefined ? {} : { body: text }) }, actor);
      return {
        status: reply.status,
        headers: reply.headers,
        body: (reply.body === '' ? null : JSON.parse(reply.body)) as ReplyBody,
      };
    },
  };
}
