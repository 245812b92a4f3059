import fc from 'fast-check';
import { chooseVisits, type Quota, type Visits } from '../../src/compliance/fewest-visits';

type Bads = Readonly<Record<string, number>>;

/** The fewest of the largest offenders that account for a part of what is bad. */
function quotaOf(bads: Bads, share: number): Quota {
  const offenders = Object.entries(bads).map(([id, bad]) => ({ id: Number(id), bad }));
  const sizes = offenders.map(({ bad }) => bad).sort((a, b) => b - a);
  const amount = share * sizes.reduce((sum, size) => sum + size, 0);
  let fixes = 0;
  for (let mended = 0; mended < amount; fixes++) mended += sizes[fixes];
  return { fixes, amount, offenders };
}

/** Its largest visited offenders, as many as it asks for, account for enough. */
function isMet({ fixes, amount, offenders }: Quota, visited: ReadonlySet<number>): boolean {
  const sizes = offenders.filter(({ id }) => visited.has(id)).map(({ bad }) => bad);
  const largest = sizes.sort((a, b) => b - a).slice(0, fixes);
  return largest.reduce((sum, size) => sum + size, 0) >= amount - 1e-9;
}

function expectToMeet(quotas: readonly Quota[], { visits }: Visits): void {
  expect(new Set(visits.map(({ id }) => id)).size).toBe(visits.length);
  quotas.forEach((quota, place) => {
    const own = visits.filter(({ quotas: served }) => served.includes(place)).map(({ id }) => id);
    expect([own.length, isMet(quota, new Set(own))]).toEqual([quota.fixes, true]);
  });
}

function quotasAmong(issues: number, most: number, size: fc.Arbitrary<number>): fc.Arbitrary<readonly Quota[]> {
  const id = fc.integer({ min: 1, max: issues }).map(String);
  const bads = fc.dictionary(id, size, { minKeys: 1, maxKeys: issues, noNullPrototype: true });
  return fc.array(
    fc.tuple(bads, fc.double({ min: 0.05, max: 1, noNaN: true })).map(([each, share]) => quotaOf(each, share)),
    { maxLength: most },
  );
}

const ONE = fc.constant(1);
const FEW = fc.integer({ min: 1, max: 4 });

describe('chooseVisits', () => {
  it.each([
    ['alike', ONE],
    ['of several sizes', FEW],
  ])('visits no issue more than the best of all choices, offenders %s', (_, size) => {
    fc.assert(
      fc.property(quotasAmong(7, 5, size), (quotas) => {
        const chosen = chooseVisits(quotas);
        expectToMeet(quotas, chosen);
        let fewest = Infinity;
        for (let choice = 0; choice < 2 ** 7; choice++) {
          const visited = new Set([1, 2, 3, 4, 5, 6, 7].filter((id) => (choice & ((1 << id) >> 1)) !== 0));
          if (visited.size < fewest && quotas.every((quota) => isMet(quota, visited))) fewest = visited.size;
        }
        expect([chosen.visits.length, chosen.fewest]).toEqual([fewest, true]);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['alike', ONE],
    ['of several sizes', FEW],
  ])('finds a choice among many issues, too, whether or not it can prove it, offenders %s', (_, size) => {
    fc.assert(
      fc.property(quotasAmong(150, 12, size), (quotas) => expectToMeet(quotas, chooseVisits(quotas))),
      { numRuns: 20 },
    );
  });

  it('finds what taking the widest issue first would miss', () => {
    // 1 serves three rules, but then 2 and 3 are wanted all the same.
    const quota = (...ids: readonly number[]): Quota => ({
      ...{ fixes: 1, amount: 1 },
      offenders: ids.map((id) => ({ id, bad: 1 })),
    });
    const quotas = [quota(1, 2), quota(1, 2), quota(2), quota(1, 3), quota(3), quota(3)];
    const { visits, fewest } = chooseVisits(quotas);
    expect([visits.map(({ id }) => id).sort(), fewest]).toEqual([[2, 3], true]);
  });

  it('has nothing to visit for nothing', () => {
    expect(chooseVisits([])).toEqual({ visits: [], fewest: true });
  });
});
