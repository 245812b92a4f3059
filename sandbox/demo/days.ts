const DAY = 86_400_000;

/** Days since 1970-01-01, a Thursday. */
export type DayNumber = number;

/** @throws RangeError when the text is no day `YYYY-MM-DD`. */
export function dayNumber(text: string): DayNumber {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  const day = milliseconds / DAY;
  if (Number.isNaN(milliseconds) || dayText(day) !== text) throw new RangeError(`${text} is not a day (YYYY-MM-DD)`);
  return day;
}

export function dayText(day: DayNumber): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function isWorkday(day: DayNumber): boolean {
  return (((day + 3) % 7) + 7) % 7 < 5;
}

/** The workday `count` workdays after a day (before it, when negative); a weekend's zeroth is the Monday after. */
export function plusWorkdays(day: DayNumber, count: number): DayNumber {
  let reached = day;
  while (!isWorkday(reached)) reached++;
  const step = count < 0 ? -1 : 1;
  reached += step * 7 * Math.floor(Math.abs(count) / 5);
  for (let left = Math.abs(count) % 5; left > 0;) {
    reached += step;
    if (isWorkday(reached)) left--;
  }
  return reached;
}

/** Milliseconds of a moment in UTC. */
export function moment(day: DayNumber, hour: number, minute = 0): number {
  return day * DAY + hour * 3_600_000 + minute * 60_000;
}

export function dayOfMoment(milliseconds: number): DayNumber {
  return Math.floor(milliseconds / DAY);
}

/** As Jira writes instants: `2026-03-01T09:12:00.000+0000`. */
export function instantText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '+0000');
}

/** As Jira shows days in a history: `16/Apr/26`. */
export function historyDayText(day: DayNumber): string {
  const [year, month, date] = dayText(day).split('-');
  return `${Number(date)}/${MONTHS[Number(month) - 1]}/${year.slice(2)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
