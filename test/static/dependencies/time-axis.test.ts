import { dayNumber, isOnAxis, isoDay, ticksOf, timeAxis, xOf } from '../../../static/dependencies/time-axis';

const today = dayNumber('2026-11-20');

test.each(['0001-01-01', '1969-12-31', '1970-01-01', '2024-02-29', '9999-12-31'])('%s is a number and back', (iso) => {
  expect(isoDay(dayNumber(iso))).toBe(iso);
});

test('the axis shows today and all days in reach, with a margin', () => {
  const axis = timeAxis([dayNumber('2026-11-02'), dayNumber('2027-01-31')], today, 1000);
  expect(isoDay(axis.from)).toBe('2026-10-30');
  expect(isoDay(axis.to)).toBe('2027-02-03');
  expect(axis.pixelsPerDay * (axis.to - axis.from + 1)).toBeCloseTo(1000);
});

test('a day in the year 1 or 9999 does not squeeze the others', () => {
  const axis = timeAxis([dayNumber('0001-01-01'), dayNumber('9999-12-31')], today, 1000);
  expect(isoDay(axis.from)).toBe('2025-11-16');
  expect(isoDay(axis.to)).toBe('2029-11-25');
  expect(isOnAxis(axis, dayNumber('9999-12-31'))).toBe(false);
  expect(xOf(axis, dayNumber('9999-12-31'))).toBeCloseTo(1000);
  expect(xOf(axis, dayNumber('0001-01-01'))).toBe(0);
});

test('without any day the axis is four weeks around today', () => {
  const axis = timeAxis([], today, 560);
  expect(axis.to - axis.from).toBe(28);
  expect(isOnAxis(axis, today)).toBe(true);
});

test.each([
  [30, '2026-12-18', 'day', ['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21']],
  [4, '2027-02-10', 'month', ['2026-12-01', '2027-01-01', '2027-02-01']],
  [1, '2027-09-01', 'month', ['2027-01-01', '2027-04-01', '2027-07-01']],
  [0.2, '2029-06-01', 'year', ['2027-01-01', '2028-01-01', '2029-01-01']],
] as const)('at %d pixels a day ticks until %s are by %s', (pixelsPerDay, last, unit, expected) => {
  const span = timeAxis([dayNumber(last)], today, 1);
  const axis = timeAxis([dayNumber(last)], today, (span.to - span.from + 1) * pixelsPerDay);
  const ticks = ticksOf(axis);
  expect(ticks.map(({ day }) => isoDay(day))).toEqual(expected);
  expect(new Set(ticks.map((tick) => tick.unit))).toEqual(new Set([unit]));
});

test('before 1970, too, weeks begin on Mondays', () => {
  const axis = timeAxis([], dayNumber('1969-12-20'), 29 * 20);
  for (const { day } of ticksOf(axis)) expect(new Date(`${isoDay(day)}T00:00:00Z`).getUTCDay()).toBe(1);
  expect(ticksOf(axis).length).toBe(4);
});
