import { demoSite } from '../../sandbox/demo';
import type { SiteData } from '../../sandbox/jira/site-data';
import { continuedRow, freshRow, patterns } from '../../src/portfolio';
import { runEngine } from '../oracle/engine';
import { rawIssuesOf } from '../oracle/raw-issues';

function evaluateDemo(today: string): ReturnType<typeof runEngine> & { readonly data: SiteData } {
  const data = demoSite({ today });
  const leads = new Map(data.projects.map(({ key }) => [key, 'active' as const]));
  return { data, ...runEngine(rawIssuesOf(data), { today, timeZone: data.timeZone, leads, scheduled: true }) };
}

test.each(['2026-11-20', '2026-12-08', '2027-02-03'])(
  'the demo has projects with a level and projects without one from its first day on: %s',
  (today) => {
    const { snapshots } = evaluateDemo(today);
    const levels = ['TICK', 'TIME', 'LAN', 'SIG', 'HR', 'NET'].map((key) => snapshots.get(key)?.level);
    expect(levels).toEqual(['foundation', 'foundation', 'foundation', null, null, null]);
  },
);

test('what recurs in the demo is found: one rule everywhere, one in a component, one in a team, and nothing else', () => {
  const today = '2026-11-22';
  const { data, snapshots, places } = evaluateDemo(today);
  const rows = [...snapshots].map(([key, snapshot]) =>
    continuedRow(
      freshRow(snapshot, { evaluatedOn: 0, readAt: 0, gate: null, places: places.get(key) ?? [], uses: [] }),
      null,
      null,
    ),
  );
  const idsOf = (keys: readonly string[]): readonly number[] =>
    data.projects.flatMap(({ id, key }) => (keys.includes(key) ? [Number(id)] : [])).sort((a, b) => a - b);
  const found = patterns(rows, [], []);
  expect(found).toHaveLength(3);
  expect(found).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        in: 'portfolio',
        rule: 'resourced',
        of: 12,
        projects: rows.map((row) => row.projectId).sort(),
      }),
      {
        in: 'place',
        place: { kind: 'component', name: 'Suppliers' },
        rules: [
          expect.objectContaining({
            ...{ rule: 'work-dated', of: 5, projects: idsOf(['DATA', 'HR', 'PAY', 'DEP', 'WIFI']) },
          }),
        ],
      },
      {
        in: 'place',
        place: { kind: 'team', name: 'Shared services' },
        rules: [
          expect.objectContaining({
            ...{ rule: 'item-ownership', of: 5, projects: idsOf(['DATA', 'HR', 'NET', 'DEP', 'WIFI']) },
          }),
        ],
      },
    ]),
  );
});
