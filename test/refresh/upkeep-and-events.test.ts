import { appLifecycle, hourlyUpkeep, jiraEvents, refreshWorker } from '../../src/index';
import {
  addHint,
  getFailure,
  getUpkeep,
  listReconciliations,
  readDependencyReport,
  readIndex,
  readSnapshot,
  sweepStore,
} from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aProject, anIssue, block, done } from '../support/issues';

useClock('2026-03-02T10:00:00Z');

async function aReadSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  const pay = aProject('10001', 'PAY', 5);
  const hr = aProject('10002', 'HR', 2);
  block(pay.issues[0], hr.issues[0]);
  forge.jira.projects = [pay, hr];
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  forge.jira.calls.length = 0;
  return forge;
}

async function valueOf<T>(forge: FakeForge, work: () => Promise<T>): Promise<T> {
  const outcome = await forge.run(work);
  if (outcome.killed) throw new Error('not killed');
  return outcome.value;
}

const snapshotOf = (forge: FakeForge, id: number) => valueOf(forge, () => readSnapshot(id));

function searches(forge: FakeForge): readonly string[] {
  return forge.jira.calls
    .filter(({ endpoint }) => endpoint === 'search/jql')
    .map(({ body }) => (body as { jql: string }).jql);
}

function pass(minutes: number): void {
  jest.setSystemTime(Date.now() + minutes * 60_000);
}

describe('an event', () => {
  test('of many on one project queues one reading', async () => {
    const forge = await aReadSite();
    for (let time = 0; time < 10; time++) {
      const issue = forge.jira.projects[0].issues[time % 5];
      await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue }));
    }
    expect(forge.queue).toHaveLength(1);
    await forge.drain(refreshWorker);
    expect(searches(forge)).toEqual(['project = 10001 AND updated >= -6m ORDER BY key ASC']);
  });

  const LINK = { id: 7, sourceIssueId: 10002001, destinationIssueId: 10001001 };
  const TOLD_IN_FULL = {
    ...LINK,
    ...{ sourceProjectId: 10002, destinationProjectId: 10001 },
    issueLinkType: { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  };
  test.each([
    ['that tells everything costs no reading of issues', TOLD_IN_FULL, 0],
    ['that leaves out projects and type has both ends read', LINK, 3],
  ])('of a link, %s', async (_, told, fetched) => {
    const forge = await aReadSite();
    const [pay, hr] = forge.jira.projects;
    block(hr.issues[0], pay.issues[0]);
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:created:issuelink', ...told }));
    await forge.drain(refreshWorker);
    expect(forge.jira.calls.filter(({ endpoint }) => endpoint === 'issue/bulkfetch')).toHaveLength(fetched);
    expect(await valueOf(forge, readDependencyReport)).toMatchObject({ dependencies: 2, cycles: [{ live: true }] });
    const { value } = (await snapshotOf(forge, 10001))!;
    expect(value.snapshot.findings.find(({ rule }) => rule === 'dependency-cycles')).toMatchObject({ status: 'fail' });
  });

  test('of a far end reaches the project that depends on it', async () => {
    const forge = await aReadSite();
    const blocker = forge.jira.projects[0].issues[0];
    expect((await snapshotOf(forge, 10002))?.value.snapshot.findings).toContainEqual(
      expect.objectContaining({ rule: 'cross-project-owned', denominator: 1 }),
    );
    blocker.fields.status = done;
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue: blocker }));
    await forge.drain(refreshWorker);
    expect((await snapshotOf(forge, 10002))?.value.snapshot.findings).toContainEqual(
      expect.objectContaining({ rule: 'cross-project-owned', denominator: 0 }),
    );
  });

  test('of an issue that moved concerns the project that it left', async () => {
    const forge = await aReadSite();
    const [pay, hr] = forge.jira.projects;
    const [moved] = pay.issues.splice(4, 1);
    hr.issues.push({ ...anIssue(hr, 9), id: moved.id });
    const changelog = { items: [{ field: 'project', from: '10001', to: '10002' }] };
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue: hr.issues[2], changelog }));
    await forge.drain(refreshWorker);
    expect((await snapshotOf(forge, 10001))?.value.snapshot.issues.read).toBe(4);
    expect((await snapshotOf(forge, 10002))?.value.snapshot.issues.read).toBe(3);
  });

  test.each([[null], ['text'], [{}], [{ issue: { fields: {} } }], [{ issue: { fields: { project: { id: 'x' } } } }]])(
    'that is none (%j) does nothing',
    async (event) => {
      const forge = new FakeForge();
      await forge.run(() => jiraEvents(event));
      expect(forge.queue).toEqual([]);
      expect(forge.storage.size).toBe(0);
    },
  );

  test('of a new project brings it in; of a deleted one removes all that is stored of it', async () => {
    const forge = await aReadSite();
    forge.jira.projects.push(aProject('10003', 'WEB', 2));
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:created:project', project: { id: 10003, key: 'WEB' } }));
    await forge.drain(refreshWorker);
    expect((await valueOf(forge, readIndex)).projects.map(({ key }) => key)).toEqual(['PAY', 'HR', 'WEB']);
    expect((await snapshotOf(forge, 10003))?.value.snapshot.issues.read).toBe(2);
    expect(searches(forge)).toEqual(['project = 10003 ORDER BY key ASC']);

    forge.jira.projects = forge.jira.projects.filter(({ key }) => key !== 'PAY');
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:deleted:project', project: { id: 10001, key: 'PAY' } }));
    await forge.drain(refreshWorker);
    expect((await valueOf(forge, readIndex)).projects.map(({ key }) => key)).toEqual(['HR', 'WEB']);
    expect([...forge.storage.values()].filter((value) => value.includes('PAY'))).toEqual([]);
    await forge.run(() => hourlyUpkeep());
    await forge.drain(refreshWorker);
    expect(forge.keys('history:10001')).toEqual([]);
    pass(120);
    await valueOf(forge, () => sweepStore(Date.now()));
    expect(forge.keys('facts-part:10001')).toEqual([]);
    expect((await valueOf(forge, readDependencyReport))?.coupling).not.toContainEqual(
      expect.objectContaining({ total: 1, open: 0 }),
    );
  });
});

