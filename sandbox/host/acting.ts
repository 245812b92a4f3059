import type { IncomingMessage } from 'node:http';
import type { Actor } from '../jira/site-port';
import { HttpFault } from './http';

/** Names the account on whose behalf a page of the shell asks. A foreign page cannot send it without our consent (CORS). */
const ACTING_HEADER = 'x-sandbox-account';

/** `app` when the app's frame asks, through `requestJira` of the bridge. */
const THROUGH_HEADER = 'x-sandbox-through';

/** The account of a request, or `null` for somebody who is not signed in. @throws HttpFault 400 for an unknown account. */
export function actingAccount(request: IncomingMessage, known: ReadonlySet<string>): string | null {
  const value = request.headers[ACTING_HEADER];
  if (value === undefined) return null;
  if (typeof value === 'string' && known.has(value)) return value;
  throw new HttpFault(400, `The header ${ACTING_HEADER} names no account of this site.`);
}

/** Whom Jira sees: a person at Jira's own pages may do all that they may; through the app, only what its scopes allow. */
export function actorOf(request: IncomingMessage, accountId: string | null, appScopes: readonly string[]): Actor {
  if (accountId === null) return { kind: 'anonymous' };
  return { kind: 'user', accountId, scopes: request.headers[THROUGH_HEADER] === 'app' ? appScopes : 'all' };
}
