import { appLifecycle, hourlyUpkeep, jiraEvents, refreshWorker } from '../../src/index';
import {
  changeClosedSprints,
  getFailure,
  keepSnapshot,
  keptDays,
  listRemoved,
  readClosedSprints,
  readFactsHeader,
  readHistory,
  readHistoryOn,
  readSnapshot,
  writeHistory,
} from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aProject } from '../support/issues';
import { reply } from '../support/reply';

useClock('2026-03-02T10:00:00Z');

const PAY = 10001;
const TODAY = 20_514;
const A_DAY = 86_400_000;

async function valueOf<T>(forge: FakeForge, work: () => Promise<T>): Promise<T> {
  const outcome = await forge.run(work);
  if (outcome.killed) throw new Error('not killed');
  return outcome.value;
}

/** A site that was read, with a project that has a past. */
async function aSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  forge.jira.projects = [aProject('10001', 'PAY', 5), aProject('10002', 'HR', 2)];
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  await forge.run(async () => {
    const [row, stored] = [await readHistoryOn(PAY, TODAY), await readSnapshot(PAY)];
    if (row === null || stored === null) throw new Error('not read');
    for (const days of [700, 100, 1]) await writeHistory(PAY, TODAY - days, row);
    await keepSnapshot(PAY, TODAY - 7, stored.value.snapshot);
    await changeClosedSprints(PAY, () => [{ id: 1, closedAt: 5, committed: 3, completed: 2 }]);
  });
  return forge;
}

/** How much is stored of the project's past: days of history, kept snapshots, closed sprints. */
const past = (forge: FakeForge): Promise<readonly number[]> =>
  valueOf(forge, async () => [
    (await readHistory(PAY, TODAY - 731, TODAY - 1)).length,
    (await keptDays(PAY, TODAY)).filter((day) => day < TODAY).length,
    (await readClosedSprints(PAY))?.value.length ?? 0,
  ]);
const WHOLE = [3, 1, 1];
const NOTHING = [0, 0, 0];

const isRead = async (forge: FakeForge): Promise<boolean> =>
  (await valueOf(forge, () => readFactsHeader(PAY))) !== null &&
  (await valueOf(forge, () => readSnapshot(PAY))) !== null;

/** Has Jira refuse the app the project as often as given. */
function refuse(forge: FakeForge, status: number, times: number): void {
  const { jira } = forge;
  let left = times;
  forge.answers = {
    answer(method, path, body, as) {
      const isMeant = as.kind === 'app' && path.includes(`/project/${PAY}`) && left > 0;
      if (!isMeant) return jira.answer(method, path, body, as);
      left--;
      return reply(status, { errorMessages: ['no'] });
    },
  };
}

async function tell(forge: FakeForge, event: string): Promise<void> {
  await forge.run(() => jiraEvents({ eventType: `avi:jira:${event}:project`, project: { id: PAY, key: 'PAY' } }));
  await forge.drain(refreshWorker);
}

async function upkeepAfter(forge: FakeForge, milliseconds: number): Promise<void> {
  jest.setSystemTime(Date.now() + milliseconds);
  await forge.run(() => hourlyUpkeep());
  await forge.drain(refreshWorker);
}

describe('a refusal by Jira', () => {
  test('that does not recognise the app removes nothing: it is tried again, and told where it stays', async () => {
    const forge = await aSite();
    refuse(forge, 401, 1);
    await tell(forge, 'updated');
    expect([await isRead(forge), await past(forge)]).toEqual([true, WHOLE]);
    expect(await valueOf(forge, () => getFailure(PAY))).toBeNull();
    refuse(forge, 401, Infinity);
    await tell(forge, 'updated');
    expect([await isRead(forge), await past(forge)]).toEqual([true, WHOLE]);
    expect((await valueOf(forge, () => getFailure(PAY)))?.cause).toContain('did not recognise');
  });

  test.each([403, 404])('(%i) that passes leaves the past of a project, which is read again', async (status) => {
    const forge = await aSite();
    refuse(forge, status, 1);
    await tell(forge, 'updated');
    await upkeepAfter(forge, A_DAY);
    expect([await isRead(forge), await past(forge)]).toEqual([true, WHOLE]);
    expect(await valueOf(forge, listRemoved)).toEqual(new Map());
    await upkeepAfter(forge, 31 * A_DAY);
    expect((await past(forge))[0]).toBe(WHOLE[0]);
  });
});

describe('an archived project', () => {
  test('is gone at once, and has its past again when it comes back', async () => {
    const forge = await aSite();
    forge.jira.projects[0].archived = true;
    await tell(forge, 'archived');
    expect([await isRead(forge), await past(forge)]).toEqual([false, WHOLE]);
    await upkeepAfter(forge, 29 * A_DAY);
    expect([await isRead(forge), (await past(forge))[2]]).toEqual([false, 1]);
    forge.jira.projects[0].archived = false;
    await tell(forge, 'unarchived');
    expect(await isRead(forge)).toBe(true);
    expect(await past(forge)).toEqual(WHOLE);
    await upkeepAfter(forge, 29 * A_DAY);
    expect(await valueOf(forge, listRemoved)).toEqual(new Map());
    expect((await past(forge))[2]).toBe(1);
  });

  test('that stays away loses its past after 30 days, and another project nothing', async () => {
    const forge = await aSite();
    forge.jira.projects[0].archived = true;
    await tell(forge, 'archived');
    const others = forge.keys('history:10002').length;
    await upkeepAfter(forge, 30 * A_DAY - 3_600_000);
    expect(await past(forge)).not.toEqual(NOTHING);
    await upkeepAfter(forge, 2 * 3_600_000);
    expect(await past(forge)).toEqual(NOTHING);
    expect(forge.keys('history:10002').length).toBeGreaterThanOrEqual(others);
    expect(await valueOf(forge, listRemoved)).toEqual(new Map());
  });
});

test('a project that was deleted loses its past with the next upkeep', async () => {
  const forge = await aSite();
  forge.jira.projects.shift();
  await tell(forge, 'deleted');
  expect(await isRead(forge)).toBe(false);
  await upkeepAfter(forge, 3_600_000);
  expect(await past(forge)).toEqual(NOTHING);
  expect(await valueOf(forge, listRemoved)).toEqual(new Map());
});
