import type { FunctionRunner } from './function-runner';
import type { PlatformLog } from './log';
import type { EventTrigger } from './manifest';
import { retryRequestOf } from './queue-event';

const MOST_RETRIES = 4;
const DUPLICATE_WITHIN_MILLISECONDS = 1000;

/** An event on its way to the app's triggers. */
export interface TriggerEvent {
  /** E.g. `avi:jira:updated:issue`. */
  readonly eventType: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** A call of the app caused it. */
  readonly selfGenerated: boolean;
}

interface TriggerOptions {
  readonly triggers: readonly EventTrigger[];
  readonly runner: Pick<FunctionRunner, 'run'>;
  readonly random: () => number;
  readonly duplicateRate: number;
  /** Events reach the app so much after they happened, half of it more or less. */
  readonly delayMilliseconds: number;
  readonly log: PlatformLog;
}

/**
 * Hands events of the site and of the installation to the triggers that want them: late, at least once, in no order.
 * What is on its way when the platform stops is lost, as events of Jira can be.
 */
export class Triggers {
  private readonly timers = new Set<NodeJS.Timeout>();
  private running = 0;
  private stopped = false;

  constructor(private readonly options: TriggerOptions) {}

  fire(event: TriggerEvent): void {
    for (const trigger of this.options.triggers) {
      if (!trigger.events.includes(event.eventType)) continue;
      if (trigger.ignoreSelf && event.selfGenerated) continue;
      const delay = this.options.delayMilliseconds * (0.5 + this.options.random());
      this.later(delay, () => this.deliver(trigger, event, 0));
      if (this.options.random() >= this.options.duplicateRate) continue;
      const again = delay + this.options.random() * DUPLICATE_WITHIN_MILLISECONDS;
      this.later(again, () => this.deliver(trigger, event, 0));
    }
  }

  waitingCount(): number {
    return this.timers.size + this.running;
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private later(milliseconds: number, action: () => Promise<void>): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void action();
    }, milliseconds);
    this.timers.add(timer);
  }

  private async deliver(trigger: EventTrigger, event: TriggerEvent, retries: number): Promise<void> {
    this.running += 1;
    try {
      const reply = await this.options.runner.run({
        functionKey: trigger.functionKey,
        moduleKey: trigger.key,
        moduleType: 'core:trigger',
        body: { ...event.payload, eventType: event.eventType, selfGenerated: event.selfGenerated },
        accountId: null,
        chain: { pushes: 0 },
        background: true,
      });
      const retry = retryRequestOf(reply.value);
      if (retry === null) return;
      if (retries < MOST_RETRIES) {
        this.later((retry.after ?? 1) * 1000, () => this.deliver(trigger, event, retries + 1));
      } else {
        this.options.log.platform('error', `${event.eventType} is given up after ${MOST_RETRIES} retries.`);
      }
    } catch {
      // The runner has logged it; an event whose function fails is not delivered again.
    } finally {
      this.running -= 1;
    }
  }
}
