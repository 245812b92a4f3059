import { AsyncLocalStorage } from 'node:async_hooks';
import type { Reply } from './reply';

/** Who asks: an account, or the app itself. */
export type Asker = { readonly kind: 'app' } | { readonly kind: 'user'; readonly accountId: string };

export type ForgeArguments = { readonly type: string; readonly provider: string; readonly remote?: string };
export type ForgeFetch = (
  to: ForgeArguments,
  path: string,
  init?: { method?: string; body?: string },
) => Promise<Reply>;

/** A clock that keeps timers instead of Node's. */
export interface Timers {
  set(ring: () => void, delay: number): { cancel(): void };
}

/** One invocation of the app on one installation. Killed, its calls never return and its timers never ring. */
export interface Process {
  readonly asker: Asker;
  /** What names it in a trace. */
  readonly name: string;
  readonly fetch: ForgeFetch;
  readonly timers: Timers | null;
  readonly killAtCall: number | null;
  readonly onKilled: () => void;
  calls: number;
  dead: boolean;
  /** Milliseconds since 1970; `null` while it lives. */
  diedAt: number | null;
}

const processes = new AsyncLocalStorage<Process>();
const [setRealTimer, clearRealTimer] = [globalThis.setTimeout, globalThis.clearTimeout];

/** Runs the app's code as the process; its calls go to the process's own installation. */
export function runInProcess<T>(process: Process, work: () => Promise<T>): Promise<T> {
  Object.assign(globalThis, GLOBALS);
  return processes.run(process, work);
}

export function currentProcess(): Process {
  const process = processes.getStore();
  if (process === undefined) throw new Error('A call from outside any process');
  return process;
}

/** Forge's two globals: which installation answers depends on who calls. */
const GLOBALS = {
  __forge_fetch__: async (...call: Parameters<ForgeFetch>): Promise<Reply> => currentProcess().fetch(...call),
  __forge_runtime__: { proxy: { token: 'token', url: 'https://forge.invalid' }, appContext: {} },
};

/** What `setTimeout` gives where another clock keeps the timers: enough of Node's for whoever holds it. */
class KeptTimer {
  constructor(private readonly kept: { cancel(): void }) {}

  cancel(): void {
    this.kept.cancel();
  }

  unref(): this {
    return this;
  }
}

/** What a process waits for ends with it: the timers of a killed one never ring. */
function setTimerOfProcess<A extends unknown[]>(ring: (...args: A) => void, delay = 0, ...args: A): unknown {
  const process = processes.getStore();
  const ringIfAlive = (): void => {
    if (process?.dead !== true) ring(...args);
  };
  const timers = process?.timers ?? null;
  return timers === null ? setRealTimer(ringIfAlive, delay) : new KeptTimer(timers.set(ringIfAlive, delay));
}

function clearTimerOfProcess(timer: unknown): void {
  if (timer instanceof KeptTimer) timer.cancel();
  else clearRealTimer(timer as NodeJS.Timeout);
}

Object.assign(globalThis, {
  setTimeout: Object.assign(setTimerOfProcess, setRealTimer),
  clearTimeout: clearTimerOfProcess,
});
