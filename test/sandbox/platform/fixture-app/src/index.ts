import api, { assumeTrustedRoute, getAppContext, privacy, route } from '@forge/api';
import { InvocationError, InvocationErrorCode, Queue } from '@forge/events';
import kvs from '@forge/kvs';
import Resolver from '@forge/resolver';

/** An app that does what the tests of the platform tell it, and reports to the site under `/report`. */

interface Work {
  readonly name: string;
  /** What to do at the first delivery; later ones just report. */
  readonly first?: 'retry' | 'crash' | 'hang' | 'throw';
  readonly holdMilliseconds?: number;
}

interface WorkEvent {
  readonly body: Work;
  readonly retryContext?: { readonly retryCount: number; readonly retryReason: string };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function report(what: unknown): Promise<void> {
  await api.asApp().requestJira(route`/report`, { method: 'POST', body: JSON.stringify(what) });
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  return { ...error, name: error.name, message: error.message };
}

async function attempt(action: () => Promise<unknown>): Promise<unknown> {
  try {
    return { value: await action() };
  } catch (error) {
    return { error: describeError(error) };
  }
}

async function callJira(as: Payload['as'], path: string, accountId?: string): Promise<unknown> {
  const caller = as === 'user' ? api.asUser(accountId) : as === 'app' ? api.asApp() : api;
  const response = await caller.requestJira(assumeTrustedRoute(path));
  return { status: response.status, body: await response.text() };
}

function blockFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** Fills memory with what the garbage collector cannot take back; buffers lie outside of V8's heap. */
async function fillMemory(megabytes: number, kind: Payload['kind']): Promise<number> {
  const kept: unknown[] = [];
  for (let index = 0; index < megabytes; index += 1) {
    kept.push(kind === 'buffers' ? Buffer.alloc(1024 * 1024, 1) : Array.from({ length: 131_072 }, () => ({})));
    await pause(1);
  }
  return kept.length;
}

/** What the tests send; each function takes what it needs. */
interface Payload {
  readonly as?: 'app' | 'user' | 'nobody';
  readonly path?: string;
  readonly accountId?: string;
  readonly events?: { body: Record<string, unknown>; delayInSeconds?: number }[];
  readonly milliseconds?: number;
  readonly megabytes?: number;
  readonly bytes?: number;
  readonly kind?: string;
  readonly text?: string;
  readonly accounts?: { accountId: string; updatedAt: string }[];
}

interface Request {
  readonly payload: Payload;
  readonly context: { readonly accountId?: string };
}

const { console: appLog } = globalThis;
const held: unknown[] = [];
const definitions = new Resolver();

function define(name: string, action: (payload: Payload, request: Request) => unknown): void {
  definitions.define(name, (request: Request) => action(request.payload, request));
}

define('echo', (_, request) => request);
define('store', (payload) => attempt(() => kvs.set('kept', payload)));
define('stored', () => attempt(() => kvs.get('kept')));
define('jira', ({ as, path, accountId }) => attempt(() => callJira(as, path ?? '', accountId)));
define('push', ({ events }) => attempt(() => new Queue({ key: 'work' }).push(events ?? [])));
define('reportAccounts', ({ accounts }) => attempt(() => privacy.reportPersonalData(accounts ?? [])));
define('context', () => {
  const { moduleKey, invocationId, appAri, environmentType, permissions } = getAppContext();
  return { moduleKey, invocationId, appAri: appAri.toString(), environmentType, scopes: permissions?.scopes };
});
define('clock', () => ({
  now: Date.now(),
  fromConstructor: new Date().getTime(),
  fromCall: Date(),
  isDate: new Date() instanceof Date,
  ofText: new Date('2026-01-01T00:00:00Z').getTime(),
  timeZoneOffset: new Date().getTimezoneOffset(),
}));
define('slowIdentity', async ({ milliseconds }, { context: { accountId } }) => {
  const heldBefore = held.length;
  held.push(accountId);
  await pause(milliseconds ?? 0);
  const { invocationId } = getAppContext();
  return {
    accountId,
    invocationId,
    asUser: await callJira('user', '/rest/api/3/myself'),
    pid: process.pid,
    heldBefore,
  };
});
define('remaining', async ({ milliseconds }) => {
  const before = getAppContext().invocationRemainingTimeInMillis();
  await pause(milliseconds ?? 0);
  return { before, after: getAppContext().invocationRemainingTimeInMillis() };
});
define('fillMemory', ({ megabytes, kind }) => fillMemory(megabytes ?? 0, kind));
define('crash', () => process.exit(3));
define('throw', () => {
  throw new TypeError('a mistake of the app');
});
define('throwLater', async () => {
  setTimeout(() => {
    throw new Error('nobody awaits this');
  }, 1);
  await pause(1000);
});
define('bigReply', ({ bytes }) => 'x'.repeat(bytes ?? 0));
define('write', ({ text }) => {
  appLog.warn('said %s', text);
  process.stdout.write(`written ${text}\n`);
});
define('fetchOutside', () => attempt(() => fetch('https://example.com/data')));
define('forgetAwait', () => {
  void pause(100).then(() => report('too late'));
});

export const resolver = definitions.getDefinitions();

export async function worker({ body, retryContext }: WorkEvent): Promise<unknown> {
  if (retryContext === undefined) {
    if (body.first === 'retry') {
      return new InvocationError({ retryAfter: 1, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST });
    }
    if (body.first === 'crash') process.exit(4);
    if (body.first === 'hang') blockFor(60_000);
    if (body.first === 'throw') throw new Error('a mistake of the consumer');
  }
  await pause(body.holdMilliseconds ?? 0);
  await report({ worked: body.name, retry: retryContext?.retryReason ?? null });
  return undefined;
}

export async function onEvent(event: { eventType: string; selfGenerated: boolean }): Promise<void> {
  await report({ event: event.eventType, selfGenerated: event.selfGenerated });
}

export async function upkeep(request: { context: { moduleKey: string } }): Promise<unknown> {
  await report({ scheduled: request.context.moduleKey, asUser: await attempt(() => callJira('user', '/myself')) });
  return { statusCode: 204 };
}