test('installing announced twice reads each project once', async () => {
  const forge = new FakeForge();
  forge.jira.projects = [aProject('10001', 'PAY', 5), aProject('10002', 'HR', 2)];
  await forge.run(() => appLifecycle());
  const first = forge.takeNext();
  await forge.deliver(first, refreshWorker);
  await forge.run(() => appLifecycle());
  await forge.deliver(first, refreshWorker);
  await forge.drain(refreshWorker);
  expect([...searches(forge)].sort()).toEqual(['project = 10001 ORDER BY key ASC', 'project = 10002 ORDER BY key ASC']);
});

describe('the hourly upkeep', () => {
  async function upkeep(forge: FakeForge): Promise<void> {
    await forge.run(() => hourlyUpkeep());
    await forge.drain(refreshWorker);
  }

  test('asks once for the whole site what changed, and writes nothing about projects in which nothing did', async () => {
    const forge = await aReadSite();
    await upkeep(forge);
    pass(60);
    const before = new Map(forge.storage);
    await upkeep(forge);
    expect(searches(forge).filter((jql) => jql.startsWith('updated'))).toEqual(['updated >= -65m ORDER BY key ASC']);
    expect([...forge.storage.keys()].filter((key) => /^(facts|snapshot|slice)/.test(key) && !before.has(key))).toEqual(
      [],
    );
  });

  test('reads what changed without an event', async () => {
    const forge = await aReadSite();
    await upkeep(forge);
    pass(60);
    const [issue] = forge.jira.projects[0].issues;
    issue.fields.updated = new Date(Date.now() - 30 * 60_000).toISOString();
    issue.fields.status = done;
    await upkeep(forge);
    expect((await snapshotOf(forge, 10001))?.value.snapshot.issues.open).toBe(4);
  });

  test('looks again from where it was when Jira did not answer', async () => {
    const forge = await aReadSite();
    await upkeep(forge);
    const { sweptAt } = await valueOf(forge, getUpkeep);
    pass(60);
    forge.jira.fault = (endpoint) => (endpoint === 'search/jql' ? { status: 400 } : null);
    await upkeep(forge);
    expect((await valueOf(forge, getUpkeep)).sweptAt).toBe(sweptAt);
  });

  test('closes the day in the evening of the site: evaluates what nobody touched, counts, and finds what was deleted', async () => {
    const forge = await aReadSite();
    expect((await snapshotOf(forge, 10001))?.value.snapshot.today).toBe('2026-03-02');
    pass(24 * 60);
    await upkeep(forge);
    expect((await snapshotOf(forge, 10001))?.value.snapshot.today).toBe('2026-03-02');
    forge.jira.projects[1].issues.pop();
    pass(10 * 60 + 5);
    await upkeep(forge);
    expect((await snapshotOf(forge, 10001))?.value.snapshot.today).toBe('2026-03-03');
    expect((await snapshotOf(forge, 10002))?.value.snapshot.issues.read).toBe(1);
    expect(await valueOf(forge, () => listReconciliations())).toEqual(
      new Map([[10002, expect.objectContaining({ gone: 1, missing: 0, contentsDiffering: 0, repaired: true })]]),
    );
  });

  test('takes up a run and a request that lost their jobs', async () => {
    const forge = await aReadSite();
    const issue = forge.jira.projects[0].issues[0];
    issue.fields.status = done;
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue }));
    forge.queue.length = 0;
    pass(30);
    await upkeep(forge);
    expect((await snapshotOf(forge, 10001))?.value.snapshot.issues.open).toBe(4);

    forge.jira.projects[1].issues[0].fields.status = done;
    const other = forge.jira.projects[1].issues[0];
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue: other }));
    const killed = await forge.deliver(forge.takeNext(), refreshWorker, 12);
    expect(killed).toBe(true);
    forge.queue.length = 0;
    pass(30);
    await upkeep(forge);
    expect((await snapshotOf(forge, 10002))?.value.snapshot.issues.open).toBe(1);
    expect(forge.keys('run')).toEqual([]);
  });
});

