import { appLifecycle, jiraEvents, refreshWorker } from '../../src/index';
import type { ProjectFacts } from '../../src/model';
import { startReconciliation, startRefresh } from '../../src/refresh';
import { getSite, readFacts, readSnapshot, setSite } from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aProject, done, inProgress, toDo } from '../support/issues';

// A Monday.
useClock('2026-03-02T10:00:00Z');

const FINISHED = '2026-02-20T12:00:00.000+0000';

/** Issue 1 was worked on from Wednesday to Friday, 2 on Friday, 3 through three weeks; 4 went straight to done. */
function aSiteWithHistory(): FakeForge {
  const forge = new FakeForge();
  forge.jira.projects = [aProject('10001', 'PAY', 5)];
  for (const issue of forge.jira.projects[0].issues.slice(0, 4)) {
    Object.assign(issue.fields, { status: done, resolution: { id: '1' }, resolutiondate: FINISHED });
  }
  const went = (created: string, { id: to }: { id: string }): { created: string; to: string } => ({ created, to });
  const { histories } = forge.jira;
  histories.set('10001001', [
    went('2026-02-10T09:00:00.000+0000', toDo),
    went('2026-02-19T09:00:00.000+0000', inProgress),
    went('2026-02-18T09:00:00.000+0000', inProgress),
    went(FINISHED, done),
  ]);
  histories.set('10001002', [went('2026-02-20T09:00:00.000+0000', inProgress), went(FINISHED, done)]);
  histories.set('10001003', [went('2026-02-02T09:00:00.000+0000', inProgress), went(FINISHED, done)]);
  histories.set('10001004', [went(FINISHED, done)]);
  return forge;
}

async function install(forge: FakeForge): Promise<void> {
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
}

async function valueOf<T>(forge: FakeForge, work: () => Promise<T>): Promise<T> {
  const outcome = await forge.run(work);
  if (outcome.killed) throw new Error('not killed');
  return outcome.value;
}

async function factsOf(forge: FakeForge): Promise<Omit<ProjectFacts, 'surroundings' | 'schedule'>> {
  const stored = await valueOf(forge, () => readFacts(10001));
  if (stored === null) throw new Error('no facts');
  return stored.value;
}

function callsOf(forge: FakeForge, endpoint: string): number {
  return forge.jira.calls.filter((call) => call.endpoint === endpoint).length;
}

describe('how long work takes', () => {
  test('is the median of working days from first in progress to finish, and costs one call a project', async () => {
    const forge = aSiteWithHistory();
    await install(forge);
    expect((await factsOf(forge)).typicalDays).toBe(3);
    expect([callsOf(forge, 'changelog/bulkfetch'), callsOf(forge, 'status')]).toEqual([1, 1]);
  });

  test('of two in the middle is their mean, rounded up', async () => {
    const forge = aSiteWithHistory();
    forge.jira.histories.delete('10001003');
    await install(forge);
    expect((await factsOf(forge)).typicalDays).toBe(2);
  });

  test('is told by the 50 work items that finished last, containers left out', async () => {
    const forge = new FakeForge();
    forge.jira.projects = [aProject('10001', 'PAY', 60, { status: done, resolution: { id: '1' } })];
    forge.jira.projects[0].issues.forEach(({ id, fields }, place) => {
      const day = place < 9 ? '2026-02-13' : '2026-02-20';
      fields.resolutiondate = `${day}T12:00:00.000+0000`;
      if (place === 59) fields.issuetype = { id: '9', name: 'Epic', subtask: false, hierarchyLevel: 1 };
      forge.jira.histories.set(id, [{ created: `${day}T09:00:00.000+0000`, to: '3' }]);
    });
    await install(forge);
    const asked = forge.jira.calls.find(({ endpoint }) => endpoint === 'changelog/bulkfetch')?.body;
    const { issueIdsOrKeys } = asked as { issueIdsOrKeys: readonly string[] };
    expect(issueIdsOrKeys).toHaveLength(50);
    expect(issueIdsOrKeys[0]).toBe('10001059');
    expect(issueIdsOrKeys).not.toContain('10001060');
    expect((await factsOf(forge)).typicalDays).toBe(1);
  });

  test('stays as it is while changes are read, and is told anew by a reconciliation', async () => {
    const forge = aSiteWithHistory();
    await install(forge);
    forge.jira.histories.set('10001001', [{ created: '2026-01-05T09:00:00.000+0000', to: '3' }]);
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue: forge.jira.projects[0].issues[4] }));
    await forge.drain(refreshWorker);
    expect((await factsOf(forge)).typicalDays).toBe(3);
    jest.setSystemTime(Date.now() + 3_600_000);
    await forge.run(() => startReconciliation(10001, null));
    await forge.drain(refreshWorker);
    expect((await factsOf(forge)).typicalDays).toBe(15);
  });

  test.each([403, 404])('is not known where Jira refuses histories with %p; everything else is', async (status) => {
    const forge = aSiteWithHistory();
    forge.jira.fault = (endpoint) => (endpoint === 'changelog/bulkfetch' ? { status } : null);
    await install(forge);
    expect(await factsOf(forge)).toMatchObject({ typicalDays: null, issues: { count: 5 } });
    expect(await valueOf(forge, () => readSnapshot(10001))).not.toBeNull();
  });

  test.each<[string, (forge: FakeForge) => void]>([
    ['nothing is finished', (forge) => forge.jira.projects[0].issues.forEach(({ fields }) => (fields.status = toDo))],
    ['no status is in progress', (forge) => (forge.jira.statuses = [toDo, done])],
  ])('is not asked for where %s', async (_, change) => {
    const forge = aSiteWithHistory();
    change(forge);
    await install(forge);
    expect((await factsOf(forge)).typicalDays).toBeNull();
    expect(callsOf(forge, 'changelog/bulkfetch')).toBe(0);
  });
});

