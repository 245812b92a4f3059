import type { JqlViewer, JqlWorld } from '../../../../sandbox/jira/jql';
import type {
  ChangeHistory,
  Json,
  SiteField,
  SiteGroup,
  SiteIssue,
  SiteIssueType,
  SiteLink,
  SiteLinkType,
  SiteProject,
  SiteStatus,
  SiteUser,
  SiteVersion,
} from '../../../../sandbox/jira/site-data';
import { parseJql, searchIssues } from '../../../../sandbox/jira/jql';

export interface WorldParts {
  readonly projects: readonly SiteProject[];
  readonly users: readonly SiteUser[];
  readonly groups: readonly SiteGroup[];
  readonly statuses: readonly SiteStatus[];
  readonly issueTypes: readonly SiteIssueType[];
  readonly priorities: readonly { readonly id: string; readonly name: string }[];
  readonly resolutions: readonly { readonly id: string; readonly name: string }[];
  readonly linkTypes: readonly SiteLinkType[];
  readonly customFields: readonly SiteField[];
  readonly issues: readonly SiteIssue[];
  readonly links: readonly SiteLink[];
  readonly oldKeys?: Readonly<Record<string, string>>;
  readonly now: string;
  readonly hiddenProjects?: readonly string[];
}

/** A world over plain arrays, with the indexes that a site keeps. Counts how many issues a search was shown. */
export function createWorld(parts: WorldParts): JqlWorld & { shown(): number } {
  const byId = new Map(parts.issues.map((issue) => [issue.id, issue]));
  const byKey = new Map(parts.issues.map((issue) => [issue.key, issue]));
  const byProject = groupBy(parts.issues, (issue) => issue.projectId);
  const byParent = groupBy(parts.issues, (issue) => parentId(issue) ?? '');
  const byEnd = new Map<string, SiteLink[]>();
  for (const link of parts.links) {
    for (const end of [link.sourceId, link.destinationId]) byEnd.set(end, [...(byEnd.get(end) ?? []), link]);
  }
  const hidden = new Set(parts.hiddenProjects ?? []);
  let shown = 0;
  function* counted(issues: readonly SiteIssue[]): Iterable<SiteIssue> {
    for (const issue of issues) {
      shown += 1;
      yield issue;
    }
  }
  return {
    ...parts,
    issues: () => counted(parts.issues),
    issuesOfProject: (id) => counted(byProject.get(id) ?? []),
    issueById: (id) => byId.get(id),
    issueByKey: (key) => byKey.get(key) ?? byId.get(parts.oldKeys?.[key] ?? ''),
    links: (id) => byEnd.get(id) ?? [],
    children: (id) => byParent.get(id) ?? [],
    mayBrowse: (issue) => !hidden.has(issue.projectId),
    mayBrowseProject: (project) => !hidden.has(project.id),
    now: () => new Date(parts.now),
    shown: () => shown,
  };
}

function groupBy(issues: readonly SiteIssue[], keyOf: (issue: SiteIssue) => string): Map<string, SiteIssue[]> {
  const groups = new Map<string, SiteIssue[]>();
  for (const issue of issues) {
    const group = groups.get(keyOf(issue));
    if (group) group.push(issue);
    else groups.set(keyOf(issue), [issue]);
  }
  return groups;
}

function parentId(issue: SiteIssue): string | undefined {
  const parent = issue.fields['parent'] as { readonly id?: string } | undefined;
  return parent?.id;
}

export const ANNA = 'acc-anna';
export const BEN = 'acc-ben';
export const CLEO = 'acc-cleo';
export const viewer: JqlViewer = { accountId: ANNA, timeZone: 'Europe/Berlin' };

/** Runs a query on a world; the keys found, in order. */
export function keysOf(world: JqlWorld, query: string, as: JqlViewer = viewer): readonly string[] {
  return searchIssues(parseJql(query), world, as).map((issue) => issue.key);
}

/** What a query is refused with. */
export function errorsOf(world: JqlWorld, query: string, as: JqlViewer = viewer): readonly string[] {
  try {
    searchIssues(parseJql(query), world, as);
  } catch (error) {
    if (error instanceof Error && 'errorMessages' in error) return error.errorMessages as readonly string[];
    throw error;
  }
  throw new Error(`Not refused: ${query}`);
}