/** Has the project read whole although facts are stored. */
async function readWhole(forge: FakeForge, projectId: number): Promise<void> {
  await valueOf(forge, () => addHint(projectId, { kind: 'whole', at: Date.now() }));
  const issue = forge.jira.projects.find(({ id }) => id === String(projectId))?.issues[0];
  await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue }));
  await forge.drain(refreshWorker);
}

describe('a refresh that cannot be whole', () => {
  test('with fewer issues than Jira counts reads once more, then says so and keeps the last snapshot', async () => {
    const forge = await aReadSite();
    const before = await snapshotOf(forge, 10001);
    forge.jira.miscount = 10;
    const issue = forge.jira.projects[0].issues[0];
    issue.fields.status = done;
    await readWhole(forge, 10001);
    const once = ['project = 10001 ORDER BY key ASC', 'project = 10001 AND key > "PAY-5" ORDER BY key ASC'];
    expect(searches(forge)).toEqual([...once, ...once]);
    expect(await snapshotOf(forge, 10001)).toEqual(before);
    expect(await valueOf(forge, () => getFailure(10001))).toMatchObject({
      cause: 'Jira counts 15 issues in this project but handed out 5.',
    });
    forge.jira.miscount = 0;
    await readWhole(forge, 10001);
    expect((await snapshotOf(forge, 10001))?.value.snapshot.issues.open).toBe(4);
    expect(await valueOf(forge, () => getFailure(10001))).toBeNull();
  });

  test('waits as long as Jira asks, then goes on with the next page', async () => {
    const forge = await aReadSite();
    forge.jira.pageSize = () => 2;
    let refused = false;
    forge.jira.fault = (endpoint) => {
      if (endpoint !== 'search/jql' || refused || searches(forge).length !== 2) return null;
      refused = true;
      return { status: 429, headers: { 'retry-after': '600' } };
    };
    const began = Date.now();
    await readWhole(forge, 10001);
    expect(refused).toBe(true);
    expect(Date.now() - began).toBeGreaterThanOrEqual(600_000);
    expect(searches(forge)).toHaveLength(4);
  });

  test('stops itself before the platform would, and goes on in a further job', async () => {
    const forge = await aReadSite();
    forge.jira.pageSize = () => 1;
    forge.before = (call) => {
      if (call.endsWith('/search/jql')) pass(5);
    };
    await readWhole(forge, 10001);
    expect(forge.queue).toEqual([]);
    expect(searches(forge)).toHaveLength(5);
    expect((await snapshotOf(forge, 10001))?.value.snapshot.issues.read).toBe(5);
  });

  test('with an expired page token reads that project anew, once', async () => {
    const forge = await aReadSite();
    forge.jira.pageSize = () => 2;
    let refused = false;
    forge.jira.fault = (endpoint) => {
      if (endpoint !== 'search/jql' || refused || searches(forge).length !== 2) return null;
      refused = true;
      return { status: 400 };
    };
    const issue = forge.jira.projects[0].issues[0];
    issue.fields.status = done;
    await readWhole(forge, 10001);
    expect((await snapshotOf(forge, 10001))?.value.snapshot.issues).toMatchObject({ read: 5, open: 4 });
  });

  test('after Jira was down for good keeps the last snapshot and says so', async () => {
    const forge = await aReadSite();
    const before = await snapshotOf(forge, 10001);
    forge.jira.fault = (endpoint) => (endpoint === 'search/approximate-count' ? { status: 400 } : null);
    await readWhole(forge, 10001);
    expect(await snapshotOf(forge, 10001)).toEqual(before);
    expect(await valueOf(forge, () => getFailure(10001))).toMatchObject({
      remedy: expect.stringContaining('Refresh') as string,
    });
    expect(forge.keys('run')).toEqual([]);
  });

  test('with unreadable issues counts them and evaluates the others', async () => {
    const forge = await aReadSite();
    forge.jira.projects[0].issues[2].fields.duedate = 'soon';
    await readWhole(forge, 10001);
    const stored = await snapshotOf(forge, 10001);
    expect(stored?.value.snapshot.issues).toMatchObject({ read: 5, evaluated: 4, unreadable: 1 });
    expect(stored?.value.unreadable).toMatchObject([{ issue: 'PAY-3', field: 'duedate' }]);
  });
});

