/**
 * How often something is refreshed when Jira keeps changing: a token bucket, so that single changes are seen at once
 * and a steady stream of them costs a bounded amount a day.
 *
 * A refresh of a project reads its facts (about 10 B an issue), a merge reads the slices of all projects and has
 * those evaluated around which something changed (some 8 KB a project). Forge gives 0.1 GB of reads a month
 * (https://developer.atlassian.com/platform/forge/forge-platform-pricing/): the buckets refill so that 100 projects
 * of 1,000 issues stay below it, and hold enough that small ones hardly ever wait. What somebody looks at does not
 * wait for them.
 */
export interface Pace {
  /** Below 0 after a refresh that read much. */
  readonly tokens: number;
  /** When `tokens` was counted; milliseconds since 1970. */
  readonly at: number;
}

export interface Bucket {
  /** Refreshes that may follow each other at once. */
  readonly capacity: number;
  /** Milliseconds in which one more is earned. */
  readonly refill: number;
}

const WATCHED: Bucket = { capacity: 3, refill: 20_000 };
const MILLISECONDS_PER_ISSUE = 138_000;
const MILLISECONDS_PER_MERGED_PROJECT = 1_800_000;
/** While somebody looks at any of the projects. */
const MILLISECONDS_PER_WATCHED_MERGE = 6_000;
const SHORTEST_REFILL = 60_000;
/** Longer than a day: what nobody looks at is then mostly refreshed when its day is closed. */
const LONGEST_REFILL = 138_000_000;
/** Issues, or merged projects, that a full bucket stands for. */
const ISSUES_IN_BUCKET = 3_000;
const MERGED_PROJECTS_IN_BUCKET = 300;
const SMALLEST_CAPACITY = 3;
const LARGEST_CAPACITY = 20;
/** Issues read that cost as much as one more refresh. */
const ISSUES_PER_TOKEN = 100;
/** Of one refresh, and the largest debt: a bulk change may put the next refresh off, but not for ever. */
const MOST_TOKENS_SPENT = 10;

/** As full as the bucket allows. */
export const FULL_PACE: Pace = { tokens: LARGEST_CAPACITY, at: 0 };

/** The bucket of a project with so many issues. */
export function bucketOfProject(issues: number, watched: boolean): Bucket {
  return watched ? WATCHED : bucketOf(issues, MILLISECONDS_PER_ISSUE, ISSUES_IN_BUCKET);
}

/** The bucket of the merge over so many projects. */
export function bucketOfMerge(projects: number, watched: boolean): Bucket {
  const each = watched ? MILLISECONDS_PER_WATCHED_MERGE : MILLISECONDS_PER_MERGED_PROJECT;
  return bucketOf(projects, each, MERGED_PROJECTS_IN_BUCKET);
}

/** Of the bucket's refreshes, how many were taken lately: the more, the longer the next one waits for others to join. */
export function takenLately(pace: Pace, bucket: Bucket, now: number): number {
  return Math.max(0, Math.ceil(bucket.capacity - tokensAt(pace, bucket, now)));
}

/** Milliseconds until one token is there; 0 when it is. */
export function waitFor(pace: Pace, bucket: Bucket, now: number): number {
  return Math.max(0, Math.ceil((1 - tokensAt(pace, bucket, now)) * bucket.refill));
}

/** The bucket's content after a refresh that read so many issues. */
export function spend(pace: Pace, bucket: Bucket, now: number, issuesRead: number): Pace {
  const cost = Math.min(MOST_TOKENS_SPENT, 1 + Math.floor(issuesRead / ISSUES_PER_TOKEN));
  const tokens = Math.max(-MOST_TOKENS_SPENT, tokensAt(pace, bucket, now) - cost);
  return { tokens: Math.round(tokens * 100) / 100, at: now };
}

function bucketOf(size: number, millisecondsEach: number, sizeOfFull: number): Bucket {
  return {
    capacity: Math.min(LARGEST_CAPACITY, Math.max(SMALLEST_CAPACITY, Math.floor(sizeOfFull / Math.max(1, size)))),
    refill: Math.min(LONGEST_REFILL, Math.max(SHORTEST_REFILL, size * millisecondsEach)),
  };
}

function tokensAt({ tokens, at }: Pace, { capacity, refill }: Bucket, now: number): number {
  return Math.min(capacity, tokens + Math.max(0, now - at) / refill);
}
