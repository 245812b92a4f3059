import {
  ISSUE_TYPES,
  LINK_TYPES,
  RESOLUTIONS,
  servedStatus,
  STANDARD_CATALOGUE,
  STATUSES,
  type StatusName,
} from '../../sandbox/demo/standards';
import type { Random } from '../../sandbox/demo/random';
import { FIELD, type Json, type SiteData, type SiteIssue, type SiteProject } from '../../sandbox/jira/site-data';

export const ADMIN = 'account-of-the-admin';
export const MEMBERS = ['account-of-a-manager', 'account-of-a-developer'] as const;
const FORMER = 'account-of-somebody-who-left';

/** Sprints that issues may be in; the sandbox knows a sprint from any issue that is in it. */
export const SPRINTS = [
  { id: 1, name: 'Sprint 1', state: 'active', boardId: 1, endDate: '2026-03-13T16:00:00.000Z' },
  { id: 2, name: 'Sprint 2', state: 'future', boardId: 1 },
] as const;

/** Components that each project has, and the site's teams; the sandbox knows both from the issues that have them. */
export const COMPONENTS = ['API', 'Web'] as const;
export const TEAMS = ['Blue', 'Red'].map((name) => ({ id: `team-${name}`, name, title: name, isVisible: true }));

/** Fields that mean something to rules by their names. */
export const MAPPED = { baselineFinish: 'customfield_10301', actualCost: 'customfield_10302' } as const;
const CUSTOM = 'com.atlassian.jira.plugin.system.customfieldtypes:';
const MAPPED_FIELDS: SiteData['customFields'] = [
  {
    ...{ id: MAPPED.baselineFinish, name: 'Baseline finish', custom: true },
    schema: { type: 'date', custom: `${CUSTOM}datepicker`, customId: 10301 },
  },
  {
    ...{ id: MAPPED.actualCost, name: 'Actual cost', custom: true },
    schema: { type: 'number', custom: `${CUSTOM}float`, customId: 10302 },
  },
];

/** Projects with a few issues each, as a site may look before the app comes; of the first ones there may be `large` ones. */
export function smallSite(
  random: Random,
  size: {
    readonly projects: number;
    readonly issues: number;
    readonly least?: number;
    readonly large?: readonly number[];
  },
): SiteData {
  const projects = Array.from({ length: size.projects }, (_, place) => aProject(place, random));
  const sizeOf = (place: number): number =>
    size.large?.[place] ?? random.int(Math.min(size.least ?? 3, size.issues), size.issues);
  const issues = projects.flatMap((project, place) =>
    Array.from({ length: sizeOf(place) }, (_, number) => anIssue(project, number + 1, random)),
  );
  const linkTypes = Object.values(LINK_TYPES);
  const links = Array.from({ length: random.int(0, issues.length) }, (_, place) => ({
    id: String(20_000 + place),
    typeId: random.pick(linkTypes).id,
    sourceId: random.pick(issues).id,
    destinationId: random.pick(issues).id,
  })).filter(({ sourceId, destinationId }) => sourceId !== destinationId);
  return {
    title: 'Small site',
    timeZone: random.pick(['UTC', 'Europe/Amsterdam', 'America/Los_Angeles']),
    users: [
      ...[ADMIN, ...MEMBERS].map((accountId) => ({ accountId, displayName: `Name of ${accountId}`, active: true })),
      { accountId: FORMER, displayName: 'Somebody who left', active: false },
    ],
    groups: [{ groupId: 'group-1', name: 'jira-administrators', members: [ADMIN] }],
    administratorGroups: ['jira-administrators'],
    personas: [],
    projects,
    ...STANDARD_CATALOGUE,
    customFields: [...STANDARD_CATALOGUE.customFields, ...MAPPED_FIELDS],
    issues,
    links: distinct(links),
    outsideIssues: [],
  };
}

/** Jira keeps no two links of the same type between the same two issues. */
function distinct(links: SiteData['links']): SiteData['links'] {
  const byEnds = new Map(links.map((link) => [`${link.typeId} ${link.sourceId} ${link.destinationId}`, link]));
  return [...byEnds.values()];
}

function aProject(place: number, random: Random): SiteProject {
  const id = String(10_001 + place);
  const anyone = { anyone: true };
  return {
    id,
    key: `P${String.fromCharCode(65 + place)}`,
    name: `Project ${place + 1}`,
    leadAccountId: random.pick([ADMIN, FORMER, null]),
    issueTypeIds: Object.values(ISSUE_TYPES).map((type) => type.id),
    versions: [1, 2].map((number) => ({
      id: String(Number(id) * 10 + number),
      name: `v${number}`,
      archived: false,
      released: false,
      ...(random.chance(0.5) ? { releaseDate: aDay(random) } : {}),
    })),
    roles: {},
    browse: anyone,
    edit: anyone,
    administer: { groups: ['jira-administrators'] },
  };
}

function anIssue(project: SiteProject, number: number, random: Random): SiteIssue {
  const status = random.pick(Object.keys(STATUSES) as StatusName[]);
  const type = random.pick([ISSUE_TYPES.epic, ISSUE_TYPES.task, ISSUE_TYPES.story]);
  const created = `2026-02-${String(random.int(1, 27)).padStart(2, '0')}T08:00:00.000+0000`;
  const done = STATUSES[status].category === 'done';
  const some = (field: string, value: () => Json): Record<string, Json> =>
    random.chance(0.5) ? { [field]: value() } : {};
  return {
    id: String(Number(project.id) * 1000 + number),
    key: `${project.key}-${number}`,
    projectId: project.id,
    fields: {
      summary: `Issue ${number}`,
      issuetype: { id: type.id, name: type.name, subtask: type.subtask, hierarchyLevel: type.hierarchyLevel },
      status: servedStatus(status),
      created,
      updated: created,
      statuscategorychangedate: created,
      ...(done ? { resolution: { id: RESOLUTIONS.done.id, name: 'Done' }, resolutiondate: created } : {}),
      ...some('assignee', () => ({ accountId: random.pick(MEMBERS) })),
      ...some('duedate', () => aDay(random)),
      ...some(FIELD.startDate, () => aDay(random)),
      ...some(FIELD.storyPoints, () => random.int(0, 8)),
      ...some(FIELD.sprint, () => [{ ...random.pick(SPRINTS) }]),
      ...some('fixVersions', () => [{ id: random.pick(project.versions).id }]),
      ...some('components', () => componentsOf(project, random)),
      ...some(FIELD.team, () => random.pick(TEAMS)),
      ...some('timeoriginalestimate', () => 3600),
      ...some(MAPPED.baselineFinish, () => aDay(random)),
      ...some(MAPPED.actualCost, () => random.int(0, 10_000) / 100),
    },
    changelog: [],
  };
}

function componentsOf(project: SiteProject, random: Random): Json {
  const all = COMPONENTS.map((name, place) => ({ id: String(Number(project.id) * 10 + place), name }));
  return random.chance(0.2) ? all : [random.pick(all)];
}

/** A day around the time at which simulations happen. */
export function aDay(random: Random): string {
  return new Date(Date.UTC(2026, 1, 1 + random.int(0, 70))).toISOString().slice(0, 10);
}
