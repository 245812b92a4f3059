/** Calendar arithmetic in a time zone. Instants are milliseconds since 1970 UTC, days are days since 1970-01-01. */
export interface LocalTime {
  readonly year: number;
  /** 1–12; other values carry over into the year, as do days beyond a month's. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export const MILLISECONDS = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

export function localTime(instant: number, timeZone: string): LocalTime {
  if (timeZone === 'UTC') {
    const date = new Date(instant);
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
    };
  }
  const found: Record<string, number> = {};
  for (const part of formatFor(timeZone).formatToParts(instant)) found[part.type] = Number(part.value);
  return {
    year: found.year,
    month: found.month,
    day: found.day,
    hour: found.hour,
    minute: found.minute,
    second: found.second,
  };
}

function asUtc(local: LocalTime): number {
  const date = new Date(0);
  date.setUTCFullYear(local.year, local.month - 1, local.day);
  date.setUTCHours(local.hour, local.minute, local.second, 0);
  return date.getTime();
}

/** The instant at which clocks of the zone show that time; in a gap of summer time, the instant after it. */
export function instantOf(local: LocalTime, timeZone: string): number {
  const wall = asUtc(local);
  if (timeZone === 'UTC') return wall;
  // The offset depends on the instant that is sought: two rounds settle it everywhere but in a gap.
  const first = wall - offsetAt(wall, timeZone);
  const second = wall - offsetAt(first, timeZone);
  return second === first || offsetAt(second, timeZone) === offsetAt(first, timeZone)
    ? second
    : Math.max(first, second);
}

function offsetAt(instant: number, timeZone: string): number {
  const whole = Math.floor(instant / 1000) * 1000;
  return asUtc(localTime(whole, timeZone)) - whole;
}

/** The calendar day on which an instant falls in the zone. */
export function localDay(instant: number, timeZone: string): number {
  const { year, month, day } = localTime(instant, timeZone);
  return dayNumber(year, month, day);
}

export function startOfLocalDay(day: number, timeZone: string): number {
  const date = new Date(day * MILLISECONDS.day);
  return instantOf(
    {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: 0,
      minute: 0,
      second: 0,
    },
    timeZone,
  );
}

function dayNumber(year: number, month: number, day: number): number {
  return Math.floor(asUtc({ year, month, day, hour: 0, minute: 0, second: 0 }) / MILLISECONDS.day);
}

const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})/;

/** Reads the day of a Jira date (`2026-03-01`, or with a time that is left aside); `null` when it is none. */
export function parseDayText(text: string): number | null {
  const match = DAY_TEXT.exec(text);
  return match ? dayNumber(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** Reads an instant as Jira writes it (`2026-03-01T09:12:00.000+0000`); `null` when it is none. */
export function parseInstantText(text: string): number | null {
  // Read by position: `Date.parse` takes a slow path for offsets without a colon, and a search reads 100,000 of these.
  if (text.length >= 19 && text.charCodeAt(10) === 84 /* T */) {
    const utc = Date.UTC(
      digits(text, 0, 4),
      digits(text, 5, 2) - 1,
      digits(text, 8, 2),
      digits(text, 11, 2),
      digits(text, 14, 2),
      digits(text, 17, 2),
    );
    let index = 19;
    let fraction = 0;
    if (text[index] === '.') {
      const from = (index += 1);
      while (index < text.length && text.charCodeAt(index) >= 48 && text.charCodeAt(index) <= 57) index += 1;
      fraction = Math.floor(Number(`0.${text.slice(from, index)}`) * 1000 + 1e-6);
    }
    const sign = text[index];
    const zone = sign === '+' ? 1 : sign === '-' ? -1 : 0;
    const minuteAt = text[index + 3] === ':' ? index + 4 : index + 3;
    const offset = zone === 0 ? 0 : zone * (digits(text, index + 1, 2) * 60 + digits(text, minuteAt, 2));
    const instant = utc + fraction - offset * MILLISECONDS.minute;
    if (!Number.isNaN(instant)) return instant;
  }
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? null : parsed;
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let index = from; index < from + count; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
}
