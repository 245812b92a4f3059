/** Jira REST issues for benchmarks: the shape and weight of what `search/jql` returns for the fields that Plumbline asks for. */

import type { FieldMap } from '../src/model';

/** A small seeded generator (mulberry32): the same numbers on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const SITE = 'https://example.atlassian.net';
const DAY = 86_400_000;
/** The day that generated dates are spread around. */
export const BENCH_TODAY = '2026-06-15';

const STATUSES = [
  { id: '10000', name: 'To Do', category: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' } },
  {
    id: '10001',
    name: 'In Progress',
    category: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  },
  { id: '10002', name: 'Done', category: { id: 3, key: 'done', colorName: 'green', name: 'Done' } },
];
const TYPES = [
  { id: '10001', name: 'Story', subtask: false, hierarchyLevel: 0 },
  { id: '10002', name: 'Task', subtask: false, hierarchyLevel: 0 },
  { id: '10003', name: 'Sub-task', subtask: true, hierarchyLevel: -1 },
  { id: '10000', name: 'Epic', subtask: false, hierarchyLevel: 1 },
  { id: '10004', name: 'Risk', subtask: false, hierarchyLevel: 0 },
];
const [EPIC, RISK] = [3, 4];
/** Which fields mean what: those that {@link generateProjects} fills. */
export const BENCH_FIELDS = {
  baselineFinish: 'customfield_10030',
  fixedDate: 'customfield_10031',
  plannedValue: 'customfield_10032',
  earnedValue: 'customfield_10033',
  actualCost: 'customfield_10034',
  probability: 'customfield_10035',
  impact: 'customfield_10036',
  response: 'customfield_10037',
  contingency: 'customfield_10038',
  target: 'customfield_10039',
} as const satisfies FieldMap;
const BLOCKS = {
  id: '10000',
  name: 'Blocks',
  inward: 'is blocked by',
  outward: 'blocks',
  self: `${SITE}/rest/api/3/issueLinkType/10000`,
};

export interface Shape {
  readonly issues: number;
  readonly issuesPerProject: number;
  /** Links per issue. */
  readonly links: number;
  /** Share of links whose ends are in different projects. */
  readonly crossing: number;
  readonly seed: number;
}

/** One project's issues as pages of `search/jql`, each a JSON text with at most 100 issues. */
export interface GeneratedProject {
  readonly id: number;
  readonly key: string;
  readonly pages: readonly string[];
}

/** Generates project by project, so that no more than one project's JSON needs to be held. */
export function* generateProjects(shape: Shape): Generator<GeneratedProject> {
  const random = seededRandom(shape.seed);
  const count = Math.ceil(shape.issues / shape.issuesPerProject);
  const links = drawLinks(shape, random);
  for (let project = 0; project < count; project++) {
    const first = project * shape.issuesPerProject;
    const last = Math.min(first + shape.issuesPerProject, shape.issues);
    const issues: object[] = [];
    for (let issue = first; issue < last; issue++) {
      issues.push(generateIssue(issue, shape, links(issue), random));
    }
    const pages: string[] = [];
    for (let at = 0; at < issues.length; at += 100) {
      pages.push(JSON.stringify({ issues: issues.slice(at, at + 100), isLast: at + 100 >= issues.length }));
    }
    yield { id: 10000 + project, key: projectKey(project), pages };
  }
}

interface Entry {
  readonly id: number;
  readonly far: number;
  readonly outward: boolean;
}

/** The entries of an issue's links. Drawn as typed columns, since a million issues have 800,000 of them. */
type EntriesOf = (issue: number) => readonly Entry[];

function drawLinks(shape: Shape, random: () => number): EntriesOf {
  const total = Math.round(shape.issues * shape.links);
  const sources = new Int32Array(total);
  const destinations = new Int32Array(total);
  const first = new Int32Array(shape.issues + 1);
  for (let id = 0; id < total; id++) {
    const from = Math.floor(random() * shape.issues);
    const home = Math.floor(from / shape.issuesPerProject) * shape.issuesPerProject;
    const span = Math.min(shape.issuesPerProject, shape.issues - home);
    const to = random() < shape.crossing ? Math.floor(random() * shape.issues) : home + Math.floor(random() * span);
    // Nearly all links lead to younger issues; the others make a few circles.
    const backwards = random() < 0.002;
    sources[id] = backwards ? Math.max(from, to) : Math.min(from, to);
    destinations[id] = backwards ? Math.min(from, to) : Math.max(from, to);
    if (from === to) continue;
    first[from + 1]++;
    first[to + 1]++;
  }
  for (let issue = 0; issue < shape.issues; issue++) first[issue + 1] += first[issue];
  const next = first.slice();
  const links = new Int32Array(first[shape.issues]);
  for (let id = 0; id < total; id++) {
    if (sources[id] === destinations[id]) continue;
    links[next[sources[id]]++] = id;
    links[next[destinations[id]]++] = id;
  }
  return (issue) =>
    Array.from(links.subarray(first[issue], first[issue + 1]), (id): Entry => {
      const outward = sources[id] === issue;
      return { id, far: outward ? destinations[id] : sources[id], outward };
    });
}

function projectKey(project: number): string {
  return `P${project.toString(36).toUpperCase()}X`;
}

function keyOf(issue: number, shape: Shape): string {
  return `${projectKey(Math.floor(issue / shape.issuesPerProject))}-${(issue % shape.issuesPerProject) + 1}`;
}

function generateIssue(issue: number, shape: Shape, links: readonly Entry[], random: () => number): object {
  const today = Date.parse(`${BENCH_TODAY}T12:00:00Z`);
  const status = status3(random());
  const done = status === 2;
  const type = random() < 0.03 ? RISK : random() < 0.08 ? EPIC : random() < 0.2 ? 2 : random() < 0.5 ? 1 : 0;
  const dated = random() < 0.6;
  const start = today + Math.floor((random() - 0.5) * 180) * DAY;
  const updated = new Date(today - Math.floor(random() * 60) * DAY).toISOString().replace('Z', '+0000');
  const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  return {
    expand: 'operations,versionedRepresentations,editmeta,changelog,renderedFields',
    id: String(100000 + issue),
    self: `${SITE}/rest/api/3/issue/${100000 + issue}`,
    key: keyOf(issue, shape),
    fields: {
      issuetype: {
        self: `${SITE}/rest/api/3/issuetype/${TYPES[type].id}`,
        description: 'A piece of work that somebody asked for.',
        iconUrl: `${SITE}/rest/api/2/universal_avatar/view/type/issuetype/avatar/10315?size=medium`,
        avatarId: 10315,
        ...TYPES[type],
      },
      project: {
        self: `${SITE}/rest/api/3/project/1`,
        id: String(10000 + Math.floor(issue / shape.issuesPerProject)),
        key: keyOf(issue, shape).split('-')[0],
        name: 'A generated project',
        projectTypeKey: 'software',
        simplified: false,
        avatarUrls: { '48x48': `${SITE}/rest/api/3/universal_avatar/view/type/project/avatar/10400` },
      },
      status: serveStatus(status),
      resolution: done
        ? {
            self: `${SITE}/rest/api/3/resolution/10000`,
            id: '10000',
            description: 'Work has been completed on this issue.',
            name: 'Done',
          }
        : null,
      resolutiondate: done ? updated : null,
      statuscategorychangedate: updated,
      updated,
      assignee: random() < 0.85 ? generateUser(Math.floor(random() * 200)) : null,
      duedate: dated ? day(start + Math.floor(random() * 60) * DAY) : null,
      customfield_10015: dated && random() < 0.7 ? day(start) : null,
      customfield_10020:
        random() < 0.3
          ? [
              {
                id: 5,
                name: 'Sprint 5',
                state: 'active',
                boardId: 1,
                goal: '',
                startDate: '2026-06-08T08:00:00.000Z',
                endDate: '2026-06-22T08:00:00.000Z',
              },
            ]
          : null,
      customfield_10016: random() < 0.5 ? Math.ceil(random() * 8) : null,
      ...generateMapped(type, dated ? start : null, random),
      timeoriginalestimate: random() < 0.4 ? 28800 : null,
      fixVersions:
        random() < 0.3
          ? [
              {
                self: `${SITE}/rest/api/3/version/10001`,
                id: '10001',
                description: '',
                name: '2026.7',
                archived: false,
                released: false,
                releaseDate: '2026-07-31',
              },
            ]
          : [],
      issuelinks: links.map((link) => ({
        id: String(200000 + link.id),
        self: `${SITE}/rest/api/3/issueLink/${200000 + link.id}`,
        type: BLOCKS,
        [link.outward ? 'outwardIssue' : 'inwardIssue']: generateFarEnd(link.far, shape),
      })),
    },
  };
}

/** Dated issues mostly have a baseline, few a fixed date; epics have costs and a target, risks what is known of them. */
function generateMapped(type: number, start: number | null, random: () => number): object {
  const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  const step = (): object => ({ self: `${SITE}/rest/api/3/customFieldOption/1`, value: 'High', id: '1' });
  const sum = (): number => Math.round(random() * 100_000) / 100;
  const finish = start === null ? null : day(start + Math.floor(random() * 60) * DAY);
  const [isEpic, isRisk] = [type === EPIC, type === RISK];
  return {
    [BENCH_FIELDS.baselineFinish]: random() < 0.7 ? finish : null,
    [BENCH_FIELDS.fixedDate]: random() < 0.05 ? finish : null,
    [BENCH_FIELDS.plannedValue]: isEpic ? sum() : null,
    [BENCH_FIELDS.earnedValue]: isEpic ? sum() : null,
    [BENCH_FIELDS.actualCost]: isEpic ? sum() : null,
    [BENCH_FIELDS.probability]: isRisk && random() < 0.8 ? step() : null,
    [BENCH_FIELDS.impact]: isRisk && random() < 0.8 ? step() : null,
    [BENCH_FIELDS.response]: isRisk && random() < 0.6 ? 'We keep a second supplier.' : null,
    [BENCH_FIELDS.contingency]: isRisk && random() < 0.4 ? 'Two weeks and a budget of 5 %.' : null,
    [BENCH_FIELDS.target]: isEpic ? finish : null,
  };
}

function status3(draw: number): 0 | 1 | 2 {
  return draw < 0.35 ? 0 : draw < 0.5 ? 1 : 2;
}

function serveStatus(index: number): object {
  const { id, name, category } = STATUSES[index];
  return {
    self: `${SITE}/rest/api/3/status/${id}`,
    description: '',
    iconUrl: `${SITE}/images/icons/statuses/generic.png`,
    name,
    id,
    statusCategory: { self: `${SITE}/rest/api/3/statuscategory/${category.id}`, ...category },
  };
}

function generateUser(index: number): object {
  const accountId = `5b10a2844c20165700ede${String(index).padStart(3, '0')}`;
  const avatar = `https://avatar-management.example.net/${accountId}`;
  return {
    self: `${SITE}/rest/api/3/user?accountId=${accountId}`,
    accountId,
    avatarUrls: { '48x48': `${avatar}/48`, '24x24': `${avatar}/24`, '16x16': `${avatar}/16`, '32x32': `${avatar}/32` },
    displayName: `Member ${index}`,
    active: true,
    timeZone: 'Europe/Amsterdam',
    accountType: 'atlassian',
  };
}

function generateFarEnd(issue: number, shape: Shape): object {
  return {
    id: String(100000 + issue),
    key: keyOf(issue, shape),
    self: `${SITE}/rest/api/3/issue/${100000 + issue}`,
    fields: {
      summary: 'Another piece of work',
      status: serveStatus(issue % 3),
      priority: { id: '3', name: 'Medium' },
      issuetype: TYPES[0],
    },
  };
}
