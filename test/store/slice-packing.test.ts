import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { withLength, withoutLength } from '../../src/store/bytes';
import { packSlice, unpackSlice } from '../../src/store/slice-packing';
import { toSlice, type ReadableSlice, type WrittenEnd } from '../support/slices';

const id = fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 2 ** 50 }));
const day = fc.option(fc.integer({ min: -800_000, max: 3_000_000 }), { nil: null });
const kind = fc.constantFrom('finishToStart', 'startToStart', 'finishToFinish', 'startToFinish');

const count = fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: null });
const number = fc.integer({ min: 1, max: 2_147_483_647 });
const end = fc.oneof(
  fc.record({ number, state: fc.constant('done' as const), start: day, due: day }),
  fc.record({
    ...{ number, state: fc.constantFrom('todo', 'inProgress'), start: day, due: day, sprintStart: day },
    ...{ sprintEnd: day, versionId: count, versionEnd: day, effortDays: count, milestone: fc.boolean() },
  }),
);

const slices = fc
  .record({
    projectId: id,
    projectKey: fc.string({ unit: 'grapheme' }),
    ids: fc.uniqueArray(id, { maxLength: 60 }),
    own: fc.nat(60),
    typicalDays: fc.option(fc.integer({ min: 0, max: 5_000 }), { nil: null }),
    target: fc.option(fc.integer({ min: -800_000, max: 3_000_000 }), { nil: undefined }),
    kinds: fc.array(end, { minLength: 1, maxLength: 5 }),
    keys: fc.array(fc.constantFrom('WEB-1', 'WEB-22', 'OPS-1', '', 'no key'), { minLength: 1 }),
    states: fc.array(fc.constantFrom(true, false, null), { minLength: 1 }),
    pairs: fc.array(fc.tuple(fc.nat(), fc.nat(), kind), { maxLength: 80 }),
    selfLinks: fc.nat(),
    unclearLinkTypes: fc.array(fc.record({ name: fc.string(), links: fc.nat() }, { noNullPrototype: true })),
  })
  .map(({ ids, own, target, kinds, keys, states, pairs, ...rest }): ReadableSlice<WrittenEnd> => {
    const mine = ids.slice(0, own);
    const others = ids.slice(own);
    const inOrder = [...[...mine].sort((a, b) => a - b), ...[...others].sort((a, b) => a - b)];
    const codes = pairs.map(([a, b, each]) => [a % (ids.length || 1), b % (ids.length || 1), each] as const);
    return {
      ...rest,
      ...(target !== undefined && { target }),
      ends: mine.map((each, i) => ({ ...kinds[(i * i) % kinds.length], id: each })),
      outside: others.map((each, i) => ({ id: each, key: keys[i % keys.length], open: states[i % states.length] })),
      dependencies: codes
        .sort((a, b) => a[0] - b[0] || a[1] - b[1])
        .map(([a, b, each]) => ({ provider: inOrder[a], dependent: inOrder[b], kind: each })),
    };
  });

describe('packing slices', () => {
  test('gives back exactly what was packed', () => {
    fc.assert(
      fc.property(slices, (slice) => {
        const given = toSlice(slice.ends.length + slice.outside.length === 0 ? { ...slice, dependencies: [] } : slice);
        expect(isDeepStrictEqual(unpackSlice(packSlice(given)), given)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('reads what was packed before slices had a target', () => {
    const project = { projectId: 1, projectKey: '', typicalDays: null, selfLinks: 0, unclearLinkTypes: [] };
    const slice = toSlice({ ...project, ends: [{ id: 5, number: 2, due: 20_000 }], outside: [], dependencies: [] });
    const bytes = withoutLength(packSlice(slice));
    // Layout, project id, links to itself, key, typical days, target: a byte each.
    expect([...bytes.subarray(0, 6)]).toEqual([3, 1, 0, 0, 0, 0]);
    const before = Buffer.concat([Buffer.of(2, 1, 0, 0, 0), bytes.subarray(6)]);
    expect(unpackSlice(withLength(before))).toEqual(slice);
    expect(() => unpackSlice(withLength(Buffer.concat([Buffer.of(1), before.subarray(1)])))).toThrow('another layout');
  });

  test('refuses bytes that end too early', () => {
    fc.assert(
      fc.property(slices, fc.double({ min: 0, max: 0.999, noNaN: true }), (slice, share) => {
        const bytes = packSlice(toSlice({ ...slice, dependencies: [] }));
        expect(() => unpackSlice(bytes.subarray(0, Math.floor(bytes.length * share)))).toThrow(RangeError);
      }),
    );
  });
});
