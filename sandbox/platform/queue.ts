import { randomUUID } from 'node:crypto';
import type { FunctionRunner } from './function-runner';
import type { PushChain } from './invocation';
import { InvocationFailure } from './invocation';
import type { PlatformLog } from './log';
import type { QueueConsumer } from './manifest';
import type { QueuedEvent, QueueJob, RetryRequest } from './queue-event';
import { retryRequestOf } from './queue-event';

const MOST_RETRIES = 4;
const LONGEST_RETRY_SECONDS = 900;
const LARGEST_RETRY_DATA_BYTES = 4 * 1024;
const RETENTION_MILLISECONDS = 24 * 3_600_000;
/** Deliveries start so much apart at random, which mixes up what was pushed together. */
const JITTER_MILLISECONDS = 30;
const DUPLICATE_WITHIN_MILLISECONDS = 1000;

/** Failures of the platform, after which it delivers an event again by itself. */
const RETRIED_FAILURES: ReadonlyMap<string, string> = new Map([
  ['timedOut', 'FUNCTION_TIME_OUT'],
  ['outOfMemory', 'FUNCTION_OUT_OF_MEMORY'],
  ['crashed', 'FUNCTION_PLATFORM_UNKNOWN_ERROR'],
]);

/** How queues have been used since the start. */
export interface QueueUsage {
  pushed: number;
  /** The most events that were pushed within any 60 seconds. */
  busiestMinute: number;
  /** Pushes refused because more than the quota was pushed in a minute. */
  refused: number;
  delivered: number;
  duplicates: number;
  retried: number;
  failed: number;
}

interface QueueOptions {
  readonly consumers: readonly QueueConsumer[];
  readonly runner: Pick<FunctionRunner, 'run'>;
  readonly random: () => number;
  /** Share of events that are delivered twice. */
  readonly duplicateRate: number;
  /** First pause before the platform tries again by itself; doubles each time. */
  readonly retryBackoffMilliseconds: number;
  readonly mostAtOnce: number;
  readonly log: PlatformLog;
  readonly onChange: () => void;
}

/** An event as it is pushed. */
export interface Push {
  readonly body: unknown;
  readonly delaySeconds: number;
  readonly concurrency: QueuedEvent['concurrency'];
}

/**
 * The app's queues. An event is delivered at least once, now and then twice, in no order; again when its consumer asks
 * for it or breaks down, at most four times. Events wait through a restart, and those under way are delivered again.
 */
export class EventQueue {
  readonly usage: QueueUsage = {
    pushed: 0,
    busiestMinute: 0,
    refused: 0,
    delivered: 0,
    duplicates: 0,
    retried: 0,
    failed: 0,
  };
  private pending: QueuedEvent[] = [];
  private readonly running = new Set<QueuedEvent>();
  private readonly jobs = new Map<string, QueueJob>();
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(private readonly options: QueueOptions) {}

  consumerOf(queue: string): QueueConsumer | undefined {
    return this.options.consumers.find((consumer) => consumer.queue === queue);
  }

  jobOf(queue: string, jobId: string): Readonly<QueueJob> | undefined {
    const job = this.jobs.get(jobId);
    return job?.queue === queue ? job : undefined;
  }

  push(queue: string, jobId: string, pushes: readonly Push[], chain: PushChain): void {
    const now = Date.now();
    const job = this.jobs.get(jobId) ?? { jobId, queue, success: 0, inProgress: 0, failed: 0 };
    job.inProgress += pushes.length;
    this.jobs.set(jobId, job);
    this.usage.pushed += pushes.length;
    for (const push of pushes) {
      this.enqueue({
        eventId: randomUUID(),
        jobId,
        queue,
        body: push.body,
        concurrency: push.concurrency,
        dueAt: now + push.delaySeconds * 1000 + this.options.random() * JITTER_MILLISECONDS,
        pushedAt: now,
        isDuplicate: false,
        retry: null,
        chainPushes: chain.pushes,
      });
    }
  }

  /** Drops what of a job has not begun. */
  cancel(jobId: string): void {
    const before = this.pending.length;
    this.pending = this.pending.filter((event) => event.jobId !== jobId);
    const job = this.jobs.get(jobId);
    if (job !== undefined) job.inProgress -= before - this.pending.length;
    this.options.onChange();
  }

  waitingCount(): number {
    return this.pending.length + this.running.size;
  }

  /** When the next event is due, in words, for whoever waits too long. */
  describeWaiting(): string {
    const next = Math.min(...this.pending.map((event) => event.dueAt));
    const due = Number.isFinite(next) ? `, the next due in ${Math.max(0, Math.round(next - Date.now()))} ms` : '';
    return `${this.pending.length} events waiting${due}, ${this.running.size} under way`;
  }

  /** Everything that must survive a restart. */
  saved(): { readonly events: readonly QueuedEvent[]; readonly jobs: readonly QueueJob[] } {
    return { events: [...this.running, ...this.pending], jobs: [...this.jobs.values()] };
  }

