import * as z from 'zod';
import {
  createRecord,
  deleteRecords,
  getRecord,
  listRecords,
  setRecord,
  type RecordKind,
} from '../../src/store/records';
import { FakeForge, useClock } from '../support/forge';
import { valueOf } from './support/value-of';

useClock('2026-03-02T10:00:00Z');

interface Dog {
  readonly name: string;
  readonly age: number | null;
}

const schema = z.object({ name: z.string(), age: z.number().nullable() });
const dogs: RecordKind<Dog> = { name: 'dog', version: 1, schema };
const smallDogs: RecordKind<Dog> = { ...dogs, fields: ['name', 'age'] };

describe('a record', () => {
  test.each([
    ['with its fields’ names', dogs, '{"schema":1,"value":{"name":"Rex","age":null}}'],
    ['without them', smallDogs, '{"schema":1,"value":["Rex",null]}'],
  ])('stored %s comes back as it was', async (_how, kind, atRest) => {
    const forge = new FakeForge();
    await forge.run(() => setRecord(kind, 'a', { name: 'Rex', age: null }));
    expect(forge.storage.get('dog:a')).toBe(atRest);
    expect(await valueOf(forge, () => getRecord(kind, 'a'))).toEqual({ name: 'Rex', age: null });
  });

  test('that exists is not made again', async () => {
    const forge = new FakeForge();
    expect(await valueOf(forge, () => createRecord(dogs, 'a', { name: 'Rex', age: 1 }))).toBe(true);
    expect(await valueOf(forge, () => createRecord(dogs, 'a', { name: 'Fido', age: 2 }))).toBe(false);
    expect(await valueOf(forge, () => getRecord(dogs, 'a'))).toEqual({ name: 'Rex', age: 1 });
  });

  test('that storage refuses to make is an error, not a record that exists', async () => {
    const forge = new FakeForge();
    forge.storageFault = () => 'INTERNAL';
    await expect(forge.run(() => createRecord(dogs, 'a', { name: 'Rex', age: 1 }))).rejects.toThrow();
  });
});

describe('versions', () => {
  const older: RecordKind<string> = { name: 'dog', version: 1, schema: z.string() };
  const upgrading: RecordKind<Dog> = {
    ...dogs,
    version: 3,
    upgrade: (from, value) => (from === 1 ? { name: value, age: null } : undefined),
  };

  test('an older record is what the kind makes of it', async () => {
    const forge = new FakeForge();
    await forge.run(() => setRecord(older, 'a', 'Rex'));
    expect(await valueOf(forge, () => getRecord(upgrading, 'a'))).toEqual({ name: 'Rex', age: null });
    expect(await valueOf(forge, () => listRecords(upgrading))).toEqual(new Map([['a', { name: 'Rex', age: null }]]));
  });

  test.each([
    ['the kind cannot upgrade', { ...dogs, version: 3 }, 1],
    ['is of a version that the kind does not know any more', upgrading, 2],
  ])('an older record that %s is absent', async (_why, kind, version) => {
    const forge = new FakeForge();
    await forge.run(() => setRecord({ ...older, version }, 'a', 'Rex'));
    expect(await valueOf(forge, () => getRecord(kind, 'a'))).toBeNull();
    expect(await valueOf(forge, () => listRecords(kind))).toEqual(new Map());
  });

  test('an upgrade that does not fit is a typed error', async () => {
    const forge = new FakeForge();
    await forge.run(() => setRecord(older, 'a', 'Rex'));
    const kind = { ...upgrading, upgrade: () => ({ name: 1, age: null }) };
    await expect(forge.run(() => getRecord(kind, 'a'))).rejects.toMatchObject({ failure: 'corrupt', field: 'name' });
  });

  test('a newer record is refused, read alone or in a list', async () => {
    const forge = new FakeForge();
    await forge.run(() => setRecord({ ...dogs, version: 2 }, 'a', { name: 'Rex', age: 1 }));
    for (const read of [() => getRecord(dogs, 'a'), () => listRecords(dogs)]) {
      await expect(forge.run<unknown>(read)).rejects.toMatchObject({ name: 'StoreError', failure: 'newer' });
    }
  });

  test('what is not a record at all is refused', async () => {
    const forge = new FakeForge();
    forge.storage.set('dog:a', '"Rex"');
    await expect(forge.run(() => getRecord(dogs, 'a'))).rejects.toMatchObject({ failure: 'corrupt' });
  });
});

describe('lists', () => {
  async function kennel(): Promise<FakeForge> {
    const forge = new FakeForge();
    for (let number = 100; number < 350; number++) {
      await forge.run(() => setRecord(dogs, String(number), { name: `Rex ${number}`, age: number }));
    }
    return forge;
  }

  test.each([
    ['all, over several pages', {}, '100', 250],
    ['those with a prefix', { prefix: '11' }, '110', 10],
    ['the first ones', { most: 120 }, '100', 120],
    ['those before an owner', { before: '130' }, '100', 30],
  ])('%s', async (_which, selection, first, count) => {
    const owners = [...(await valueOf(await kennel(), () => listRecords(dogs, selection))).keys()];
    expect(owners[0]).toBe(first);
    expect(owners).toHaveLength(count);
    expect(owners).toEqual([...owners].sort());
  });

  test('of which all are deleted', async () => {
    const forge = await kennel();
    const owners = [...(await valueOf(forge, () => listRecords(dogs))).keys()];
    await forge.run(() => deleteRecords(dogs, [...owners, 'nobody']));
    expect(forge.storage.size).toBe(0);
  });
});