describe('a version', () => {
  const planned = { id: '10100', name: 'One', releaseDate: '2026-05-01' };

  async function aPlannedSite(): Promise<FakeForge> {
    const forge = await aReadSite();
    forge.jira.projects[0].issues[1].fields.fixVersions = [planned];
    return forge;
  }

  test('that gets a date has its issues read, and no others', async () => {
    const forge = await aPlannedSite();
    const version = { id: 10100, projectId: 10001 };
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:version', version }));
    forge.jira.projects[0].versions = [planned];
    await forge.drain(refreshWorker);
    expect(searches(forge)).toContain('project = 10001 AND fixVersion in (10100) ORDER BY key ASC');
    expect(searches(forge)).not.toContain('project = 10001 ORDER BY key ASC');
    expect(forge.keys('hint')).toEqual([]);
  });

  test.each([['deleted'], ['merged']])('that is %s has the project read whole, once', async (verb) => {
    const forge = await aPlannedSite();
    const version = { id: 10100, projectId: 10001 };
    await forge.run(() => jiraEvents({ eventType: `avi:jira:${verb}:version`, version }));
    await forge.drain(refreshWorker);
    expect(searches(forge)).toEqual(['project = 10001 ORDER BY key ASC']);
    expect(forge.keys('hint')).toEqual([]);

    pass(60);
    forge.jira.calls.length = 0;
    const issue = forge.jira.projects[0].issues[0];
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue }));
    await forge.drain(refreshWorker);
    expect(searches(forge)).toEqual(['project = 10001 AND updated >= -66m ORDER BY key ASC']);
  });
});
