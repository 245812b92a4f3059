import { appLifecycle, refreshWorker } from '../../src/index';
import { pushJob, type NewJob } from '../../src/refresh/jobs';
import { requestDiscovery, requestRollUp } from '../../src/refresh/request-work';
import { getCampaign, listJobEntries, readIndex, readRows, readSnapshotHeader } from '../../src/store';
import { valueOf } from '../store/support/value-of';
import { FakeForge, useClock } from '../support/forge';
import { aProject } from '../support/issues';

useClock('2026-03-02T10:00:00Z');

/** What is put off comes some minutes later; chance would have it come together here, apart there. */
beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0.5));

const [MINUTE, DAY] = [60_000, 86_400_000];
const PAY = 10001;
const [TRIES, DEFERRALS] = [4, 6];
/** As 200 projects and the 4,000 units that Forge gives, but smaller. */
const [PROJECTS, UNITS_A_MINUTE] = [20, 400];

async function aReadSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  forge.jira.projects = [aProject(String(PAY), 'PAY', 3)];
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return forge;
}

/** Storage refuses what is `meant` for a while: the first try of a job and its three repetitions. */
async function drainInABurst(
  forge: FakeForge,
  minutes: number,
  meant: (key: string) => boolean = () => true,
): Promise<void> {
  const until = Date.now() + minutes * MINUTE;
  forge.storageFault = (_operation, key) => (Date.now() < until && meant(key) ? 'TOO_MANY_REQUESTS' : null);
  await forge.drain(refreshWorker);
  expect(Date.now()).toBeGreaterThan(until);
}

const dayOf = async (forge: FakeForge): Promise<number | undefined> =>
  (await valueOf(forge, () => readSnapshotHeader(PAY)))?.meta.day;

/** A read site on the next day, with an evaluation asked for. */
async function anEvaluationDue(): Promise<FakeForge> {
  const forge = await aReadSite();
  jest.setSystemTime(Date.now() + DAY);
  await valueOf(forge, () => pushJob({ job: 'evaluate', projectId: PAY }));
  return forge;
}

describe('work that storage had no room for', () => {
  test('is done later: an evaluation', async () => {
    const forge = await anEvaluationDue();
    const before = await dayOf(forge);
    await drainInABurst(forge, 4);
    expect(await dayOf(forge)).toBe((before ?? 0) + 1);
  });

  test('is given up where storage never has any, and the operator reads why', async () => {
    const forge = await anEvaluationDue();
    const before = await dayOf(forge);
    forge.storageFault = (operation, key) =>
      operation === 'get' && key.startsWith('facts-head:') ? 'INTERNAL_ERROR' : null;
    const { deliveries } = await forge.drain(refreshWorker);
    expect(deliveries).toBe(TRIES * (1 + DEFERRALS));
    expect(await dayOf(forge)).toBe(before);
    const [last] = await valueOf(forge, () => listJobEntries(1));
    expect(last).toMatchObject({ job: 'evaluate', projectId: PAY, outcome: 'failed' });
    expect(last.cause).toContain('could not use what it has stored');
  });

  test('is given up although not even that can be kept', async () => {
    const forge = await anEvaluationDue();
    forge.storageFault = () => 'TOO_MANY_REQUESTS';
    const { deliveries } = await forge.drain(refreshWorker);
    expect(deliveries).toBe(TRIES * (1 + DEFERRALS));
  });

  test('is done later: whatever a minute of storage cannot take of a first reading', async () => {
    const forge = new FakeForge();
    forge.jira.projects = Array.from({ length: PROJECTS }, (_, place) => aProject(String(PAY + place), `P${place}`, 1));
    const spent = new Map<number, number>();
    forge.storageFault = () => {
      const minute = Math.floor(Date.now() / MINUTE);
      spent.set(minute, (spent.get(minute) ?? 0) + 1);
      return (spent.get(minute) ?? 0) > UNITS_A_MINUTE ? 'TOO_MANY_REQUESTS' : null;
    };
    await forge.run(() => appLifecycle());
    await forge.drain(refreshWorker);
    const refused = [...spent.values()].some((units) => units > UNITS_A_MINUTE);
    expect(refused).toBe(true);
    forge.storageFault = () => null;
    const { projects } = await valueOf(forge, readIndex);
    const headers = await Promise.all(projects.map(({ id }) => valueOf(forge, () => readSnapshotHeader(id))));
    // Each of them with what the merge told.
    expect(headers.filter((header) => (header?.meta.mergedAt ?? 0) > 0)).toHaveLength(PROJECTS);
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

  test('is done later: what a lane has not evaluated when the others have ended', async () => {
    const forge = new FakeForge();
    forge.jira.projects = Array.from({ length: 6 }, (_, place) => aProject(String(PAY + place), `P${place}`, 1));
    await forge.run(() => appLifecycle());
    await drainInABurst(forge, 4, (key) => key.startsWith(`snapshot-head:${PAY}`));
    expect(await dayOf(forge)).toBeDefined();
    expect(forge.keys('run')).toEqual([]);
    expect((await valueOf(forge, getCampaign))?.finishedAt).not.toBeNull();
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
