import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ExportFileError, importExport } from '../../../sandbox/import';
import { FIELD, type SiteData, type SiteIssue } from '../../../sandbox/jira/site-data';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plumbline-import-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let fileNumber = 0;
function write(lines: readonly (object | string)[], name = `export-${++fileNumber}.jsonl`): string {
  const file = path.join(folder, name);
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text);
  return file;
}

const status = { id: '3', name: 'In Progress', statusCategory: { id: 4, key: 'indeterminate', name: 'In Progress' } };
const blocks = { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' };

function anIssue(id: string, key: string, fields: object = {}): { id: string; key: string; fields: object } {
  const project = { id: '10100', key: key.split('-')[0], name: 'Payroll' };
  return {
    id,
    key,
    fields: { summary: key, status, issuetype: { id: '1', name: 'Task', subtask: false }, project, ...fields },
  };
}

function issueOf(data: SiteData, key: string): SiteIssue {
  const issue = data.issues.find((each) => each.key === key);
  if (!issue) throw new Error(`${key} is not there`);
  return issue;
}

describe('a plain export', () => {
  test('becomes a site with its projects, statuses, types, people and versions', async () => {
    const file = write([
      anIssue('7', 'PAY-1', {
        assignee: { accountId: 'a1', displayName: 'Ines Okafor', active: false },
        fixVersions: [{ id: '20', name: 'Go-live', archived: false, released: false, releaseDate: '2026-04-01' }],
        duedate: '2026-03-31',
        labels: [],
        priority: null,
      }),
    ]);
    const { data, report } = await importExport([file]);
    expect(report.files).toEqual([{ path: path.basename(file), lines: 1, issues: 1 }]);
    expect(report.unreadableCount).toBe(0);
    expect(data.timeZone).toBe('UTC');
    expect(data.projects).toEqual([
      expect.objectContaining({
        id: '10100',
        key: 'PAY',
        name: 'Payroll',
        issueTypeIds: ['1'],
        browse: { anyone: true },
      }),
    ]);
    expect('leadAccountId' in data.projects[0]).toBe(false);
    expect(data.projects[0].versions).toEqual([
      { id: '20', name: 'Go-live', archived: false, released: false, releaseDate: '2026-04-01' },
    ]);
    expect(data.statuses).toEqual([{ id: '3', name: 'In Progress', category: 'indeterminate' }]);
    expect(data.users).toContainEqual({ accountId: 'a1', displayName: 'Ines Okafor', active: false });
    const [issue] = data.issues;
    expect(issue).toMatchObject({ id: '7', key: 'PAY-1', projectId: '10100' });
    expect(Object.keys(issue.fields).sort()).toEqual([
      'assignee',
      'duedate',
      'fixVersions',
      'issuetype',
      'status',
      'summary',
    ]);
    expect(data.personas.map((persona) => persona.accountId)).toEqual(data.groups[0].members);
  });

  test('is the same gzipped, over several files, and with a line separator inside a text', async () => {
    const text = 'one\u2028two\u2029three';
    const plain = write([anIssue('1', 'PAY-1', { summary: text }), anIssue('2', 'PAY-2')]);
    const first = write([anIssue('1', 'PAY-1', { summary: text })]);
    const second = write(['', anIssue('2', 'PAY-2')], 'second.jsonl.gz');
    const together = (await importExport([plain])).data;
    const apart = await importExport([first, second]);
    expect(issueOf(together, 'PAY-1').fields.summary).toBe(text);
    expect({ ...apart.data, title: '' }).toEqual({ ...together, title: '' });
    expect(apart.report.files).toEqual([
      { path: path.basename(first), lines: 1, issues: 1 },
      { path: 'second.jsonl.gz', lines: 1, issues: 1 },
    ]);
  });

  test('gives ids where it has only names, the same whatever the order of lines', async () => {
    const bare = (key: string, project: string, statusName: string): object => ({
      id: `x${key}`,
      key,
      fields: {
        status: { name: statusName },
        project: { key: project, name: project },
        issuetype: { name: 'Bug', subtask: false },
      },
    });
    const lines = [bare('B-2', 'B', 'Open'), bare('A-1', 'A', 'Closed'), bare('B-1', 'B', 'Open')];
    const one = (await importExport([write(lines)])).data;
    const other = (await importExport([write([...lines].reverse())])).data;
    expect({ ...other, title: '' }).toEqual({ ...one, title: '' });
    expect(one.issues.map((issue) => [issue.key, issue.id])).toEqual([
      ['A-1', '1'],
      ['B-1', '2'],
      ['B-2', '3'],
    ]);
    expect(one.statuses.map((each) => each.name)).toEqual(['Closed', 'Open']);
    expect(issueOf(one, 'A-1').fields.status).toEqual({ id: one.statuses[0].id, name: 'Closed' });
    expect('category' in one.statuses[0]).toBe(false);
    expect('hierarchyLevel' in one.issueTypes[0]).toBe(false);
  });

  test('keeps what Jira might serve as it is, readable or not', async () => {
    const { data, report } = await importExport([
      write([anIssue('1', 'PAY-1', { duedate: 'soon', status: 'Open', parent: 'PAY-9' })]),
    ]);
    expect(data.issues[0].fields).toMatchObject({ duedate: 'soon', status: 'Open', parent: 'PAY-9' });
    expect(report.unreadableCount).toBe(0);
  });

  test('has the sprints of the agile API in the Sprint field', async () => {
    const closed = { id: 3, name: 'S3', state: 'closed', originBoardId: 9, endDate: '2026-01-10T10:00:00.000Z' };
    const { data } = await importExport([
      write([anIssue('1', 'PAY-1', { closedSprints: [closed], sprint: { id: 4, name: 'S4', state: 'active' } })]),
    ]);
    expect(data.issues[0].fields[FIELD.sprint]).toEqual([
      { id: 3, name: 'S3', state: 'closed', boardId: 9, endDate: '2026-01-10T10:00:00.000Z' },
      { id: 4, name: 'S4', state: 'active' },
    ]);
    expect(data.issues[0].fields).not.toHaveProperty('closedSprints');
  });

  test('has its changelog oldest first, as a list or as histories', async () => {
    const entry = (id: string, created: string): object => ({
      id,
      created,
      author: { accountId: 'a1', displayName: 'Ines Okafor', active: true },
      items: [
        { field: 'duedate', fieldId: 'duedate', fieldtype: 'jira', from: null, fromString: null, to: '2026-01-05' },
      ],
    });
    const histories = [entry('12', '2026-01-02T09:00:00.000+0000'), entry('11', '2026-01-01T09:00:00.000+0000')];
    const { data, report } = await importExport([
      write([
        { ...anIssue('1', 'PAY-1'), changelog: histories },
        { ...anIssue('2', 'PAY-2'), changelog: { total: 9, histories } },
      ]),
    ]);
    for (const issue of data.issues) {
      expect(issue.changelog?.map((history) => history.id)).toEqual(['11', '12']);
      expect(issue.changelog?.[0].authorAccountId).toBe('a1');
      // An item without `toString` must not serve the function that every object inherits.
      expect(JSON.parse(JSON.stringify(issue.changelog?.[0].items[0]))).toMatchObject({
        to: '2026-01-05',
        toString: null,
      });
    }
    expect(report.warningCounts.changelogPartial).toBe(1);
    expect(data.users.map((user) => user.accountId)).toContain('a1');
  });

  test('keyed by display name: fields get their ids, the project comes from the key', async () => {
    const line = {
      id: '5',
      key: 'IMP-3',
      changelog: [
        {
          id: '1',
          created: '2026-01-01T09:00:00.000+0000',
          items: [{ field: 'Confidence', fieldId: 'customfield_10069', fieldtype: 'custom', from: null, to: '70' }],
        },
      ],
      fields: {
        Summary: 'Favourite sharing',
        Status: status,
        'Issue Type': { id: '10000', name: 'Epic', subtask: false, hierarchyLevel: 1 },
        'Due date': '2026-09-26',
        'Start date': '2026-08-29',
        'Story points': 13,
        Confidence: 70,
        Weather: 'fair',
      },
    };
    const { data, report } = await importExport([write([line])]);
    expect(data.projects).toEqual([expect.objectContaining({ key: 'IMP', name: 'IMP' })]);
    expect(data.issues[0].fields).toEqual({
      summary: 'Favourite sharing',
      status,
      issuetype: { id: '10000', name: 'Epic', subtask: false, hierarchyLevel: 1 },
      duedate: '2026-09-26',
      [FIELD.startDate]: '2026-08-29',
      [FIELD.storyPoints]: 13,
      customfield_10069: 70,
    });
    expect(data.customFields).toContainEqual(expect.objectContaining({ id: 'customfield_10069', name: 'Confidence' }));
    expect(report.warnings).toEqual([
      expect.objectContaining({ kind: 'fieldIgnored', field: 'Weather', issue: 'IMP-3', line: 1 }),
    ]);
  });
});

describe('links', () => {
  const link = (id: string, side: object): object => ({ id, type: blocks, ...side });

  test('each is one, from whichever side it is told', async () => {
    const { data } = await importExport([
      write([
        anIssue('1', 'PAY-1', { issuelinks: [link('50', { outwardIssue: { id: '2', key: 'PAY-2' } })] }),
        anIssue('2', 'PAY-2', { issuelinks: [link('50', { inwardIssue: { id: '1', key: 'PAY-1' } })] }),
      ]),
    ]);
    expect(data.links).toEqual([{ id: '50', typeId: '10000', sourceId: '1', destinationId: '2' }]);
    expect(data.linkTypes).toEqual([blocks]);
  });

  test('made-up ids neither double a link nor hide one of the opposite direction', async () => {
    const { data } = await importExport([
      write([
        anIssue('1', 'PAY-1', {
          issuelinks: [link('ab', { outwardIssue: { key: 'PAY-2' } }), link('ab', { inwardIssue: { key: 'PAY-2' } })],
        }),
        anIssue('2', 'PAY-2', {
          issuelinks: [
            link('cd', { inwardIssue: { key: 'PAY-1' } }),
            link('77', { outwardIssue: { key: 'PAY-1' } }),
            link('77', { inwardIssue: { key: 'PAY-1' } }),
          ],
        }),
      ]),
    ]);
    const pairs = new Set(data.links.map(({ sourceId, destinationId }) => `${sourceId}→${destinationId}`));
    expect(pairs).toEqual(new Set(['1→2', '2→1']));
    expect(new Set(data.links.map(({ id }) => id)).size).toBe(data.links.length);
  });

  test('name-only types stay name-only; far ends outside the export keep the status that the link tells', async () => {
    const done = { id: '9', name: 'Shipped', statusCategory: { id: 3, key: 'done', name: 'Done' } };
    const far = { id: '900', key: 'OPS-4', fields: { summary: 'Far', status: done } };
    const { data } = await importExport([
      write([
        anIssue('1', 'PAY-1', { issuelinks: [{ id: 'x', type: { name: 'Dependence' }, outwardIssue: far }] }),
        anIssue('2', 'PAY-2', {
          issuelinks: [{ id: 'y', type: { name: 'Dependence' }, inwardIssue: { key: 'OPS-4' } }],
        }),
      ]),
    ]);
    expect(data.linkTypes).toEqual([{ id: expect.stringMatching(/^\d+$/) as string, name: 'Dependence' }]);
    expect(data.outsideIssues).toEqual([{ id: '900', key: 'OPS-4', fields: { summary: 'Far', status: done } }]);
    expect(data.links.map(({ sourceId, destinationId }) => [sourceId, destinationId])).toEqual([
      ['1', '900'],
      ['900', '2'],
    ]);
  });
});

describe('bad input is told with line, issue and field, and the rest is loaded', () => {
  test('lines that are no issue', async () => {
    const { project: _, ...withoutProject } = anIssue('4', 'PAY-4').fields as Record<string, unknown>;
    const file = write([
      '{"id": "1", "key": "PAY-1", "fie',
      '[]',
      { id: '2', fields: {} },
      anIssue('3', 'pay-three'),
      { id: '4', key: 'PAY-4', fields: withoutProject },
      { id: '5', key: 'PAY-5' },
      anIssue('6', 'PAY-6', { project: { id: '1', key: 'OPS' } }),
      anIssue('7', 'PAY-7'),
    ]);
    const { data, report } = await importExport([file]);
    expect(data.issues.map((issue) => issue.key)).toEqual(['PAY-7']);
    expect(report.files[0]).toMatchObject({ lines: 8, issues: 1 });
    expect(report.unreadableCount).toBe(7);
    expect(report.unreadable.map(({ line, issue, field }) => [line, issue, field])).toEqual([
      [1, null, null],
      [2, null, null],
      [3, '2', 'key'],
      [4, 'pay-three', 'key'],
      [5, 'PAY-4', 'project'],
      [6, 'PAY-5', 'fields'],
      [7, 'PAY-6', 'project'],
    ]);
  });

  test('an unknown field, a status without category, links that name nothing', async () => {
    const { data, report } = await importExport([
      write([
        anIssue('1', 'PAY-1', {
          mood: 'good',
          status: { id: '8', name: 'Odd' },
          issuelinks: [{ id: '1', type: blocks }, { id: '2', outwardIssue: { key: 'PAY-2' } }, 'nonsense'],
        }),
        anIssue('2', 'PAY-2', { mood: 'bad' }),
      ]),
    ]);
    expect(data.issues).toHaveLength(2);
    expect(data.links).toHaveLength(0);
    expect(issueOf(data, 'PAY-1').fields).not.toHaveProperty('mood');
    expect(report.warningCounts).toEqual({
      fieldIgnored: 2,
      statusWithoutCategory: 1,
      linkSkipped: 3,
      changelogSkipped: 0,
      changelogPartial: 0,
    });
    expect(report.warnings.map(({ kind, issue, field }) => [kind, issue, field])).toEqual([
      ['fieldIgnored', 'PAY-1', 'mood'],
      ['statusWithoutCategory', 'PAY-1', 'status'],
      ['linkSkipped', 'PAY-1', 'issuelinks'],
      ['linkSkipped', 'PAY-1', 'issuelinks'],
    ]);
  });

  test.each(['first', 'last'])(
    'a moved issue, its newer line %s: the one updated last stays and links follow it',
    async (place) => {
      const old = anIssue('1', 'OLD-1', { updated: '2026-01-01T10:00:00.000+0000' });
      const moved = anIssue('1', 'PAY-1', { updated: '2026-01-01T12:00:00.000+0100', summary: 'newer' });
      const linked = anIssue('2', 'PAY-2', { issuelinks: [{ id: '5', type: blocks, outwardIssue: { key: 'OLD-1' } }] });
      const { data, report } = await importExport([
        write(place === 'first' ? [moved, old, linked] : [old, moved, linked]),
      ]);
      expect(data.issues.map((issue) => issue.key)).toEqual(['PAY-1', 'PAY-2']);
      expect(issueOf(data, 'PAY-1').fields.summary).toBe('newer');
      expect(data.links).toEqual([{ id: '5', typeId: '10000', sourceId: '2', destinationId: '1' }]);
      expect(report.unreadable).toEqual([
        expect.objectContaining({
          line: place === 'first' ? 2 : 1,
          issue: 'OLD-1',
          field: 'id',
          reason: expect.stringContaining('PAY-1') as string,
        }),
      ]);
      expect(report.files[0]).toMatchObject({ lines: 3, issues: 2 });
    },
  );

  test('a description of 240 KiB is cut, in either version of the API', async () => {
    const text = 'x'.repeat(240 * 1024);
    const document = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
    const { data, report } = await importExport([
      write([anIssue('1', 'PAY-1', { description: text }), anIssue('2', 'PAY-2', { description: document })]),
    ]);
    expect(report.unreadableCount).toBe(0);
    for (const issue of data.issues) {
      expect(JSON.stringify(issue.fields.description)).toMatch(/^\{.*"type":"doc".*x{1000}…/);
      expect(JSON.stringify(issue.fields.description).length).toBeLessThan(1_200);
    }
  });

  test('more than 200 of them: counted all, told the first 200', async () => {
    const { report } = await importExport([write(Array.from({ length: 300 }, () => 'no json'))]);
    expect(report.unreadableCount).toBe(300);
    expect(report.unreadable).toHaveLength(200);
  });
});

describe('files that cannot be read', () => {
  test.each([
    ['missing.jsonl', null, 'no such file'],
    ['cut.jsonl.gz', gzipSync('{"a":1}\n'.repeat(5_000)).subarray(0, 60), 'ends too early'],
    ['plain.jsonl.gz', Buffer.from('{}'), 'not gzipped'],
  ])('%s', async (name, content, message) => {
    const file = path.join(folder, name);
    if (content) writeFileSync(file, content);
    const failure: unknown = await importExport([file]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExportFileError);
    expect((failure as Error).message).toContain(name);
    expect((failure as Error).message).toContain(message);
    expect((failure as Error).message).not.toContain('\n');
  });

  test('a folder', async () => {
    await expect(importExport([folder])).rejects.toThrow(ExportFileError);
  });
});
