import { dayNumber, dayText, instantText, moment, plusWorkdays, type DayNumber } from '../demo/days';
import { accountIdOf, GROUPS, groups, servedUser, users, type Person } from '../demo/people';
import { Random } from '../demo/random';
import {
  ISSUE_TYPES,
  LINK_TYPES,
  PRIORITIES,
  RESOLUTIONS,
  servedStatus,
  STANDARD_CATALOGUE,
  type StatusName,
} from '../demo/standards';
import { FIELD, type Persona, type SiteData, type SiteIssue, type SiteLink, type SiteProject } from '../jira/site-data';

const ISSUES_PER_PROJECT = 40;
export const DEPENDENCIES_PER_PROJECT = 25;
/** Share of dependencies whose ends are in different projects. */
const ACROSS = 0.9;
/** A project waits for a few others mostly, not a little for all. */
const SUPPLIERS = 6;
/** Share of dependencies that were planned without looking at dates: their providers may end too late. */
const CARELESS = 0.15;
const DONE = 0.2;
/** Of so many projects, the last one is seen by the PMO only. */
const CONFIDENTIAL_EVERY = 20;
const MANAGERS: readonly Person[] = ['marit', 'joost', 'amara', 'pieter', 'sanne', 'tomasz', 'leila', 'bram'];
const AREAS = ['Northgate', 'Quayside', 'Central', 'Harbour', 'Airport', 'Freight', 'Regional', 'Intercity'] as const;
const MATTERS = ['ticketing', 'signalling', 'rostering', 'billing', 'telemetry', 'access', 'archives'] as const;

interface Item {
  readonly issue: SiteIssue;
  readonly start: DayNumber;
  readonly due: DayNumber;
}

/**
 * A portfolio as large as asked, for trying what pages and back end make of size: projects of 40 issues with start and
 * due dates, 25 dependencies each, nearly all across projects. The same for the same arguments.
 * @param options.today `YYYY-MM-DD`: dates lie around it. @throws RangeError when it is no day
 */
export function generatedSite(options: { readonly today: string; readonly projects: number }): SiteData {
  const today = dayNumber(options.today);
  const random = new Random(options.projects);
  const projects = Array.from({ length: options.projects }, (_, place) => aProject(place));
  const items = projects.map((project, place) => itemsOf(project, place, today, random));
  return {
    title: `${options.projects} projects`,
    timeZone: 'Europe/Amsterdam',
    users: users(),
    groups: groups(),
    administratorGroups: [GROUPS.administrators],
    personas: PERSONAS,
    projects,
    ...STANDARD_CATALOGUE,
    issues: items.flat().map(({ issue }) => issue),
    links: drawLinks(items, random),
    outsideIssues: [],
  };
}

const PERSONAS: readonly Persona[] = [
  { accountId: accountIdOf('judith'), title: 'Head of the PMO', note: 'Sees every project' },
  { accountId: accountIdOf('marit'), title: 'Project manager', note: 'Sees all but the confidential projects' },
  {
    accountId: accountIdOf('niels'),
    title: 'Jira administrator',
    note: 'Administers the site; may not see the confidential projects',
  },
];

function aProject(place: number): SiteProject {
  const confidential = place % CONFIDENTIAL_EVERY === CONFIDENTIAL_EVERY - 1;
  const lead = accountIdOf(MANAGERS[place % MANAGERS.length]);
  const area = AREAS[place % AREAS.length];
  const matter = MATTERS[Math.floor(place / AREAS.length) % MATTERS.length];
  const stage = 1 + Math.floor(place / (AREAS.length * MATTERS.length));
  return {
    id: String(10_000 + place),
    key: `P${String(place + 1).padStart(3, '0')}`,
    name: `${area} ${matter} ${stage}`,
    leadAccountId: lead,
    issueTypeIds: Object.values(ISSUE_TYPES).map(({ id }) => id),
    versions: [],
    roles: {
      Administrators: { users: [lead], groups: confidential ? [] : [GROUPS.administrators] },
      Viewers: { users: [], groups: [confidential ? GROUPS.pmo : GROUPS.staff] },
    },
    browse: confidential ? { roles: ['Viewers'] } : { roles: ['Administrators', 'Viewers'] },
    edit: { roles: ['Administrators'] },
    administer: { roles: ['Administrators'] },
  };
}

