import { AsyncLocalStorage } from 'node:async_hooks';

/** What calls of Jira took. */
export interface JiraUsage {
  readonly calls: number;
  /** Of the hourly quota, reckoned by {@link POINTS}: Jira does not say what a call cost. */
  readonly points: number;
  /** Of replies. */
  readonly bytes: number;
}

/**
 * What a call costs of the points quota: 1, plus 1 for each object in its reply, 2 where the object is a user or a
 * permission; a reply that is no list counts as one object, and a call that failed costs 1
 * (https://developer.atlassian.com/cloud/jira/platform/rate-limiting/, "Points-based quota").
 */
export const POINTS = {
  failure: 1,
  /** A page of `search/jql`, whichever fields it has. */
  page: (issues: number) => 1 + issues,
  /** One call of `issue/bulkfetch`. */
  issues: (issues: number) => 1 + issues,
  count: 2,
  write: 1,
  project: 2,
  projects: (projects: number) => 1 + projects,
  versions: (versions: number) => 1 + versions,
  serverInfo: 2,
  fields: (fields: number) => 1 + fields,
  statuses: (statuses: number) => 1 + statuses,
  linkTypes: (types: number) => 1 + types,
  /** Of `changelog/bulkfetch`, by issue: however much happened to it, it is one object of the reply. */
  changes: (issues: number) => 1 + issues,
  permission: 3,
  permissions: (permissions: number) => 1 + 2 * permissions,
  users: (users: number) => 1 + 2 * users,
} as const;

interface Meter {
  usage: JiraUsage;
  readonly outer: Meter | undefined;
}

const meters = new AsyncLocalStorage<Meter>();

/**
 * Runs `work` and says what its calls of Jira took, those of meters inside it included. When `work` throws there is
 * no result: `whenOver` is told the usage in either case, before this function returns or throws.
 */
export async function metered<T>(
  work: () => Promise<T>,
  whenOver: (usage: JiraUsage) => void = () => undefined,
): Promise<{ readonly value: T; readonly usage: JiraUsage }> {
  const meter: Meter = { usage: { calls: 0, points: 0, bytes: 0 }, outer: meters.getStore() };
  try {
    const value = await meters.run(meter, work);
    return { value, usage: meter.usage };
  } finally {
    whenOver(meter.usage);
  }
}

/** Adds to every meter that runs around the caller. */
export function recordUsage(taken: JiraUsage): void {
  for (let each = meters.getStore(); each !== undefined; each = each.outer) {
    const { calls, points, bytes } = each.usage;
    each.usage = { calls: calls + taken.calls, points: points + taken.points, bytes: bytes + taken.bytes };
  }
}
