import { appLifecycle, jiraEvents, refreshWorker } from '../../src/index';
import { formatDay, NO_DAY } from '../../src/model';
import { startReconciliation } from '../../src/refresh';
import { listReconciliations, readFacts } from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aProject } from '../support/issues';
import type { FakeProject } from '../support/fake-jira';

useClock('2026-03-02T10:00:00Z');

/** 150 issues, of which 1 to 3 are planned for version 900, 3 and 4 for 901. */
async function aReadSite(): Promise<{ readonly forge: FakeForge; readonly project: FakeProject }> {
  const forge = new FakeForge();
  const project = aProject('10001', 'PAY', 150);
  forge.jira.projects = [project];
  setVersions(project, { 900: { releaseDate: '2026-04-01' }, 901: { releaseDate: '2026-05-01' } });
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  await reconcile(forge);
  return { forge, project };
}

type Versions = Readonly<Record<string, { readonly releaseDate?: string; readonly released?: boolean }>>;

/** Sets what versions are like, on the issues, too, without anybody being told. */
function setVersions(project: FakeProject, versions: Versions): void {
  const version = (id: string) => ({ id, name: id, released: false, ...versions[id] });
  project.versions = Object.keys(versions).map(version);
  const plans = [['900'], ['900'], ['900', '901'], ['901']];
  plans.forEach((ids, place) => (project.issues[place].fields.fixVersions = ids.map(version)));
}

async function reconcile(forge: FakeForge): Promise<void> {
  jest.setSystemTime(Date.now() + 3_600_000);
  forge.jira.calls.length = 0;
  await forge.run(() => startReconciliation(10001, null));
  await forge.drain(refreshWorker);
}

async function plansOf(forge: FakeForge): Promise<readonly (string | null)[]> {
  const outcome = await forge.run(() => readFacts(10001));
  if (outcome.killed || outcome.value === null) throw new Error('no facts');
  const { versionId, versionEnd } = outcome.value.value.issues;
  return [0, 1, 2, 3, 4].map((row) =>
    versionEnd[row] === NO_DAY ? null : `${versionId[row]} ${formatDay(versionEnd[row])}`,
  );
}

function issuesRead(forge: FakeForge): readonly string[] {
  return forge.jira.calls
    .filter(({ endpoint }) => endpoint === 'search/jql')
    .map(({ body }) => (body as { jql: string }).jql)
    .filter((jql) => !/issueLinkType|updated/.test(jql));
}

describe('versions whose changes no event told', () => {
  const plans = ['900 2026-04-01', '900 2026-04-01', '900 2026-04-01', '901 2026-05-01', null];

  test('that are as they were cost nothing', async () => {
    const { forge } = await aReadSite();
    expect(await plansOf(forge)).toEqual(plans);
    await reconcile(forge);
    expect(issuesRead(forge)).toEqual([]);
  });

  test.each<[string, Versions, readonly (string | null)[]]>([
    [
      'another date',
      { 900: { releaseDate: '2026-04-08' }, 901: { releaseDate: '2026-05-01' } },
      ['900 2026-04-08', '900 2026-04-08', '900 2026-04-08', '901 2026-05-01', null],
    ],
    [
      'an earlier date of a version that was not the first',
      { 900: { releaseDate: '2026-04-01' }, 901: { releaseDate: '2026-03-15' } },
      ['900 2026-04-01', '900 2026-04-01', '901 2026-03-15', '901 2026-03-15', null],
    ],
    [
      'released',
      { 900: { releaseDate: '2026-04-01', released: true }, 901: { releaseDate: '2026-05-01' } },
      [null, null, '901 2026-05-01', '901 2026-05-01', null],
    ],
  ])('%s: a reconciliation reads their issues, not the whole project', async (_, versions, expected) => {
    const { forge, project } = await aReadSite();
    setVersions(project, versions);
    await reconcile(forge);
    expect(await plansOf(forge)).toEqual(expected);
    expect(issuesRead(forge).every((jql) => jql.includes('fixVersion in'))).toBe(true);
    const found = await forge.run(() => listReconciliations());
    expect(found.killed ? null : found.value.get(10001)).toMatchObject({ repaired: true });
    await reconcile(forge);
    expect(issuesRead(forge)).toEqual([]);
  });

  test('no date any more: which of all issues were planned for it is read whole', async () => {
    const { forge, project } = await aReadSite();
    setVersions(project, { 900: {}, 901: { releaseDate: '2026-05-01' } });
    await reconcile(forge);
    expect(await plansOf(forge)).toEqual([null, null, '901 2026-05-01', '901 2026-05-01', null]);
  });
});

test.each(['released', 'unreleased', 'updated'])('an event that a version was %s has its issues read', async (verb) => {
  const { forge, project } = await aReadSite();
  setVersions(project, { 900: { releaseDate: '2026-06-01' }, 901: { releaseDate: '2026-05-01' } });
  forge.jira.calls.length = 0;
  const version = { id: '900', projectId: 10001 };
  await forge.run(() => jiraEvents({ eventType: `avi:jira:${verb}:version`, version }));
  await forge.drain(refreshWorker);
  expect(await plansOf(forge)).toEqual(['900 2026-06-01', '900 2026-06-01', '901 2026-05-01', '901 2026-05-01', null]);
  expect(issuesRead(forge)).toEqual(['project = 10001 AND fixVersion in (900) ORDER BY key ASC']);
});
