/** Jira said no: its messages for the whole request and for each field, as its REST API words them. */
export class JiraRefusal extends Error {
  constructor(
    readonly status: number,
    readonly messages: readonly string[],
    readonly fields: Readonly<Record<string, string>>,
  ) {
    super([...messages, ...Object.values(fields)].join(' ') || `Jira answered ${status}.`);
  }
}

export interface RestReply {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Calls the sandbox or Jira's REST API as the account; through the app, only within the scopes of its manifest. */
export async function request(
  accountId: string,
  method: string,
  path: string,
  body?: string,
  through: 'shell' | 'app' = 'shell',
): Promise<RestReply> {
  const response = await fetch(path, {
    method,
    headers: {
      'x-sandbox-account': accountId,
      'x-sandbox-through': through,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    statusText: response.statusText,
    headers: Object.fromEntries(response.headers.entries()),
    body: await response.text(),
  };
}

/** @throws JiraRefusal when the status is not a success */
export async function requestJson<T>(accountId: string, method: string, path: string, body?: unknown): Promise<T> {
  const reply = await request(accountId, method, path, body === undefined ? undefined : JSON.stringify(body));
  const value: unknown = reply.body ? JSON.parse(reply.body) : null;
  if (reply.status >= 200 && reply.status < 300) return value as T;
  const said = (value ?? {}) as { errorMessages?: string[]; errors?: Record<string, string>; message?: string };
  const messages = said.errorMessages ?? (said.message ? [said.message] : []);
  throw new JiraRefusal(reply.status, messages, said.errors ?? {});
}
