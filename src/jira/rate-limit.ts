import { JiraError } from './jira-error';

interface Headers {
  get(name: string): string | null;
}

/**
 * What a 429 tells (https://developer.atlassian.com/cloud/jira/platform/rate-limiting/, "Rate limit related headers").
 * Atlassian's gateway sends some without `Retry-After`, with the instant of the reset only.
 */
export function rateLimited(endpoint: string, headers: Headers): JiraError {
  const reason = headers.get('ratelimit-reason');
  const retryAfterSeconds = secondsOf(headers.get('retry-after')) || secondsUntil(headers.get('x-ratelimit-reset'));
  return new JiraError('rateLimited', {
    endpoint,
    status: 429,
    retryAfterSeconds,
    ...(reason === null ? {} : { reason }),
  });
}

/** `Retry-After` in seconds; a date or nonsense counts as none given. */
export function secondsOf(header: string | null): number {
  const seconds = Number(header ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}

/** Until an instant such as 2026-10-08T15:00Z; 0 where it is over, or none. */
function secondsUntil(header: string | null): number {
  const instant = header?.includes('T') ? Date.parse(header) : NaN;
  return Number.isNaN(instant) ? 0 : Math.max(0, Math.ceil((instant - Date.now()) / 1000));
}
