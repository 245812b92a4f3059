import type { PortfolioRow, RowPlace } from '../../src/model';
import { patterns, type ProjectGroup, type Waiting } from '../../src/portfolio';
import { aFinding, aRow, aWeekAgo, randomOf } from './support';

const RULES = Array.from({ length: 20 }, (_, rule) => `rule-${rule}`);
const category = (name: string, projects: readonly number[]): ProjectGroup => ({
  kind: 'category',
  name,
  projects: new Set(projects),
});

/** Components and teams of every project: few names that many have, and each rule short there with the project's own chance. */
function withPlaces(row: PortfolioRow, random: () => number, chance: number): PortfolioRow {
  const own = Math.min(1, chance * 2 * random());
  const place = (kind: RowPlace['kind'], name: string): RowPlace => {
    const judged = RULES.filter(() => random() < 0.7);
    return { kind, name, judged, short: judged.filter(() => random() < own) };
  };
  const names = Array.from({ length: 12 }, (_, number) => `c${number}`).filter(() => random() < 0.4);
  return {
    ...row,
    places: [
      ...names.map((name) => place('component', random() < 0.3 ? name.toUpperCase() : name)),
      place('team', `t${Math.floor(random() * 10)}`),
    ],
  };
}

/** Each finding is short with the same chance, whatever the rule and the project. */
function noise(random: () => number, projects: number, chance: number): readonly PortfolioRow[] {
  return Array.from({ length: projects }, (_, project) =>
    aRow(project + 1, { findings: RULES.map((rule) => aFinding(rule, random() < chance ? 0.4 : 1)) }),
  );
}

/** Six groups of about the same size, and one waits for another at random. */
function anyPortfolio(seed: number): Parameters<typeof patterns> {
  const random = randomOf(seed);
  const projects = 10 + Math.floor(random() * 90);
  const chance = 0.1 + random() * 0.5;
  const rows = noise(random, projects, chance).map((row) => withPlaces(row, random, chance));
  const groups = Array.from({ length: 6 }, (_, group) =>
    category(
      `g${group}`,
      rows.map(({ projectId }) => projectId).filter((id) => id % 6 === group),
    ),
  );
  const late = random() * 0.6;
  const waitings = Array.from({ length: projects * 3 }, (): Waiting => {
    const dependent = 1 + Math.floor(random() * projects);
    return { dependent, provider: 1 + Math.floor(random() ** 2 * projects), late: random() < late, wasLate: null };
  });
  return [rows, groups, waitings];
}

test('of a thousand portfolios of random noise, less than one in twenty shows a pattern', () => {
  let shown = 0;
  for (let seed = 0; seed < 1000; seed++) if (patterns(...anyPortfolio(seed)).length > 0) shown++;
  expect(shown).toBeLessThan(50);
});

test('a rule that most projects fall short of, as of no other, is a pattern of the portfolio', () => {
  const rows = noise(randomOf(1), 30, 0.2).map((row) => ({
    ...row,
    findings: [...row.findings, aFinding('resourced', row.projectId <= 24 ? 0.4 : 1)],
  }));
  expect(patterns(rows, [], [])).toEqual([
    expect.objectContaining({
      in: 'portfolio',
      rule: 'resourced',
      of: 30,
      projects: rows.slice(0, 24).map((row) => row.projectId),
    }),
  ]);
});

test('projects of one category that fall short of the same two rules are one pattern, with its trend', () => {
  const rows = noise(randomOf(2), 40, 0.05).map((row) => {
    const inGroup = row.projectId <= 8;
    return {
      ...row,
      findings: [...row.findings, aFinding('lags', inGroup ? 0.6 : 1), aFinding('leads', inGroup ? 0.4 : 1)],
      weekAgo: aWeekAgo(50, { lags: row.projectId <= 3 ? 0.6 : 1 }),
    };
  });
  const groups = [category('Rail', [1, 2, 3, 4, 5, 6, 7, 8]), category('Road', [11, 12, 13, 14, 15])];
  const found = patterns(rows, groups, []);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    in: 'group',
    group: { kind: 'category', name: 'Rail' },
    rules: [
      { rule: 'lags', projects: [1, 2, 3, 4, 5, 6, 7, 8], of: 8, trend: { before: 3, now: 8 } },
      { rule: 'leads', of: 8, trend: { before: 0, now: 0 } },
    ],
  });
});

