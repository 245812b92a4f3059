import { dayOfInstant, type Day } from '../model';
import type { StoredSite } from '../store';

/** Today's calendar day on the site. */
export function todayOn({ timeZone }: Pick<StoredSite, 'timeZone'>, now: number): Day {
  return dayOfInstant(new Date(now), timeZone);
}

/** The hour of the day on the site, 0 to 23. */
export function hourOnSite({ timeZone }: Pick<StoredSite, 'timeZone'>, now: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).formatToParts(now);
  return Number(parts.find(({ type }) => type === 'hour')?.value ?? 0);
}
