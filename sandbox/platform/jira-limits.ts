import type { GatewayResponse } from './gateway';

/** How much an app may ask of Jira: https://developer.atlassian.com/cloud/jira/platform/rate-limiting/ */
export interface JiraLimits {
  /** Of the points quota, for all that the app asks in one UTC hour, as itself or for people. */
  readonly pointsPerHour: number;
  /** Of GET and POST, for each endpoint; PUT and DELETE have half of it. */
  readonly callsPerSecond: number;
}

const HOUR_MILLISECONDS = 3_600_000;
const HOUR_SECONDS = 3600;
/** Below this share the replies tell what is left. */
const NEAR_LIMIT = 0.2;
/** Endpoints that have more than others, as a multiple of what their method has. */
const GENEROUS: ReadonlyMap<string, number> = new Map([
  ['GET /rest/api/3/issue/{}', 1.5],
  ['GET /rest/api/3/user', 1.5],
  ['GET /rest/api/3/issue/{}/changelog', 2],
  ['GET /rest/api/3/project/{}/role/{}', 2],
  ['POST /rest/api/3/search/approximate-count', 1.5],
]);

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Refuses calls beyond the hourly points quota, a wall until the next UTC hour, and beyond a token bucket for each
 * method and endpoint. What a call costs is known from its reply: the one that crosses the quota is still answered.
 */
export class JiraQuota {
  private hour = 0;
  private used = 0;
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly limits: JiraLimits,
    private readonly clocks: {
      /** The site's clock, milliseconds since 1970. */
      readonly now: () => number;
      /** Milliseconds from anywhere, never back. */
      readonly ticks: () => number;
    },
  ) {}

  /** Of the current UTC hour. */
  pointsThisHour(): number {
    this.turn();
    return this.used;
  }

  /** Lets a call of `METHOD /path/{}` pass, which takes a token of its bucket; or says how Jira refuses it. */
  admit(endpoint: string): GatewayResponse | null {
    this.turn();
    if (this.used >= this.limits.pointsPerHour) {
      return refusal('jira-quota-global-based', this.secondsLeft(), this.limits.pointsPerHour, this.clocks.now());
    }
    const limit = this.callsPerSecond(endpoint);
    const bucket = this.bucketOf(endpoint, limit);
    if (bucket.tokens < 1) return refusal('jira-burst-based', 1, limit, this.clocks.now());
    bucket.tokens -= 1;
    return null;
  }

  spend(points: number): void {
    this.turn();
    this.used += points;
  }

  /** What every reply tells of the quota. */
  headers(): Readonly<Record<string, string>> {
    const { pointsPerHour } = this.limits;
    if (!Number.isFinite(pointsPerHour)) return {};
    const left = Math.max(0, pointsPerHour - this.pointsThisHour());
    const isNear = left < pointsPerHour * NEAR_LIMIT;
    const policy = '"global-app-quota"';
    return {
      'ratelimit-policy': `${policy};q=${pointsPerHour};w=${HOUR_SECONDS}`,
      ratelimit: `${policy};${isNear ? `r=${left};` : ''}t=${this.secondsLeft()}`,
      ...(isNear ? { 'x-ratelimit-nearlimit': 'true' } : {}),
    };
  }

  private turn(): void {
    const hour = Math.floor(this.clocks.now() / HOUR_MILLISECONDS);
    if (hour === this.hour) return;
    this.hour = hour;
    this.used = 0;
  }

  private secondsLeft(): number {
    return Math.ceil(((this.hour + 1) * HOUR_MILLISECONDS - this.clocks.now()) / 1000);
  }

  private callsPerSecond(endpoint: string): number {
    const writes = endpoint.startsWith('PUT ') || endpoint.startsWith('DELETE ');
    return this.limits.callsPerSecond * (writes ? 0.5 : 1) * (GENEROUS.get(endpoint) ?? 1);
  }

  private bucketOf(endpoint: string, limit: number): Bucket {
    const at = this.clocks.ticks();
    const bucket = this.buckets.get(endpoint) ?? { tokens: limit, at };
    bucket.tokens = Math.min(limit, bucket.tokens + ((at - bucket.at) / 1000) * limit);
    bucket.at = at;
    this.buckets.set(endpoint, bucket);
    return bucket;
  }
}

function refusal(reason: string, waitSeconds: number, limit: number, now: number): GatewayResponse {
  return {
    status: 429,
    headers: {
      'content-type': 'application/json',
      'retry-after': String(waitSeconds),
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': new Date(now + waitSeconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
      'ratelimit-reason': reason,
    },
    body: JSON.stringify({ code: 429, message: 'Rate limit exceeded.' }),
  };
}
