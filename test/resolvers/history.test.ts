import type { HistoryView, Reply, StandingView } from '../../src/contract';
import { appLifecycle, projectResolver, refreshWorker } from '../../src/index';
import { formatDay, parseDay } from '../../src/model';
import { writeHistory } from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aProject } from '../support/issues';

useClock('2026-03-02T10:00:00Z');

const PAY = 10_001;
const TODAY = parseDay('2026-03-02') ?? 0;

async function aReadSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  forge.jira.projects = [aProject(String(PAY), 'PAY', 4)];
  forge.jira.browse.set('pm', new Set([String(PAY)]));
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return forge;
}

/** As if the project had been evaluated on earlier days, so many days ago. */
async function past(forge: FakeForge, ...days: readonly number[]): Promise<void> {
  for (const ago of days) {
    await forge.run(() =>
      writeHistory(PAY, TODAY - ago, {
        ...{ score: 50 + ago, coverage: 0.9, level: 'foundation', playbook: `p@${ago > 20 ? 1 : 2}` },
        attainments: { 'item-ownership': 0.25, 'high-float': 0.5, gone: 1 },
        few: { 'item-ownership': [1, 4], 'high-float': [1, 2] },
      }),
    );
  }
}

async function ask<T>(forge: FakeForge, functionKey: 'history' | 'standing', payload: object): Promise<T> {
  const event = { call: { functionKey, payload: { projectId: String(PAY), ...payload } }, context: {} };
  const outcome = await forge.run(() => projectResolver(event, { principal: { accountId: 'pm' } }), {
    accountId: 'pm',
  });
  if (outcome.killed) throw new Error('not killed');
  const reply = outcome.value as Reply<T>;
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

test('history tells every day of the range that something was kept of, with the playbook that it was measured by', async () => {
  const forge = await aReadSite();
  await past(forge, 200, 30, 28, 3);
  const { days, playbooks } = await ask<HistoryView>(forge, 'history', { weeks: 4 });
  expect(days.map(({ day }) => day)).toEqual([28, 3, 0].map((ago) => formatDay(TODAY - ago)));
  expect(days.map(({ playbook }) => playbooks[playbook])).toMatchObject([
    { id: 'p', version: 1 },
    { id: 'p', version: 2 },
    { id: 'delivery-essentials' },
  ]);
  expect(days[0]).toMatchObject({ score: 78, coverage: 0.9, level: 'foundation' });
  const long = await ask<HistoryView>(forge, 'history', { weeks: 52 });
  expect(long.days).toHaveLength(5);
});

test('history tells of the rules that project managers see, and of no other', async () => {
  const forge = await aReadSite();
  await past(forge, 3);
  const { days, rules } = await ask<HistoryView>(forge, 'history', { weeks: 4 });
  const ownership = rules.find(({ rule }) => rule === 'item-ownership');
  expect(ownership?.attainments[0]).toBe(0.25);
  expect(ownership?.few[0]).toEqual([1, 4]);
  expect(rules.filter(({ few }) => 0 in few)).toEqual([ownership]);
  expect(rules.every(({ attainments }) => attainments.length === days.length)).toBe(true);
  expect(rules.map(({ rule }) => rule)).not.toContain('high-float');
  expect(rules.map(({ rule }) => rule)).not.toContain('gone');
});

test('the standing tells some scores of the last four weeks, for less than 2 KB', async () => {
  const forge = await aReadSite();
  const readFor = async (): Promise<{ readonly view: StandingView; readonly bytes: number }> => {
    const before = forge.kvs.usage.readBytes;
    const view = await ask<StandingView>(forge, 'standing', {});
    return { view, bytes: forge.kvs.usage.readBytes - before };
  };
  const first = await readFor();
  expect(first.view.recent).toEqual([]);
  await past(forge, ...Array.from({ length: 60 }, (_, place) => place + 1));
  const { view, bytes } = await readFor();
  expect(view.recent[0]).toEqual({ day: formatDay(TODAY - 28), score: 78 });
  expect(view.recent.map(({ score }) => score)).toEqual([78, 74, 70, 66, 62, 58, 54]);
  expect(bytes - first.bytes).toBeLessThan(2000);
});
