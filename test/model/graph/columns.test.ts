import fc from 'fast-check';
import { distinctEdges, placeOf } from '../../../src/model';
import { likelyPlace } from '../../../src/model/graph/search';

describe('placeOf', () => {
  it('finds what indexOf finds, wherever it starts', () => {
    const columns = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 80 });
    fc.assert(
      fc.property(
        columns,
        fc.integer({ min: -1, max: 501 }),
        fc.integer({ min: -2, max: 90 }),
        (list, wanted, near) => {
          const ascending = Float64Array.from(list).sort();
          expect(placeOf(ascending, wanted, near)).toBe(ascending.indexOf(wanted));
          expect(placeOf(ascending, wanted, likelyPlace(ascending, wanted))).toBe(ascending.indexOf(wanted));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('likelyPlace', () => {
  it('is the place itself where numbers follow one another', () => {
    const ascending = Float64Array.of(20, 30, 40, 50);
    expect([20, 30, 40, 50].map((wanted) => likelyPlace(ascending, wanted))).toEqual([0, 1, 2, 3]);
  });
});

describe('distinctEdges', () => {
  it('keeps each (provider, dependent, kind) once, ascending, also where one provider has very many', () => {
    const node = fc.integer({ min: 0, max: 4 });
    const reports = fc.array(fc.tuple(fc.constantFrom(0, 0, 0, 3), fc.oneof(node, fc.nat(99)), fc.nat(3)), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(reports, (list) => {
        const edges = distinctEdges(100, {
          count: list.length,
          provider: Int32Array.from(list, ([provider]) => provider),
          dependent: Int32Array.from(list, ([, dependent]) => dependent),
          kind: Uint8Array.from(list, ([, , kind]) => kind),
        });
        const found = Array.from(edges.provider, (provider, i) => [provider, edges.dependent[i], edges.kind[i]]);
        const expected = [...new Map(list.map((edge) => [edge.join(), edge])).values()].sort(
          (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2],
        );
        expect(found).toEqual(expected);
        expect(edges.count).toBe(expected.length);
        for (let node = 0; node < 100; node++) {
          const own = [...edges.provider.slice(edges.first[node], edges.first[node + 1])];
          expect(own).toEqual(expected.filter(([provider]) => provider === node).map(([provider]) => provider));
        }
      }),
    );
  });
});
