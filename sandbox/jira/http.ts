/**
 * What an endpoint answers, and the errors of Jira Cloud as values: an endpoint throws a {@link JiraError}, the router
 * turns it into the reply. Texts are those that Jira Cloud was observed to answer.
 */
export interface Reply {
  readonly status: number;
  /** Absent: an empty body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export class JiraError extends Error {
  constructor(readonly reply: Reply) {
    super(`Jira answers ${reply.status}: ${JSON.stringify(reply.body)}`);
    this.name = 'JiraError';
  }
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}

export const NO_CONTENT: Reply = { status: 204 };

/** The usual error body: sentences that belong to no field. */
export function errorMessages(status: number, ...messages: readonly string[]): JiraError {
  return new JiraError({ status, body: { errorMessages: messages, errors: {} } });
}

/** Field id → what is wrong with it. */
export function fieldErrors(status: number, errors: Readonly<Record<string, string>>): JiraError {
  return new JiraError({ status, body: { errorMessages: [], errors } });
}

/** A body that does not fit the endpoint's schema. Jira leaves `errors` out here. */
export function invalidPayload(): JiraError {
  return new JiraError({
    status: 400,
    body: { errorMessages: ['Invalid request payload. Refer to the REST API documentation and try again.'] },
  });
}

export function unparsablePayload(): JiraError {
  return new JiraError({
    status: 400,
    body: { errorMessages: ['There was an error parsing JSON. Check that your request body is valid.'] },
  });
}

/** Spring's own errors: unknown path, wrong method, a number that is none. */
export function problem(status: number, title: string, detail: string, path: string): JiraError {
  return new JiraError({
    status,
    body: { type: 'about:blank', title, status, detail, instance: path },
    headers: { 'content-type': 'application/problem+json;charset=UTF-8' },
  });
}

/** What Atlassian's gateway answers when the token lacks the endpoint's scope. */
export function scopeMismatch(): JiraError {
  return new JiraError({ status: 401, body: { code: 401, message: 'Unauthorized; scope does not match' } });
}

export function notAuthenticated(): JiraError {
  return new JiraError({
    status: 401,
    body: { message: 'Client must be authenticated to access this resource.', 'status-code': 401 },
    headers: { 'www-authenticate': 'OAuth realm="https%3A%2F%2Fyour-domain.atlassian.net"' },
  });
}

export function noSuchIssue(): JiraError {
  return errorMessages(404, 'Issue does not exist or you do not have permission to see it.');
}
