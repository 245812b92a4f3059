const DAY_MILLISECONDS = 86_400_000;

/** A day as contracts have it, days since 1970-01-01, as `YYYY-MM-DD`; empty for what is none. */
export function isoOf(day: number | undefined): string {
  const instant = new Date((day ?? NaN) * DAY_MILLISECONDS);
  return Number.isNaN(instant.getTime()) ? '' : instant.toISOString().slice(0, 10);
}

/** The other way round; `null` for what is no day. */
export function dayOf(iso: string): number | null {
  const at = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(at) ? null : Math.floor(at / DAY_MILLISECONDS);
}

/** `YYYY-MM-DD`, so many days later. */
export function daysAfter(iso: string, days: number): string {
  return isoOf((dayOf(iso) ?? NaN) + days);
}
