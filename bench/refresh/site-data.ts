import { Random } from '../../sandbox/demo/random';
import {
  ISSUE_TYPES,
  LINK_TYPES,
  RESOLUTIONS,
  servedStatus,
  STANDARD_CATALOGUE,
  STATUSES,
  type StatusName,
} from '../../sandbox/demo/standards';
import { FIELD, type Json, type SiteData, type SiteIssue, type SiteProject } from '../../sandbox/jira/site-data';
import { ADMIN } from '../../test/simulation/small-site';

const DAY = 86_400_000;
/** Issues are made evenly over so many days before the simulation begins. */
const AGE_DAYS = 730;
const LINKS_PER_ISSUE = 0.3;
const CROSSING = 0.15;
/** Links within a project join issues that were made about the same time. */
const NEAR = 40;
export const MEMBERS = Array.from(
  { length: 200 },
  (_, place) => `5b10a2844c20165700ede${String(place).padStart(3, '0')}`,
);
const SUMMARY = 'As a planner I see which of the steps are late, so that I can say so before somebody has to ask';

const ISSUE_ID_OF_FIRST = 100_000;

/** A Jira site with projects of these sizes, made from a seed and looking as it does at `now`. */
export function generateSite(sizes: readonly number[], now: number, seed: number): SiteData {
  const random = new Random(seed);
  // Of their own, so that all else is what it would be without them.
  const places = new Random(~seed);
  const projects = sizes.map((_, place) => aProject(place, now));
  let nextId = ISSUE_ID_OF_FIRST;
  const issues = projects.map((project, place) => {
    const first = nextId;
    nextId += sizes[place];
    return Array.from({ length: sizes[place] }, (__, number) =>
      inPlaces(anIssue(project, first, number, sizes[place], now, random), project, places),
    );
  });
  return {
    title: 'Generated site',
    timeZone: 'UTC',
    users: [ADMIN, ...MEMBERS].map((accountId) => ({ accountId, displayName: `Member ${accountId}`, active: true })),
    groups: [{ groupId: 'group-1', name: 'jira-administrators', members: [ADMIN] }],
    administratorGroups: ['jira-administrators'],
    personas: [],
    projects,
    ...STANDARD_CATALOGUE,
    issues: issues.flat(),
    links: someLinks(issues, random),
    outsideIssues: [],
  };
}

function aProject(place: number, now: number): SiteProject {
  const id = String(10_001 + place);
  const anyone = { anyone: true };
  return {
    id,
    key: `P${place.toString(36).toUpperCase()}X`,
    name: `Project ${place + 1}`,
    leadAccountId: MEMBERS[place % MEMBERS.length],
    issueTypeIds: Object.values(ISSUE_TYPES).map((type) => type.id),
    versions: Array.from({ length: 8 }, (_, version) => ({
      id: String(Number(id) * 10 + version),
      name: `2026.${version}`,
      archived: false,
      released: version < 5,
      releaseDate: dayOf(now + (version - 5) * 45 * DAY),
    })),
    roles: {},
    browse: anyone,
    edit: anyone,
    administer: { groups: ['jira-administrators'] },
  };
}

/** 65 % done, 15 % in progress: few of the youngest tenth are done yet, most of the others are. */
function drawStatus(age: number, random: Random): StatusName {
  const [done, begun] = age < 0.1 ? [0.15, 0.4] : [0.706, 0.122];
  const chance = random.next();
  if (chance < done) return random.chance(0.08) ? 'cancelled' : 'done';
  if (chance < done + begun) return random.chance(0.3) ? 'inReview' : 'inProgress';
  return random.chance(0.5) ? 'todo' : 'backlog';
}

