/** Milliseconds since 1970 as ISO 8601 in UTC, as contracts have it. */
export function instant(at: number): string {
  return new Date(at).toISOString();
}
