import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { NO_DAY, NO_DAYS, type DependencySlice, type Outlook, type OutlookEnds } from '../../src/model';
import { packOutlook, unpackOutlook } from '../../src/store/outlook-packing';
import { toSlice, type WrittenEnd } from '../support/slices';

const TODAY = 20_500;
const id = fc.integer({ min: 1, max: 100_000 });
const day = fc.oneof(
  fc.constant(null),
  fc.integer({ min: TODAY - 40, max: TODAY + 200 }),
  fc.integer({ min: -719_162, max: 2_932_896 }),
);
const columnDay = day.map((each) => each ?? NO_DAY);
const count = fc.oneof(
  fc.constant(NO_DAYS),
  fc.integer({ min: -700_000, max: 3_000_000 }),
  fc.integer({ min: 0, max: 9 }),
);
const small = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most });

const slices = fc
  .record({
    ids: fc.uniqueArray(id, { maxLength: 30 }),
    own: fc.nat(30),
    ends: fc.array(
      fc.record({ state: fc.constantFrom('todo', 'inProgress', 'done'), start: day, due: day, sprintEnd: day }),
      { minLength: 1 },
    ),
    keys: fc.array(fc.constantFrom('WEB-1', 'OPS-2', ''), { minLength: 1 }),
    pairs: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 40 }),
    typicalDays: fc.option(fc.integer({ min: 1, max: 90 })),
  })
  .map(({ ids, own, ends, keys, pairs, typicalDays }): DependencySlice => {
    const dependencies = ids.length === 0 ? [] : pairs.map(([a, b]) => [ids[a % ids.length], ids[b % ids.length]]);
    return toSlice({
      ...{ projectId: 10_001, projectKey: 'PAY', typicalDays, selfLinks: 0, unclearLinkTypes: [] },
      ends: ids.slice(0, own).map((each, i): WrittenEnd => ({ ...ends[i % ends.length], id: each, number: i + 1 })),
      outside: ids.slice(own).map((each, i) => ({ id: each, key: keys[i % keys.length], open: true })),
      dependencies: dependencies.map(([provider, dependent]) => ({ provider, dependent, kind: 'finishToStart' })),
    });
  });

const rows = fc.record({
  ...{ project: fc.oneof(fc.constant(0), id), flags: small(31), state: small(2), plannedStart: columnDay },
  ...{ plannedStartFrom: small(2), plannedFinish: columnDay, plannedFinishFrom: small(2), duration: count },
  ...{ durationFrom: small(3), earliestStart: columnDay, forecastFinish: columnDay, latestFinish: columnDay },
  ...{ totalFloat: count, freeFloat: count, driver: fc.integer({ min: -4, max: 29 }) },
});

type Row = { readonly [C in Exclude<keyof OutlookEnds, 'count'>]: number };

function columns(count: number, given: readonly Row[]): OutlookEnds {
  const at = Array.from({ length: count }, (_, end) => given[end % given.length]);
  const [days, bytes] = [
    (name: keyof Row) => Int32Array.from(at, (row) => row[name]),
    (name: keyof Row) => Uint8Array.from(at, (row) => row[name]),
  ];
  return {
    ...{
      count,
      project: Float64Array.from(at, ({ project }) => project),
      flags: bytes('flags'),
      state: bytes('state'),
    },
    ...{ plannedStart: days('plannedStart'), plannedStartFrom: bytes('plannedStartFrom') },
    ...{ plannedFinish: days('plannedFinish'), plannedFinishFrom: bytes('plannedFinishFrom') },
    ...{ duration: days('duration'), durationFrom: bytes('durationFrom'), earliestStart: days('earliestStart') },
    ...{ forecastFinish: days('forecastFinish'), latestFinish: days('latestFinish'), totalFloat: days('totalFloat') },
    ...{ freeFloat: days('freeFloat'), driver: days('driver') },
  };
}

const outlooks = fc
  .record({
    slice: slices,
    rows: fc.array(rows, { minLength: 1 }),
    edges: fc.array(fc.record({ lateness: small(4), neededBy: columnDay, slack: count }), { minLength: 1 }),
    target: day,
    forecast: day,
    pathMoves: fc.boolean(),
  })
  .map(({ slice, rows: given, edges, target, forecast, pathMoves }): { slice: DependencySlice; outlook: Outlook } => {
    const total = slice.dependencies.count;
    const edge = (i: number): (typeof edges)[number] => edges[i % edges.length];
    const dependencies = {
      count: total,
      lateness: Uint8Array.from({ length: total }, (_, i) => edge(i).lateness),
      neededBy: Int32Array.from({ length: total }, (_, i) => edge(i).neededBy),
      slack: Int32Array.from({ length: total }, (_, i) => edge(i).slack),
    };
    const ends = columns(slice.ends.count + slice.outside.count, given);
    const { projectId } = slice;
    return { slice, outlook: { projectId, asOf: TODAY, ends, dependencies, target, forecast, pathMoves } };
  });

describe('packing outlooks', () => {
  test('gives back exactly what was packed, whatever it is', () => {
    fc.assert(
      fc.property(outlooks, ({ slice, outlook }) => {
        const unpacked = unpackOutlook(packOutlook(outlook, slice), slice);
        expect(isDeepStrictEqual({ ...unpacked, asOf: TODAY }, outlook)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('refuses bytes that end too early', () => {
    fc.assert(
      fc.property(outlooks, fc.double({ min: 0, max: 0.999, noNaN: true }), ({ slice, outlook }, share) => {
        const bytes = packOutlook(outlook, slice);
        const cut = bytes.subarray(0, Math.floor(bytes.length * share));
        expect(() => unpackOutlook(cut, slice)).toThrow(RangeError);
      }),
    );
  });
});
