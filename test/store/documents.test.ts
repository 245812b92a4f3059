import { sweepIntents } from '../../src/store/document-intents';
import { FakeForge, useClock } from '../support/forge';
import { amend, commit, headersOf, longLine, look, noteKind, placesAtRest, read, remove } from './support/notes';

useClock('2026-03-02T10:00:00Z');

const AN_HOUR = 3_600_000;

/** Bytes written while something is done. */
async function written(forge: FakeForge, work: () => Promise<unknown>): Promise<number> {
  const before = forge.kvs.usage.writtenBytes;
  await forge.run(work);
  return forge.kvs.usage.writtenBytes - before;
}

function passAnHour(): void {
  jest.setSystemTime(Date.now() + AN_HOUR + 1000);
}

describe('a document of several sections', () => {
  test('is read as it was written, however long, and leaves nothing of its predecessor', async () => {
    const forge = new FakeForge();
    await forge.run(commit([longLine(1), 'a'], 1));
    expect(forge.keys('note-part').length).toBeGreaterThan(2);
    await forge.run(commit([longLine(2), 'b'], 2));
    expect((await read(forge))?.[0] === longLine(2)).toBe(true);
    expect(placesAtRest(forge)).toHaveLength(2);
    expect(forge.keys('intent')).toEqual([]);
  });

  test('without sections is a document, too', async () => {
    const forge = new FakeForge();
    await forge.run(commit([], 1));
    expect(await read(forge)).toEqual([]);
  });

  test('of which one section changes: only that one is written', async () => {
    const forge = new FakeForge();
    const lines = Array.from({ length: 20 }, (_, place) => `${place} ${longLine(place).slice(0, 3000)}`);
    await forge.run(commit(lines, 1));
    const parts = forge.keys('note-part');
    const changed = lines.with(7, 'short');
    expect(await written(forge, commit(changed, 2))).toBeLessThan(1000);
    expect(forge.keys('note-part').filter((key) => !parts.includes(key))).toHaveLength(1);
    expect(await read(forge)).toEqual(changed);
  });

  test('keeps its sections when they move, come twice or go', async () => {
    const forge = new FakeForge();
    await forge.run(commit(['a', 'b', 'c', 'a'], 1));
    const parts = forge.keys('note-part');
    expect(parts).toHaveLength(3);
    await forge.run(commit(['c', 'a', 'c'], 2));
    expect(await read(forge)).toEqual(['c', 'a', 'c']);
    expect(forge.keys('note-part').filter((key) => !parts.includes(key))).toEqual([]);
    expect(placesAtRest(forge)).toHaveLength(2);
  });

  test('is not written again when only its age changes', async () => {
    const forge = new FakeForge();
    await forge.run(commit([longLine(1)], 1));
    const parts = forge.keys('note-part');
    expect(await forge.run(commit([longLine(1)], 2))).toMatchObject({ value: 'touched' });
    await forge.run(amend(3));
    expect(forge.keys('note-part')).toEqual(parts);
    expect(headersOf(forge).at(-1)).toMatchObject({ sequence: 3, age: 3 });
  });

  test('keeps the newer reading when an older one comes later', async () => {
    const forge = new FakeForge();
    await forge.run(commit(['new'], 2));
    expect(await forge.run(commit(['old'], 1))).toMatchObject({ value: 'superseded' });
    expect(await forge.run(commit(['same age'], 2))).toMatchObject({ value: 'superseded' });
    expect(await read(forge)).toEqual(['new']);
    expect(placesAtRest(forge)).toHaveLength(1);
  });

  test('a reader whose sections a writer takes away sees the writer’s', async () => {
    const forge = new FakeForge();
    await forge.run(commit(['first'], 1));
    let hasCome = false;
    forge.before = async (_call, body) => {
      if (hasCome || !body?.includes('note-part')) return;
      hasCome = true;
      await forge.run(commit(['second'], 2));
    };
    expect(await read(forge)).toEqual(['second']);
    expect(hasCome).toBe(true);
  });

  test('whose sections storage has lost counts as never written, and can be written again', async () => {
    const forge = new FakeForge();
    await forge.run(commit(['a', 'b'], 1));
    forge.storage.delete(forge.keys('note-part')[0]);
    expect(await read(forge)).toBeNull();
    expect(await forge.run(commit(['a', 'b'], 2))).toMatchObject({ value: 'written' });
    expect(await read(forge)).toEqual(['a', 'b']);
  });
});

describe('a small document', () => {
  const small = noteKind({ inlineUpTo: 100 });

  test('lies in its header, and leaves it when it grows', async () => {
    const forge = new FakeForge();
    await forge.run(commit(['a', 'b'], 1, small));
    expect(forge.storage.size).toBe(2);
    expect(await read(forge, small)).toEqual(['a', 'b']);
    await forge.run(commit(['a', longLine(1)], 2, small));
    expect(placesAtRest(forge)).toHaveLength(2);
    await forge.run(commit(['c'], 3, small));
    expect(await read(forge, small)).toEqual(['c']);
    expect(placesAtRest(forge)).toEqual([]);
    expect(forge.keys('intent')).toEqual([]);
  });
});

test('a meta stored without the names of its fields comes back as it was', async () => {
  const forge = new FakeForge();
  const kind = noteKind({ metaFields: ['age'] });
  await forge.run(commit(['a'], 7, kind));
  expect(forge.storage.get(forge.keys('note-head')[0])).toContain('"m":[7]');
  expect(await forge.run(look(kind))).toMatchObject({ value: { header: { meta: { age: 7 } } } });
  expect(await forge.run(commit(['b'], 6, kind))).toMatchObject({ value: 'superseded' });
});

