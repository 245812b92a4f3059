import fc from 'fast-check';
import type { Json } from '../../sandbox/jira/site-data';
import { drawGovernance, OTHER, USUAL, type Governance } from './governance';
import { daysAfter, type FieldIds } from './read';
import type { Lead } from './recount';

/** Small portfolios as raw issues, with everything near where the rules turn. */
export interface Portfolio {
  readonly today: string;
  readonly issues: readonly Json[];
  readonly leads: ReadonlyMap<string, Lead>;
  readonly told: Governance;
}

const PROJECTS = ['ALFA', 'BETA', 'GAMMA'] as const;

const LINK_TYPES: readonly { readonly name: string; readonly inward?: string; readonly outward?: string }[] = [
  { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { name: 'Depends', inward: 'is dependent of', outward: 'depends on' },
  { name: 'Dependence' },
  { name: 'Blocker' },
  { name: 'Gantt: finish-start', inward: 'has to be done after', outward: 'has to be done before' },
  { name: 'Gantt: start-start', inward: 'has to be started together with', outward: 'has to be started together with' },
  { name: 'Gantt: start-finish', inward: 'is triggered by', outward: 'is triggering' },
  { name: 'Relates', inward: 'relates to', outward: 'relates to' },
  { name: 'Dependency', inward: 'Dependency', outward: 'Dependency' },
  { name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
];

const STATUSES: readonly Json[] = [
  ...['new', 'indeterminate', 'indeterminate', 'indeterminate', 'done', 'done'].map((key) => ({
    id: '1',
    name: key,
    statusCategory: { key },
  })),
  { id: '2', name: 'Odd' },
  { id: '3', name: 'Undefined', statusCategory: { key: 'undefined' } },
];

const ISSUE_TYPES: readonly Json[] = [
  { name: 'Task', subtask: false, hierarchyLevel: 0 },
  { name: 'Story', subtask: false },
  { name: 'Story', subtask: false },
  { name: 'Sub-task', subtask: true },
  { name: 'Risk', subtask: false },
  { name: 'risk', subtask: false },
  { name: 'Epic', subtask: false },
  { name: 'Initiative', subtask: false, hierarchyLevel: 2 },
  { name: 'Milestone', subtask: false },
];

/** Days from today at which some rule turns, and others. */
const OFFSETS = [
  -400, -91, -90, -89, -88, -17, -16, -15, -14, -13, -12, -1, 0, 1, 2, 5, 29, 30, 31, 60, 61, 62, 63, 64, 65, 66, 200,
];

const STEPS: readonly Json[] = [3, 4, 5, 0.5, { value: 'High' }, { value: '4 - Likely' }, { value: 'Who knows' }];

const offset = fc.oneof(fc.constantFrom(...OFFSETS), fc.integer({ min: -120, max: 120 }));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3, nil: null });

/** Days from a change to the due date of before at which one is late, and others. */
const nearDays = fc.constantFrom(-1, 0, 1, 6, 7, 8, 40);

/** Of each project. */
const VERSIONS = 3;

const versionSeed = fc.record({ end: maybe(offset), released: maybe(fc.boolean()) });

const issueSeed = fc.record({
  status: fc.constantFrom(...STATUSES),
  type: fc.constantFrom(...ISSUE_TYPES),
  resolved: fc.boolean(),
  assigned: fc.boolean(),
  start: maybe(offset),
  due: maybe(offset),
  /** Days ago on which the due date was changed, and what it was before: days from then; `null`: none. */
  dueChanges: fc.array(fc.record({ ago: fc.constantFrom(0, 1, 30, 58, 59, 60, 61, 200), before: maybe(nearDays) }), {
    maxLength: 4,
  }),
  resolvedOn: maybe(offset),
  categorySince: maybe(offset),
  updated: offset,
  hour: fc.constantFrom(
    '00:00:00.000+0000',
    '12:00:00.000+0000',
    '23:59:59.999+0000',
    '22:30:00.000-0500',
    '01:00:00.000+0200',
  ),
  seconds: maybe(fc.constantFrom(0, 3_600)),
  points: maybe(fc.constantFrom(0, 0.5, 8)),
  remaining: maybe(fc.constantFrom(0, 1, 28_800, 28_801, 216_000)),
  versions: fc.array(fc.nat(VERSIONS - 1), { maxLength: 2 }),
  sprints: fc.array(
    fc.record({ state: fc.constantFrom('active', 'future', 'closed', null), start: maybe(offset), end: maybe(offset) }),
    { maxLength: 2 },
  ),
  target: maybe(offset),
  parent: maybe(fc.nat(40)),
  baseline: maybe(offset),
  fixed: maybe(offset),
  costs: fc.array(maybe(fc.integer({ min: -100, max: 10_000 }).map((hundredths) => hundredths / 100)), {
    minLength: 3,
    maxLength: 3,
  }),
  steps: fc.array(maybe(fc.constantFrom(...STEPS)), { minLength: 2, maxLength: 2 }),
  texts: fc.array(maybe(fc.constantFrom('Accept', 'Move it')), { minLength: 2, maxLength: 2 }),
});

