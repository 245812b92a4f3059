/** Jira's own way to write an instant, in UTC: 2026-03-01T09:12:00.000+0000. */
export function jiraInstant(date: Date): string {
  return date.toISOString().replace('Z', '+0000');
}

/** Milliseconds since the epoch of an instant as Jira writes it; NaN when it is none. */
export function millisecondsOf(instant: string): number {
  return Date.parse(instant.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** True for a calendar day that exists: 2026-02-28, not 2026-02-30. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
