import kvs, { Filter, FilterConditions, MetadataField, Sort, WhereConditions } from '@forge/kvs';
import { KvsRemote } from '../../../sandbox/platform/kvs/kvs-remote';
import { KvsStore } from '../../../sandbox/platform/kvs/kvs-store';
import type { StoredEntity } from '../../../sandbox/platform/manifest';
import { DEFAULT_TUNING } from '../../../sandbox/platform/tuning';
import { connectForgePackages } from './support/forge-globals';

/** `@forge/kvs` itself, calling the simulated store. */

/** Long enough that a busy machine comes in time. */
const QUERY_DELAY = 600;
const KIBIBYTE = 1024;

const employee: StoredEntity = {
  name: 'employee',
  attributes: new Map([
    ['surname', 'string'],
    ['age', 'integer'],
    ['team', 'string'],
  ]),
  indexes: [
    { name: 'surname', partition: [], range: 'surname' },
    { name: 'by-team-and-age', partition: ['team'], range: 'age' },
  ],
};

interface Platform {
  now: number;
  readonly remote: KvsRemote;
}

function aStore(overrides: { scopes?: readonly string[]; queryDelay?: number } = {}): Platform {
  const platform = { now: Date.parse('2026-03-02T09:00:00Z') };
  const now = () => platform.now;
  const store = new KvsStore({
    now,
    queryDelayMilliseconds: overrides.queryDelay ?? 0,
    expiryLagMilliseconds: 60_000,
    onChange: () => undefined,
  });
  const scopes = overrides.scopes ?? ['storage:app'];
  const remote = new KvsRemote({
    ...{ store, scopes, entities: new Map([['employee', employee]]), now },
    unitsPerMinute: DEFAULT_TUNING.storageUnitsPerMinute,
  });
  connectForgePackages((request) => remote.handle(request));
  return Object.assign(platform, { remote });
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { inner: nested(depth - 1) };
}

