/**
 * Why Jira did not give what was asked.
 * - `rateLimited`: 429, at once as the app, after all tries as a user; `retryAfterSeconds` says when to come back.
 * - `unavailable`: 5xx, no connection, or no answer in time, after all tries.
 * - `notFound`: 404; Jira says the same of what exists but may not be seen.
 * - `forbidden`: 401 or 403.
 * - `unknownField`: 400 that names a custom field of the request, e.g. a deleted one; `field` is its id.
 * - `badRequest`: any other 400, e.g. a page token that has expired, or a version that JQL does not know any more.
 * - `unexpectedReply`: the reply does not have the shape that the API page promises.
 */
export type JiraFailure =
  'rateLimited' | 'unavailable' | 'notFound' | 'forbidden' | 'unknownField' | 'badRequest' | 'unexpectedReply';

export interface JiraErrorDetails {
  /** Static name of the endpoint, fit for a log. */
  readonly endpoint: string;
  readonly status?: number;
  /** Of a 429: 0 where Jira does not say. */
  readonly retryAfterSeconds?: number;
  /**
   * Of a 429, Jira's `RateLimit-Reason`: `jira-quota-global-based` and `jira-quota-tenant-based` last until the next
   * UTC hour, `jira-burst-based` concerns this endpoint only. Missing where Jira's gateway refused.
   */
  readonly reason?: string;
  /** Path inside the reply that did not fit; of an `unknownField` its id. */
  readonly field?: string;
}

/** An expected failure of Jira. Its message names the endpoint and the failure, never what the request carried. */
export class JiraError extends Error {
  override readonly name = 'JiraError';

  constructor(
    readonly failure: JiraFailure,
    readonly details: JiraErrorDetails,
  ) {
    super(`Jira ${details.endpoint}: ${failure}${details.status === undefined ? '' : ` (${details.status})`}`);
  }
}