test('a project for which nearly all wait too long is a pattern, one that makes a few wait like any other is none', () => {
  const waitings = Array.from({ length: 60 }, (_, place): Waiting => {
    const provider = place < 12 ? 900 : 100 + (place % 8);
    // Of two that are late now nobody knows how they were.
    const wasLate = place < 2 ? null : place < 6;
    return { dependent: place + 1, provider, late: place < 11 || place % 11 === 1, wasLate };
  });
  const projects = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  expect(patterns([], [], waitings)).toEqual([
    { in: 'waiting', provider: 900, projects, of: 12, trend: { before: 4, now: 9 } },
  ]);
});

/** Of 30 projects the first eight have a component API; nine of ten projects do well by every rule, everywhere. */
const inApi = (projectId: number): boolean => projectId <= 8;
const withApi = (kind: RowPlace['kind'], shortIn: (projectId: number) => boolean): readonly PortfolioRow[] =>
  noise(randomOf(3), 30, 0.05).map((row): PortfolioRow => {
    const place = (name: string, short: readonly string[]): RowPlace => {
      return { kind, name, judged: ['lags', 'leads'], short };
    };
    const isShort = shortIn(row.projectId);
    return {
      ...row,
      findings: [...row.findings, aFinding('lags', isShort ? 0.6 : 1), aFinding('leads', 1)],
      weekAgo: aWeekAgo(50, { lags: row.projectId <= 2 ? 0.6 : 1, leads: 1 }),
      places: [
        place(`Only in ${row.projectId}`, row.projectId === 20 ? ['lags'] : []),
        ...(inApi(row.projectId) ? [place(row.projectId % 2 ? 'API' : 'api', isShort ? ['lags', 'leads'] : [])] : []),
        place('Web', row.projectId % 10 === 0 ? ['leads'] : []),
      ],
    };
  });

test.each(['component', 'team'] as const)(
  'a %s whose issues fall short of the same rules in most projects is one pattern, whatever its capitals',
  (kind) => {
    const found = patterns(
      withApi(kind, (id) => inApi(id) && id !== 4),
      [],
      [],
    );
    const projects = [1, 2, 3, 5, 6, 7, 8];
    expect(found).toEqual([
      {
        in: 'place',
        place: { kind, name: 'API' },
        rules: [
          // Of the projects as a whole: places are not kept by day.
          { rule: 'lags', projects, of: 8, trend: { before: 2, now: 7 } },
          { rule: 'leads', projects, of: 8, trend: { before: 0, now: 0 } },
        ],
      },
    ]);
  },
);

test('a component whose issues fall short in two projects, or in three of eight, is no pattern', () => {
  expect(
    patterns(
      withApi('component', (id) => id <= 2),
      [],
      [],
    ),
  ).toEqual([]);
  expect(
    patterns(
      withApi('component', (id) => id <= 3),
      [],
      [],
    ),
  ).toEqual([]);
});

test('a small portfolio can show a pattern, too: all five of a category, and none of the seven others', () => {
  const rows = Array.from({ length: 12 }, (_, place) =>
    aRow(place + 1, { findings: [aFinding('lags', place < 5 ? 0.4 : 1), aFinding('leads', place === 9 ? 0.4 : 1)] }),
  );
  expect(patterns(rows, [category('Rail', [1, 2, 3, 4, 5])], [])).toEqual([
    expect.objectContaining({ in: 'group', group: { kind: 'category', name: 'Rail' } }),
  ]);
});

test.each([
  ['no project', []],
  ['one project', [aRow(1, { findings: [aFinding('lags', 0)] })]],
  [
    'only rules in shadow',
    Array.from({ length: 9 }, (_, id) => aRow(id, { findings: [aFinding('lags', 0, { lifecycle: 'shadow' })] })),
  ],
  [
    'all projects fall short of all rules',
    Array.from({ length: 9 }, (_, id) => aRow(id, { findings: RULES.map((rule) => aFinding(rule, 0)) })),
  ],
])('%s: no pattern', (_, rows) => {
  expect(
    patterns(
      rows,
      [
        category(
          'all',
          rows.map(({ projectId }) => projectId),
        ),
      ],
      [],
    ),
  ).toEqual([]);
});
