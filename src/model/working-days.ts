import type { Day, WorkingCalendar } from './calendar';

/**
 * Working days by number, so that a schedule adds and compares whole numbers: the number after that of a working day is
 * that of the next one. Constant time in the distance, logarithmic in the holidays.
 */
export interface WorkingDays {
  /** The number of the first working day from a day on. */
  readonly from: (day: Day) => number;
  /** The number of the last working day up to a day; `wd(a, b)` of the rules is `upTo(b) − upTo(a)`. */
  readonly upTo: (day: Day) => number;
  /** The day with a number. */
  readonly dayOf: (number: number) => Day;
  /** Numbers of the first and the last working day of the years 0000 to 9999, beyond which no date is told. */
  readonly first: number;
  readonly last: number;
}

/** 0000-01-01 and 9999-12-31. */
const FIRST_DAY: Day = -719528;
const LAST_DAY: Day = 2932896;

export function workingDays(calendar: WorkingCalendar): WorkingDays {
  const workedBefore = new Int32Array(8);
  const worked: number[] = [];
  calendar.weekdays.forEach((isWorked, weekday) => {
    workedBefore[weekday + 1] = workedBefore[weekday] + (isWorked ? 1 : 0);
    if (isWorked) worked.push(weekday);
  });
  const perWeek = worked.length;

  /** The number of a day if there were no holidays; week 0 begins on Monday, 1969-12-29. */
  function plainUpTo(day: Day): number {
    const week = Math.floor((day + 3) / 7);
    return week * perWeek + workedBefore[day + 4 - week * 7];
  }

  const free = calendar.holidays.filter((day) => calendar.weekdays[weekdayOf(day)]);
  const holidays = Int32Array.from(new Set(free)).sort();
  // Of each holiday, the number that the working day before it has.
  const beforeHoliday = holidays.map((day, place) => plainUpTo(day) - place - 1);

  function upTo(day: Day): number {
    return holidays.length === 0 ? plainUpTo(day) : plainUpTo(day) - countUpTo(holidays, day);
  }

  function dayOf(number: number): Day {
    const plain = holidays.length === 0 ? number : number + countUpTo(beforeHoliday, number - 1);
    const week = Math.floor((plain - 1) / perWeek);
    return week * 7 - 3 + worked[plain - 1 - week * perWeek];
  }

  const from = (day: Day): number => upTo(day - 1) + 1;
  return { from, upTo, dayOf, first: from(FIRST_DAY), last: upTo(LAST_DAY) };
}

/** Monday is 0; 1970-01-01 was a Thursday. */
function weekdayOf(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(ascending: Int32Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