  /** Takes over from an earlier run; what is too old has been dropped by then. */
  load(events: Iterable<QueuedEvent>, jobs: Iterable<QueueJob>): void {
    for (const job of jobs) this.jobs.set(job.jobId, job);
    for (const event of events) {
      if (Date.now() - event.pushedAt <= RETENTION_MILLISECONDS) this.enqueue(event);
      else this.options.log.platform('warn', `An event of queue ${event.queue} was kept for too long and is dropped.`);
    }
  }

  stop(): void {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private enqueue(event: QueuedEvent): void {
    this.pending.push(event);
    this.options.onChange();
    this.arm();
  }

  private arm(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.stopped || this.running.size >= this.options.mostAtOnce) return;
    const free = this.pending.filter((event) => this.hasRoom(event));
    if (free.length === 0) return;
    const wait = Math.min(...free.map((event) => event.dueAt)) - Date.now();
    this.timer = setTimeout(() => this.pump(), Math.max(0, wait));
  }

  private pump(): void {
    while (!this.stopped && this.running.size < this.options.mostAtOnce) {
      const now = Date.now();
      const due = this.pending.filter((event) => event.dueAt <= now && this.hasRoom(event));
      if (due.length === 0) break;
      void this.deliver(due[Math.floor(this.options.random() * due.length)]);
    }
    this.arm();
  }

  private hasRoom(event: QueuedEvent): boolean {
    if (event.concurrency === null) return true;
    const { key, limit } = event.concurrency;
    const alike = [...this.running].filter((other) => other.queue === event.queue && other.concurrency?.key === key);
    return alike.length < limit;
  }

  private async deliver(event: QueuedEvent): Promise<void> {
    this.pending = this.pending.filter((other) => other !== event);
    this.running.add(event);
    const settle = await this.callConsumer(event);
    // Stopped in the middle: the saved state still has the event among those under way.
    if (this.stopped) return;
    this.running.delete(event);
    settle();
    this.options.onChange();
    this.pump();
  }

  private async callConsumer(event: QueuedEvent): Promise<() => void> {
    const consumer = this.consumerOf(event.queue);
    if (consumer === undefined) return () => this.fail(event, 'the manifest has no consumer for its queue any more');
    this.usage.delivered += 1;
    try {
      const reply = await this.options.runner.run({
        functionKey: consumer.functionKey,
        moduleKey: consumer.key,
        moduleType: 'core:consumer',
        body: deliveryOf(event),
        accountId: null,
        chain: { pushes: event.chainPushes },
        background: true,
      });
      const request = retryRequestOf(reply.value);
      return () => (request === null ? this.succeed(event) : this.retryOrFail(event, request));
    } catch (error) {
      const reason = error instanceof InvocationFailure ? RETRIED_FAILURES.get(error.kind) : undefined;
      if (reason === undefined) return () => this.fail(event, error instanceof Error ? error.message : String(error));
      return () => this.retryOrFail(event, { after: null, reason, data: undefined });
    }
  }

  private succeed(event: QueuedEvent): void {
    this.count(event, 'success');
    if (event.isDuplicate || this.options.random() >= this.options.duplicateRate) return;
    this.usage.duplicates += 1;
    this.enqueue({
      ...event,
      isDuplicate: true,
      dueAt: Date.now() + this.options.random() * DUPLICATE_WITHIN_MILLISECONDS,
    });
  }

  private retryOrFail(event: QueuedEvent, request: RetryRequest): void {
    const count = (event.retry?.count ?? 0) + 1;
    if (count > MOST_RETRIES) return this.fail(event, `it was retried ${MOST_RETRIES} times`);
    if (Buffer.byteLength(JSON.stringify(request.data) ?? '') > LARGEST_RETRY_DATA_BYTES) {
      return this.fail(event, 'its retryData exceeds 4 KB');
    }
    const backoff = this.options.retryBackoffMilliseconds * 2 ** (count - 1);
    const pause = request.after === null ? backoff : Math.min(Math.max(request.after, 1), LONGEST_RETRY_SECONDS) * 1000;
    this.usage.retried += 1;
    this.enqueue({
      ...event,
      dueAt: Date.now() + pause,
      retry: { count, reason: request.reason, data: request.data },
    });
  }

  private fail(event: QueuedEvent, why: string): void {
    this.usage.failed += 1;
    this.count(event, 'failed');
    this.options.log.platform('error', `An event of queue ${event.queue} is given up: ${why}.`);
  }

  private count(event: QueuedEvent, outcome: 'success' | 'failed'): void {
    const job = this.jobs.get(event.jobId);
    if (job === undefined || event.isDuplicate) return;
    job[outcome] += 1;
    job.inProgress -= 1;
  }
}

/** What the consumer's function is called with. */
function deliveryOf(event: QueuedEvent): Readonly<Record<string, unknown>> {
  const { queue, jobId, eventId, body, retry, pushedAt } = event;
  if (retry === null) return { queueName: queue, jobId, eventId, body };
  const retentionWindow = {
    startTime: new Date(pushedAt).toISOString(),
    remainingTimeMs: pushedAt + RETENTION_MILLISECONDS - Date.now(),
  };
  return {
    queueName: queue,
    jobId,
    eventId,
    body,
    retryContext: { retryCount: retry.count, retryReason: retry.reason, retryData: retry.data, retentionWindow },
  };
}
