import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor, JiraSite, SiteRequest } from '../jira/site-port';
import type { GatewayRequest, GatewayResponse } from './gateway';
import { proxyError } from './gateway';
import type { JiraQuota } from './jira-limits';
import type { JiraUsage } from './jira-usage';
import { endpointOf, pointsOf } from './jira-usage';

/** Set while the site handles a call of the app: the events that follow from it are the app's own. */
export const causedByApp = new AsyncLocalStorage<true>();

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE'] satisfies readonly SiteRequest['method'][];

function isMethod(method: string): method is SiteRequest['method'] {
  return METHODS.includes(method);
}

function actorOf(request: GatewayRequest, scopes: readonly string[]): Actor | null {
  if (request.provider === 'app') return { kind: 'app', scopes };
  if (request.provider === 'none') return { kind: 'anonymous' };
  const { accountId } = request.invocation;
  // Acting as somebody else needs a scope with `allowImpersonation`, which this app does not ask for.
  const mayAct = accountId !== null && (request.asAccountId === null || request.asAccountId === accountId);
  return mayAct ? { kind: 'user', accountId, scopes } : null;
}

/**
 * `requestJira` of the app: passed to the site in the name of the app or the user, with the manifest's scopes, within
 * Jira's limits, which calls for people share.
 */
export function jiraRemote(
  site: JiraSite,
  scopes: readonly string[],
  usage: JiraUsage,
  quota: JiraQuota,
): (request: GatewayRequest) => Promise<GatewayResponse> {
  return async (request) => {
    const actor = actorOf(request, scopes);
    if (actor === null) return proxyError(401, 'NEEDS_AUTHENTICATION_ERR');
    const { method, path, body } = request;
    if (!isMethod(method)) return { status: 405 };
    const endpoint = endpointOf(method, path);
    const refused = quota.admit(endpoint);
    if (refused !== null) {
      usage.countRefusal(endpoint);
      return refused;
    }
    const siteRequest: SiteRequest = body === '' ? { method, path } : { method, path, body };
    const response = await causedByApp.run(true, () => site.handle(siteRequest, actor));
    const points = pointsOf(endpoint, response);
    quota.spend(points);
    usage.count(endpoint, points, response);
    return { ...response, headers: { ...response.headers, ...quota.headers() } };
  };
}

/** The personal data reporting API, by which an app asks what became of the accounts whose ids it stores. */
export function reportRemote(
  site: JiraSite,
  scopes: readonly string[],
): (request: GatewayRequest) => Promise<GatewayResponse> {
  return async ({ provider, method, path, body }) => {
    if (provider !== 'app' || method !== 'POST') return proxyError(404, 'NOT_FOUND');
    return site.handle({ method, path, body }, { kind: 'app', scopes });
  };
}
