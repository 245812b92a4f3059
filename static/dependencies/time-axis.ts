const DAY_MILLISECONDS = 86_400_000;
/** An axis reaches so far to either side of today; one date in the year 9999 must not squeeze all the others. */
const MOST_DAYS_BACK = 366;
const MOST_DAYS_AHEAD = 3 * 366;
const LEAST_SPAN = 28;
const MARGIN = 3;
/** Room that the words at a tick need. */
const LEAST_TICK_PIXELS = 52;

/** Days are numbers since 1970-01-01. */
export interface TimeAxis {
  readonly from: number;
  /** The last day that is shown, whole. */
  readonly to: number;
  readonly pixelsPerDay: number;
}

export interface Tick {
  readonly day: number;
  readonly unit: 'day' | 'month' | 'year';
}

/** The number of a day written `YYYY-MM-DD`. */
export function dayNumber(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / DAY_MILLISECONDS;
}

/** The reverse of {@link dayNumber}. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** An axis that shows today and the given days, as far as they are in reach, in so many pixels. */
export function timeAxis(days: readonly number[], today: number, width: number): TimeAxis {
  let from = today;
  let to = today;
  for (const day of days) {
    from = Math.min(from, Math.max(day, today - MOST_DAYS_BACK));
    to = Math.max(to, Math.min(day, today + MOST_DAYS_AHEAD));
  }
  from -= MARGIN;
  to = Math.max(to + MARGIN, from + LEAST_SPAN);
  return { from, to, pixelsPerDay: width / (to - from + 1) };
}

/** Where a day begins, in pixels from the left; days beyond the axis are at its ends. */
export function xOf(axis: TimeAxis, day: number): number {
  const shown = Math.min(Math.max(day, axis.from), axis.to + 1);
  return (shown - axis.from) * axis.pixelsPerDay;
}

/** Whether a day has its place on the axis. */
export function isOnAxis(axis: TimeAxis, day: number): boolean {
  return day >= axis.from && day <= axis.to;
}

/** Days to write on the axis: Mondays, firsts of months, quarters or years, whichever have room. */
export function ticksOf(axis: TimeAxis): readonly Tick[] {
  if (axis.pixelsPerDay * 7 >= LEAST_TICK_PIXELS) return mondays(axis);
  const months = [1, 3, 12].find((count) => axis.pixelsPerDay * 30 * count >= LEAST_TICK_PIXELS) ?? 12;
  return firstsOfMonths(axis, months);
}

function mondays(axis: TimeAxis): readonly Tick[] {
  const ticks: Tick[] = [];
  // 1970-01-01 was a Thursday.
  for (let day = axis.from + ((4 - axis.from) % 7); day <= axis.to; day += 7) {
    if (day >= axis.from) ticks.push({ day, unit: 'day' });
  }
  return ticks;
}

function firstsOfMonths(axis: TimeAxis, step: number): readonly Tick[] {
  const ticks: Tick[] = [];
  const first = new Date(axis.from * DAY_MILLISECONDS);
  let month = Math.floor(first.getUTCMonth() / step) * step;
  for (;;) {
    const day = Date.UTC(first.getUTCFullYear(), month, 1) / DAY_MILLISECONDS;
    if (day > axis.to) return ticks;
    if (day >= axis.from) ticks.push({ day, unit: step === 12 ? 'year' : 'month' });
    month += step;
  }
}
