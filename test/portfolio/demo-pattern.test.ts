import { demoSite } from '../../sandbox/demo';
import { continuedRow, freshRow, patterns } from '../../src/portfolio';
import { runEngine } from '../oracle/engine';
import { rawIssuesOf } from '../oracle/raw-issues';

test('what recurs in the demo is found: one rule everywhere, one in a component, one in a team, and nothing else', () => {
  const today = '2026-11-22';
  const data = demoSite({ today });
  const leads = new Map(data.projects.map(({ key }) => [key, 'active' as const]));
  const told = { today, timeZone: data.timeZone, leads, scheduled: true };
  const { snapshots, places } = runEngine(rawIssuesOf(data), told);
  const rows = [...snapshots].map(([key, snapshot]) =>
    continuedRow(freshRow(snapshot, 0, 0, null, places.get(key) ?? []), null, null),
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
