import { NO_DAY, workingDays, type Day, type WorkingCalendar, type WorkingDays } from '../model';

/** Stands for "no day" where days are numbers of working days, and for "not known" where days are counted. */
export const NONE = -2147483648;

/** The days of a schedule: by number, as of today. */
export interface Clock extends WorkingDays {
  /** The number of the first day on which anything can be done. */
  readonly today: number;
  readonly asOf: Day;
}

/** Most dates are this near to today, in days: what their numbers are is computed once. */
const NEAR = 1024;

export function clockOf(asOf: Day, calendar: WorkingCalendar): Clock {
  const days = workingDays(calendar);
  const today = days.from(asOf);
  const upTo = rememberedNear(asOf, days.upTo);
  const dayOf = rememberedNear(today, days.dayOf);
  return { from: (day) => upTo(day - 1) + 1, upTo, dayOf, first: days.first, last: days.last, asOf, today };
}

function rememberedNear(middle: number, compute: (number: number) => number): (number: number) => number {
  const least = middle - NEAR;
  const known = new Int32Array(2 * NEAR).fill(NONE);
  return (number) => {
    const place = number - least;
    if (place < 0 || place >= known.length) return compute(number);
    if (known[place] === NONE) known[place] = compute(number);
    return known[place];
  };
}

/** The number on which what is planned for a day begins; `NONE` for none. */
export function startNumber(day: Day, clock: Clock): number {
  return day === NO_DAY ? NONE : within(clock.from(day), clock);
}

/** The number on which what is planned for a day is finished; `NONE` for none. */
export function finishNumber(day: Day, clock: Clock): number {
  return day === NO_DAY ? NONE : within(clock.upTo(day), clock);
}

/** No schedule leaves the years of the calendar, however long its chains are. */
export function within(number: number, { first, last }: Clock): number {
  return number < first ? first : number > last ? last : number;
}

export function dayOfNumber(number: number, clock: Clock): Day {
  return number === NONE ? NO_DAY : clock.dayOf(number);
}
