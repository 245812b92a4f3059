const A_DAY = 86_400_000;

/** `YYYY-MM-DD`, so many days later. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * A_DAY).toISOString().slice(0, 10);
}
