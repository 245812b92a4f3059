/** Calls of Jira and what they cost of the points quota. */
export interface JiraUsage {
  calls: number;
  points: number;
  /** Bytes of replies. */
  bytes: number;
}

/** Reads that Jira wants as POST; any other method than GET writes. */
const READ_BY_POST =
  /\/(search\/jql|search\/approximate-count|issue\/bulkfetch|changelog\/bulkfetch|permissions\/check)$/;
/** Users and permissions count twice. */
const WEIGHTY = /\/(user|users|myself|mypermissions|permissions)(\/|$)/;
const PAGES = ['issues', 'values', 'issueChangeLogs'];

/** Counts what calls cost: 1, plus 1 for each object returned (Atlassian, "Rate limiting": points-based quota). */
export class JiraMeter {
  readonly byEndpoint = new Map<string, JiraUsage>();

  count(method: string, path: string, status: number, body: string): void {
    const [plain] = path.split('?');
    const endpoint = plain.replace('/rest/api/3/', '').replace(/\d+/, '{id}');
    const usage = this.byEndpoint.get(endpoint) ?? { calls: 0, points: 0, bytes: 0 };
    const isRead = method === 'GET' || READ_BY_POST.test(plain);
    usage.calls += 1;
    usage.points += isRead && status < 400 ? 1 + (WEIGHTY.test(plain) ? 2 : 1) * objectsIn(body) : 1;
    usage.bytes += Buffer.byteLength(body);
    this.byEndpoint.set(endpoint, usage);
  }

  total(): JiraUsage {
    const total = { calls: 0, points: 0, bytes: 0 };
    for (const { calls, points, bytes } of this.byEndpoint.values()) {
      total.calls += calls;
      total.points += points;
      total.bytes += bytes;
    }
    return total;
  }

  clear(): void {
    this.byEndpoint.clear();
  }
}

function objectsIn(body: string): number {
  const value: unknown = body === '' ? null : JSON.parse(body);
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  const page = PAGES.map((name) => Reflect.get(value, name) as unknown).find(Array.isArray);
  return page === undefined ? 1 : page.length;
}
