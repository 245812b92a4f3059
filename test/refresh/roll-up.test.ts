import { refreshWorker } from '../../src/index';
import { evaluateProject } from '../../src/refresh/evaluate-project';
import { rollUp } from '../../src/refresh/roll-up';
import { requestRollUp } from '../../src/refresh/request-work';
import type { PortfolioRow } from '../../src/model';
import { readRows } from '../../src/store';
import { useClock, type FakeForge } from '../support/forge';
import { aSiteWithDependencies } from '../resolvers/dependency-map/site';

async function done<T>(forge: FakeForge, work: () => Promise<T>): Promise<T> {
  const outcome = await forge.run(work);
  if (outcome.killed) throw new Error('not killed');
  return outcome.value;
}

async function rolledUp(forge: FakeForge): Promise<readonly PortfolioRow[]> {
  await done(forge, requestRollUp);
  await forge.drain(refreshWorker);
  return (await done(forge, readRows))?.value ?? [];
}

const MONDAY = Date.parse('2026-03-02') / 86_400_000;

useClock('2026-03-02T08:00:00Z');

test('rows are of all projects that were evaluated, and no waiting row is left over', async () => {
  const forge = await aSiteWithDependencies();
  expect(forge.keys('row')).not.toEqual([]);
  const rows = await rolledUp(forge);
  expect(rows.map(({ projectId }) => projectId)).toEqual([10001, 10002, 10003, 10004]);
  expect(rows[0]).toMatchObject({ evaluatedOn: MONDAY, weekAgo: null });
  expect(rows[0].findings.length).toBeGreaterThan(20);
  expect(forge.keys('row')).toEqual([]);
});

test('a row knows where the project stood a week ago, and the scores since', async () => {
  const forge = await aSiteWithDependencies();
  const [first] = await rolledUp(forge);
  for (const day of ['2026-03-05', '2026-03-09']) {
    jest.setSystemTime(new Date(`${day}T21:00:00Z`));
    await done(forge, () => evaluateProject(10001));
  }
  const [row] = await rolledUp(forge);
  expect(row.evaluatedOn).toBe(MONDAY + 7);
  expect(row.weekAgo).toMatchObject({ score: first.score, level: first.level });
  const thursday = expect.any(Number) as number;
  expect(row.recent.slice(-8)).toEqual([first.score, null, null, thursday, null, null, null, row.score]);
});

test('rows of a site that is not read yet are none', async () => {
  const forge = await aSiteWithDependencies();
  forge.storage.clear();
  expect(await rolledUp(forge)).toEqual([]);
});

test('killed at any call, it is done by the job that comes again', async () => {
  const whole = await rolledUp(await aSiteWithDependencies());
  for (let call = 1; ; call++) {
    const forge = await aSiteWithDependencies();
    await done(forge, requestRollUp);
    const killed = await forge.run(rollUp, { killAtCall: call });
    if (!killed.killed) break;
    expect(await rolledUp(forge)).toEqual(whole.map((row) => ({ ...row, readAt: expect.any(Number) as number })));
    expect(forge.keys('row')).toEqual([]);
  }
});
