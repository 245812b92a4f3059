const NOON = 12;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, instant: Date): string {
  const shifted = new Date(instant.getTime() + zoneOffset(timeZone, instant));
  return shifted.toISOString().slice(0, 10);
}

/** How far the sandbox's clock must run ahead (or behind) so that now is noon of that day in the site's time zone. */
export function offsetTo(day: string, timeZone: string, now: Date): number {
  const noonInUtc = new Date(`${day}T${NOON}:00:00Z`);
  return noonInUtc.getTime() - zoneOffset(timeZone, noonInUtc) - now.getTime();
}

/** Milliseconds by which wall clocks of the zone are ahead of UTC at that instant. */
function zoneOffset(timeZone: string, instant: Date): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((each) => each.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(instant.getTime() / 1000) * 1000;
}
