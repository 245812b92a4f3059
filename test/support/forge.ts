import { FakeJira } from './fake-jira';
import { FakeKvs } from './fake-kvs';
import { JiraMeter } from './jira-meter';
import { currentProcess, runInProcess, type Asker, type ForgeArguments, type Process, type Timers } from './processes';
import { reply, type Reply } from './reply';

/**
 * Forge's two globals over memory: storage, queue and Jira for the real @forge packages. Strict about what the
 * platform is strict about. A "process" may be killed at its n-th call: that call and all later ones never return.
 * Several installations may live beside each other in one Node process, as tenants do in a warm one.
 */
export interface QueuedEvent {
  readonly body: unknown;
  readonly dueAt: number;
  readonly retryCount: number;
}

/** Whatever answers the app's calls of Jira. */
export interface JiraAnswers {
  answer(method: string, path: string, body: unknown, as: Asker): Reply | Promise<Reply>;
}

export type Outcome<T> =
  { readonly killed: true } | { readonly killed: false; readonly value: T; readonly calls: number };

export interface RunOptions {
  /** Absent: the app itself. */
  readonly accountId?: string;
  readonly killAtCall?: number;
  /** Milliseconds after which the platform kills it. Needs `timers`. */
  readonly lifetime?: number;
  /** What names it in a trace. */
  readonly name?: string;
}

export type Worker = (event: never) => Promise<unknown>;

export class FakeForge {
  readonly kvs = new FakeKvs();
  readonly queue: QueuedEvent[] = [];
  readonly jira = new FakeJira();
  /** Answers instead of `jira` where a test has another site. */
  answers: JiraAnswers = this.jira;
  /** What the app took from Jira, by the prices of its points quota. */
  readonly meter = new JiraMeter();
  pushes = 0;
  /** Accounts that Atlassian's personal-data API has something to say about. */
  readonly accounts = new Map<string, 'closed' | 'updated'>();
  /** Called before every call of the app, for tests that let something happen in between. */
  before: (call: string, body?: string) => Promise<void> | void = () => undefined;
  /** Asked before every push; a reply that it gives comes instead. */
  pushFault: () => Reply | null = () => null;
  /** Where pushed events go. */
  enqueue: (event: QueuedEvent) => void = (event) => this.queue.push(event);
  /** What the platform does with the event of a worker that was killed. */
  redeliver: (event: QueuedEvent) => void = (event) => this.enqueue({ ...event, dueAt: Date.now() });
  /** Keeps the timers of processes; `null`: Node does. */
  timers: Timers | null = null;

  /** Keys and JSON texts. */
  get storage(): Map<string, string> {
    return this.kvs.storage;
  }

  /** Asked before every storage call; a code it answers is the error instead. */
  set storageFault(fault: FakeKvs['fault']) {
    this.kvs.fault = fault;
  }