function itemsOf(project: SiteProject, place: number, today: DayNumber, random: Random): readonly Item[] {
  return Array.from({ length: ISSUES_PER_PROJECT }, (_, number): Item => {
    const done = random.chance(DONE);
    const start = plusWorkdays(today, done ? random.int(-60, -20) : random.int(-8, 120));
    const due = plusWorkdays(start, random.int(1, 14));
    const status = done ? 'done' : start <= today ? 'inProgress' : 'todo';
    const id = String(100_000 + place * ISSUES_PER_PROJECT + number);
    const key = `${project.key}-${number + 1}`;
    const summary = `${STEPS[number % STEPS.length]} ${project.name.toLowerCase()}, part ${1 + Math.floor(number / STEPS.length)}`;
    const fields = fieldsOf({ summary, status, start, due, today, person: random.pick(MANAGERS) });
    return { issue: { id, key, projectId: project.id, fields }, start, due };
  });
}

const STEPS = ['Agree', 'Draft', 'Build', 'Test', 'Move', 'Train', 'Accept', 'Release'] as const;

function fieldsOf(item: {
  readonly summary: string;
  readonly status: StatusName;
  readonly start: DayNumber;
  readonly due: DayNumber;
  readonly today: DayNumber;
  readonly person: Person;
}): SiteIssue['fields'] {
  const done = item.status === 'done';
  const touched = instantText(moment(Math.min(item.today - 1, done ? item.due : item.today - 1), 9));
  return {
    summary: item.summary,
    issuetype: ISSUE_TYPES.task,
    status: servedStatus(item.status),
    priority: PRIORITIES[2],
    assignee: servedUser(item.person),
    created: instantText(moment(item.today - 200, 9)),
    updated: touched,
    statuscategorychangedate: touched,
    duedate: dayText(item.due),
    [FIELD.startDate]: dayText(item.start),
    ...(done ? { resolution: RESOLUTIONS.done, resolutiondate: touched } : {}),
  };
}

function drawLinks(projects: readonly (readonly Item[])[], random: Random): readonly SiteLink[] {
  const links = new Map<string, SiteLink>();
  const wanted = projects.length * DEPENDENCIES_PER_PROJECT;
  const suppliers = projects.map(() => Array.from({ length: SUPPLIERS }, () => random.int(0, projects.length - 1)));
  // A portfolio of a few projects has fewer pairs of items than there are draws.
  for (let draw = 0; links.size < wanted && draw < wanted * 20; draw++) {
    const home = draw % projects.length;
    const dependent = random.pick(projects[home]);
    const provider = random.pick(projects[random.chance(ACROSS) ? random.pick(suppliers[home]) : home]);
    if (dependent === provider || isDone(dependent) || isDone(provider)) continue;
    if (!random.chance(CARELESS) && provider.due >= dependent.start) continue;
    // Never both ways, and never against the order of beginnings: circles stay rare.
    if (provider.start > dependent.start && !random.chance(0.02)) continue;
    const [sourceId, destinationId] = [provider.issue.id, dependent.issue.id];
    const ends = `${sourceId} ${destinationId}`;
    if (links.has(ends)) continue;
    links.set(ends, {
      id: String(1_000_000 + links.size),
      typeId: LINK_TYPES.blocks.id,
      sourceId,
      destinationId,
    });
  }
  return [...links.values()];
}

function isDone({ issue }: Item): boolean {
  return issue.fields['resolutiondate'] !== undefined;
}
