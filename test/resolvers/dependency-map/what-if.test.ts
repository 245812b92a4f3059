import type { AssumedChange, WhatIfView } from '../../../src/contract';
import { appLifecycle, jiraEvents, refreshWorker } from '../../../src/index';
import { NOT_ALL_PROJECTS } from '../../../src/resolvers/dependency-map/notes';
import type { FakeIssue, FakeProject } from '../../support/fake-jira';
import { FakeForge, useClock } from '../../support/forge';
import { aProject, block, done, toDo } from '../../support/issues';
import { aSiteWithDependencies, issueOf, mapValue } from './site';

useClock('2026-03-02T10:00:00Z');

function assume(forge: FakeForge, accountId: string, ...changes: AssumedChange[]): Promise<WhatIfView> {
  return mapValue(forge, accountId, 'whatIf', { changes });
}

/** The forecast finish of every issue, by key. */
async function forecasts(forge: FakeForge): Promise<ReadonlyMap<string, string | null>> {
  const found = new Map<string, string | null>();
  for (const { id, key } of forge.jira.projects.flatMap(({ issues }) => issues)) {
    found.set(key, (await mapValue(forge, 'pmo', 'issueContext', { issueId: id })).forecastFinish);
  }
  return found;
}

function movesIn({ moved }: WhatIfView): Record<string, string | null> {
  return Object.fromEntries(moved.map(({ key, to }) => [key ?? 'hidden', to]));
}

/** Edits issues in Jira, and has the app hear of it. */
async function edit(forge: FakeForge, keys: readonly string[], how: (...issues: FakeIssue[]) => void): Promise<void> {
  jest.setSystemTime(Date.now() + 60_000);
  const issues = keys.map((key) => issueOf(forge, key));
  how(...issues);
  for (const issue of issues) {
    issue.fields.updated = new Date().toISOString().replace('Z', '+0000');
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue }));
  }
  await forge.drain(refreshWorker);
}

/** So many projects of one issue each, of which each waits for the one before. */
async function aRow(count: number): Promise<{ readonly forge: FakeForge; readonly projects: readonly FakeProject[] }> {
  const forge = new FakeForge();
  const letter = (place: number): string => String.fromCharCode(65 + place);
  const projects = Array.from({ length: count }, (_, place) => {
    const key = `P${letter(Math.floor(place / 26))}${letter(place % 26)}`;
    return aProject(String(10_001 + place), key, 1, { status: toDo });
  });
  projects.slice(1).forEach((project, place) => block(projects[place].issues[0], project.issues[0]));
  forge.jira.projects = projects;
  forge.jira.browse.set('pmo', new Set(projects.map(({ id }) => id)));
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return { forge, projects };
}

const SIG_1 = '10002001';
const RAIL_1 = '10003001';
const cases: readonly [string, AssumedChange, readonly string[], (...issues: FakeIssue[]) => void][] = [
  [
    'another planned finish',
    { what: 'finish', issueId: SIG_1, day: '2026-04-30' },
    ['SIG-1'],
    (issue) => (issue.fields.duedate = '2026-04-30'),
  ],
  ['an issue dropped', { what: 'drop', issueId: SIG_1 }, ['SIG-1'], (issue) => (issue.fields.status = done)],
  [
    'a dependency more',
    { what: 'addDependency', providerId: '10004002', dependentId: SIG_1, kind: 'finishToStart' },
    ['MER-2', 'SIG-1'],
    (provider, dependent) => block(provider, dependent),
  ],
  [
    'a dependency less',
    { what: 'dropDependency', providerId: SIG_1, dependentId: RAIL_1, kind: 'finishToStart' },
    ['SIG-1', 'RAIL-1'],
    (provider, dependent) => {
      for (const { fields } of [provider, dependent]) {
        const links = fields.issuelinks as { outwardIssue?: FakeIssue; inwardIssue?: FakeIssue }[];
        const others = [provider.id, dependent.id];
        fields.issuelinks = links.filter((link) => !others.includes((link.outwardIssue ?? link.inwardIssue)?.id ?? ''));
      }
    },
  ],
];

