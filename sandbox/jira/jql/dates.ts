import { instantOf, localTime, MILLISECONDS, type LocalTime } from './calendar';
import { JqlError } from './errors';

/** What dates in a query are meant by: the moment of asking and the asker's time zone. */
export interface Clock {
  readonly now: number;
  readonly timeZone: string;
}

const PERIOD = /^([+-]?)((?:\d+[wdhm]\s*)+)$/i;
const DATE = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:\s+(\d{1,2}):(\d{2}))?$/;

/**
 * Reads a date of a query: `2026-03-01`, `2026/03/01 09:30`, a period from now such as `-4w 2d`, or milliseconds since
 * 1970 when written as a bare number. Days begin at midnight of the clock's zone. `null` when it is none of these.
 */
export function parseQueryDate(text: string, numeric: boolean, clock: Clock): number | null {
  if (numeric) return Number(text);
  const trimmed = text.trim();
  const period = PERIOD.exec(trimmed);
  if (period) return clock.now + (period[1] === '-' ? -1 : 1) * periodLength(period[2]);
  const date = DATE.exec(trimmed);
  if (!date) return null;
  const [year, month, day, hour, minute] = date.slice(1).map((part) => (part === undefined ? 0 : Number(part)));
  const valid =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= new Date(Date.UTC(year, month, 0)).getUTCDate() &&
    hour < 24 &&
    minute < 60;
  return valid ? instantOf({ year, month, day, hour, minute, second: 0 }, clock.timeZone) : null;
}

/** Whether a date in a query names a time of day, which fields that hold only days do not take. */
export function namesTimeOfDay(text: string): boolean {
  return DATE.exec(text.trim())?.[4] !== undefined;
}

function periodLength(text: string): number {
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([wdhm])/gi)) {
    const length = { w: MILLISECONDS.week, d: MILLISECONDS.day, h: MILLISECONDS.hour, m: MILLISECONDS.minute };
    sum += Number(count) * length[unit.toLowerCase() as keyof typeof length];
  }
  return sum;
}

type Unit = 'y' | 'M' | 'w' | 'd' | 'h' | 'm';

interface Increment {
  readonly count: number;
  readonly unit: Unit;
}

type Period = 'day' | 'week' | 'month' | 'year';

const PERIOD_UNIT: Readonly<Record<Period, Unit>> = { day: 'd', week: 'w', month: 'M', year: 'y' };
const UNIT_SIZE: Readonly<Record<Unit, number>> = { m: 0, h: 1, d: 2, w: 3, M: 4, y: 5 };
const BOUNDARY = /^(start|end)of(day|week|month|year)$/i;

/** Whether a function of that name gives a moment. */
export function isDateFunction(name: string): boolean {
  return BOUNDARY.test(name) || name.toLowerCase() === 'now';
}

/**
 * The moment that `now()`, `startOfMonth("-1")`, `endOfWeek(+1d)` … mean. Weeks begin on Sunday, as in Jira's default
 * locale. An end is the last millisecond. An increment without a unit counts the function's own periods.
 */
export function dateFunction(name: string, parameters: readonly string[], clock: Clock): number {
  const match = BOUNDARY.exec(name);
  if (!match) {
    if (parameters.length > 0) throw wrongCount(name, "'0'", parameters.length);
    return clock.now;
  }
  if (parameters.length > 1) throw wrongCount(name, "between '0' and '1'", parameters.length);
  const period = match[2].toLowerCase() as Period;
  const increment = parameters.length === 0 ? null : readIncrement(name, parameters[0], PERIOD_UNIT[period]);
  const now = localTime(clock.now, clock.timeZone);
  if (match[1].toLowerCase() === 'start') {
    return instantOf(shift(startOf(now, period), increment), clock.timeZone);
  }
  // "The 15th of next month" is endOfMonth("+15d"), "the end of next month" is endOfMonth("+1"): whole periods move
  // the period, so that a short month does not cut the end of a long one; smaller units move its end.
  const whole = increment !== null && UNIT_SIZE[increment.unit] >= UNIT_SIZE[PERIOD_UNIT[period]];
  const begin = shift(startOf(now, period), whole ? increment : null);
  const next = shift(begin, { count: 1, unit: PERIOD_UNIT[period] });
  return instantOf(shift(next, whole ? null : increment), clock.timeZone) - 1;
}

function wrongCount(name: string, expected: string, received: number): JqlError {
  return new JqlError(`Function '${name}' expected ${expected} arguments but received '${received}'.`);
}

function readIncrement(name: string, text: string, ownUnit: Unit): Increment {
  const match = /^([+-]?)(\d{1,6})([yMwdhm]?)$/.exec(text.trim());
  if (!match) {
    throw new JqlError(
      `Duration for function '${name}' should have the format (+/-)n(yMwdm), e.g -1M for 1 month earlier.`,
    );
  }
  const unit = match[3] === '' ? ownUnit : (match[3] as Unit);
  return { count: (match[1] === '-' ? -1 : 1) * Number(match[2]), unit };
}

function startOf(time: LocalTime, period: Period): LocalTime {
  const midnight = { ...time, hour: 0, minute: 0, second: 0 };
  switch (period) {
    case 'day':
      return midnight;
    case 'week': {
      const weekday = new Date(Date.UTC(time.year, time.month - 1, time.day)).getUTCDay();
      return { ...midnight, day: midnight.day - weekday };
    }
    case 'month':
      return { ...midnight, day: 1 };
    case 'year':
      return { ...midnight, month: 1, day: 1 };
  }
}

function shift(time: LocalTime, increment: Increment | null): LocalTime {
  if (!increment) return time;
  switch (increment.unit) {
    case 'y':
      return { ...time, year: time.year + increment.count };
    case 'M':
      return { ...time, month: time.month + increment.count };
    case 'w':
      return { ...time, day: time.day + 7 * increment.count };
    case 'd':
      return { ...time, day: time.day + increment.count };
    case 'h':
      return { ...time, hour: time.hour + increment.count };
    case 'm':
      return { ...time, minute: time.minute + increment.count };
  }
}