const linkSeed = fc.record({
  type: fc.constantFrom(...LINK_TYPES),
  source: fc.nat(40),
  destination: fc.nat(48),
  told: fc.constantFrom('both', 'source', 'destination'),
  /** What the link tells of an end that is nowhere else. */
  outside: fc.constantFrom('new', 'done', 'silent'),
});

/** Small enough to have thousands of: nothing is forecast in them. */
export const tinyPortfolio = portfolioOf(9, fc.constant<number[]>([]));

export const portfolio = portfolioOf(
  24,
  fc.oneof({ weight: 4, arbitrary: fc.constant<number[]>([]) }, fc.array(fc.nat(90), { minLength: 12, maxLength: 40 })),
);

/**
 * Portfolios of up to `most` issues in three projects. `flow`: days ago on which further items of the first project were
 * finished, of which nothing else is to be said.
 */
function portfolioOf(most: number, flow: fc.Arbitrary<number[]>): fc.Arbitrary<Portfolio> {
  return fc
    .record({
      today: fc.integer({ min: 0, max: 1_000 }).map((days) => daysAfter('2025-01-01', days)),
      issues: fc.array(issueSeed, { minLength: 1, maxLength: most }),
      links: fc.array(linkSeed, { maxLength: most + 6 }),
      versions: fc.array(versionSeed, {
        minLength: VERSIONS * PROJECTS.length,
        maxLength: VERSIONS * PROJECTS.length,
      }),
      flow,
      governance: fc.nat(),
      leads: fc.array(fc.constantFrom('good', 'bad', 'unsaid'), { minLength: 3, maxLength: 3 }),
    })
    .map(({ today, issues, links, versions, flow, leads, governance }) => {
      const told = drawGovernance(governance, today, {
        projects: PROJECTS,
        issueIds: issues.map((_, place) => nameOf(place).id),
        linkTypes: LINK_TYPES.map(({ name }) => name.toLowerCase()),
      });
      return {
        today,
        told,
        issues: [
          ...build(today, issues, links, versions, told),
          ...flow.map((ago, place) => finished(daysAfter(today, -ago), place)),
        ],
        leads: new Map(
          PROJECTS.flatMap((key, place): [string, Lead][] => (leads[place] === 'unsaid' ? [] : [[key, leads[place]]])),
        ),
      };
    });
}

type VersionSeed = typeof versionSeed extends fc.Arbitrary<infer Seed> ? Seed : never;
type IssueSeed = typeof issueSeed extends fc.Arbitrary<infer Seed> ? Seed : never;
type LinkSeed = typeof linkSeed extends fc.Arbitrary<infer Seed> ? Seed : never;

