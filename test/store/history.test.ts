import * as fc from 'fast-check';
import { readHistory, writeHistory, type HistoryRow } from '../../src/store';
import { deleteHistory } from '../../src/store/history';
import { FakeForge, useClock } from '../support/forge';
import { valueOf } from './support/value-of';

useClock('2026-03-02T10:00:00Z');

const PAY = 10_001;
const TODAY = 20_514;
const standing = (score: number | null): Omit<HistoryRow, 'day'> => ({
  ...{ score, coverage: 0.9, level: 'managed', playbook: 'delivery@1' },
  ...{ attainments: { leads: 0.5 }, few: {} },
});

describe('history', () => {
  test('is one row a day, the last one of the day, rounded', async () => {
    const forge = new FakeForge();
    await forge.run(() => writeHistory(PAY, TODAY, standing(70)));
    const attainments = { leads: 1 / 3, 'work-dated': 1 };
    await forge.run(() => writeHistory(PAY, TODAY, { ...standing(71.23456), level: null, attainments }));
    expect(await valueOf(forge, () => readHistory(PAY, TODAY, TODAY))).toEqual([
      { ...standing(71.23), day: TODAY, level: null, attainments: { leads: 0.333, 'work-dated': 1 } },
    ]);
    expect(forge.storage.size).toBe(1);
  });

  test('reads what an earlier version wrote', async () => {
    const forge = new FakeForge();
    const stored = [70, 0.9, 'managed', 'delivery@1', { leads: 0.5, 'work-dated': null }];
    forge.storage.set(`history:${PAY}:${TODAY}`, JSON.stringify({ schema: 1, value: stored }));
    expect(await valueOf(forge, () => readHistory(PAY, TODAY, TODAY))).toEqual([{ ...standing(70), day: TODAY }]);
    await forge.run(() => writeHistory(PAY, TODAY, standing(71)));
    expect(await valueOf(forge, () => readHistory(PAY, TODAY, TODAY))).toEqual([{ ...standing(71), day: TODAY }]);
  });

  test('says of what few members attained how many are good and how many are wanted, beside rows that do not', async () => {
    const forge = new FakeForge();
    const row = {
      ...standing(70),
      attainments: { leads: 2 / 2.85, 'work-dated': 0.7 },
      few: { leads: [2, 3] },
    } as const;
    await forge.run(() => writeHistory(PAY, TODAY, row));
    expect(await valueOf(forge, () => readHistory(PAY, TODAY, TODAY))).toEqual([
      { ...row, day: TODAY, attainments: { leads: 0.702, 'work-dated': 0.7 } },
    ]);
    await forge.run(() => writeHistory(PAY, TODAY - 1, standing(70)));
    const key = `history:${PAY}:${TODAY - 1}`;
    const { value } = JSON.parse(forge.storage.get(key) ?? '') as { readonly value: string };
    forge.storage.set(key, JSON.stringify({ schema: 2, value }));
    expect(await valueOf(forge, () => readHistory(PAY, TODAY - 1, TODAY - 1))).toEqual([
      { ...standing(70), day: TODAY - 1 },
    ]);
  });

  test('is not written again when nothing changed', async () => {
    const forge = new FakeForge();
    await forge.run(() => writeHistory(PAY, TODAY, standing(70)));
    const { writes } = forge.kvs.usage;
    await forge.run(() => writeHistory(PAY, TODAY, standing(70)));
    expect(forge.kvs.usage.writes).toBe(writes);
  });

  test('is kept for two years, although some days are missed, and stays small', async () => {
    const forge = new FakeForge();
    for (let day = TODAY - 900; day <= TODAY; day++) {
      if (day % 7 < 5) await forge.run(() => writeHistory(PAY, day, standing(day % 100)));
    }
    const days = (await valueOf(forge, () => readHistory(PAY, TODAY - 800, TODAY))).map(({ day }) => day);
    expect(days.at(-1)).toBe(TODAY - (TODAY % 7 < 5 ? 0 : (TODAY % 7) - 4));
    expect(days[0]).toBeGreaterThan(TODAY - 731 - 7);
    expect(days[0]).toBeLessThanOrEqual(TODAY - 731 + 7);
    expect(forge.storage.size).toBe(days.length);
    expect(forge.kvs.usage.writtenBytes / forge.kvs.usage.writes).toBeLessThan(110);
  });

  test('any range gives exactly its days, ascending', async () => {
    const forge = new FakeForge();
    const days = Array.from({ length: 260 }, (_, place) => TODAY - place);
    for (const day of days) await forge.run(() => writeHistory(PAY, day, standing(1)));
    await forge.run(() => writeHistory(100, TODAY, standing(2)));
    const someDay = fc.integer({ min: TODAY - 300, max: TODAY + 40 });
    await fc.assert(
      fc.asyncProperty(someDay, someDay, async (from, to) => {
        const found = await valueOf(forge, () => readHistory(PAY, from, to));
        const expected = days.filter((day) => day >= from && day <= to).sort((a, b) => a - b);
        expect(found.map(({ day }) => day)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  test('goes with its project only', async () => {
    const forge = new FakeForge();
    await forge.run(() => writeHistory(PAY, TODAY, standing(1)));
    await forge.run(() => writeHistory(100, TODAY, standing(2)));
    await forge.run(() => deleteHistory(PAY));
    expect(forge.keys('history')).toEqual([`history:100:${TODAY}`]);
  });
});
