import { AsyncLocalStorage } from 'node:async_hooks';
import { FakeJira, type Asker } from './fake-jira';

/**
 * Forge's two globals over memory: storage, queue and Jira for the real @forge packages. Strict about what the
 * platform is strict about. A "process" may be killed at its n-th call: that call and all later ones never return.
 */
export interface QueuedEvent {
  readonly body: unknown;
  readonly dueAt: number;
  readonly retryCount: number;
}

interface Process {
  readonly asker: Asker;
  readonly killAtCall: number | null;
  readonly onKilled: () => void;
  calls: number;
  dead: boolean;
}

export type Outcome<T> =
  { readonly killed: true } | { readonly killed: false; readonly value: T; readonly calls: number };

type Worker = (event: never) => Promise<unknown>;
type ForgeArguments = { readonly type: string; readonly provider: string; readonly remote?: string };

const processes = new AsyncLocalStorage<Process>();
const VALUE_LIMIT = 240 * 1024;
const KEY = /^[a-zA-Z0-9:._\s\-#]{1,500}$/;

const setTimer = globalThis.setTimeout;

/** What a process waits for ends with it: the timers of a killed one never ring. */
function setTimerOfProcess<A extends unknown[]>(
  ring: (...args: A) => void,
  delay?: number,
  ...args: A
): NodeJS.Timeout {
  const process = processes.getStore();
  return setTimer(() => process?.dead || ring(...args), delay);
}
globalThis.setTimeout = Object.assign(setTimerOfProcess, setTimer);

export class FakeForge {
  readonly storage = new Map<string, string>();
  readonly queue: QueuedEvent[] = [];
  readonly jira = new FakeJira();
  pushes = 0;
  /** Asked before every storage call; a code it answers is the error instead. */
  storageFault: (operation: string, key: string) => string | null = () => null;
  /** Called before every call of the app, for tests that let something happen in between. */
  before: (call: string) => Promise<void> | void = () => undefined;

  constructor() {
    const globals = globalThis as unknown as Record<string, unknown>;
    globals.__forge_fetch__ = (to: ForgeArguments, path: string, init?: { method?: string; body?: string }) =>
      this.fetch(to, path, init);
    globals.__forge_runtime__ = { proxy: { token: 'token', url: 'https://forge.invalid' }, appContext: {} };
  }

  /** Runs a handler as its own process, as the app or on behalf of a user. */
  async run<T>(work: () => Promise<T>, options: { accountId?: string; killAtCall?: number } = {}): Promise<Outcome<T>> {
    const { accountId, killAtCall = null } = options;
    const asker: Asker = accountId === undefined ? { kind: 'app' } : { kind: 'user', accountId };
    let onKilled = (): void => undefined;
    const killed = new Promise<Outcome<T>>((resolve) => {
      onKilled = () => resolve({ killed: true });
    });
    const process: Process = { asker, killAtCall, onKilled, calls: 0, dead: false };
    const done = processes
      .run(process, work)
      .then((value) => ({ killed: false, value, calls: process.calls }) as const);
    return Promise.race([done, killed]);
  }

  /** Delivers events, earliest first and on a clock that jumps to each, until none is left. Undone ones come again. */
  async drain(worker: Worker, options: { killAtCall?: number } = {}): Promise<{ deliveries: number; kills: number }> {
    let deliveries = 0;
    let kills = 0;
    while (this.queue.length > 0) {
      if (++deliveries > 2000) throw new Error('The queue does not run dry');
      const killAtCall = kills === 0 ? options.killAtCall : undefined;
      const killed = await this.deliver(this.takeNext(), worker, killAtCall);
      if (killed) kills++;
    }
    return { deliveries, kills };
  }

  takeNext(): QueuedEvent {
    this.queue.sort((a, b) => a.dueAt - b.dueAt);
    const next = this.queue.shift();
    if (next === undefined) throw new Error('The queue is empty');
    if (next.dueAt > Date.now()) jest.setSystemTime(next.dueAt);
    return next;
  }

  /** True when the worker was killed; the event is then queued again, as the platform does. */
  async deliver(event: QueuedEvent, worker: Worker, killAtCall?: number): Promise<boolean> {
    const { body, retryCount } = event;
    const retryContext = { retryCount, retryReason: '', retryData: null };
    const asyncEvent = { body, queueName: 'refresh', jobId: 'job', eventId: 'event', retryContext };
    const outcome = await this.run(() => worker(asyncEvent as never), killAtCall === undefined ? {} : { killAtCall });
    if (outcome.killed) {
      this.queue.push({ ...event, dueAt: Date.now() });
      return true;
    }
    const retry = outcome.value as { _retry?: boolean; retryOptions: { retryAfter: number } } | undefined;
    if (retry?._retry) {
      this.queue.push({ body, dueAt: Date.now() + retry.retryOptions.retryAfter * 1000, retryCount: retryCount + 1 });
    }
    return false;
  }

  /** Keys by the kind of record, for looking at what is left. */
  keys(kind: string): readonly string[] {
    return [...this.storage.keys()].filter((key) => key.startsWith(`${kind}:`));
  }

  private async fetch(
    to: ForgeArguments,
    path: string,
    init: { method?: string; body?: string } = {},
  ): Promise<Response> {
    const process = processes.getStore();
    if (process === undefined) throw new Error('A call from outside any process');
    process.calls++;
    if (process.dead || process.calls === process.killAtCall) {
      process.dead = true;
      process.onKilled();
      return new Promise<Response>(() => undefined);
    }
    await this.before(`${to.remote ?? to.type} ${path}`);
    const body: unknown = init.body === undefined ? undefined : JSON.parse(init.body);
    if (to.remote === 'kvs') return this.kvs(path, body as Record<string, never>);
    if (to.remote === 'stargate') return this.publish(body as PushBody);
    const asker: Asker = to.provider === 'app' ? { kind: 'app' } : process.asker;
    if (to.provider !== 'app' && asker.kind === 'app') throw new Error('A call as the user, without a user');
    return this.jira.answer(init.method ?? 'GET', path, body, asker);
  }

  private kvs(path: string, body: { key?: string; value?: unknown; options?: { keyPolicy?: string } }): Response {
    const operation = path.split('/').at(-1) ?? '';
    const key = body.key ?? '';
    if (operation !== 'query' && !KEY.test(key)) return refuse(400, 'INVALID_KEY');
    const fault = this.storageFault(operation, key);
    if (fault !== null) return refuse(500, fault);
    switch (operation) {
      case 'get': {
        const stored = this.storage.get(key);
        return stored === undefined
          ? refuse(404, 'KEY_NOT_FOUND')
          : json(200, { key, value: JSON.parse(stored) as unknown });
      }
      case 'set': {
        const text = JSON.stringify(body.value);
        if (Buffer.byteLength(text) > VALUE_LIMIT) return refuse(400, 'MAX_SIZE');
        if (body.options?.keyPolicy === 'FAIL_IF_EXISTS' && this.storage.has(key)) return refuse(409, 'KEY_CONFLICT');
        this.storage.set(key, text);
        return new Response(null, { status: 204 });
      }
      case 'delete':
        this.storage.delete(key);
        return new Response(null, { status: 204 });
      case 'query':
        return this.query(body as unknown as QueryBody);
      default:
        throw new Error(`Storage operation that the fake does not know: ${path}`);
    }
  }

  private query({ where = [], limit = 10, after }: QueryBody): Response {
    if (limit > 100) return refuse(400, 'LIMIT');
    const prefix = where[0]?.values[0] ?? '';
    const keys = [...this.storage.keys()].filter((key) => key.startsWith(prefix)).sort();
    const from = after === undefined ? 0 : keys.findIndex((key) => key > after);
    const page = from < 0 ? [] : keys.slice(from, from + limit);
    const more = from >= 0 && from + limit < keys.length;
    const data = page.map((key) => ({ key, value: JSON.parse(this.storage.get(key) ?? 'null') as unknown }));
    return json(200, { data, ...(more ? { cursor: page.at(-1) } : {}) });
  }

  private publish({ payload }: PushBody): Response {
    if (payload.length > 50) return json(413, { errorMessage: 'too many' });
    this.pushes++;
    for (const { body, delayInSeconds = 0 } of payload) {
      if (JSON.stringify(body).length > 100 * 1024) return json(413, { errorMessage: 'too big' });
      this.queue.push({ body, dueAt: Date.now() + delayInSeconds * 1000, retryCount: 0 });
    }
    return json(201, {});
  }
}

interface QueryBody {
  readonly where?: readonly { readonly values: readonly string[] }[];
  readonly limit?: number;
  readonly after?: string;
}

interface PushBody {
  readonly payload: readonly { readonly body: unknown; readonly delayInSeconds?: number }[];
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

function refuse(status: number, code: string): Response {
  return json(status, { code, message: code });
}

/** A clock that tests move; timers stay real. Call at the top of a test file. */
export function useClock(at: string): void {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date(at), doNotFake: REAL_TIMERS });
    for (const method of ['info', 'error'] as const) jest.spyOn(console, method).mockImplementation(() => undefined);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });
}

const REAL_TIMERS = [
  ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'] as const),
  ...(['nextTick', 'queueMicrotask', 'performance', 'hrtime'] as const),
];
