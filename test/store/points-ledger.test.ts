import { ledgerEntries, pointsOf, reservePoints } from '../../src/store';
import { sweepLedger } from '../../src/store/points-ledger';
import { FakeForge, useClock } from '../support/forge';
import { interleave, seeded } from './support/interleave';
import { valueOf } from './support/value-of';

useClock('2026-03-02T10:00:00Z');
jest.setTimeout(180_000);

const HOUR = '2026-03-02T10';
const reserve =
  (points: number, limit: number, hour = HOUR) =>
  () =>
    reservePoints(hour, { what: `${points} points`, points, at: Date.now() }, limit);

describe('the ledger of an hour', () => {
  test('adds up, refuses what exceeds the limit, and takes back what was not used', async () => {
    const forge = new FakeForge();
    expect(await valueOf(forge, () => pointsOf(HOUR))).toBe(0);
    expect(await valueOf(forge, reserve(600, 1000))).toEqual({ granted: true, total: 600 });
    expect(await valueOf(forge, reserve(500, 1000))).toEqual({ granted: false, total: 600 });
    expect(await valueOf(forge, reserve(400, 1000))).toEqual({ granted: true, total: 1000 });
    expect(await valueOf(forge, reserve(-250, Infinity))).toEqual({ granted: true, total: 750 });
    expect(await valueOf(forge, reserve(250, 1000))).toEqual({ granted: true, total: 1000 });
    expect(await valueOf(forge, () => pointsOf(HOUR))).toBe(1000);
    const entries = await valueOf(forge, () => ledgerEntries(HOUR));
    expect(entries.map(({ points, total }) => [points, total])).toEqual([
      [600, 600],
      [400, 1000],
      [-250, 750],
      [250, 1000],
    ]);
  });

  test('knows nothing of other hours', async () => {
    const forge = new FakeForge();
    await forge.run(reserve(600, 1000));
    expect(await valueOf(forge, reserve(600, 1000, '2026-03-02T11'))).toEqual({ granted: true, total: 600 });
  });

  test('is exact although queries see nothing of the last minutes', async () => {
    const forge = new FakeForge();
    forge.kvs.lag = () => 600_000;
    for (let turn = 1; turn <= 30; turn++) {
      expect(await valueOf(forge, reserve(10, 250))).toEqual({ granted: turn <= 25, total: Math.min(250, turn * 10) });
    }
    expect(await valueOf(forge, () => pointsOf(HOUR))).toBe(250);
  });

  test('costs one query and one write where nobody else reserves', async () => {
    const forge = new FakeForge();
    for (let turn = 0; turn < 20; turn++) await forge.run(reserve(10, 1000));
    const { usage } = forge.kvs;
    const before = { ...usage };
    await forge.run(reserve(10, 1000));
    expect(usage.queries - before.queries).toBe(1);
    expect(usage.reads - before.reads).toBe(0);
    expect(usage.writes - before.writes).toBe(1);
  });

  test('goes when its hour is long over, and only then', async () => {
    const forge = new FakeForge();
    for (const hour of ['2026-03-01T23', '2026-03-02T00', HOUR]) {
      for (let turn = 0; turn < 3; turn++) await forge.run(reserve(10, 1000, hour));
    }
    expect(await valueOf(forge, () => sweepLedger('2026-03-02T00'))).toBe(3);
    expect(await valueOf(forge, () => pointsOf('2026-03-01T23'))).toBe(0);
    expect(await valueOf(forge, () => pointsOf('2026-03-02T00'))).toBe(30);
    expect(await valueOf(forge, () => pointsOf(HOUR))).toBe(30);
  });
});

/** 4 to 8 jobs reserve at once, some are killed, queries lag; answers what went wrong. */
async function race(seed: number): Promise<string | null> {
  const next = seeded(seed);
  const forge = new FakeForge();
  if (next() < 0.5) forge.kvs.lag = () => Math.floor(next() * 2) * 60_000;
  const limit = 1000;
  const wanted = Array.from({ length: 4 + Math.floor(next() * 5) }, () => Math.floor(next() * 500) - 60);
  const parts = wanted.map((points) => {
    const work = reserve(points, points < 0 ? Infinity : limit);
    return next() < 0.1 ? { work, killAtCall: 1 + Math.floor(next() * 3) } : { work };
  });
  const outcomes = await interleave(forge, parts, next);
  forge.kvs.lag = () => 0;
  jest.setSystemTime(Date.now() + 120_000);
  const entries = await valueOf(forge, () => ledgerEntries(HOUR));
  let total = 0;
  for (const entry of entries) {
    total += entry.points;
    if (entry.total !== total) return `total ${entry.total} is not ${total}`;
    if (entry.points >= 0 && total > limit) return `total ${total} exceeds the limit`;
  }
  const granted = outcomes.flatMap((outcome, place) => {
    return !outcome.killed && outcome.value.granted ? [wanted[place]] : [];
  });
  const killed = outcomes.filter((outcome) => outcome.killed).length;
  if (entries.length < granted.length || entries.length > granted.length + killed) return 'entries lost or doubled';
  if ((await valueOf(forge, () => pointsOf(HOUR))) !== total) return 'pointsOf differs';
  return null;
}

describe('12,000 reservations in 2,000 races', () => {
  test.each([0, 1])('every total is exact and the limit holds (%i)', async (lot) => {
    for (let seed = lot * 1000; seed < (lot + 1) * 1000; seed++) {
      const fault = await race(seed);
      if (fault !== null) throw new Error(`Race ${seed}: ${fault}`);
    }
  });
});