  /** Runs a handler as its own process, as the app or on behalf of a user. */
  async run<T>(work: () => Promise<T>, options: RunOptions = {}): Promise<Outcome<T>> {
    const { accountId, killAtCall = null, lifetime, name = 'process' } = options;
    const asker: Asker = accountId === undefined ? { kind: 'app' } : { kind: 'user', accountId };
    let onKilled = (): void => undefined;
    const killed = new Promise<Outcome<T>>((resolve) => {
      onKilled = () => resolve({ killed: true });
    });
    const { timers } = this;
    const fetch: Process['fetch'] = (to, path, init) => this.fetch(to, path, init);
    const process: Process = { asker, name, fetch, timers, killAtCall, onKilled, calls: 0, dead: false, diedAt: null };
    const end = lifetime === undefined ? null : timers?.set(() => void this.kill(process), lifetime);
    const done = runInProcess(process, work).then((value) => ({ killed: false, value, calls: process.calls }) as const);
    return Promise.race([done, killed]).finally(() => end?.cancel());
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
  async deliver(event: QueuedEvent, worker: Worker, killAtCall?: number, lifetime?: number): Promise<boolean> {
    const { body, retryCount } = event;
    const retryContext = { retryCount, retryReason: '', retryData: null };
    const asyncEvent = { body, queueName: 'refresh', jobId: 'job', eventId: 'event', retryContext };
    const outcome = await this.run(() => worker(asyncEvent as never), {
      name: nameOf(body),
      ...(killAtCall === undefined ? {} : { killAtCall }),
      ...(lifetime === undefined ? {} : { lifetime }),
    });
    if (outcome.killed) {
      this.redeliver(event);
      return true;
    }
    const retry = outcome.value as { _retry?: boolean; retryOptions: { retryAfter: number } } | undefined;
    if (retry?._retry) {
      const dueAt = Date.now() + retry.retryOptions.retryAfter * 1000;
      this.enqueue({ body, dueAt, retryCount: retryCount + 1 });
    }
    return false;
  }

  /** Keys by the kind of record, for looking at what is left. */
  keys(kind: string): readonly string[] {
    return [...this.storage.keys()].filter((key) => key.startsWith(`${kind}:`));
  }

  private async fetch(to: ForgeArguments, path: string, init: { method?: string; body?: string } = {}): Promise<Reply> {
    const process = currentProcess();
    process.calls++;
    if (process.dead || process.calls === process.killAtCall) return this.kill(process);
    await this.before(`${to.remote ?? to.type} ${path}`, init.body);
    const answer = await this.answerTo(to, path, init, process.asker);
    // A call that was on its way when its process was killed is done, and nobody hears of it.
    return process.dead ? this.kill(process) : answer;
  }

  private kill(process: Process): Promise<Reply> {
    process.dead = true;
    process.diedAt ??= Date.now();
    process.onKilled();
    return new Promise<Reply>(() => undefined);
  }

  private async answerTo(
    to: ForgeArguments,
    path: string,
    init: { method?: string; body?: string },
    caller: Asker,
  ): Promise<Reply> {
    const body: unknown = init.body === undefined ? undefined : JSON.parse(init.body);
    if (to.remote === 'kvs') return this.kvs.handle(path, body);
    if (to.remote === 'stargate') return this.stargate(path, body);
    const asker: Asker = to.provider === 'app' ? { kind: 'app' } : caller;
    if (to.provider !== 'app' && asker.kind === 'app') throw new Error('A call as the user, without a user');
    const method = init.method ?? 'GET';
    const answer = await this.answers.answer(method, path, body, asker);
    this.meter.count(method, path, answer.status, await answer.text());
    return answer;
  }

  private stargate(path: string, body: unknown): Reply {
    if (path.startsWith('/webhook/queue/publish/')) return this.publish(body as PushBody);
    if (path === '/app/report-accounts') return this.reportAccounts(body as AccountsBody);
    throw new Error(`A path of the platform that the fake does not know: ${path}`);
  }

  private publish({ payload }: PushBody): Reply {
    if (payload.length > 50) return reply(413, { errorMessage: 'too many' });
    this.pushes++;
    const fault = this.pushFault();
    if (fault !== null) return fault;
    if (payload.some(({ body }) => JSON.stringify(body).length > 100 * 1024)) {
      return reply(413, { errorMessage: 'too big' });
    }
    for (const { body, delayInSeconds = 0 } of payload) {
      if (delayInSeconds > 900) return reply(400, { errorMessage: 'too late' });
      this.enqueue({ body, dueAt: Date.now() + delayInSeconds * 1000, retryCount: 0 });
    }
    return reply(201, {});
  }

  private reportAccounts({ accounts }: AccountsBody): Reply {
    if (accounts.length > 90) return reply(400, { errorMessage: 'too many' });
    const known = accounts.flatMap(({ accountId }) => {
      const status = this.accounts.get(accountId);
      return status === undefined ? [] : [{ accountId, status }];
    });
    return known.length === 0 ? reply(204, undefined) : reply(200, { accounts: known });
  }
}

/** `project 10001`, for traces. */
function nameOf(body: unknown): string {
  const { job = 'job', projectId = '' } = (body ?? {}) as { job?: string; projectId?: number };
  return `${job} ${projectId}`.trimEnd();
}

interface AccountsBody {
  readonly accounts: readonly { readonly accountId: string; readonly updatedAt: string }[];
}

interface PushBody {
  readonly payload: readonly { readonly body: unknown; readonly delayInSeconds?: number }[];
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
