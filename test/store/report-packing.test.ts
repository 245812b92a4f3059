import fc from 'fast-check';
import type { DependencyReport, ProjectCoupling } from '../../src/model';
import { packProjectFigures, unpackProjectFigures } from '../../src/store/report-packing';

const count = fc.nat(1_000_000);
const days = fc.option(fc.integer({ min: -3_000_000, max: 3_000_000 }));
const key = fc.string({ maxLength: 6 });

const figures = fc
  .record({
    pairs: fc.array(
      fc.record({ from: key, to: key, open: count, done: count, late: count, leastSlack: days, kinds: fc.nat(15) }),
    ),
    stability: fc.array(fc.record({ project: key, waitingForIt: count, waitedFor: count })),
    forecasts: fc.array(
      fc.record({
        ...{ project: key, target: days, forecast: days, pathLength: days, leastFloat: days },
        ...{ items: count, estimated: count, undated: count },
      }),
    ),
  })
  .map(({ pairs, stability, forecasts }): Pick<DependencyReport, 'coupling' | 'stability' | 'forecasts'> => ({
    coupling: pairs.map(({ from, to, open, done, late, leastSlack, kinds }): ProjectCoupling => {
      const named = { dependentProject: from, providerProject: to };
      return { ...named, total: open + done, open, late, leastSlack, kinds: open === 0 ? 0 : kinds };
    }),
    stability: stability.map((each) => {
      const all = each.waitingForIt + each.waitedFor;
      return { ...each, instability: all === 0 ? null : each.waitedFor / all };
    }),
    forecasts,
  }));

describe('packing what a report says of projects', () => {
  test('gives back exactly what was packed, in whatever order it came', () => {
    fc.assert(fc.property(figures, (given) => expect(unpackProjectFigures(packProjectFigures(given))).toEqual(given)));
  });

  test('reads those of before the kinds of a pair were told, which then may be any', () => {
    // PAY waits for WEB: 2 open, 1 of them late, 1 done, least slack −3.
    const packed = Buffer.from('110102010000035041590357454277efde74', 'hex');
    const pair = { dependentProject: 'PAY', providerProject: 'WEB', total: 3, open: 2, late: 1, leastSlack: -3 };
    expect(unpackProjectFigures(packed).coupling).toEqual([{ ...pair, kinds: 15 }]);
  });

  test('refuses bytes that end too early', () => {
    fc.assert(
      fc.property(figures, fc.double({ min: 0, max: 0.999, noNaN: true }), (given, share) => {
        const bytes = packProjectFigures(given);
        const cut = bytes.subarray(0, Math.floor(bytes.length * share));
        expect(() => unpackProjectFigures(cut)).toThrow(RangeError);
      }),
    );
  });

  test('takes at most five bytes for a pair of the largest portfolio', () => {
    const projects = Array.from({ length: 1000 }, (_, place) => `P${String(place).padStart(3, '0')}`);
    const coupling = projects.flatMap((dependentProject, from) =>
      Array.from({ length: 23 }, (_, step): ProjectCoupling => {
        const mixed = Math.imul(from * 23 + step + 1, 2_654_435_761) >>> 0;
        const [open, late] = [1 + (mixed % 3), mixed % 5 === 0 ? 1 : 0];
        const providerProject = projects[(step * 43 + (mixed % 43)) % 1000];
        return {
          dependentProject,
          providerProject,
          total: open + (mixed % 2),
          open,
          late,
          leastSlack: (mixed % 90) - 20,
          kinds: mixed % 7 === 0 ? 5 : 1,
        };
      }),
    );
    expect(packProjectFigures({ coupling, stability: [], forecasts: [] }).length).toBeLessThan(23_000 * 5);
  });
});
