import fc from 'fast-check';
import { NO_DAYS, type ProjectSchedule } from '../../src/model';
import { packSchedule, unpackSchedule } from '../../src/store/schedule-packing';

const day = fc.option(fc.integer({ min: -800_000, max: 3_000_000 }));
const schedule = fc
  .record({
    target: day,
    forecast: day,
    pathMoves: fc.boolean(),
    floats: fc.dictionary(
      fc.integer({ min: 1, max: 2 ** 40 }).map(String),
      fc.oneof(fc.constant(NO_DAYS), fc.integer({ min: -3000, max: 3000 })),
    ),
  })
  .map(({ floats, ...whole }): ProjectSchedule => {
    const id = Float64Array.from(Object.keys(floats), Number).sort();
    return { ...whole, id, totalFloat: Int32Array.from(id, (issue) => floats[String(issue)]) };
  });

test('a schedule comes back as it was packed', () => {
  fc.assert(fc.property(schedule, (one) => void expect(unpackSchedule(packSchedule(one))).toEqual(one)));
});

test('a schedule that was cut off is refused', () => {
  const id = Float64Array.of(10001, 10002);
  const packed = packSchedule({ target: 1, forecast: null, pathMoves: true, id, totalFloat: Int32Array.of(0, -1) });
  expect(() => unpackSchedule(packed.subarray(0, -1))).toThrow(RangeError);
});
