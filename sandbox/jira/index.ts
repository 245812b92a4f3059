import { createHash } from 'node:crypto';
import { Access, type Viewer } from './access';
import type { Call, SiteParts } from './endpoint';
import { ENDPOINTS } from './endpoints';
import { accountEndpoints } from './endpoints/accounts';
import { sprintEndpoints } from './endpoints/sprints';
import { JiraError, notAuthenticated, scopeMismatch, unparsablePayload, type Reply } from './http';
import type { Mutation, ReplayReport } from './journal';
import { Catalogue } from './render/catalogue';
import { Router, type Match } from './router';
import { IssueSearch } from './search/issue-search';
import type { SiteData } from './site-data';
import type { Actor, JiraSite, SiteEvent, SiteRequest, SiteResponse } from './site-port';
import { SiteState } from './state';

export type { Mutation, ReplayReport } from './journal';

interface JiraSiteOptions {
  /** What the site takes for now. */
  readonly clock: () => Date;
  /** Origin for `self` URLs, without a slash at its end. */
  readonly baseUrl: string;
}

/** The simulated Jira with what its keeper needs besides serving: edits outlive a restart as replayed requests. */
export interface SimulatedJira extends JiraSite {
  /** Each change of the site, after it happened. Replayed changes are not reported again. */
  onMutation(listener: (mutation: Mutation) => void): void;
  /** Makes earlier changes again, in their order and at their time, without announcing events. */
  replay(mutations: readonly Mutation[]): Promise<ReplayReport>;
}

/** A Jira Cloud site that serves `data`; requests change it in memory. */
export function createJiraSite(data: SiteData, options: JiraSiteOptions): SimulatedJira {
  const eventListeners: ((event: SiteEvent) => void)[] = [];
  const mutationListeners: ((mutation: Mutation) => void)[] = [];
  const router = new Router([...ENDPOINTS, ...accountEndpoints, ...sprintEndpoints]);
  const state = new SiteState(data);
  /** While a change is made again: when it happened. */
  let replayedInstant: Date | null = null;
  const clock = (): Date => replayedInstant ?? options.clock();
  const parts: SiteParts = {
    state,
    catalogue: new Catalogue(state, options.baseUrl),
    search: new IssueSearch(state, clock),
    clock,
    baseUrl: options.baseUrl,
    announce: (event) => {
      if (replayedInstant === null) for (const listener of eventListeners) listener(event);
    },
  };

  function answer(request: SiteRequest, actor: Actor): Reply {
    const { pathname, searchParams } = new URL(request.path, 'http://site');
    const match = router.match(request.method, pathname);
    const viewer = admit(actor, match, state);
    const call: Call = {
      site: parts,
      access: new Access(state, viewer),
      path: pathname,
      params: match.params,
      query: searchParams,
      body: parseBody(request.body),
    };
    const before = state.revision;
    const reply = match.endpoint.handle(call);
    if (match.endpoint.mutates === true && state.revision !== before && replayedInstant === null) {
      const mutation: Mutation = {
        method: request.method,
        path: request.path,
        body: request.body ?? null,
        accountId: call.access.accountId,
        at: clock().toISOString(),
      };
      for (const listener of mutationListeners) listener(mutation);
    }
    return reply;
  }

  function handle(request: SiteRequest, actor: Actor): SiteResponse {
    try {
      return written(answer(request, actor), actor);
    } catch (error) {
      if (error instanceof JiraError) return written(error.reply, actor);
      throw error;
    }
  }

  return {
    handle: async (request, actor) => handle(request, actor),
    onEvent: (listener) => {
      eventListeners.push(listener);
    },
    onMutation: (listener) => {
      mutationListeners.push(listener);
    },
    replay: async (mutations) => {
      const refused: { mutation: Mutation; status: number }[] = [];
      for (const mutation of mutations) {
        const { method, path, body, accountId } = mutation;
        const actor: Actor =
          accountId === null ? { kind: 'app', scopes: EVERY_SCOPE } : { kind: 'user', accountId, scopes: 'all' };
        replayedInstant = new Date(mutation.at);
        try {
          const { status } = handle({ method, path, ...(body === null ? {} : { body }) }, actor);
          if (status >= 400) refused.push({ mutation, status });
        } finally {
          replayedInstant = null;
        }
      }
      return { applied: mutations.length - refused.length, refused };
    },
  };
}

const EVERY_SCOPE = [...new Set(ENDPOINTS.flatMap((endpoint) => endpoint.scopes))];

/** Who asks, once token and account were found good enough for the endpoint. Throws the 401s of gateway and Jira. */
function admit(actor: Actor, { endpoint }: Match, state: SiteState): Viewer {
  if (actor.kind === 'anonymous') {
    if (!endpoint.anonymous) throw notAuthenticated();
    return { kind: 'anonymous' };
  }
  const { scopes } = actor;
  if (scopes !== 'all' && !endpoint.scopes.every((scope) => scopes.includes(scope))) throw scopeMismatch();
  if (actor.kind === 'app') return { kind: 'app' };
  const user = state.users.get(actor.accountId);
  if (user === undefined || !user.active) throw notAuthenticated();
  return { kind: 'user', user };
}

function parseBody(body: string | undefined): unknown {
  if (body === undefined || body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw unparsablePayload();
  }
}

let requestCount = 0;

function written(reply: Reply, actor: Actor): SiteResponse {
  requestCount += 1;
  const trace = createHash('md5').update(String(requestCount)).digest('hex');
  const body = reply.body === undefined ? '' : JSON.stringify(reply.body);
  return {
    status: reply.status,
    headers: {
      ...(body === '' ? {} : { 'content-type': 'application/json;charset=UTF-8' }),
      'cache-control': 'no-cache, no-store, no-transform',
      'x-content-type-options': 'nosniff',
      'x-arequestid': trace,
      'atl-traceid': trace,
      ...(actor.kind === 'user' ? { 'x-aaccountid': encodeURIComponent(actor.accountId) } : {}),
      ...reply.headers,
    },
    body,
  };
}