describe('a what-if', () => {
  test.each(cases)('of %s moves what the change itself would move', async (_name, change, keys, how) => {
    const forge = await aSiteWithDependencies();
    const before = await forecasts(forge);
    const stored = new Map(forge.storage);
    const view = await assume(forge, 'pmo', change);
    expect(forge.storage).toEqual(stored);
    expect(forge.queue).toEqual([]);

    await edit(forge, keys, how);
    const after = await forecasts(forge);
    const differing = [...before.keys()].filter((key) => after.get(key) !== before.get(key));
    expect(movesIn(view)).toEqual(Object.fromEntries(differing.map((key) => [key, after.get(key)])));
    expect(view.movedCount).toBeGreaterThan(0);
  });

  test('follows what moves through projects that nobody named', async () => {
    const { forge, projects } = await aRow(12);
    const view = await assume(forge, 'pmo', { what: 'shift', issueId: projects[0].issues[0].id, days: 3 });
    expect(view.moved.map(({ days }) => days)).toEqual(Array.from({ length: 12 }, () => 3));
    expect(view.projects.map(({ key, issues }) => [key, issues])).toEqual(projects.map(({ key }) => [key, 1]));
    expect(view.notes).toEqual([]);
  });

  test('through more projects than one answer reads says so, and is right of those that it read', async () => {
    const { forge, projects } = await aRow(45);
    const before = await forecasts(forge);
    const issueId = projects[0].issues[0].id;
    const view = await assume(forge, 'pmo', { what: 'finish', issueId, day: '2026-03-20' });
    expect(view.notes).toEqual([NOT_ALL_PROJECTS]);
    expect(view.movedCount).toBe(40);

    const { issues, dependencies, issueCount, notes } = await mapValue(forge, 'pmo', 'issueMap', {
      scope: { of: 'chain', issueId },
    });
    expect(notes.filter((note) => note === NOT_ALL_PROJECTS)).toHaveLength(1);
    // The fortieth project knows when the issue that waits for it comes, and no more of it.
    expect([issues.length, issueCount, dependencies.length]).toEqual([41, 41, 40]);
    expect(issues.map(({ key, forecastFinish }) => [key, forecastFinish])).toEqual(
      expect.arrayContaining(projects.slice(0, 41).map(({ issues: [{ key }] }) => [key, before.get(key)])),
    );
    const brief = await mapValue(forge, 'pmo', 'issueContext', { issueId });
    expect(brief.notes).toContain(NOT_ALL_PROJECTS);
    expect(brief.ifItSlips).toMatchObject({ days: 5, issues: 39, projects: 39, most: 5 });

    await edit(forge, [projects[0].issues[0].key], (issue) => (issue.fields.duedate = '2026-03-20'));
    const after = await forecasts(forge);
    const read = projects.slice(0, 40);
    expect(movesIn(view)).toEqual(Object.fromEntries(read.map(({ issues: [{ key }] }) => [key, after.get(key)])));
    expect(view.moved.map(({ key, from }) => [key, from]).sort()).toEqual(
      read.map(({ issues: [{ key }] }) => [key, before.get(key)]),
    );
    expect(view.projects.map(({ key, to, issues: moved }) => [key, to, moved])).toEqual(
      read.map(({ key, issues: [issue] }) => [key, after.get(issue.key), 1]),
    );
  });

  test('counts what moves in hidden projects as one, without names or dates of the project', async () => {
    const forge = await aSiteWithDependencies();
    block(issueOf(forge, 'SIG-2'), issueOf(forge, 'MER-2'));
    await edit(forge, ['SIG-2', 'MER-2'], () => undefined);
    const view = await assume(forge, 'pm', { what: 'shift', issueId: issueOf(forge, 'SIG-2').id, days: 10 });
    expect(view.projects.at(-1)).toEqual({
      ...{ id: null, key: null, name: null, target: null, from: null, to: null, issues: 1 },
    });
    expect(view.movedCount).toBe(view.projects.reduce((sum, { issues }) => sum + issues, 0));
    expect(view.moved.filter(({ id }) => id === null)).toHaveLength(1);
    expect(JSON.stringify(view)).not.toMatch(/MER|10004/);
  });

  test('of an issue that the forecast does not know says so', async () => {
    const forge = await aSiteWithDependencies();
    const view = await assume(forge, 'pmo', { what: 'shift', issueId: issueOf(forge, 'DAT-2').id, days: 3 });
    expect(view).toMatchObject({ moved: [], movedCount: 0, projects: [] });
    expect(view.notes).toEqual([expect.stringContaining('1 of the issues take no part')]);
  });
});
