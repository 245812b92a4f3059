import {
  createCampaign,
  getCampaign,
  getCampaignNext,
  getPauses,
  readSettings,
  saveSettings,
  setCampaign,
  setCampaignNext,
  setPause,
  type Campaign,
} from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { interleave, seeded } from './support/interleave';
import { valueOf } from './support/value-of';

useClock('2026-03-02T10:00:00Z');

const RACES = 200;

describe('settings', () => {
  test('begin with a half for background work, and carry who changed them', async () => {
    const forge = new FakeForge();
    const first = { value: { backgroundShare: 0.5 }, version: 0, changedBy: null, changedAt: 0 };
    expect(await valueOf(forge, readSettings)).toEqual(first);
    expect(await valueOf(forge, () => saveSettings({ backgroundShare: 0.2 }, 0, 'ada', 77))).toBe('saved');
    const second = { value: { backgroundShare: 0.2 }, version: 1, changedBy: 'ada', changedAt: 77 };
    expect(await valueOf(forge, readSettings)).toEqual(second);
    expect(await valueOf(forge, () => saveSettings({ backgroundShare: 0.9 }, 0, 'bob', 78))).toBe('stale');
    expect(await valueOf(forge, readSettings)).toEqual(second);
  });

  test('of two admins who save at once, one is told that it was not', async () => {
    for (let seed = 0; seed < RACES; seed++) {
      const forge = new FakeForge();
      const save = (by: string, share: number) => ({
        work: () => saveSettings({ backgroundShare: share }, 0, by, 1),
      });
      const outcomes = await interleave(forge, [save('ada', 0.1), save('bob', 0.9)], seeded(seed));
      const [ada, bob] = outcomes.map((outcome) => (outcome.killed ? 'killed' : outcome.value));
      expect([ada, bob].sort()).toEqual(['saved', 'stale']);
      const { value, version } = await valueOf(forge, readSettings);
      expect([seed, value.backgroundShare, version]).toEqual([seed, ada === 'saved' ? 0.1 : 0.9, 1]);
    }
  });
});

describe('pauses', () => {
  const pause = (endpoint: string, minutes: number) => ({
    ...{ endpoint, until: Date.now() + minutes * 60_000, reason: 'quota' },
  });

  test('never get shorter, in whichever order they are set', async () => {
    for (let seed = 0; seed < RACES; seed++) {
      const forge = new FakeForge();
      const pauses = [pause('all', 5), pause('search', 1), pause('search', 9), pause('all', 2), pause('search', 4)];
      await interleave(
        forge,
        pauses.map((each) => ({ work: () => setPause(each) })),
        seeded(seed),
      );
      const kept = await valueOf(forge, getPauses);
      expect({ seed, kept }).toEqual({ seed, kept: [pause('all', 5), pause('search', 9)] });
    }
  });

  test('that are over make room', async () => {
    const forge = new FakeForge();
    expect(await valueOf(forge, getPauses)).toEqual([]);
    await forge.run(() => setPause(pause('search', 1)));
    jest.setSystemTime(Date.now() + 3_600_000);
    await forge.run(() => setPause(pause('all', 1)));
    expect((await valueOf(forge, getPauses)).map(({ endpoint }) => endpoint)).toEqual(['all']);
  });
});

describe('a campaign', () => {
  const campaign = (id: string, rest: Partial<Campaign> = {}): Campaign => ({
    ...{ id, startedAt: 1, order: [3, 1, 2], finishedAt: null },
    ...rest,
  });

  test('is begun by one of many, and again only when it is over', async () => {
    for (let seed = 0; seed < RACES; seed++) {
      const forge = new FakeForge();
      const parts = ['a', 'b', 'c'].map((id) => ({ work: () => createCampaign(campaign(id)) }));
      const outcomes = await interleave(forge, parts, seeded(seed));
      expect(outcomes.filter((outcome) => !outcome.killed && outcome.value)).toHaveLength(1);
    }
    const forge = new FakeForge();
    expect(await valueOf(forge, getCampaign)).toBeNull();
    await forge.run(() => createCampaign(campaign('a')));
    await forge.run(() => setCampaign(campaign('a', { finishedAt: 5 })));
    expect(await valueOf(forge, () => createCampaign(campaign('b')))).toBe(true);
    expect(await valueOf(forge, getCampaign)).toEqual(campaign('b'));
  });

  test('that is over stays over, and one that was replaced does not come back', async () => {
    const forge = new FakeForge();
    await forge.run(() => createCampaign(campaign('a')));
    await forge.run(() => setCampaign(campaign('a', { order: [1] })));
    expect((await valueOf(forge, getCampaign))?.order).toEqual([1]);
    await forge.run(() => setCampaign(campaign('a', { finishedAt: 5 })));
    await forge.run(() => setCampaign(campaign('a', { order: [2] })));
    await forge.run(() => setCampaign(campaign('z')));
    expect(await valueOf(forge, getCampaign)).toEqual(campaign('a', { finishedAt: 5 }));
  });

  test('remembers where to go on', async () => {
    const forge = new FakeForge();
    expect(await valueOf(forge, () => getCampaignNext('a'))).toBe(0);
    await forge.run(() => setCampaignNext('a', 7));
    expect(await valueOf(forge, () => getCampaignNext('a'))).toBe(7);
    expect(await valueOf(forge, () => getCampaignNext('b'))).toBe(0);
  });
});
