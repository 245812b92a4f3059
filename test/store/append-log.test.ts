import * as z from 'zod';
import { listStoredAccounts, forgetAccount } from '../../src/store';
import { accountsOf, actorOf, knownActorOf } from '../../src/store/actors';
import { appendToLog, readLog, readLogEntries, type LogKind } from '../../src/store/append-log';
import { FakeForge, useClock } from '../support/forge';
import { interleave, seeded } from './support/interleave';
import { valueOf } from './support/value-of';

useClock('2026-03-02T10:00:00Z');

const steps: LogKind<string> = { name: 'step', version: 1, schema: z.string() };
const append = (seen: number, entry: string, owner = '7') => appendToLog(steps, owner, seen, entry);
const read = (forge: FakeForge, seen?: number) => valueOf(forge, () => readLog(steps, '7', seen));

/** Adds an entry behind whatever there is, as writers do. */
async function add(entry: string): Promise<void> {
  let seen = 0;
  do seen += (await readLog(steps, '7', seen)).length;
  while (!(await append(seen, entry)));
}

describe('a log', () => {
  test('begins empty, grows by one entry at a time and keeps their order', async () => {
    const forge = new FakeForge();
    expect(await read(forge)).toEqual([]);
    const all = Array.from({ length: 130 }, (_, i) => `entry ${i + 1}`);
    for (const entry of all) await forge.run(() => add(entry));
    await forge.run(() => append(0, 'of another owner', '70'));
    expect(await read(forge)).toEqual(all);
    expect(await read(forge, 128)).toEqual(all.slice(128));
    expect(await read(forge, 130)).toEqual([]);
    const some = await valueOf(forge, () => readLogEntries(steps, '7', [130, 2, 131]));
    expect([...some]).toEqual([
      [130, 'entry 130'],
      [2, 'entry 2'],
    ]);
  });

  test('is read whole although queries do not see its last entries yet', async () => {
    const forge = new FakeForge();
    for (const entry of ['a', 'b', 'c', 'd']) await forge.run(() => add(entry));
    const last = forge.keys('step').slice(2);
    const entries = new Map(last.map((key) => [key, forge.storage.get(key) ?? '']));
    forge.before = (call) => {
      // A query answers as if they were not there; every other call finds them.
      for (const [key, value] of entries) {
        if (call.endsWith('/query')) forge.storage.delete(key);
        else forge.storage.set(key, value);
      }
    };
    expect(await read(forge)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('takes no second entry of the same number, and is never written again', async () => {
    const forge = new FakeForge();
    expect(await valueOf(forge, () => append(0, 'first'))).toBe(true);
    expect(await valueOf(forge, () => append(0, 'second'))).toBe(false);
    expect(await read(forge)).toEqual(['first']);
  });

  test('loses nothing of writers at once, in whatever order storage does what they ask', async () => {
    const names = ['ada', 'bob', 'cy', 'di'];
    for (let seed = 0; seed < 100; seed++) {
      const forge = new FakeForge();
      await interleave(
        forge,
        names.map((name) => ({ work: () => add(name) })),
        seeded(seed),
      );
      expect([seed, ...(await read(forge))].sort()).toEqual([seed, ...names].sort());
    }
  });
});

describe('an actor', () => {
  test('is the same for all that an account does, and tells whose it is', async () => {
    const forge = new FakeForge();
    expect(await valueOf(forge, () => knownActorOf('ada'))).toBeNull();
    const ada = await valueOf(forge, () => actorOf('ada'));
    const bob = await valueOf(forge, () => actorOf('bob'));
    expect(await valueOf(forge, () => actorOf('ada'))).toBe(ada);
    expect(await valueOf(forge, () => knownActorOf('ada'))).toBe(ada);
    expect(bob).not.toBe(ada);
    expect(await valueOf(forge, () => accountsOf([ada, 'nobody', bob]))).toEqual(
      new Map([
        [ada, 'ada'],
        [bob, 'bob'],
      ]),
    );
  });

  test('is one for an account that is named twice at once', async () => {
    for (let seed = 0; seed < 50; seed++) {
      const forge = new FakeForge();
      const outcomes = await interleave(
        forge,
        [{ work: () => actorOf('ada') }, { work: () => actorOf('ada') }],
        seeded(seed),
      );
      const [one, other] = outcomes.map((outcome) => (outcome.killed ? null : outcome.value));
      expect([seed, one]).toEqual([seed, other]);
      expect(forge.keys('actor-account')).toEqual([`actor-account:${one}`]);
    }
  });

  test('is reported, and forgotten with its account, wherever its naming was killed', async () => {
    for (let killAtCall = 1; killAtCall <= 4; killAtCall++) {
      const forge = new FakeForge();
      await forge.run(() => actorOf('ada'), { killAtCall });
      const actor = await valueOf(forge, () => actorOf('ada'));
      expect(await valueOf(forge, listStoredAccounts)).toEqual([{ accountId: 'ada', updatedAt: Date.now() }]);
      await forge.run(() => forgetAccount('ada'));
      expect(await valueOf(forge, () => accountsOf([actor]))).toEqual(new Map());
      expect([...forge.storage.values()].join()).not.toContain('ada');
      expect(await valueOf(forge, listStoredAccounts)).toEqual([]);
    }
  });
});
