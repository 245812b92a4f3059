import { sweepIntents } from '../../src/store/document-intents';
import type { StoredDocument } from '../../src/store/documents';
import { FakeForge, useClock } from '../support/forge';
import { interleave, seeded, type Part } from './support/interleave';
import { amend, commit, headersOf, look, placesAtRest, read, remove, type Age, type Lines } from './support/notes';

useClock('2026-03-02T10:00:00Z');
jest.setTimeout(180_000);

type Seen = StoredDocument<Lines, Age>;

const A_MINUTE = 60_000;
const AN_HOUR = 3_600_000;

/** What a document of an age says: neighbouring ages share lines. */
function linesOf(age: number): Lines {
  return [`${age >> 1} of`, `${age}`];
}

/** What is wrong with the chain: a gap, or an age that does not exceed the one before it (of the same life). */
function faultOfChain(forge: FakeForge): string | null {
  const headers = headersOf(forge);
  if (headers.some(({ sequence }, place) => sequence !== headers[0].sequence + place)) return 'gap';
  const ages = headers.map(({ age }) => age ?? 0);
  return ages.some((age, place) => age > 0 && place > 0 && age <= ages[place - 1]) ? `ages ${ages.join()}` : null;
}

/** After an hour and a sweep, exactly what the newest header names is stored. */
async function expectNothingLeft(forge: FakeForge): Promise<void> {
  jest.setSystemTime(Date.now() + AN_HOUR + 1000);
  await forge.run(() => sweepIntents(Date.now() - AN_HOUR));
  expect(placesAtRest(forge)).toEqual([...new Set(headersOf(forge).at(-1)?.places ?? [])].sort());
  expect(forge.keys('intent')).toEqual([]);
}

/** Two or three writers and a reader at once; answers what went wrong. */
async function race(seed: number): Promise<string | null> {
  const next = seeded(seed);
  const forge = new FakeForge();
  if (next() < 0.8) await forge.run(commit(linesOf(1), 1));
  const ages = next() < 0.8 ? [2, 3] : [3, 2, 4];
  const parts: Part<unknown>[] = [...ages.map((age) => ({ work: commit(linesOf(age), age) })), { work: look() }];
  const outcomes = await interleave(forge, parts, next);
  const answers = outcomes.map((outcome) => (outcome.killed ? null : outcome.value));
  const seen = answers.at(-1) as Seen | null;
  if (seen !== null && seen.value.join() !== linesOf(seen.header.meta.age).join()) return 'torn document';
  const headers = headersOf(forge);
  const newest = headers.at(-1);
  if (newest?.age !== Math.max(...ages)) return `age ${newest?.age} stayed`;
  const numbers = headers.filter(({ age }) => age !== null && age > 1).length;
  if (answers.filter((answer) => answer === 'written').length !== numbers) return 'double commit';
  if (placesAtRest(forge).join() !== [...new Set(newest.places)].sort().join()) return 'sections left behind';
  return faultOfChain(forge);
}

describe('10,000 races', () => {
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'no double commit, the newest stays, readers see whole documents (%i)',
    async (lot) => {
      for (let seed = lot * 1000; seed < (lot + 1) * 1000; seed++) {
        const fault = await race(seed);
        if (fault !== null) throw new Error(`Race ${seed}: ${fault}`);
      }
    },
  );
});

describe('kills', () => {
  test('at every call of a commit, an amendment and a deletion: the document is whole, and all goes on', async () => {
    const works = { commit: commit(linesOf(3), 3), amend: amend(3), remove: remove() };
    for (const work of Object.values(works)) {
      for (let call = 1; ; call++) {
        const forge = new FakeForge();
        await forge.run(commit(linesOf(1), 1));
        await forge.run(commit(linesOf(2), 2));
        const outcome = await forge.run<unknown>(work, { killAtCall: call });
        expect([linesOf(2), linesOf(3), null]).toContainEqual(await read(forge));
        await forge.run<unknown>(work);
        jest.setSystemTime(Date.now() + A_MINUTE);
        expect(await forge.run(commit(linesOf(9), 9))).toMatchObject({ value: 'written' });
        expect(await read(forge)).toEqual(linesOf(9));
        expect(faultOfChain(forge)).toBeNull();
        await expectNothingLeft(forge);
        expect(await read(forge)).toEqual(linesOf(9));
        if (!outcome.killed) break;
      }
    }
  });

  test('of any of several at once, deletions and sweeps among them: one chain, and nothing left behind', async () => {
    for (let seed = 0; seed < 300; seed++) {
      const next = seeded(seed);
      const forge = new FakeForge();
      for (let age = 1; age <= 3; age++) await forge.run(commit(linesOf(age), age));
      const works: readonly (() => Promise<unknown>)[] = [
        ...[4, 5, 6, 7].map((age) => commit(linesOf(age), age)),
        ...[amend(8), remove(), look(), () => sweepIntents(Date.now() - AN_HOUR)],
      ];
      const parts = works
        .filter(() => next() < 0.6)
        .map((work): Part<unknown> => (next() < 0.4 ? { work, killAtCall: 1 + Math.floor(next() * 12) } : { work }));
      for (const outcome of await interleave(forge, parts, next)) {
        const seen = outcome.killed ? null : outcome.value;
        if (seen === null || typeof seen !== 'object') continue;
        const { header, value } = seen as Seen;
        if (header.meta.age < 8) expect({ seed, value }).toEqual({ seed, value: linesOf(header.meta.age) });
      }
      expect(faultOfChain(forge)).toBeNull();
      const before = await read(forge);
      await expectNothingLeft(forge);
      expect({ seed, value: await read(forge) }).toEqual({ seed, value: before });
      await forge.run(commit(linesOf(20), 20));
      expect({ seed, value: await read(forge) }).toEqual({ seed, value: linesOf(20) });
    }
  });
});

describe('a writer that sleeps at any of its calls', () => {
  test('while others commit for 12 minutes takes nobody’s number when it wakes', async () => {
    for (let sleepAt = 1; sleepAt <= 12; sleepAt++) {
      const forge = new FakeForge();
      await forge.run(commit(linesOf(1), 1));
      let wake = (): void => undefined;
      let calls = 0;
      const slept = new Promise<void>((fallAsleep) => {
        forge.before = () => {
          if (++calls !== sleepAt) return;
          fallAsleep();
          return new Promise((resolve) => (wake = resolve));
        };
      });
      const sleeper = forge.run(commit(linesOf(2), 2));
      await Promise.race([slept, sleeper]);
      calls = Number.NEGATIVE_INFINITY;
      for (let age = 3; age <= 14; age++) {
        jest.setSystemTime(Date.now() + A_MINUTE);
        await forge.run(commit(linesOf(age), age));
      }
      wake();
      await sleeper;
      expect(faultOfChain(forge)).toBeNull();
      expect({ sleepAt, value: await read(forge) }).toEqual({ sleepAt, value: linesOf(14) });
      await forge.run(commit(linesOf(15), 15));
      await expectNothingLeft(forge);
      expect(await read(forge)).toEqual(linesOf(15));
    }
  });
});
