/** Jira's search index lags behind its issues: what changed shortly before the last look is looked at again. */
const OVERLAP_MINUTES = 5;

/** How many minutes back a search asks that follows one at `since`; both instants in milliseconds since 1970. */
export function minutesToSearch(since: number, now: number): number {
  return Math.ceil((now - since) / 60_000) + OVERLAP_MINUTES;
}