function build(
  today: string,
  seeds: readonly IssueSeed[],
  links: readonly LinkSeed[],
  versions: readonly VersionSeed[],
  { terms }: Governance,
): readonly Json[] {
  const names = seeds.map((_, place) => nameOf(place));
  const entries = seeds.map((): Json[] => []);
  links.forEach(({ type, source, destination, told, outside }, place) => {
    const from = source % seeds.length;
    // Beyond the issues that there are lie those that only links tell of.
    const to = destination < 40 ? destination % seeds.length : destination;
    const id = String(500 + place);
    const far = (end: number): Json => {
      const category =
        end < seeds.length
          ? categoryOf(seeds[end].status)
          : { new: 'new', done: 'done', silent: null }[outsideOf(end, links, outside)];
      return {
        ...nameOf(end),
        fields: category === null ? {} : { status: { name: 'x', statusCategory: { key: category } } },
      };
    };
    // Jira tells a link on both its issues; an export may have lost one side, which within a project does not matter.
    const within = to < seeds.length && projectOf(from) === projectOf(to);
    if (told !== 'destination' || !within) entries[from].push({ id, type, outwardIssue: far(to) });
    if (to < seeds.length && (told !== 'source' || !within)) entries[to].push({ id, type, inwardIssue: far(from) });
  });
  // No project knows an issue as a child of one elsewhere: parents that wait are of the project itself.
  const parentOf = (place: number, drawn: number): number => {
    if (!terms?.parentWaitsForChildren) return drawn;
    const same = drawn - (drawn % PROJECTS.length) + (place % PROJECTS.length);
    return same < seeds.length ? same : place % PROJECTS.length;
  };
  const day = (days: number | null): string | null => (days === null ? null : daysAfter(today, days));
  const instant = (days: number | null, hour: string): string | null =>
    days === null ? null : `${daysAfter(today, days)}T${hour}`;
  return seeds.map((seed, place) => {
    const { id, key } = names[place];
    const project = key.split('-')[0];
    return {
      id,
      key,
      changelog: { histories: historiesOf(seed, today) },
      fields: {
        project: {
          id: String(PROJECTS.indexOf(project as (typeof PROJECTS)[number]) + 1),
          key: project,
          name: project,
        },
        issuetype: seed.type,
        status: seed.status,
        resolution: seed.resolved ? { name: 'Done' } : null,
        resolutiondate: instant(seed.resolvedOn, seed.hour),
        statuscategorychangedate: instant(seed.categorySince, seed.hour),
        assignee: seed.assigned ? { accountId: 'a' } : null,
        updated: instant(seed.updated, seed.hour),
        duedate: day(seed.due),
        customfield_10020: seed.sprints.map(({ state, start, end }, number) => ({
          id: number,
          ...(state === null ? {} : { state }),
          ...(start === null ? {} : { startDate: instant(start, '09:00:00.000Z') }),
          ...(end === null ? {} : { endDate: instant(end, '15:00:00.000Z') }),
        })),
        timeoriginalestimate: seed.seconds,
        timeestimate: seed.remaining,
        fixVersions: seed.versions.map((number) => {
          const of = (place % PROJECTS.length) * VERSIONS + number;
          const { end, released } = versions[of];
          return {
            id: String(of + 1),
            ...(released === null ? {} : { released }),
            ...(end === null ? {} : { releaseDate: day(end) }),
          };
        }),
        parent: seed.parent === null ? null : nameOf(parentOf(place, seed.parent % seeds.length)),
        issuelinks: entries[place],
        ...fieldsOfThePmo(seed, day, USUAL),
        // What other fields hold is that of another issue.
        ...fieldsOfThePmo(seeds[(place + 1) % seeds.length], day, OTHER),
      },
    };
  });
}

function fieldsOfThePmo(
  seed: IssueSeed,
  day: (days: number | null) => string | null,
  ids: FieldIds,
): Record<string, Json> {
  const values: readonly (readonly [keyof FieldIds, Json])[] = [
    ['start', day(seed.start)],
    ['points', seed.points],
    ['baselineFinish', day(seed.baseline)],
    ['fixedDate', day(seed.fixed)],
    ['plannedValue', seed.costs[0]],
    ['earnedValue', seed.costs[1]],
    ['actualCost', seed.costs[2]],
    ['probability', seed.steps[0]],
    ['impact', seed.steps[1]],
    ['response', seed.texts[0]],
    ['contingency', seed.texts[1]],
    ['target', day(seed.target)],
  ];
  return Object.fromEntries<Json>(values.map(([meaning, value]) => [ids[meaning] ?? '', value]));
}

/** Newest first, each change from what the one before it led to; the last one leads to the due date. */
function historiesOf({ due, dueChanges, hour }: IssueSeed, today: string): readonly Json[] {
  let to = due === null ? null : daysAfter(today, due);
  const newestFirst = [...dueChanges].sort((a, b) => a.ago - b.ago);
  return newestFirst.flatMap(({ ago, before }): Json[] => {
    const on = daysAfter(today, -ago);
    const from = before === null ? null : daysAfter(on, before);
    if (from === to) return [];
    const item = { field: 'duedate', fieldtype: 'jira', fieldId: 'duedate', from, to };
    to = from;
    return [{ created: `${on}T${hour}`, items: [item] }];
  });
}

function finished(on: string, place: number): Json {
  return {
    id: String(3_000 + place),
    key: `${PROJECTS[0]}-${100 + place}`,
    fields: {
      project: { id: '1', key: PROJECTS[0], name: PROJECTS[0] },
      issuetype: ISSUE_TYPES[0],
      status: { id: '1', name: 'done', statusCategory: { key: 'done' } },
      resolution: { name: 'Done' },
      resolutiondate: `${on}T12:00:00.000+0000`,
      updated: `${on}T12:00:00.000+0000`,
    },
  };
}

/** All links tell the same of an issue that is nowhere else. */
function outsideOf(end: number, links: readonly LinkSeed[], fallback: LinkSeed['outside']): LinkSeed['outside'] {
  return links.find((link) => link.destination === end)?.outside ?? fallback;
}

function projectOf(place: number): string {
  return PROJECTS[place % PROJECTS.length];
}

function nameOf(place: number): { readonly id: string; readonly key: string } {
  return {
    id: String(1_000 + place),
    key: place >= 40 ? `OUT-${place}` : `${projectOf(place)}-${place + 1}`,
  };
}

function categoryOf(status: Json): string | null {
  const { statusCategory } = status as { statusCategory?: { key: string } };
  return statusCategory?.key ?? null;
}
