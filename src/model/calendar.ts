/** A calendar day as the number of days since 1970-01-01. Jira's dates without time are days. */
export type Day = number;

/** Stands for "no day" in typed columns, where `null` has no place. */
export const NO_DAY: Day = -2147483648;

const MILLISECONDS_PER_DAY = 86_400_000;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `YYYY-MM-DD`; `null` when the text is not a day of the Gregorian calendar. */
export function parseDay(text: string): Day | null {
  const match = ISO_DAY.exec(text);
  if (!match) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const instant = new Date(0);
  instant.setUTCFullYear(year, month - 1, date);
  if (instant.getUTCMonth() !== month - 1 || instant.getUTCDate() !== date) return null;
  return Math.floor(instant.getTime() / MILLISECONDS_PER_DAY);
}

/** Writes a day as `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  return new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** The calendar day on which an instant falls in a time zone (IANA name). */
export function dayOfInstant(instant: Date, timeZone: string): Day {
  if (timeZone === 'UTC') return Math.floor(instant.getTime() / MILLISECONDS_PER_DAY);
  const parts = dayFormat(timeZone).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return Math.floor(Date.UTC(part('year'), part('month') - 1, part('day')) / MILLISECONDS_PER_DAY);
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  let format = dayFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
    dayFormats.set(timeZone, format);
  }
  return format;
}

/** Which days are worked. A playbook owns one. */
export interface WorkingCalendar {
  /** Monday first; `true` where the weekday is worked. At least one is. */
  readonly weekdays: readonly [boolean, boolean, boolean, boolean, boolean, boolean, boolean];
  /** Days that would be worked but are not, ascending. */
  readonly holidays: readonly Day[];
}

export const MONDAY_TO_FRIDAY: WorkingCalendar = {
  weekdays: [true, true, true, true, true, false, false],
  holidays: [],
};

/** 1970-01-01 was a Thursday; Monday is 0. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * `wd(a, b)` of the rules: the number of working days d with a < d ≤ b; negative when b < a.
 * Constant time in the distance, linear in the holidays between.
 */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  const perWeek = calendar.weekdays.reduce((sum, worked) => sum + (worked ? 1 : 0), 0);
  const weeks = Math.floor((to - from) / 7);
  let count = weeks * perWeek;
  for (let day = from + weeks * 7 + 1; day <= to; day++) {
    if (calendar.weekdays[weekday(day)]) count++;
  }
  for (const holiday of calendar.holidays) {
    if (holiday > from && holiday <= to && calendar.weekdays[weekday(holiday)]) count--;
  }
  return count;
}