/** A text whose JSON takes `bytes` bytes. */
function textOf(bytes: number): string {
  return 'x'.repeat(bytes - 2);
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

describe('values', () => {
  it('come back as they were stored, until they are deleted', async () => {
    aStore();
    await kvs.set('project:10001', { score: 71, rules: ['work-dated'] });
    expect(await kvs.get('project:10001')).toEqual({ score: 71, rules: ['work-dated'] });
    await kvs.delete('project:10001');
    expect(await kvs.get('project:10001')).toBeUndefined();
    await expect(kvs.delete('project:10001')).resolves.toBeUndefined();
  });

  it('are copies: a change of the stored object does not reach the store', async () => {
    aStore();
    const value = { list: [1] };
    await kvs.set('key', value);
    value.list.push(2);
    expect(await kvs.get('key')).toEqual({ list: [1] });
  });

  it('tell when they were created and changed, by the clock of the site', async () => {
    const platform = aStore();
    const created = platform.now;
    await kvs.set('key', 1);
    platform.now += 5000;
    await kvs.set('key', 2, { ttl: { value: 2, unit: 'HOURS' } });
    const metadataFields = [MetadataField.CREATED_AT, MetadataField.UPDATED_AT, MetadataField.EXPIRE_TIME];
    expect(await kvs.get('key', { metadataFields })).toEqual({
      key: 'key',
      value: 2,
      createdAt: created,
      updatedAt: created + 5000,
      expireTime: new Date(created + 5000 + 7_200_000).toISOString(),
    });
  });

  it('of the plain store and of the store for secrets do not meet', async () => {
    aStore();
    await kvs.setSecret('key', 'hidden');
    expect(await kvs.get('key')).toBeUndefined();
    expect(await kvs.getSecret('key')).toBe('hidden');
    expect((await kvs.query().getMany()).results).toEqual([]);
  });
});

describe('what Forge refuses', () => {
  it.each([
    ['an empty key', '', 1, 'KEY_TOO_SHORT'],
    ['a key of 501 characters', 'k'.repeat(501), 1, 'KEY_TOO_LONG'],
    ['a key with a slash', 'a/b', 1, 'INVALID_KEY'],
    ['a blank key', '   ', 1, 'INVALID_KEY'],
    ['a value above 240 KiB', 'key', textOf(240 * KIBIBYTE + 1), 'MAX_SIZE'],
    ['a value 32 deep', 'key', nested(32), 'MAX_DEPTH'],
    ['no value', 'key', undefined, 'BAD_REQUEST'],
  ])('%s', async (_, key, value, code) => {
    aStore();
    await expect(kvs.set(key, value)).rejects.toMatchObject({ code, responseDetails: { status: 400 } });
  });

  it.each([
    ['a key of 500 characters', 'k'.repeat(500), 1],
    ['a key with all that is allowed', 'aZ09:._ -#', 1],
    ['a value of 240 KiB', 'key', textOf(240 * KIBIBYTE)],
    ['a value 31 deep', 'key', nested(31)],
  ])('but not %s', async (_, key, value) => {
    aStore();
    await kvs.set(key, value);
    expect(await kvs.get(key)).toEqual(value);
  });

  it('an app without the scope storage:app', async () => {
    aStore({ scopes: ['read:jira-work'] });
    await expect(kvs.get('key')).rejects.toMatchObject({ code: 'PERMISSION_DENIED', responseDetails: { status: 403 } });
  });

  it('more than 4,000 units of 10 KB written in a minute', async () => {
    const { remote } = aStore();
    const value = textOf(230 * KIBIBYTE);
    const writes = Array.from({ length: 174 }, (_, index) => kvs.set(`key-${index}`, value));
    const outcomes = await Promise.allSettled(writes);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    // 23 units each: 173 fit into 4,000.
    expect(refused).toHaveLength(1);
    expect(refused[0].reason).toMatchObject({ code: 'RATE_LIMIT_EXCEEDED', responseDetails: { status: 429 } });
    expect(remote.meter.total().refused).toBe(1);
  });
});

describe('key policies', () => {
  it('FAIL_IF_EXISTS has one winner', async () => {
    aStore();
    const races = Array.from({ length: 12 }, (_, index) => kvs.set('lock', index, { keyPolicy: 'FAIL_IF_EXISTS' }));
    const outcomes = await Promise.allSettled(races);
    const losers = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(losers).toHaveLength(11);
    for (const loser of losers) {
      expect(loser.reason).toMatchObject({ code: 'KEY_CONFLICT', responseDetails: { status: 409 } });
    }
  });

  it('an expired value is still in the way until it is deleted, some time later', async () => {
    const platform = aStore();
    await kvs.set('lock', 1, { ttl: { value: 10, unit: 'SECONDS' }, keyPolicy: 'FAIL_IF_EXISTS' });
    platform.now += 11_000;
    await expect(kvs.set('lock', 2, { keyPolicy: 'FAIL_IF_EXISTS' })).rejects.toMatchObject({ code: 'KEY_CONFLICT' });
    platform.now += 60_000;
    await kvs.set('lock', 3, { keyPolicy: 'FAIL_IF_EXISTS' });
    expect(await kvs.get('lock')).toBe(3);
  });

  it('OVERRIDE can return what was there before', async () => {
    aStore();
    await kvs.set('key', 'old');
    const previous = await kvs.set('key', 'new', { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' });
    expect(previous).toEqual({ key: 'key', value: 'old' });
    const latest = await kvs.set('key', 'newer', { keyPolicy: 'OVERRIDE', returnValue: 'LATEST' });
    expect(latest).toEqual({ key: 'key', value: 'newer' });
    const nothing = await kvs.set('other', 1, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' });
    expect(nothing).toBeUndefined();
  });
});

describe('queries of keys', () => {
  it('page through a prefix in the order of keys', async () => {
    aStore();
    for (const key of ['p:3', 'p:1', 'q:1', 'p:2', 'p:10']) await kvs.set(key, key);
    const query = () => kvs.query().where('key', WhereConditions.beginsWith('p:'));
    const first = await query().limit(3).getMany();
    expect(first.results.map(({ key }) => key)).toEqual(['p:1', 'p:10', 'p:2']);
    const second = await query()
      .limit(3)
      .cursor(first.nextCursor ?? '')
      .getMany();
    expect(second.results.map(({ key }) => key)).toEqual(['p:3']);
    expect(second.nextCursor).toBeUndefined();
  });

  it('go on behind a key that has been deleted meanwhile', async () => {
    aStore();
    for (const key of ['a', 'b', 'c', 'd']) await kvs.set(key, key);
    const first = await kvs.query().limit(2).getMany();
    await kvs.delete('b');
    const second = await kvs
      .query()
      .limit(2)
      .cursor(first.nextCursor ?? '')
      .getMany();
    expect(second.results.map(({ key }) => key)).toEqual(['c', 'd']);
  });

  it('give 10 by default and at most 100', async () => {
    aStore();
    for (let index = 0; index < 12; index += 1) await kvs.set(`key-${index}`, index);
    expect((await kvs.query().getMany()).results).toHaveLength(10);
    await expect(kvs.query().limit(101).getMany()).rejects.toMatchObject({ code: 'LIST_QUERY_LIMIT_EXCEEDED' });
  });

  it('see writes and deletions only after a while, each in its turn, whereas get sees them at once', async () => {
    aStore({ queryDelay: QUERY_DELAY });
    await kvs.set('key', 'first');
    expect(await kvs.get('key')).toBe('first');
    expect((await kvs.query().getMany()).results).toEqual([]);
    await after(QUERY_DELAY / 2);
    await kvs.set('key', 'second');
    await after(QUERY_DELAY / 2 + 10);
    expect(await kvs.get('key')).toBe('second');
    expect((await kvs.query().getMany()).results).toEqual([{ key: 'key', value: 'first' }]);
    await after(QUERY_DELAY);
    expect((await kvs.query().getMany()).results).toEqual([{ key: 'key', value: 'second' }]);
    await kvs.delete('key');
    expect((await kvs.query().getMany()).results).toHaveLength(1);
    await after(QUERY_DELAY + 10);
    expect((await kvs.query().getMany()).results).toEqual([]);
  });
});

describe('batches', () => {
  it('do what can be done and report the rest', async () => {
    aStore();
    const written = await kvs.batchSet<unknown>([
      { key: 'good', value: 1 },
      { key: 'bad/key', value: 2 },
      { key: 'e1', entityName: 'employee', value: { surname: 'Ito', age: 'old' } },
    ]);
    expect(written.successfulKeys).toEqual([{ key: 'good' }]);
    expect(written.failedKeys).toMatchObject([
      { key: 'bad/key', error: { code: 'INVALID_KEY' } },
      { key: 'e1', entityName: 'employee', error: { code: 'INVALID_ENTITY_VALUE' } },
    ]);
    const read = await kvs.batchGet([{ key: 'good' }, { key: 'absent' }]);
    expect(read.successfulKeys).toEqual([{ key: 'good', value: 1 }]);
    expect(read.failedKeys).toMatchObject([{ key: 'absent', error: { code: 'KEY_NOT_FOUND' } }]);
    const deleted = await kvs.batchDelete([{ key: 'good' }, { key: 'absent' }]);
    expect(deleted.successfulKeys).toEqual([{ key: 'good' }]);
    expect(await kvs.get('good')).toBeUndefined();
  });

  it.each([
    ['26 keys', Array.from({ length: 26 }, (_, index) => ({ key: `k${index}`, value: 1 })), 400],
    [
      'a key twice',
      [
        { key: 'k', value: 1 },
        { key: 'k', value: 2 },
      ],
      400,
    ],
    ['nothing', [], 400],
    ['more than 4 MB', Array.from({ length: 20 }, (_, i) => ({ key: `k${i}`, value: textOf(230 * KIBIBYTE) })), 413],
  ])('are refused with %s', async (_, items, status) => {
    aStore();
    await expect(kvs.batchSet<unknown>(items)).rejects.toMatchObject({ responseDetails: { status } });
    expect(await kvs.get('k0')).toBeUndefined();
  });
});

describe('transactions', () => {
  it('write all or nothing', async () => {
    aStore();
    await kvs.set('old', 1);
    await kvs.transact().set('a', 1).set('b', 2).delete('old').execute();
    expect([await kvs.get('a'), await kvs.get('b'), await kvs.get('old')]).toEqual([1, 2, undefined]);
    await expect(kvs.transact().set('c', 3).set('bad/key', 4).execute()).rejects.toMatchObject({ code: 'INVALID_KEY' });
    expect(await kvs.get('c')).toBeUndefined();
  });

  it('hold 25 operations', async () => {
    aStore();
    const transaction = (count: number) =>
      Array.from({ length: count }, (_, index) => `k${index}`).reduce((all, key) => all.set(key, 1), kvs.transact());
    await expect(transaction(26).execute()).rejects.toMatchObject({ responseDetails: { status: 400 } });
    await transaction(25).execute();
    expect(await kvs.get('k24')).toBe(1);
  });

  it('depend on conditions of entities', async () => {
    aStore();
    const staff = kvs.entity<{ age: number }>('employee');
    await staff.set('e1', { age: 30 });
    const ifAge = (age: number) => ({
      entityName: 'employee',
      conditions: new Filter<{ age: number }>().and('age', FilterConditions.equalTo(age)),
    });
    await expect(kvs.transact().set('a', 1).check('e1', ifAge(31)).execute()).rejects.toMatchObject({
      responseDetails: { status: 409 },
    });
    expect(await kvs.get('a')).toBeUndefined();
    await kvs.transact().set('e1', { age: 31 }, ifAge(30)).execute();
    expect(await staff.get('e1')).toEqual({ age: 31 });
  });
});

describe('entities', () => {
  async function hire(): Promise<void> {
    const staff = kvs.entity('employee');
    await staff.set('1', { surname: 'Ito', age: 41, team: 'core' });
    await staff.set('2', { surname: 'Abe', age: 29, team: 'core' });
    await staff.set('3', { surname: 'Cruz', age: 35, team: 'core' });
    await staff.set('4', { surname: 'Baum', age: 35, team: 'field' });
    await staff.set('5', { surname: 'Dahl' });
  }

  const query = () => kvs.entity<{ surname: string; age: number }>('employee').query();

  it('are found by index, in its order', async () => {
    aStore();
    await hire();
    const bySurname = await query().index('surname').getMany();
    expect(bySurname.results.map(({ value }) => value.surname)).toEqual(['Abe', 'Baum', 'Cruz', 'Dahl', 'Ito']);
    const core = query().index('by-team-and-age', { partition: ['core'] });
    const seniors = await core.where(WhereConditions.greaterThan(30)).sort(Sort.DESC).getMany();
    expect(seniors.results.map(({ key }) => key)).toEqual(['1', '3']);
  });

  it('are filtered after a page was cut, so that a page may be short and be followed by others', async () => {
    aStore();
    await hire();
    const wanted = new Filter<{ surname: string; age: number }>().and('age', FilterConditions.equalTo(35));
    const first = await query().index('surname').filters(wanted).limit(2).getMany();
    expect(first.results.map(({ key }) => key)).toEqual(['4']);
    const second = await query()
      .index('surname')
      .filters(wanted)
      .limit(2)
      .cursor(first.nextCursor ?? '')
      .getMany();
    expect(second.results.map(({ key }) => key)).toEqual(['3']);
  });

  it('must be declared in the manifest, with their index and their types', async () => {
    aStore();
    await expect(kvs.entity('stranger').get('1')).rejects.toMatchObject({ code: 'INVALID_ENTITY_TYPE' });
    await expect(query().index('shoe-size').getMany()).rejects.toMatchObject({ code: 'INVALID_ENTITY_INDEX' });
    await expect(kvs.entity('employee').set('1', { age: 1.5 })).rejects.toMatchObject({ code: 'INVALID_ENTITY_VALUE' });
  });
});