function anIssue(
  project: SiteProject,
  firstId: number,
  place: number,
  count: number,
  now: number,
  random: Random,
): SiteIssue {
  const age = 1 - (place + random.next()) / count;
  const created = now - age * AGE_DAYS * DAY;
  const status = drawStatus(age, random);
  const isDone = STATUSES[status].category === 'done';
  const lastTouched = isDone
    ? created + random.next() * 60 * DAY
    : now - random.next() * Math.min(age * AGE_DAYS, 40) * DAY;
  const updated = instantOf(Math.min(now - 3_600_000, lastTouched));
  const isEpic = place % 25 === 0;
  const type = isEpic ? ISSUE_TYPES.epic : random.pick([ISSUE_TYPES.story, ISSUE_TYPES.task, ISSUE_TYPES.bug]);
  const epic = place - (place % 25);
  const due = created + random.int(14, 90) * DAY;
  const isDated = random.chance(0.55);
  const sprint = random.int(1, LAST_SPRINT);
  return {
    id: String(firstId + place),
    key: `${project.key}-${place + 1}`,
    projectId: project.id,
    fields: {
      summary: SUMMARY,
      issuetype: { id: type.id, name: type.name, subtask: type.subtask, hierarchyLevel: type.hierarchyLevel },
      status: servedStatus(status),
      created: instantOf(created),
      updated,
      statuscategorychangedate: updated,
      ...(isDone ? { resolution: { id: RESOLUTIONS.done.id, name: 'Done' }, resolutiondate: updated } : {}),
      ...(random.chance(0.85) ? { assignee: { accountId: random.pick(MEMBERS) } } : {}),
      ...(isEpic ? {} : { parent: { id: String(firstId + epic), key: `${project.key}-${epic + 1}` } }),
      ...(isDated ? { duedate: dayOf(due) } : {}),
      ...(isDated && random.chance(0.7) ? { [FIELD.startDate]: dayOf(due - random.int(3, 30) * DAY) } : {}),
      ...(random.chance(0.5) ? { [FIELD.storyPoints]: random.int(1, 13) } : {}),
      ...(random.chance(0.3) ? { [FIELD.sprint]: [aSprint(project, sprint)] } : {}),
      ...(random.chance(0.3) ? { fixVersions: [{ id: random.pick(project.versions).id }] } : {}),
      ...(random.chance(0.3) ? { timeoriginalestimate: random.int(1, 40) * 3600 } : {}),
    },
  };
}

const COMPONENTS = [
  ...['Payments', 'Booking', 'Accounts', 'Web', 'API', 'Mobile app', 'Reports', 'Notifications', 'Search'],
  ...['Data import', 'Administration', 'Infrastructure', 'Documentation', 'Accessibility', 'Integration'],
];
const COMPONENTS_OF_A_PROJECT = 12;

/**
 * As in real exports, where some 80 of a hundred issues have a component, eight have two, and few components have most:
 * here each next one three quarters as many. A third of the issues are of one of the project's three teams.
 */
function inPlaces(issue: SiteIssue, project: SiteProject, random: Random): SiteIssue {
  const first = Number(project.id);
  const component = (): Json => {
    let place = 0;
    while (place < COMPONENTS_OF_A_PROJECT - 1 && random.chance(0.75)) place++;
    return { id: String(first * 100 + place), name: COMPONENTS[(first + place) % COMPONENTS.length] };
  };
  const components = new Map(
    Array.from({ length: random.chance(0.2) ? 0 : random.chance(0.9) ? 1 : 2 }, () => {
      const each = component();
      return [JSON.stringify(each), each] as const;
    }),
  );
  const team = (first * 3 + random.int(0, 2)) % 40;
  const name = `Team ${team}`;
  return {
    ...issue,
    fields: {
      ...issue.fields,
      ...(components.size > 0 ? { components: [...components.values()] } : {}),
      ...(random.chance(1 / 3) ? { [FIELD.team]: { id: `team-${team}`, name, title: name, isVisible: true } } : {}),
    },
  };
}

/** Of each project's sprints, counted from 1, the one under way. */
export const FIRST_SPRINT_TO_CLOSE = 19;
const LAST_SPRINT = 22;

export function sprintId(projectId: string, number: number): number {
  return Number(projectId) * 100 + number;
}

function aSprint({ id, key }: SiteProject, number: number): Json {
  const state = number < FIRST_SPRINT_TO_CLOSE ? 'closed' : number === FIRST_SPRINT_TO_CLOSE ? 'active' : 'future';
  return { id: sprintId(id, number), name: `${key} Sprint ${number}`, state, boardId: Number(id) };
}

function someLinks(projects: readonly (readonly SiteIssue[])[], random: Random): SiteData['links'] {
  const issues = projects.flat();
  const home = projects.flatMap((ofProject) => ofProject.map((_, place) => [ofProject, place] as const));
  const links = new Map<string, SiteData['links'][number]>();
  while (links.size < Math.floor(issues.length * LINKS_PER_ISSUE)) {
    const [ofProject, place] = random.pick(home);
    const near = ofProject[Math.min(ofProject.length - 1, Math.max(0, place + random.int(-NEAR, NEAR)))];
    const [from, to] = [ofProject[place], random.chance(CROSSING) ? random.pick(issues) : near];
    const type = random.chance(0.6)
      ? LINK_TYPES.blocks
      : random.chance(0.75)
        ? LINK_TYPES.relates
        : LINK_TYPES.duplicate;
    const link = { typeId: type.id, sourceId: from.id, destinationId: to.id };
    const name = Object.values(link).join();
    if (from !== to) links.set(name, links.get(name) ?? { id: String(10_000_000 + links.size), ...link });
  }
  return [...links.values()];
}

export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

function instantOf(instant: number): string {
  return new Date(instant).toISOString().replace('Z', '+0000');
}
