import { demoSite } from '../../sandbox/demo';
import { continuedRow, freshRow, patterns } from '../../src/portfolio';
import { runEngine } from '../oracle/engine';
import { rawIssuesOf } from '../oracle/raw-issues';

test('that all projects of the demo fall short of staffing and sizing their next weeks is found, and nothing else', () => {
  const today = '2026-11-22';
  const data = demoSite({ today });
  const leads = new Map(data.projects.map(({ key }) => [key, 'active' as const]));
  const { snapshots } = runEngine(rawIssuesOf(data), { today, timeZone: data.timeZone, leads, scheduled: true });
  const rows = [...snapshots.values()].map((snapshot) => continuedRow(freshRow(snapshot, 0, 0, null), null, null));
  const projects = rows.map(({ projectId }) => projectId).sort();
  expect(patterns(rows, [], [])).toEqual([
    expect.objectContaining({ in: 'portfolio', rule: 'resourced', of: 12, projects }),
  ]);
});
