import type { ExternalRequestBody } from '@forge/runtime';
import type { AppOutput, Outcome, ProcessRecord } from './app-process';
import { AppProcess } from './app-process';

/** As many warm processes stay when nothing is to do. */
const KEPT_IDLE = 3;
/** As many processes are never taken by work in the background. */
const KEPT_FOR_PEOPLE = 2;

interface PoolOptions {
  readonly bundleDirectory: string;
  readonly memoryMB: number;
  readonly maximumProcesses: number;
  readonly onOutput: (output: AppOutput) => void;
}

/** The app's processes: as many as invocations run at once, one invocation in each, reused when they are done. */
export class AppPool {
  private readonly idle: AppProcess[] = [];
  private readonly busy = new Set<AppProcess>();
  private readonly waiting: { readonly background: boolean; readonly proceed: () => void }[] = [];
  private running = 0;
  private isStopped = false;
  private readonly records: ProcessRecord[] = [];

  constructor(private readonly options: PoolOptions) {}

  /** Runs an invocation as soon as there is room; `milliseconds` is how long it ran, without the wait. */
  async run(
    event: ExternalRequestBody,
    timeoutMilliseconds: number,
    background: boolean,
  ): Promise<{ readonly outcome: Outcome; readonly milliseconds: number }> {
    await this.takeRoom(background);
    try {
      if (this.isStopped) return { outcome: { kind: 'crashed', how: 'the platform has stopped' }, milliseconds: 0 };
      return await this.execute(event, timeoutMilliseconds);
    } finally {
      this.running -= 1;
      this.admit();
    }
  }

  private async execute(
    event: ExternalRequestBody,
    timeoutMilliseconds: number,
  ): Promise<{ readonly outcome: Outcome; readonly milliseconds: number }> {
    const process = this.takeIdle() ?? this.start();
    this.busy.add(process);
    const start = performance.now();
    try {
      const outcome = await process.execute(event, timeoutMilliseconds);
      return { outcome, milliseconds: performance.now() - start };
    } finally {
      this.busy.delete(process);
      this.putBack(process);
    }
  }

  processes(): readonly Readonly<ProcessRecord>[] {
    return this.records;
  }

  /** Kills all processes, those at work included. What waits for room is not begun. */
  async stop(): Promise<void> {
    this.isStopped = true;
    const all = [...this.idle, ...this.busy];
    this.idle.length = 0;
    for (const process of all) process.kill('dismissed');
    await Promise.all(all.map((process) => process.gone()));
  }

  private takeRoom(background: boolean): Promise<void> {
    return new Promise((proceed) => {
      this.waiting.push({ background, proceed });
      this.admit();
    });
  }

  private admit(): void {
    for (;;) {
      const room = this.options.maximumProcesses - this.running;
      const next = this.waiting.findIndex(({ background }) => room > (background ? KEPT_FOR_PEOPLE : 0));
      if (next === -1) return;
      this.running += 1;
      const [{ proceed }] = this.waiting.splice(next, 1);
      proceed();
    }
  }

  private takeIdle(): AppProcess | undefined {
    for (let process = this.idle.pop(); process !== undefined; process = this.idle.pop()) {
      if (process.record.running) return process;
    }
    return undefined;
  }

  private start(): AppProcess {
    const process = new AppProcess(this.options);
    this.records.push(process.record);
    return process;
  }

  private putBack(process: AppProcess): void {
    if (!process.record.running || process.record.ending !== null) return;
    if (this.idle.length < KEPT_IDLE) this.idle.push(process);
    else process.kill('dismissed');
  }
}
