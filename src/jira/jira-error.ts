/**
 * Why Jira did not give what was asked.
 * - `rateLimited`: 429 that outlasts the tries; `retryAfterSeconds` says when to come back.
 * - `unavailable`: 5xx, no connection, or no answer in time, after all tries.
 * - `notFound`: 404; Jira says the same of what exists but may not be seen.
 * - `forbidden`: 401 or 403.
 * - `badRequest`: 400, e.g. a page token that has expired.
 * - `unexpectedReply`: the reply does not have the shape that the API page promises.
 */
export type JiraFailure = 'rateLimited' | 'unavailable' | 'notFound' | 'forbidden' | 'badRequest' | 'unexpectedReply';

export interface JiraErrorDetails {
  /** Static name of the endpoint, fit for a log. */
  readonly endpoint: string;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  /** Path inside the reply that did not fit. */
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