describe('old headers', () => {
  test('stay for an hour, whatever happens, and then go with the next commits', async () => {
    const forge = new FakeForge();
    for (let age = 1; age <= 20; age++) await forge.run(commit([`${age}`], age));
    expect(headersOf(forge)).toHaveLength(20);
    passAnHour();
    for (let age = 21; age <= 24; age++) await forge.run(amend(age));
    const sequences = headersOf(forge).map(({ sequence }) => sequence);
    expect(sequences.at(0)).toBeGreaterThanOrEqual(20);
    expect(sequences.at(-1)).toBe(24);
    expect(await read(forge)).toEqual(['20']);
  });
});

describe('a deleted document', () => {
  test('is gone at once, and after an hour all but its number', async () => {
    const forge = new FakeForge();
    await forge.run(commit(['first'], 1));
    await forge.run(commit(['second', 'third'], 2));
    await forge.run(remove());
    expect(await read(forge)).toBeNull();
    expect(placesAtRest(forge)).toEqual([]);
    expect(headersOf(forge).map(({ age }) => age)).toEqual([null, null, null]);
    await forge.run(() => sweepIntents(Date.now() - AN_HOUR));
    expect(headersOf(forge)).toHaveLength(3);
    passAnHour();
    await forge.run(() => sweepIntents(Date.now() - AN_HOUR));
    expect([...forge.storage.keys()]).toEqual(['note:one']);
    await forge.run(commit(['again'], 1));
    expect(await read(forge)).toEqual(['again']);
  });

  test('which never was: nothing happens', async () => {
    const forge = new FakeForge();
    await forge.run(remove());
    expect(forge.storage.size).toBe(0);
  });

  test('is not brought back by a commit that was begun before, but by one begun later', async () => {
    const forge = new FakeForge();
    await forge.run(commit(['first'], 1));
    const early = commit(['early'], 2);
    const begunAt = Date.now();
    jest.setSystemTime(begunAt + 5000);
    await forge.run(remove());
    jest.setSystemTime(begunAt);
    expect(await forge.run(early)).toMatchObject({ value: 'superseded' });
    expect(await read(forge)).toBeNull();
    expect(placesAtRest(forge)).toEqual([]);
    jest.setSystemTime(begunAt + 6000);
    await forge.run(commit(['late'], 3));
    expect(await read(forge)).toEqual(['late']);
  });
});

describe('versions', () => {
  const second = noteKind({ version: 2 });
  const upgrading = noteKind({
    version: 2,
    upgrade: {
      meta: (_from, stored) => ({ age: Number((stored as { age: number }).age) + 100 }),
      value: (_from, sections) => sections.map((section) => section.toString('utf8').toUpperCase()),
    },
  });

  test('a document of a newer version is refused by readers and writers, and stays', async () => {
    const forge = new FakeForge();
    await forge.run(commit(['a'], 1, second));
    const stored = new Map(forge.storage);
    const refusal = { name: 'StoreError', failure: 'newer' };
    await expect(forge.run(look())).rejects.toMatchObject(refusal);
    await expect(forge.run(commit(['b'], 2))).rejects.toMatchObject(refusal);
    await expect(forge.run(amend(3))).rejects.toMatchObject(refusal);
    expect(forge.storage).toEqual(stored);
  });

  test('one of an older version is absent where nothing says how to read it, and is written anew', async () => {
    const forge = new FakeForge();
    await forge.run(commit(['a', 'b'], 5));
    expect(await read(forge, second)).toBeNull();
    await forge.run(commit(['b', 'c'], 1, second));
    expect(await read(forge, second)).toEqual(['b', 'c']);
    expect(placesAtRest(forge)).toHaveLength(2);
  });

  test('one of an older version is upgraded as it is read', async () => {
    const forge = new FakeForge();
    await forge.run(commit(['a'], 5));
    const seen = await forge.run(look(upgrading));
    expect(seen).toMatchObject({ value: { header: { meta: { age: 105 } }, value: ['A'] } });
    expect(await forge.run(commit(['b'], 104, upgrading))).toMatchObject({ value: 'superseded' });
    expect(await forge.run(commit(['b'], 106, upgrading))).toMatchObject({ value: 'written' });
    expect(await read(forge, upgrading)).toEqual(['b']);
  });

  test('a header that is not one is refused with a typed error', async () => {
    const forge = new FakeForge();
    await forge.run(commit(['a'], 1));
    forge.storage.set(forge.keys('note-head')[0], JSON.stringify({ schema: 2, value: { v: 'one' } }));
    await expect(forge.run(look())).rejects.toMatchObject({ name: 'StoreError', failure: 'corrupt' });
  });

  test('a header whose meta is not the kind’s is refused with its field', async () => {
    const forge = new FakeForge();
    await forge.run(commit(['a'], 1, noteKind()));
    const [key] = forge.keys('note-head');
    const stored = JSON.parse(forge.storage.get(key) ?? '') as { value: { m: unknown } };
    stored.value.m = { age: 'old' };
    forge.storage.set(key, JSON.stringify(stored));
    await expect(forge.run(look())).rejects.toMatchObject({ failure: 'corrupt', field: 'age' });
  });
});
