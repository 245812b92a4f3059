import { appLifecycle, refreshWorker } from '../../src/index';
import { pushJob, type NewJob } from '../../src/refresh/jobs';
import { requestDiscovery, requestRollUp } from '../../src/refresh/request-work';
import { readIndex, readRows, readSnapshotHeader } from '../../src/store';
import { valueOf } from '../store/support/value-of';
import { FakeForge, useClock } from '../support/forge';
import { aProject } from '../support/issues';

useClock('2026-03-02T10:00:00Z');

const [MINUTE, DAY] = [60_000, 86_400_000];
const PAY = 10001;

async function aReadSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  forge.jira.projects = [aProject(String(PAY), 'PAY', 3)];
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return forge;
}

/** Storage refuses everything for a while: the first try of a job and its three repetitions. */
async function drainInABurst(forge: FakeForge, minutes: number): Promise<void> {
  const until = Date.now() + minutes * MINUTE;
  forge.storageFault = () => (Date.now() < until ? 'TOO_MANY_REQUESTS' : null);
  await forge.drain(refreshWorker);
  expect(Date.now()).toBeGreaterThan(until);
}

describe('work that storage had no room for', () => {
  test('is done later: an evaluation', async () => {
    const forge = await aReadSite();
    const day = async (): Promise<number | undefined> =>
      (await valueOf(forge, () => readSnapshotHeader(PAY)))?.meta.day;
    const before = await day();
    jest.setSystemTime(Date.now() + DAY);
    await valueOf(forge, () => pushJob({ job: 'evaluate', projectId: PAY }));
    await drainInABurst(forge, 4);
    expect(await day()).toBe((before ?? 0) + 1);
  });

  test('is done later: the first reading of all projects', async () => {
    const forge = new FakeForge();
    forge.jira.projects = Array.from({ length: 40 }, (_, place) => aProject(String(PAY + place), `P${place}`, 1));
    await forge.run(() => appLifecycle());
    for (let deliveries = 0; forge.queue.length > 0; deliveries++) {
      const isLane = (forge.queue[0].body as NewJob).job === 'fill';
      if (isLane) break;
      await forge.deliver(forge.takeNext(), refreshWorker);
    }
    await drainInABurst(forge, 4);
    const { projects } = await valueOf(forge, readIndex);
    for (const { id } of projects) expect(await valueOf(forge, () => readSnapshotHeader(id))).not.toBeNull();
  });

  test('is done later: the rows of the portfolio', async () => {
    const forge = await aReadSite();
    await valueOf(forge, requestRollUp);
    await drainInABurst(forge, 4);
    expect((await valueOf(forge, readRows))?.value).toHaveLength(1);
  });

  test('is done later: the list of projects', async () => {
    const forge = await aReadSite();
    forge.jira.projects.push(aProject(String(PAY + 1), 'NEW', 1));
    await valueOf(forge, requestDiscovery);
    await drainInABurst(forge, 4);
    expect((await valueOf(forge, readIndex)).projects).toHaveLength(2);
  });
});
