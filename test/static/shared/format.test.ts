import { createFormat } from '../../../static/shared/format';

const london = createFormat('en-GB', 'Europe/London');
const now = new Date('2026-11-20T09:46:00Z');

test.each([
  ['2026-11-20T09:40:00Z', '09:40', '6 min ago'],
  ['2026-11-20T09:45:30Z', '09:45', 'just now'],
  ['2026-11-20T09:47:00Z', '09:47', 'just now'],
  ['2026-11-20T06:46:00Z', '06:46', '3 hr ago'],
  ['2026-11-19T08:00:00Z', '19 Nov, 08:00', '1 day ago'],
])('%s is said as %s, %s', (iso, clock, age) => {
  expect(london.clock(iso, now)).toBe(clock);
  expect(london.age(iso, now)).toBe(age);
});

test("instants are in the viewer's zone and locale", () => {
  const auckland = createFormat('de-DE', 'Pacific/Auckland');
  expect(auckland.clock('2026-11-20T09:40:00Z', now)).toBe('22:40');
  expect(auckland.moment('2026-11-20T11:40:00Z')).toBe('21.11.2026, 00:40');
  expect(auckland.points(72.44)).toBe('72,4');
  expect(auckland.count(2510)).toBe('2.510');
});

test('today is the day of the viewer, not of UTC', () => {
  const auckland = createFormat('en-NZ', 'Pacific/Auckland');
  const morning = new Date('2026-11-20T11:30:00Z'); // 00:30 on the 21st there
  expect(auckland.clock('2026-11-20T10:30:00Z', morning)).toMatch(/20 Nov/);
});

test.each([
  [0, '0%'],
  [0.001, '1%'],
  [0.624, '62%'],
  [0.999, '99%'],
  [1, '100%'],
])('a share of %d is %s: everything and nothing only when it is', (share, words) => {
  expect(london.percent(share)).toBe(words);
});

test('days without time do not shift with the zone', () => {
  const honolulu = createFormat('en-GB', 'Pacific/Honolulu');
  const year = new Date().getUTCFullYear();
  expect(honolulu.day(`${year}-03-01`)).toBe('1 Mar');
  expect(honolulu.day('2019-03-01')).toBe('1 Mar 2019');
});

test.each([
  [0, '0 sec'],
  [432, '0.4 sec'],
  [9999, '10 sec'],
  [12_400, '12 sec'],
  [59_600, '1 min'],
  [200_400, '3 min 20 sec'],
  [3_600_000, '1 hr'],
  [5_400_000, '1 hr 30 min'],
])('%i milliseconds took %s', (milliseconds, words) => {
  expect(createFormat('en', 'UTC').duration(milliseconds)).toBe(words);
});

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1540, '1.5 kB'],
  [4_760_000_000, '4.8 GB'],
])('%i bytes are %s', (count, words) => {
  expect(createFormat('en', 'UTC').bytes(count)).toBe(words);
});
