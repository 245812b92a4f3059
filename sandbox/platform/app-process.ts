import { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { ExternalRequestBody } from '@forge/runtime';
import { NodeSandbox } from '@forge/tunnel/out/sandbox';

/** What our wrapper sends back for an invocation. */
export type AppReply =
  | { readonly success: true; readonly body?: string }
  | {
      readonly success: false;
      readonly error: { readonly errorMessage: string; readonly errorType: string; readonly stack: readonly string[] };
    };

export type Outcome =
  | { readonly kind: 'replied'; readonly reply: AppReply }
  | { readonly kind: 'timedOut' }
  | { readonly kind: 'outOfMemory' }
  | { readonly kind: 'crashed'; readonly how: string };

export interface AppOutput {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly invocationId?: string;
}

/** How a process fared; kept after its end. */
export interface ProcessRecord {
  readonly pid: number;
  invocations: number;
  /** 0 where the operating system does not tell. */
  peakResidentBytes: number;
  /** Why it ended; `dismissed`: it was not needed any more. `null` while it runs. */
  ending: 'timedOut' | 'outOfMemory' | 'crashed' | 'dismissed' | null;
  running: boolean;
}

type WithLog = { readonly log: AppOutput };

const MEMORY_POLL_MILLISECONDS = 50;
const BYTES_PER_MB = 1024 * 1024;

/** The shares of memory that a Lambda gives to the old and the young generation of V8. */
function nodeFlags(memoryMB: number): string[] {
  const young = Math.floor(memoryMB / 10);
  return [`--max-semi-space-size=${Math.floor(young / 2)}`, `--max-old-space-size=${memoryMB - young}`];
}

/**
 * `NodeSandbox` forks with this process's own Node flags (a TypeScript loader, a debugger …), which the app must not
 * see; and it has no way to give others.
 */
function withNodeFlags<T>(flags: string[], action: () => T): T {
  const own = process.execArgv;
  process.execArgv = flags;
  try {
    return action();
  } finally {
    process.execArgv = own;
  }
}

/** The forked process, which `NodeSandbox` keeps to itself: needed to kill it, to measure it and to see it end. */
function childOf(sandbox: NodeSandbox): ChildProcess {
  const child: unknown = Reflect.get(sandbox, 'process');
  if (!(child instanceof ChildProcess)) throw new Error('@forge/tunnel has changed: NodeSandbox holds no process.');
  return child;
}

function isLog(message: unknown): message is WithLog {
  return typeof message === 'object' && message !== null && 'log' in message;
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
}

/**
 * One process of the app, in Forge's own `NodeSandbox`. Like a Lambda instance it serves one invocation at a time, stays
 * warm in between, and is killed when it exceeds its time or its memory.
 */
export class AppProcess {
  readonly record: ProcessRecord;
  private readonly sandbox: NodeSandbox;
  private readonly child: ChildProcess;
  private readonly ended: Promise<Outcome>;
  private readonly memoryPoll: NodeJS.Timeout;
  private readonly memoryBytes: number;

  constructor(options: {
    readonly bundleDirectory: string;
    readonly memoryMB: number;
    readonly onOutput: (output: AppOutput) => void;
  }) {
    this.memoryBytes = options.memoryMB * BYTES_PER_MB;
    this.sandbox = withNodeFlags(
      nodeFlags(options.memoryMB),
      () => new NodeSandbox({ appPath: options.bundleDirectory, modName: 'app', handler: 'main' }),
    );
    this.child = childOf(this.sandbox);
    this.record = {
      pid: this.child.pid ?? 0,
      invocations: 0,
      peakResidentBytes: 0,
      ending: null,
      running: true,
    };
    this.child.on('message', (message) => {
      if (isLog(message)) options.onOutput(message.log);
    });
    this.ended = this.watchEnd();
    this.memoryPoll = setInterval(() => this.checkMemory(), MEMORY_POLL_MILLISECONDS).unref();
  }

  /** Runs one invocation. After any outcome but `replied` the process is gone. */
  async execute(event: ExternalRequestBody, timeoutMilliseconds: number): Promise<Outcome> {
    this.record.invocations += 1;
    let timer: NodeJS.Timeout | undefined;
    const replied = this.sandbox.execute(event).then((reply): Outcome => ({ kind: 'replied', reply: toReply(reply) }));
    const timedOut = new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => {
        this.kill('timedOut');
        resolve({ kind: 'timedOut' });
      }, timeoutMilliseconds);
    });
    try {
      return await Promise.race([replied, timedOut, this.ended]);
    } finally {
      clearTimeout(timer);
      this.measure();
    }
  }

  /** Ends the process at once. */
  kill(ending: NonNullable<ProcessRecord['ending']>): void {
    this.record.ending ??= ending;
    this.measure();
    this.child.kill('SIGKILL');
  }

  /** Resolves when the process is gone. */
  async gone(): Promise<void> {
    await this.ended;
  }

  private watchEnd(): Promise<Outcome> {
    return new Promise((resolve) => {
      const end = (how: string, outOfMemory: boolean) => {
        if (!this.record.running) return;
        clearInterval(this.memoryPoll);
        this.record.running = false;
        this.record.ending ??= outOfMemory ? 'outOfMemory' : 'crashed';
        resolve(this.record.ending === 'outOfMemory' ? { kind: 'outOfMemory' } : { kind: 'crashed', how });
      };
      this.child.on('error', (error) => end(error.message, false));
      // V8 aborts a process whose heap is full.
      this.child.once('exit', (code, signal) =>
        end(signal ?? `exit code ${code}`, signal === 'SIGABRT' || code === 134),
      );
    });
  }

  private measure(): number {
    try {
      const status = readFileSync(`/proc/${this.record.pid}/status`, 'utf8');
      this.record.peakResidentBytes = Math.max(this.record.peakResidentBytes, kilobytes(status, 'VmHWM') * 1024);
      return kilobytes(status, 'VmRSS') * 1024;
    } catch {
      // No /proc on this system, or the process has just ended.
      return 0;
    }
  }

  private checkMemory(): void {
    if (this.measure() > this.memoryBytes) this.kill('outOfMemory');
  }
}

function toReply(result: Awaited<ReturnType<NodeSandbox['execute']>>): AppReply {
  if (result.success === true) {
    const body: unknown = result.body;
    return typeof body === 'string' ? { success: true, body } : { success: true };
  }
  const { errorMessage = '', errorType = 'Error', stack = [] } = result.error ?? {};
  return { success: false, error: { errorMessage, errorType, stack } };
}
