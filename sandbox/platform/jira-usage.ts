import type { SiteResponse } from '../jira/site-port';

/** Calls of Jira and what they cost of the points quota, in all or for one endpoint. */
export interface Usage {
  calls: number;
  points: number;
  /** Bytes of replies. */
  bytes: number;
  /** Calls among them that were refused because a limit was reached; they cost nothing. */
  refused: number;
}

/** Reads that Jira wants as POST. */
const READS_BY_POST = [
  '/search/jql',
  '/search/approximate-count',
  '/issue/bulkfetch',
  '/changelog/bulkfetch',
  '/permissions/check',
  '/permissions/project',
  '/jql/parse',
  '/jql/sanitize',
  '/jql/match',
];

/** Where a reply that is a page keeps its objects. */
const PAGES = ['issues', 'values', 'issueChangeLogs', 'histories', 'projects', 'users', 'groups', 'comments'];

/** `GET /rest/api/3/issue/PM-12?fields=…` → `GET /rest/api/3/issue/{}`. */
export function endpointOf(method: string, path: string): string {
  const segments = path.split('?')[0].split('/');
  // The first four are '', 'rest', the name of the API and its version.
  const general = segments.map((segment, at) =>
    at > 3 && /^(\d+|[A-Z][A-Z0-9_]+(-\d+)?)$/.test(segment) ? '{}' : segment,
  );
  return `${method} ${general.join('/')}`;
}

function objectsIn(body: string): number {
  if (body === '') return 0;
  const value: unknown = JSON.parse(body);
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  for (const name of PAGES) {
    const page: unknown = Reflect.get(value, name);
    if (Array.isArray(page)) return page.length;
  }
  return 1;
}

/**
 * Points of a call: 1, plus 1 for each object returned (2 where it is a user or a permission); a write costs 1
 * (Atlassian, "Rate limiting": points-based quota).
 */
export function pointsOf(endpoint: string, response: SiteResponse): number {
  const isRead = endpoint.startsWith('GET ') || READS_BY_POST.some((suffix) => endpoint.endsWith(suffix));
  if (!isRead || response.status >= 400) return 1;
  const weight = /\/(user|users|myself|mypermissions|permissions)(\/|$)/.test(endpoint) ? 2 : 1;
  return 1 + weight * objectsIn(response.body);
}

/** Counts what the app takes from Jira. */
export class JiraUsage {
  private readonly endpoints = new Map<string, Usage>();

  count(endpoint: string, points: number, response: SiteResponse): void {
    const usage = this.of(endpoint);
    usage.calls += 1;
    usage.points += points;
    usage.bytes += Buffer.byteLength(response.body);
  }

  countRefusal(endpoint: string): void {
    const usage = this.of(endpoint);
    usage.calls += 1;
    usage.refused += 1;
  }

  byEndpoint(): Readonly<Record<string, Readonly<Usage>>> {
    return Object.fromEntries([...this.endpoints].map(([endpoint, usage]) => [endpoint, { ...usage }]));
  }

  total(): Readonly<Usage> {
    const total = { calls: 0, points: 0, bytes: 0, refused: 0 };
    for (const usage of this.endpoints.values()) {
      total.calls += usage.calls;
      total.points += usage.points;
      total.bytes += usage.bytes;
      total.refused += usage.refused;
    }
    return total;
  }

  private of(endpoint: string): Usage {
    const known = this.endpoints.get(endpoint);
    if (known !== undefined) return known;
    const usage = { calls: 0, points: 0, bytes: 0, refused: 0 };
    this.endpoints.set(endpoint, usage);
    return usage;
  }
}
