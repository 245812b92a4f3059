import { kvs } from '@forge/kvs';
import { MergeRecord, type MergedProject } from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { interleave, seeded } from './support/interleave';
import { valueOf } from './support/value-of';

useClock('2026-03-02T10:00:00Z');

const T = 1_790_000_000_000;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const PAY = 10_001;
const RACES = 200;

const left = (told: string, slice = 1): MergedProject => {
  return { projectId: PAY, slice, ties: { surroundings: told, share: told, schedule: told }, isEvaluated: true };
};

/** A merge that commits what it tells of a project, as `commit` does it, and leaves that. */
async function merge(mergedAt: number, told: string, commit: () => Promise<void> = () => Promise.resolve()) {
  const record = await MergeRecord.read(mergedAt);
  await record.open();
  await commit();
  await record.close([left(told)]);
}

const knownAt = (forge: FakeForge, mergedAt: number, slice = 1): Promise<string | null> =>
  valueOf(forge, async () => (await MergeRecord.read(mergedAt)).of(PAY, slice)?.ties.share ?? null);

describe('what the last merge left', () => {
  test('is known to the next one, unless the slice is another', async () => {
    const forge = new FakeForge();
    expect(await knownAt(forge, T)).toBeNull();
    await forge.run(() => merge(T, 'a'));
    expect(await knownAt(forge, T + MINUTE)).toBe('a');
    expect(await knownAt(forge, T + MINUTE, 2)).toBeNull();
  });

  test('is not known while a merge commits, nor after it was killed there', async () => {
    const forge = new FakeForge();
    await forge.run(() => merge(T, 'a'));
    await forge.run(async () => (await MergeRecord.read(T + MINUTE)).open());
    expect(await knownAt(forge, T + 2 * MINUTE)).toBeNull();
    // Whoever was killed may not have been: only when it cannot live any more is a merge alone.
    await forge.run(() => merge(T + 2 * MINUTE, 'b'));
    expect(await knownAt(forge, T + 3 * MINUTE)).toBeNull();
    await forge.run(() => merge(T + 18 * MINUTE, 'c'));
    expect(await knownAt(forge, T + 19 * MINUTE)).toBe('c');
  });

  test('is known again a quarter of an hour after a merge was killed, however many others there were since', async () => {
    const forge = new FakeForge();
    await forge.run(async () => (await MergeRecord.read(T)).open());
    for (const minutes of [5, 10, 14]) await forge.run(() => merge(T + minutes * MINUTE, 'b'));
    expect(await knownAt(forge, T + 15 * MINUTE)).toBeNull();
    await forge.run(() => merge(T + 16 * MINUTE, 'c'));
    expect(await knownAt(forge, T + 17 * MINUTE)).toBe('c');
  });

  test('is forgotten by a merge that reads before another one opens', async () => {
    const forge = new FakeForge();
    await forge.run(() => merge(T, 'a'));
    const known = await valueOf(forge, async () => {
      const early = await MergeRecord.read(T + MINUTE);
      await merge(T + MINUTE + 1, 'b');
      const before = early.of(PAY, 1)?.ties.share;
      await early.open();
      return [before, early.of(PAY, 1)];
    });
    expect(known).toEqual(['a', null]);
    expect(await knownAt(forge, T + 2 * MINUTE)).toBeNull();
  });

  test('is looked up once a week, whatever merges there were', async () => {
    const forge = new FakeForge();
    for (let day = 0; day < 7; day++) {
      await forge.run(() => merge(T + day * DAY, `${day}`));
      expect(await knownAt(forge, T + day * DAY + MINUTE)).toBe(`${day}`);
    }
    expect(await knownAt(forge, T + 7 * DAY)).toBeNull();
    await forge.run(() => merge(T + 7 * DAY, 'again'));
    expect(await knownAt(forge, T + 8 * DAY)).toBe('again');
  });

  test('is what is stored, of however many merges at once some of which are killed', async () => {
    let known = 0;
    for (let seed = 0; seed < RACES; seed++) {
      const forge = new FakeForge();
      const next = seeded(seed);
      const merges = ['a', 'b', 'c'].map((told, place) => ({
        work: () => merge(T + place, told, () => kvs.set('told', told)),
        ...(next() < 0.3 ? { killAtCall: 1 + Math.floor(next() * 20) } : {}),
      }));
      await interleave(forge, merges.slice(0, 1 + Math.floor(next() * 3)), next);
      const share = await knownAt(forge, T + MINUTE);
      if (share === null) continue;
      known++;
      expect({ seed, share }).toEqual({ seed, share: JSON.parse(forge.storage.get('told') ?? 'null') as unknown });
    }
    expect(known).toBeGreaterThan(RACES / 10);
  });
});
