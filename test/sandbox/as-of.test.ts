import { dayIn, isDay, offsetTo } from '../../sandbox/as-of';

describe('the sandbox clock', () => {
  it.each([
    ['2026-11-20', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-1-2', false],
    ['20261120', false],
    ['', false],
  ])('isDay(%j) is %j', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });

  it('knows the calendar day of a time zone', () => {
    const instant = new Date('2026-03-01T22:30:00Z');
    expect(dayIn('UTC', instant)).toBe('2026-03-01');
    expect(dayIn('Europe/Amsterdam', instant)).toBe('2026-03-01');
    expect(dayIn('Pacific/Auckland', instant)).toBe('2026-03-02');
    expect(dayIn('Pacific/Honolulu', new Date('2026-03-01T08:00:00Z'))).toBe('2026-02-28');
  });

  it.each(['UTC', 'Europe/Amsterdam', 'Pacific/Auckland', 'Pacific/Honolulu', 'Asia/Kolkata'])(
    'moves now to noon of the day in %s',
    (timeZone) => {
      const now = new Date('2026-11-20T23:59:59Z');
      const moved = new Date(now.getTime() + offsetTo('2025-06-15', timeZone, now));
      expect(dayIn(timeZone, moved)).toBe('2025-06-15');
      expect(moved.toLocaleTimeString('en-GB', { timeZone })).toBe('12:00:00');
    },
  );
});