export const users: readonly SiteUser[] = [
  { accountId: ANNA, displayName: 'Anna Berg', active: true, emailAddress: 'anna@example.com' },
  { accountId: BEN, displayName: 'Ben Cole', active: true },
  { accountId: CLEO, displayName: 'Cleo Diaz', active: false },
];

const statuses: readonly SiteStatus[] = [
  { id: '1', name: 'Open', category: 'new' },
  { id: '3', name: 'In Progress', category: 'indeterminate' },
  { id: '6', name: 'Done', category: 'done' },
  { id: '7', name: 'In QA' },
];
const issueTypes: readonly SiteIssueType[] = [
  { id: '10', name: 'Epic', subtask: false, hierarchyLevel: 1 },
  { id: '11', name: 'Story', subtask: false, hierarchyLevel: 0 },
  { id: '12', name: 'Bug', subtask: false, hierarchyLevel: 0 },
  { id: '13', name: 'Sub-task', subtask: true, hierarchyLevel: -1 },
  { id: '14', name: 'Initiative', subtask: false, hierarchyLevel: 2 },
];
const priorities = [
  { id: '1', name: 'Highest' },
  { id: '2', name: 'High' },
  { id: '3', name: 'Medium' },
  { id: '4', name: 'Low' },
];
const resolutions = [
  { id: '10000', name: 'Done' },
  { id: '10001', name: "Won't Do" },
];
const linkTypes: readonly SiteLinkType[] = [
  { id: '500', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '501', name: 'Relates', inward: 'relates to', outward: 'relates to' },
];
const customFields: readonly SiteField[] = [
  custom(10015, 'Start date', { type: 'date', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:datepicker' }),
  custom(10016, 'Story point estimate', { type: 'number', custom: 'com.pyxis.greenhopper.jira:jsw-story-points' }),
  custom(10019, 'Rank', { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-lexo-rank' }),
  custom(10020, 'Sprint', { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint' }),
  custom(10030, 'Risk', { type: 'option', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:select' }),
  custom(10031, 'Approver', { type: 'user', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:userpicker' }),
  custom(10032, 'Notes', { type: 'string', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textarea' }),
  custom(10033, 'Go live', { type: 'datetime', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:datetime' }),
  custom(10034, 'Team', { type: 'team', custom: 'com.atlassian.teams:rm-teams-custom-field-team' }),
  custom(10035, 'Twin', { type: 'number', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:float' }),
  custom(10036, 'Twin', { type: 'date', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:datepicker' }),
];

function custom(id: number, name: string, schema: { type: string; items?: string; custom: string }): SiteField {
  return { id: `customfield_${id}`, name, custom: true, schema: { ...schema, customId: id } };
}

const everyone = { anyone: true };
const payVersions: readonly SiteVersion[] = [
  { id: '900', name: '1.0', archived: false, released: true, releaseDate: '2026-01-15' },
  { id: '901', name: '1.1', archived: false, released: true, releaseDate: '2026-02-15' },
  { id: '902', name: '2.0', archived: false, released: false, releaseDate: '2026-05-01' },
  { id: '903', name: '3.0', archived: false, released: false },
];

function aProject(id: string, key: string, name: string, more: Partial<SiteProject> = {}): SiteProject {
  return {
    id,
    key,
    name,
    issueTypeIds: issueTypes.map((type) => type.id),
    versions: [],
    roles: {},
    browse: everyone,
    edit: everyone,
    administer: everyone,
    ...more,
  };
}

const projects: readonly SiteProject[] = [
  aProject('100', 'PAY', 'Payments', {
    versions: payVersions,
    leadAccountId: ANNA,
    category: { id: '70', name: 'Products' },
    roles: { Developers: { users: [], groups: ['developers'] } },
  }),
  aProject('101', 'OPS', 'Operations', {
    versions: [{ id: '910', name: '1.0', archived: false, released: false }],
    leadAccountId: BEN,
  }),
  aProject('102', 'SEC', 'Secret'),
];

function named<T extends { readonly name: string }>(list: readonly T[], name: string): T {
  const found = list.find((each) => each.name === name);
  if (!found) throw new Error(`No ${name}`);
  return found;
}

interface Overrides {
  readonly type?: string;
  readonly status?: string;
  readonly priority?: string | null;
  readonly resolution?: string;
  readonly assignee?: string;
  readonly versions?: readonly string[];
  readonly affects?: readonly string[];
  readonly parent?: string;
  readonly sprints?: readonly Json[];
  readonly fields?: Readonly<Record<string, Json>>;
  readonly changelog?: readonly ChangeHistory[];
}

function anIssue(id: string, key: string, summary: string, more: Overrides = {}): SiteIssue {
  const project = named(
    projects.map((each) => ({ ...each, name: each.key })),
    key.slice(0, key.indexOf('-')),
  );
  const status = named(statuses, more.status ?? 'Open');
  const type = named(issueTypes, more.type ?? 'Story');
  const user = (accountId: string): Json => ({
    accountId,
    displayName: users.find((each) => each.accountId === accountId)?.displayName ?? '',
  });
  const versions = (names: readonly string[]): Json =>
    names.map((name) => {
      const { id: versionId } = named(project.versions, name);
      return { id: versionId, name };
    });
  const categories: Record<string, Json> = { new: 'new', indeterminate: 'indeterminate', done: 'done' };
  const fields: Record<string, Json> = {
    summary,
    status: {
      id: status.id,
      name: status.name,
      ...(status.category ? { statusCategory: { key: categories[status.category] } } : {}),
    },
    issuetype: { id: type.id, name: type.name, subtask: type.subtask },
    creator: user(BEN),
    reporter: user(BEN),
    created: '2026-01-10T10:00:00.000+0000',
    updated: '2026-03-01T10:00:00.000+0000',
    ...(more.priority === null ? {} : { priority: { ...named(priorities, more.priority ?? 'Medium') } }),
    ...(more.resolution ? { resolution: { ...named(resolutions, more.resolution) } } : {}),
    ...(more.assignee ? { assignee: user(more.assignee) } : {}),
    ...(more.versions ? { fixVersions: versions(more.versions) } : {}),
    ...(more.affects ? { versions: versions(more.affects) } : {}),
    ...(more.parent ? { parent: { id: more.parent } } : {}),
    ...(more.sprints ? { customfield_10020: more.sprints } : {}),
    ...more.fields,
  };
  return { id, key, projectId: project.id, fields, ...(more.changelog ? { changelog: more.changelog } : {}) };
}

function aChange(
  at: string,
  by: string,
  field: string,
  from: [string | null, string | null],
  to: [string | null, string | null],
): ChangeHistory {
  return {
    id: at,
    authorAccountId: by,
    created: at,
    items: [
      { field, fieldId: field, fieldtype: 'jira', from: from[0], fromString: from[1], to: to[0], toString: to[1] },
    ],
  };
}

const SPRINT_1: Json = { id: 31, name: 'PAY Sprint 1', state: 'closed', endDate: '2026-02-01T00:00:00.000Z' };
const SPRINT_2: Json = { id: 32, name: 'PAY Sprint 2', state: 'active', endDate: '2026-03-20T00:00:00.000Z' };
const SPRINT_3: Json = { id: 33, name: 'PAY Sprint 3', state: 'future' };

const issues: readonly SiteIssue[] = [
  anIssue('1000', 'PAY-1', 'Card payments', {
    type: 'Epic',
    status: 'In Progress',
    assignee: ANNA,
    priority: 'High',
    versions: ['2.0'],
    fields: {
      duedate: '2026-04-30',
      customfield_10015: '2026-01-12',
      customfield_10019: '0|i00007:',
      labels: ['Roadmap', 'cards'],
      created: '2026-01-01T23:30:00.000+0000',
    },
    changelog: [
      aChange('2026-01-05T09:00:00.000+0000', BEN, 'status', ['1', 'Open'], ['3', 'In Progress']),
      aChange('2026-02-01T09:00:00.000+0000', BEN, 'assignee', [CLEO, 'Cleo Diaz'], [ANNA, 'Anna Berg']),
      aChange('2026-02-03T09:00:00.000+0000', ANNA, 'Fix Version', [null, null], ['902', '2.0']),
    ],
  }),
  anIssue('1001', 'PAY-2', 'Refund full-screen form fails on the second export', {
    type: 'Bug',
    assignee: BEN,
    priority: 'Highest',
    parent: '1000',
    affects: ['1.0'],
    sprints: [SPRINT_1, SPRINT_2],
    fields: {
      duedate: '2026-03-09',
      description: {
        type: 'doc',
        version: 1,
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'Steps: open the ' },
              { type: 'text', text: 'form', marks: [{ type: 'strong' }] },
              { type: 'text', text: 'ular.' },
            ],
          },
          { type: 'paragraph', content: [{ type: 'text', text: 'Then click Refund.' }] },
        ],
      },
      timeoriginalestimate: 28800,
      components: [{ id: '80', name: 'Checkout' }],
      customfield_10016: 5,
      customfield_10019: '0|i00005:',
      customfield_10030: { id: '5001', value: 'Severe' },
      customfield_10031: { accountId: ANNA, displayName: 'Anna Berg' },
      customfield_10032: 'Ask the acquirer about chargebacks',
      customfield_10033: '2026-03-10T08:00:00.000+0000',
      updated: '2026-03-09T23:30:00.000+0000',
      comment: { comments: [{ body: 'Reproduced on staging' }, { body: 'Fixed in build 77' }] },
      attachment: [{ id: '1' }],
      votes: { votes: 4 },
    },
    changelog: [],
  }),
  anIssue('1002', 'PAY-3', 'Write the export of settlements', {
    status: 'Done',
    resolution: 'Done',
    assignee: ANNA,
    parent: '1000',
    versions: ['1.0', '2.0'],
    sprints: [SPRINT_1],
    fields: {
      resolutiondate: '2026-02-20T15:00:00.000+0000',
      statuscategorychangedate: '2026-02-20T15:00:00.000+0000',
      timespent: 7200,
      labels: ['cards'],
      customfield_10016: 3,
      customfield_10019: '0|i00001:',
      updated: '2026-02-20T15:00:00.000+0000',
    },
    changelog: [
      aChange('2026-01-20T09:00:00.000+0000', ANNA, 'status', ['1', 'Open'], ['3', 'In Progress']),
      aChange('2026-02-10T09:00:00.000+0000', ANNA, 'status', ['3', 'In Progress'], ['99', 'Waiting']),
      aChange('2026-02-20T15:00:00.000+0000', BEN, 'status', ['99', 'Waiting'], ['6', 'Done']),
      aChange('2026-02-12T09:00:00.000+0000', BEN, 'Fix Version', ['901', '1.1'], [null, null]),
      aChange('2026-02-12T09:00:01.000+0000', BEN, 'Fix Version', [null, null], ['902', '2.0']),
    ],
  }),
  anIssue('1003', 'PAY-10', 'Test the refund', {
    type: 'Sub-task',
    parent: '1001',
    priority: null,
    sprints: [SPRINT_3],
    fields: { duedate: '2026-03-10', created: '2026-03-09T22:30:00.000+0000', environment: 'Staging cluster' },
    changelog: [],
  }),
  anIssue('1004', 'OPS-1', 'Payments platform', {
    type: 'Initiative',
    status: 'In QA',
    priority: 'Low',
    fields: { created: '2025-12-31T12:00:00.000+0000' },
    changelog: [],
  }),
  anIssue('1005', 'OPS-2', 'Move the database', {
    assignee: CLEO,
    parent: '1006',
    versions: ['1.0'],
    fields: {
      labels: ['infra'],
      components: [{ id: '81', name: 'Database' }],
      security: { id: '60', name: 'Internal' },
    },
    changelog: [],
  }),
  anIssue('1006', 'OPS-3', 'Database epic', { type: 'Epic', parent: '1004', status: 'In Progress', changelog: [] }),
  anIssue('1007', 'SEC-1', 'Hidden export', { assignee: ANNA, fields: { components: [{ id: '82', name: 'Vault' }] } }),
];

export const fixtureParts: WorldParts = {
  projects,
  users,
  groups: [{ groupId: 'g-1', name: 'developers', members: [BEN, CLEO] }],
  statuses,
  issueTypes,
  priorities,
  resolutions,
  linkTypes,
  customFields,
  issues,
  links: [
    { id: '1', typeId: '500', sourceId: '1001', destinationId: '1002' },
    { id: '2', typeId: '500', sourceId: '1005', destinationId: '1000' },
    { id: '3', typeId: '501', sourceId: '1000', destinationId: '1006' },
    { id: '4', typeId: '500', sourceId: '1007', destinationId: '1002' },
  ],
  oldKeys: { 'OLD-7': '1002' },
  /** Tuesday, 10 March 2026, 09:00 in Berlin. */
  now: '2026-03-10T08:00:00.000Z',
  hiddenProjects: ['102'],
};

export const world = createWorld(fixtureParts);
