/**
 * How often a project is refreshed when Jira keeps changing: a token bucket, so that single changes are seen at once
 * and a steady stream of them costs a bounded amount a day.
 *
 * Each refresh reads the project's facts (about 10 B an issue) and Forge gives 0.1 GB of reads a month: 100 projects
 * of 1,000 issues may be loaded some 80 times a month each. A project that somebody looks at does not wait for that.
 */
export interface Pace {
  /** At most {@link CAPACITY}; below 0 after a refresh that read much. */
  readonly tokens: number;
  /** When `tokens` was counted; milliseconds since 1970. */
  readonly at: number;
}

/** Refreshes that may follow each other at once. */
const CAPACITY = 3;
/** What one project, or the merge of a portfolio, earns in. Milliseconds for one token. */
const WATCHED_REFILL = 20_000;
const REFILL_PER_ISSUE = 100_000;
const SHORTEST_REFILL = 60_000;
const LONGEST_REFILL = 86_400_000;
/** A merge reads the slices of all projects and evaluates those around which something changed. */
const MERGE_REFILL_PER_PROJECT = 600_000;
/** Issues read that cost as much as one more refresh. */
const ISSUES_PER_TOKEN = 100;
/** The largest debt: a bulk change may put the next refresh off, but not for ever. */
const MOST_TOKENS_SPENT = 10;

export const FULL_PACE: Pace = { tokens: CAPACITY, at: 0 };

/** Milliseconds in which a project of so many issues earns one refresh. */
export function refillOfProject(issues: number, watched: boolean): number {
  if (watched) return WATCHED_REFILL;
  return Math.min(LONGEST_REFILL, Math.max(SHORTEST_REFILL, issues * REFILL_PER_ISSUE));
}

/** The same for the merge over so many projects. */
export function refillOfMerge(projects: number, watched: boolean): number {
  if (watched) return WATCHED_REFILL;
  return Math.min(LONGEST_REFILL, Math.max(SHORTEST_REFILL, projects * MERGE_REFILL_PER_PROJECT));
}

/** Milliseconds until one token is there; 0 when it is. */
export function waitFor(pace: Pace, refill: number, now: number): number {
  return Math.max(0, Math.ceil((1 - tokensAt(pace, refill, now)) * refill));
}

/** The bucket after a refresh that read so many issues. */
export function spend(pace: Pace, refill: number, now: number, issuesRead: number): Pace {
  const cost = Math.min(MOST_TOKENS_SPENT, 1 + Math.floor(issuesRead / ISSUES_PER_TOKEN));
  return { tokens: tokensAt(pace, refill, now) - cost, at: now };
}

function tokensAt({ tokens, at }: Pace, refill: number, now: number): number {
  return Math.min(CAPACITY, tokens + Math.max(0, now - at) / refill);
}
