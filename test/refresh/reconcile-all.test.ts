import { appLifecycle, hourlyUpkeep, refreshWorker } from '../../src/index';
import { startReconciliation } from '../../src/refresh';
import { getRound, listReconciliations } from '../../src/store';
import { FakeForge, useClock, type QueuedEvent } from '../support/forge';
import { aProject } from '../support/issues';
import { valueOf } from '../store/support/value-of';

useClock('2026-03-02T10:00:00Z');

const PROJECTS = [10001, 10002, 10003];
const MINUTE = 60_000;

async function aReadSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  forge.jira.projects = PROJECTS.map((id, place) => aProject(String(id), `P${place}X`, 2));
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return forge;
}

function start(forge: FakeForge): Promise<{ readonly started: boolean }> {
  return valueOf(forge, () => startReconciliation(null, null));
}

function isOfRound({ body }: QueuedEvent): boolean {
  return (body as { job: string }).job === 'reconcile';
}

/** Delivers what is queued by `deliver`, and answers how many jobs of a round there were. */
async function drain(forge: FakeForge, deliver: (event: QueuedEvent) => Promise<unknown>): Promise<number> {
  let jobs = 0;
  while (forge.queue.length > 0) {
    const event = forge.takeNext();
    if (isOfRound(event) && ++jobs > 50) throw new Error('the round does not end');
    await deliver(event);
  }
  return jobs;
}

async function reconciled(forge: FakeForge): Promise<readonly number[]> {
  return [...(await valueOf(forge, listReconciliations)).keys()].sort((a, b) => a - b);
}

test('a round takes the projects one after the other, and ends', async () => {
  const forge = await aReadSite();
  expect(await start(forge)).toEqual({ started: true });
  expect(await drain(forge, (event) => forge.deliver(event, refreshWorker))).toBe(PROJECTS.length);
  expect(await reconciled(forge)).toEqual(PROJECTS);
  expect(await valueOf(forge, getRound)).toMatchObject({ at: null });
  expect(await start(forge)).toEqual({ started: true });
});

test('a second round does not begin beside the first, wherever the first is', async () => {
  const forge = await aReadSite();
  await start(forge);
  let asked = 0;
  const jobs = await drain(forge, async (event) => {
    if (isOfRound(event)) {
      asked += 1;
      expect(await start(forge)).toEqual({ started: false });
    }
    await forge.deliver(event, refreshWorker);
  });
  expect([asked, jobs]).toEqual([PROJECTS.length, PROJECTS.length]);
});

test.each([
  ['one after the other', false],
  ['beside each other', true],
])('jobs that come twice, %s, do not make two rounds of one', async (_how, beside) => {
  const forge = await aReadSite();
  await start(forge);
  const readings = (): number => forge.jira.calls.filter(({ endpoint }) => endpoint === 'project/versions').length;
  const before = readings();
  const jobs = await drain(forge, async (event) => {
    if (beside) await Promise.all([forge.deliver(event, refreshWorker), forge.deliver(event, refreshWorker)]);
    else {
      await forge.deliver(event, refreshWorker);
      await forge.deliver(event, refreshWorker);
    }
  });
  expect(jobs).toBe(PROJECTS.length);
  expect(await reconciled(forge)).toEqual(PROJECTS);
  expect(readings() - before).toBeLessThanOrEqual(beside ? 2 * PROJECTS.length : PROJECTS.length);
});

test('a round whose job is lost goes on with the hourly upkeep', async () => {
  const forge = await aReadSite();
  await start(forge);
  await forge.deliver(forge.takeNext(), refreshWorker);
  forge.queue.length = 0;
  jest.setSystemTime(Date.now() + 15 * MINUTE);
  await forge.run(() => hourlyUpkeep());
  await drain(forge, (event) => forge.deliver(event, refreshWorker));
  expect(await reconciled(forge)).toEqual(PROJECTS);
  expect(await valueOf(forge, getRound)).toMatchObject({ at: null });
});

test('killed at any call, a round comes to its end', async () => {
  for (let call = 1, killed = true; killed; call += 3) {
    killed = false;
    const forge = await aReadSite();
    await start(forge);
    await drain(forge, async (event) => {
      const isVictim = !killed && isOfRound(event);
      if (await forge.deliver(event, refreshWorker, isVictim ? call : undefined)) killed = true;
    });
    jest.setSystemTime(Date.now() + 15 * MINUTE);
    await forge.run(() => hourlyUpkeep());
    await drain(forge, (event) => forge.deliver(event, refreshWorker));
    expect([call, await valueOf(forge, getRound)]).toMatchObject([call, { at: null }]);
    expect([call, await reconciled(forge)]).toEqual([call, PROJECTS]);
  }
});

test('a project that cannot be proved does not keep the others from it', async () => {
  const forge = await aReadSite();
  await start(forge);
  forge.storageFault = (operation, key) =>
    operation === 'get' && key.startsWith('facts-head:10001') ? 'INTERNAL_ERROR' : null;
  await drain(forge, (event) => forge.deliver(event, refreshWorker));
  expect(await reconciled(forge)).toEqual(PROJECTS.slice(1));
});
