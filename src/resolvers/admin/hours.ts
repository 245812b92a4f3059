import { pointsOf } from '../../store';

const HOUR_MILLISECONDS = 3_600_000;
const HOURS_SHOWN = 24;

/** An hour in UTC, `YYYY-MM-DDTHH`: Jira's quota is counted by it. */
export function hourOf(at: number): string {
  return new Date(at).toISOString().slice(0, 13);
}

export function nextHourAt(at: number): number {
  return (Math.floor(at / HOUR_MILLISECONDS) + 1) * HOUR_MILLISECONDS;
}

export interface SpentInHour {
  readonly hour: string;
  readonly spent: number;
}

/** Points spent in each of the 24 hours before the one of `now`, oldest first. */
export function hoursBefore(now: number): Promise<readonly SpentInHour[]> {
  const hours = Array.from({ length: HOURS_SHOWN }, (_, place) => {
    return hourOf(now - (HOURS_SHOWN - place) * HOUR_MILLISECONDS);
  });
  return Promise.all(hours.map(async (hour) => ({ hour, spent: await pointsOf(hour) })));
}
