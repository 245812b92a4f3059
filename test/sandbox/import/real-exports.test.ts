import { existsSync } from 'node:fs';
import path from 'node:path';
import { importExport } from '../../../sandbox/import';
import { FIELD } from '../../../sandbox/jira/site-data';

const DATA = process.env.PLUMBLINE_DATA ?? path.resolve(__dirname, '../../../../shared/data');
const suite = existsSync(DATA) ? describe : describe.skip;

suite(
  `real exports (${existsSync(DATA) ? 'found' : 'skipped: set PLUMBLINE_DATA to the folder that holds them'})`,
  () => {
    const load = (name: string): ReturnType<typeof importExport> =>
      importExport([path.join(DATA, 'jira', `${name}.jsonl.gz`)]);

    test('a server export with full objects', async () => {
      const { data, report } = await load('tidev-titanium');
      expect(report.files).toEqual([{ path: 'tidev-titanium.jsonl.gz', lines: 29_057, issues: 29_057 }]);
      expect(report.unreadableCount).toBe(0);
      expect(data.issues).toHaveLength(29_057);
      expect(data.projects.map((project) => project.key)).toEqual(['AC', 'ALOY', 'DAEMON', 'MOD', 'TIMOB']);
      expect(data.links).toHaveLength(8_922);
      const held = new Set(data.issues.map((issue) => issue.id));
      const outside = new Set(data.outsideIssues.map((issue) => issue.id));
      for (const { sourceId, destinationId } of data.links) {
        expect(held.has(sourceId) || held.has(destinationId)).toBe(true);
        expect([sourceId, destinationId].every((id) => held.has(id) !== outside.has(id))).toBe(true);
      }
      expect(data.issues.filter((issue) => issue.fields[FIELD.sprint] !== undefined).length).toBeGreaterThan(5_701);
    }, 60_000);

    test('a sparse export without ids: 12 made-up link ids stand for two links each', async () => {
      const { data, report } = await load('fluid');
      expect(report.files[0]).toMatchObject({ lines: 10_052, issues: 10_052 });
      expect(report.warningCounts.statusWithoutCategory).toBe(10_052);
      expect(data.projects).toHaveLength(19);
      expect(data.links).toHaveLength(1_858);
      expect(data.issues.every((issue) => /^[1-9]\d*$/.test(issue.id))).toBe(true);
      expect(new Set(data.issues.map((issue) => issue.id)).size).toBe(10_052);
      const type = data.linkTypes.find((each) => each.name === 'Dependence');
      const ids = new Map(data.issues.map((issue) => [issue.key, issue.id]));
      for (const [a, b] of [
        ['FLUID-4781', 'FLUID-4762'],
        ['FLUID-2285', 'FLUID-2286'],
      ]) {
        for (const [sourceId, destinationId] of [
          [ids.get(a), ids.get(b)],
          [ids.get(b), ids.get(a)],
        ]) {
          expect(data.links).toContainEqual(expect.objectContaining({ typeId: type?.id, sourceId, destinationId }));
        }
      }
    }, 60_000);

    test('an export keyed by display names, with changelogs', async () => {
      const { data, report } = await load('cloud-with-changelog');
      expect(data.issues).toHaveLength(53);
      expect(data.projects).toHaveLength(4);
      expect(report.warnings).toEqual([]);
      expect(data.issues.reduce((sum, issue) => sum + (issue.changelog?.length ?? 0), 0)).toBe(1_142);
      expect(data.issues.filter((issue) => issue.fields[FIELD.startDate] !== undefined)).toHaveLength(40);
      expect(data.issues.filter((issue) => issue.fields.duedate !== undefined)).toHaveLength(40);
      expect(data.issues.filter((issue) => issue.fields[FIELD.storyPoints] !== undefined)).toHaveLength(35);
    });
  },
);
