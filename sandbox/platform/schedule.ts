import type { FunctionRunner } from './function-runner';
import type { PlatformLog } from './log';
import type { Interval, ScheduledTrigger } from './manifest';

const MINUTE = 60_000;
const FIRST_RUN_AFTER = 5 * MINUTE;
const INTERVALS = {
  fiveMinute: 5 * MINUTE,
  hour: 60 * MINUTE,
  day: 24 * 60 * MINUTE,
  week: 7 * 24 * 60 * MINUTE,
} as const satisfies Record<Interval, number>;

interface ScheduleOptions {
  readonly triggers: readonly ScheduledTrigger[];
  readonly runner: Pick<FunctionRunner, 'run'>;
  readonly cloudId: string;
  readonly log: PlatformLog;
}

function isHttpLike(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'statusCode' in reply && typeof reply.statusCode === 'number';
}

/** Runs scheduled triggers: first some five minutes after the start, then by their interval, never again on failure. */
export class Schedule {
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(private readonly options: ScheduleOptions) {}

  start(): void {
    for (const trigger of this.options.triggers) {
      const run = () => void this.run(trigger.key).catch(() => undefined);
      const first = setTimeout(() => {
        run();
        this.timers.push(setInterval(run, INTERVALS[trigger.interval]).unref());
      }, FIRST_RUN_AFTER);
      this.timers.push(first.unref());
    }
  }

  /**
   * Runs one now.
   * @throws InvocationFailure where the function fails.
   */
  async run(key: string): Promise<void> {
    const trigger = this.options.triggers.find((candidate) => candidate.key === key);
    if (trigger === undefined) throw new Error(`The manifest declares no scheduled trigger "${key}".`);
    const reply = await this.options.runner.run({
      functionKey: trigger.functionKey,
      moduleKey: trigger.key,
      moduleType: 'core:scheduledTrigger',
      body: { context: { cloudId: this.options.cloudId, moduleKey: trigger.key }, contextToken: '' },
      accountId: null,
      chain: { pushes: 0 },
      background: true,
    });
    if (reply.value === undefined || isHttpLike(reply.value)) return;
    this.options.log.platform('warn', `Scheduled trigger ${key} must return {statusCode}: Forge records error 424.`);
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }
}
