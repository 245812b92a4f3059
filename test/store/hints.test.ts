import { addHint, deleteHints, listHintsByProject, listHints, type Hint } from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { valueOf } from './support/value-of';

useClock('2026-03-02T10:00:00Z');

const PAY = 10_001;
const type = { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' };
const linked = (verb: 'created' | 'deleted', linkId: number, at: number): Hint => ({
  ...{ kind: 'link', verb, linkId, sourceId: 1, destinationId: 2, type, at },
});

async function hinted(hints: readonly Hint[], projectId = PAY, forge = new FakeForge()): Promise<FakeForge> {
  for (const hint of hints) await forge.run(() => addHint(projectId, hint));
  return forge;
}

describe('hints', () => {
  test('of every kind are kept, oldest first, each project’s for itself', async () => {
    const hints: readonly Hint[] = [
      { kind: 'whole', at: 1 },
      { kind: 'version', versionId: 5, at: 2 },
      linked('created', 7, 3),
      { kind: 'farGone', issueId: 9, at: 4 },
      { kind: 'gone', issueId: 9, at: 5 },
      { kind: 'issue', issueId: 9, at: 6 },
      { kind: 'updated', issueId: 1_234_567, at: 7 },
    ];
    const forge = await hinted([...hints].reverse());
    await hinted([{ kind: 'issue', issueId: 1, at: 1 }], 100, forge);
    expect(await valueOf(forge, () => listHints(PAY))).toEqual(hints);
    expect([...(await valueOf(forge, () => listHintsByProject())).keys()]).toEqual([100, PAY]);
  });

  test('10,000 that say the same are one', async () => {
    const forge = new FakeForge();
    for (let at = 0; at < 10_000; at++) await forge.run(() => addHint(PAY, { kind: 'issue', issueId: 1, at }));
    expect(await valueOf(forge, () => listHints(PAY))).toEqual([{ kind: 'issue', issueId: 1, at: 9999 }]);
  });

  test('of a bulk change are some hundred at most, each of an issue that changed', async () => {
    const forge = new FakeForge();
    for (let issueId = 1; issueId <= 2000; issueId++) {
      await forge.run(() => addHint(PAY, { kind: 'updated', issueId, at: issueId }));
    }
    const kept = await valueOf(forge, () => listHints(PAY));
    expect(kept.length).toBeLessThanOrEqual(200);
    expect(kept.at(-1)).toEqual({ kind: 'updated', issueId: 2000, at: 2000 });
  });

  test('of an updated issue are not deleted for another that shares its place', async () => {
    const forge = await hinted([{ kind: 'updated', issueId: 7, at: 5 }]);
    const kept = { kind: 'updated', issueId: 207, at: 4 } as const;
    await hinted([kept], PAY, forge);
    await forge.run(() => deleteHints(PAY, [{ kind: 'updated', issueId: 7, at: 5 }]));
    expect(await valueOf(forge, () => listHints(PAY))).toEqual([kept]);
  });

  test('of an earlier version are understood', async () => {
    const forge = new FakeForge();
    forge.storage.set(`hint:${PAY}:issue:9`, JSON.stringify({ schema: 2, value: 6 }));
    expect(await valueOf(forge, () => listHints(PAY))).toEqual([{ kind: 'issue', issueId: 9, at: 6 }]);
  });

  test('of a link: its creation comes before its deletion, in whichever order the events came', async () => {
    const forge = await hinted([linked('deleted', 7, 10), linked('created', 8, 15), linked('created', 7, 20)]);
    const links = (await valueOf(forge, () => listHints(PAY))).flatMap((hint) => (hint.kind === 'link' ? [hint] : []));
    expect(links.map(({ linkId, verb }) => [linkId, verb])).toEqual([
      [8, 'created'],
      [7, 'created'],
      [7, 'deleted'],
    ]);
  });

  test('that were used go, but not one that was told again meanwhile', async () => {
    const used: readonly Hint[] = Array.from({ length: 25 }, (_, issueId) => ({ kind: 'issue', issueId, at: 1 }));
    const forge = await hinted(used);
    await hinted([{ kind: 'issue', issueId: 3, at: 2 }], PAY, forge);
    await forge.run(() => deleteHints(PAY, used));
    expect(await valueOf(forge, () => listHints(PAY))).toEqual([{ kind: 'issue', issueId: 3, at: 2 }]);
    await forge.run(() => deleteHints(PAY, used));
    expect(forge.keys('hint')).toHaveLength(1);
  });
});
