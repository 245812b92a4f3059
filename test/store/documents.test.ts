import { createHash } from 'node:crypto';
import * as z from 'zod';
import { commitDocument, deleteDocument, readDocument, type DocumentKind } from '../../src/store/documents';
import { sweepAbandonedBodies } from '../../src/store/documents';
import { jsonDocument } from '../../src/store/json-document';
import { FakeForge, useClock } from '../support/forge';

useClock('2026-03-02T10:00:00Z');

const kind: DocumentKind<string, { at: number }> = jsonDocument('note', 1, z.string(), z.object({ at: z.number() }));

/** Deflates badly, so that it takes several parts. */
function largeText(seed: number): string {
  let state = seed;
  const next = (): string => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state.toString(36);
  };
  return Array.from({ length: 80_000 }, next).join('');
}

const commit = (value: string, at: number) => () =>
  commitDocument(kind, 'one', value, { at }, (stored) => stored.at < at);

/** The text, or its length and digest where it is long: a failing test should not print it whole. */
function short(text: string): string {
  return text.length < 100 ? text : `${text.length} characters, ${createHash('md5').update(text).digest('hex')}`;
}

async function read(forge: FakeForge): Promise<string | null> {
  const outcome = await forge.run(() => readDocument(kind, 'one'));
  return outcome.killed || outcome.value === null ? null : short(outcome.value.value);
}

function leftovers(forge: FakeForge): number {
  return forge.keys('note-part').length;
}

describe('a document of several parts', () => {
  test('is read as it was written, and leaves nothing of its predecessor', async () => {
    const forge = new FakeForge();
    await forge.run(commit(largeText(1), 1));
    const parts = leftovers(forge);
    expect(parts).toBeGreaterThan(1);
    await forge.run(commit(largeText(2), 2));
    expect(await read(forge)).toBe(short(largeText(2)));
    expect(leftovers(forge)).toBe(parts);
    expect(forge.keys('body')).toHaveLength(1);
  });

  test('is not written again when only its age changes', async () => {
    const forge = new FakeForge();
    await forge.run(commit(largeText(1), 1));
    const parts = forge.keys('note-part');
    const outcome = await forge.run(commit(largeText(1), 2));
    expect(outcome).toMatchObject({ value: 'touched' });
    expect(forge.keys('note-part')).toEqual(parts);
    expect(await read(forge)).toBe(short(largeText(1)));
  });

  test('keeps the newer reading when an older one comes later', async () => {
    const forge = new FakeForge();
    await forge.run(commit('new', 2));
    expect(await forge.run(commit('old', 1))).toMatchObject({ value: 'superseded' });
    expect(await forge.run(commit('same age', 2))).toMatchObject({ value: 'superseded' });
    expect(await read(forge)).toBe('new');
    expect(leftovers(forge)).toBe(1);
  });

  test('of many writers at once, the newest stays', async () => {
    for (let round = 0; round < 20; round++) {
      const forge = new FakeForge();
      forge.before = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
      const ages = [1, 2, 3, 4, 5].sort(() => Math.random() - 0.5);
      await Promise.all(ages.map((age) => forge.run(commit(`age ${age}`, age))));
      expect(await read(forge)).toBe('age 5');
      expect(leftovers(forge)).toBe(1);
    }
  });

  test('killed at any call, shows the old or the new text whole, and the next commit goes through', async () => {
    const first = largeText(1);
    const second = largeText(2);
    for (let call = 1; ; call++) {
      const forge = new FakeForge();
      await forge.run(commit(first, 1));
      const outcome = await forge.run(commit(second, 2), { killAtCall: call });
      const seen = await read(forge);
      expect([short(first), short(second)]).toContain(seen);
      await forge.run(commit(second, 2));
      expect(await read(forge)).toBe(short(second));
      await forge.run(commit('third', 3));
      expect(await read(forge)).toBe('third');
      await forge.run(() => sweepAbandonedBodies([kind], Date.now() + 1));
      expect(leftovers(forge)).toBe(1);
      expect(forge.keys('body')).toHaveLength(1);
      if (!outcome.killed) break;
    }
  });

  test('deleted and killed at any call, can be deleted and written again', async () => {
    for (let call = 1; ; call++) {
      const forge = new FakeForge();
      for (const age of [1, 2, 3, 4, 5]) await forge.run(commit(`text ${age}`, age));
      const outcome = await forge.run(() => deleteDocument(kind, 'one'), { killAtCall: call });
      await forge.run(commit('text 5', 6));
      expect(await read(forge)).toBe('text 5');
      await forge.run(() => deleteDocument(kind, 'one'));
      expect(await read(forge)).toBeNull();
      await forge.run(() => sweepAbandonedBodies([kind], Date.now() + 1));
      expect([...forge.storage.keys()]).toEqual([]);
      if (!outcome.killed) break;
    }
  });

  test('a reader whose parts a writer takes away between pointer and parts sees the writer’s text', async () => {
    const forge = new FakeForge();
    await forge.run(commit(largeText(1), 1));
    let gets = 0;
    forge.before = async (call) => {
      if (!call.endsWith('/get') || ++gets !== 2) return;
      await forge.run(commit(largeText(2), 2));
    };
    expect(await read(forge)).toBe(short(largeText(2)));
  });

  test.each([
    ['newer', 2, { sequence: 1, body: 'x', parts: 1, digest: 'd', meta: { at: 1 } }],
    ['corrupt', 1, { sequence: 'one' }],
  ])('a header that is %s is refused with a typed error', async (failure, schema, value) => {
    const forge = new FakeForge();
    forge.storage.set('note:one', JSON.stringify({ schema, value }));
    await expect(forge.run(() => readDocument(kind, 'one'))).rejects.toMatchObject({ name: 'StoreError', failure });
  });
});
