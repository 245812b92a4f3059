import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import path from 'node:path';
import type { SiteData } from '../jira/site-data';
import type { JiraSite, SiteRequest } from '../jira/site-port';
import { actingAccount, actorOf } from './acting';
import type { AppManifest } from '../platform';
import { surfacesOf, type Surface } from './app-manifest';
import type { EventStream } from './event-stream';
import { fileBelow, HttpFault, readJsonObject, readText, routed, sendFile, sendJson, type Exchange } from './http';
import type { Place, ViewContexts } from './view-context';
import type { ViolationRecord } from './violations';

const REST_BODY_LIMIT = 5_000_000;
/** Above Forge's own limit of 500 KB, so that the platform is the one to refuse. */
const INVOKE_BODY_LIMIT = 2_000_000;

/** Runs a resolver function of the app for somebody who looks at a module. */
export type InvokeApp = (
  surface: Surface,
  functionKey: string,
  payload: unknown,
  viewer: { accountId: string; context: Record<string, unknown> },
) => Promise<unknown>;

/** The host origin: the shell's files, Jira's REST as the acting persona, and what the shell needs of the sandbox. */
export function hostServer(options: {
  readonly data: SiteData;
  readonly site: JiraSite;
  readonly manifest: AppManifest;
  readonly shellFolder: string;
  readonly frameOrigin: string;
  readonly contexts: ViewContexts;
  readonly invoke: InvokeApp;
  readonly activity: () => unknown;
  readonly events: EventStream;
  readonly violations: ViolationRecord;
  readonly onCrash: (error: unknown) => void;
}): RequestListener {
  const surfaces = surfacesOf(options.manifest);
  const accounts = new Set(options.data.personas.map((each) => each.accountId));

  function signedIn(request: IncomingMessage): string {
    const account = actingAccount(request, accounts);
    if (account === null) throw new HttpFault(401, 'Say who is acting.');
    return account;
  }

  async function forwardToJira({ request, response, url }: Exchange): Promise<void> {
    const method = request.method ?? '';
    if (!isSiteMethod(method)) throw new HttpFault(405, `Jira's REST API has no ${method}.`);
    const actor = actorOf(request, actingAccount(request, accounts), options.manifest.scopes);
    const body = await readText(request, REST_BODY_LIMIT);
    const reply = await options.site.handle({ method, path: url.pathname + url.search, ...(body && { body }) }, actor);
    response.writeHead(reply.status, { ...reply.headers, 'cache-control': 'no-store' });
    response.end(reply.body);
  }

  async function showing(
    request: IncomingMessage,
  ): Promise<{ body: Record<string, unknown>; surface: Surface; accountId: string; context: Record<string, unknown> }> {
    const accountId = signedIn(request);
    const body = await readJsonObject(request, INVOKE_BODY_LIMIT);
    const surface = surfaces.find((each) => each.key === body['module']);
    if (!surface) throw new HttpFault(404, 'The manifest has no such module.');
    const context = await options.contexts(surface, placeOf(body['place']), accountId);
    return { body, surface, accountId, context };
  }

  async function invoke({ request, response }: Exchange): Promise<void> {
    const { body, surface, accountId, context } = await showing(request);
    if (typeof body['functionKey'] !== 'string') throw new HttpFault(400, 'functionKey must be a string.');
    try {
      const value = await options.invoke(surface, body['functionKey'], body['payload'], { accountId, context });
      sendJson(response, 200, { value });
    } catch (error) {
      sendJson(response, 502, { message: error instanceof Error ? error.message : String(error) });
    }
  }

  function describeSite({ response }: Exchange): void {
    const { title, timeZone, personas } = options.data;
    sendJson(response, 200, { title, timeZone, personas, surfaces, frameOrigin: options.frameOrigin });
  }

  async function serveShell({ response, params }: Exchange): Promise<void> {
    const file = await fileBelow(options.shellFolder, params['*'] ?? '');
    if (file && path.extname(file) !== '.html') return sendFile(response, file);
    if (path.extname(params['*'] ?? '') === '.js') throw new HttpFault(404, 'The shell has no such script.');
    await sendShell(response);
  }

  async function sendShell(response: ServerResponse): Promise<void> {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': shellPolicy(options.frameOrigin),
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    response.end(await readFile(path.join(options.shellFolder, 'index.html')));
  }

  return routed(
    [
      { method: 'ANY', path: '/rest/*', handle: forwardToJira },
      { method: 'ANY', path: '/sandbox/account', handle: forwardToJira },
      { method: 'GET', path: '/sandbox/site', handle: describeSite },
      {
        method: 'POST',
        path: '/sandbox/context',
        handle: async ({ request, response }) => sendJson(response, 200, (await showing(request)).context),
      },
      { method: 'POST', path: '/sandbox/invoke', handle: invoke },
      { method: 'GET', path: '/sandbox/events', handle: ({ response }) => options.events.open(response) },
      {
        method: 'GET',
        path: '/sandbox/csp-violations',
        handle: ({ response }) => sendJson(response, 200, options.violations.all()),
      },
      {
        method: 'GET',
        path: '/sandbox/activity',
        handle: ({ response }) => sendJson(response, 200, options.activity()),
      },
      { method: 'GET', path: '/*', handle: serveShell },
    ],
    options.onCrash,
  );
}

function isSiteMethod(method: string): method is SiteRequest['method'] {
  return method === 'GET' || method === 'POST' || method === 'PUT' || method === 'DELETE';
}

function placeOf(value: unknown): Place {
  const place = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return {
    projectKey: typeof place['projectKey'] === 'string' ? place['projectKey'] : null,
    issueKey: typeof place['issueKey'] === 'string' ? place['issueKey'] : null,
    colorMode: place['colorMode'] === 'dark' ? 'dark' : 'light',
    localId: typeof place['localId'] === 'string' ? place['localId'] : '',
    modal: place['modal'],
  };
}

/** The shell shows the app's frames and nothing else from elsewhere. */
function shellPolicy(frameOrigin: string): string {
  return [
    "default-src 'self'",
    `frame-src ${frameOrigin}`,
    "img-src 'self' data:",
    "style-src 'self'",
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