describe('the site’s fields', () => {
  const startDate = /start/i;

  test('tell whether there are start dates', async () => {
    const forge = aSiteWithHistory();
    await install(forge);
    expect((await factsOf(forge)).hasStartDates).toBe(true);

    const bare = aSiteWithHistory();
    bare.jira.fields = bare.jira.fields.filter((field) => !startDate.test((field as { name: string }).name));
    await install(bare);
    expect((await factsOf(bare)).hasStartDates).toBe(false);
  });

  test('that change have everything read anew, whole', async () => {
    const forge = aSiteWithHistory();
    await install(forge);
    const [issue] = forge.jira.projects[0].issues;
    issue.fields.customfield_77 = '2026-03-04';
    forge.jira.fields = [{ id: 'customfield_77', name: 'Start date', schema: { type: 'date' } }];
    jest.setSystemTime(Date.now() + 25 * 3_600_000);
    await forge.run(() => startRefresh(10001, null));
    await forge.drain(refreshWorker);
    const facts = await factsOf(forge);
    expect(facts.issues.start[0]).toBe(Date.parse('2026-03-04') / 86_400_000);
    expect((await valueOf(forge, () => getSite()))?.startDateFields).toEqual(['customfield_77']);
  });

  test('that nobody had looked for before an update have everything read anew, so that places come', async () => {
    const forge = aSiteWithHistory();
    await install(forge);
    const open = forge.jira.projects[0].issues[4];
    const { teamFields: _, ...before } = (await valueOf(forge, () => getSite()))!;
    // No event and no `updated` tells of it: all that was read before lacks components.
    open.fields.components = [{ id: '1', name: 'API' }];
    await forge.run(() => setSite({ ...before, readAt: 0 } as unknown as Parameters<typeof setSite>[0]));
    expect((await factsOf(forge)).placeSets).toEqual([]);
    await forge.run(() => startRefresh(10001, null));
    await forge.drain(refreshWorker);
    expect((await factsOf(forge)).placeSets).toEqual([[{ kind: 'component', name: 'API' }]]);
    expect((await valueOf(forge, () => getSite()))?.teamFields).toEqual([]);
  });

  test('that stay as they are cause no reading', async () => {
    const forge = aSiteWithHistory();
    await install(forge);
    const site = (await valueOf(forge, () => getSite()))!;
    await forge.run(() => setSite({ ...site, inProgressStatuses: [], readAt: 0 }));
    forge.jira.calls.length = 0;
    await forge.run(() => startRefresh(10001, null));
    await forge.drain(refreshWorker);
    expect(callsOf(forge, 'field')).toBe(1);
    expect(callsOf(forge, 'project/search')).toBe(0);
  });
});
