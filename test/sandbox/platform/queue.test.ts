import { InvocationError, InvocationErrorCode, Queue } from '@forge/events';
import { EventQueue } from '../../../sandbox/platform/queue';
import { InvocationFailure } from '../../../sandbox/platform/invocation';
import type { InvocationRequest } from '../../../sandbox/platform/invocation';
import { PlatformLog } from '../../../sandbox/platform/log';
import type { AppManifest } from '../../../sandbox/platform/manifest';
import { QueueRemote } from '../../../sandbox/platform/queue-remote';
import { seededRandom } from '../../../sandbox/platform/random';
import { anInvocation, connectForgePackages } from './support/forge-globals';
import { textWith } from './support/matchers';

/** `@forge/events` itself, pushing into the simulated queue; the consumer is a function of the test. */

type Delivery = Readonly<Record<string, unknown>> & {
  readonly body: Readonly<Record<string, unknown>>;
  readonly eventId: string;
  readonly retryContext?: { readonly retryCount: number; readonly retryReason: string; readonly retryData: unknown };
};
type Consumer = (delivery: Delivery) => Promise<unknown>;

const manifest: AppManifest = {
  appId: 'app',
  memoryMB: 256,
  scopes: [],
  permissions: {},
  modules: [],
  functions: new Map([['worker', { key: 'worker', handler: 'index.worker', timeoutSeconds: 900 }]]),
  triggers: [],
  scheduledTriggers: [],
  consumers: [{ key: 'work-queue', queue: 'work', functionKey: 'worker' }],
  entities: new Map(),
  resources: new Map(),
};

const queues: EventQueue[] = [];

function aQueue(consumer: Consumer, overrides: { duplicateRate?: number; chainPushes?: number } = {}): EventQueue {
  const queue = new EventQueue({
    consumers: manifest.consumers,
    runner: {
      run: async (request: InvocationRequest) => {
        const value = await consumer(request.body as Delivery);
        return { value, bytes: 0 };
      },
    },
    random: seededRandom(7),
    duplicateRate: overrides.duplicateRate ?? 0,
    retryBackoffMilliseconds: 5,
    mostAtOnce: 4,
    log: new PlatformLog(
      () => new Date(),
      () => undefined,
    ),
    onChange: () => undefined,
  });
  queues.push(queue);
  const remote = new QueueRemote(queue, manifest);
  const invocation = anInvocation({ chain: { pushes: overrides.chainPushes ?? 0 } });
  connectForgePackages((request) => remote.handle(request), invocation);
  return queue;
}

async function settled(queue: EventQueue): Promise<void> {
  const deadline = Date.now() + 8000;
  while (queue.waitingCount() > 0) {
    if (Date.now() > deadline) throw new Error(queue.describeWaiting());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const work = new Queue({ key: 'work' });
const events = (count: number) => Array.from({ length: count }, (_, number) => ({ body: { number } }));

afterEach(() => {
  for (const queue of queues.splice(0)) queue.stop();
});

describe('delivery', () => {
  it('hands over each event with its job, in no order', async () => {
    const seen: Delivery[] = [];
    const queue = aQueue(async (delivery) => void seen.push(delivery));
    const { jobId } = await work.push(events(40));
    await settled(queue);
    const numbers = seen.map(({ body }) => Number(body.number));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, number) => number));
    expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b));
    expect(seen.every((delivery) => delivery.jobId === jobId && delivery.queueName === 'work')).toBe(true);
    expect(new Set(seen.map(({ eventId }) => eventId)).size).toBe(40);
    expect(await work.getStats(jobId)).toEqual({ success: 40, inProgress: 0, failed: 0 });
  });

  it('waits as long as an event asks for', async () => {
    let deliveredAt = 0;
    const queue = aQueue(async () => void (deliveredAt = Date.now()));
    const pushedAt = Date.now();
    await work.push({ body: {}, delayInSeconds: 1 });
    await settled(queue);
    expect(deliveredAt - pushedAt).toBeGreaterThanOrEqual(1000);
  });

  it('repeats some events with the same id, and counts them once', async () => {
    const ids: string[] = [];
    const queue = aQueue(async ({ eventId }) => void ids.push(eventId), { duplicateRate: 0.5 });
    const { jobId } = await work.push(events(20));
    await settled(queue);
    expect(new Set(ids).size).toBe(20);
    expect(ids.length).toBeGreaterThan(20);
    expect(queue.usage.duplicates).toBe(ids.length - 20);
    expect((await work.getStats(jobId)).success).toBe(20);
  });

  it('keeps to the limit of a concurrency key', async () => {
    let atOnce = 0;
    let most = 0;
    const queue = aQueue(async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 10));
      atOnce -= 1;
    });
    await work.push(events(6).map((event) => ({ ...event, concurrency: { key: 'project-1', limit: 2 } })));
    await settled(queue);
    expect(most).toBe(2);
  });

  it('drops what has not begun when a job is cancelled', async () => {
    const seen: Delivery[] = [];
    const queue = aQueue(async (delivery) => void seen.push(delivery));
    const { jobId } = await work.push(events(3).map((event) => ({ ...event, delayInSeconds: 600 })));
    expect(await work.getStats(jobId)).toEqual({ success: 0, inProgress: 3, failed: 0 });
    await work.cancel(jobId);
    await settled(queue);
    expect(seen).toEqual([]);
    expect(await work.getStats(jobId)).toEqual({ success: 0, inProgress: 0, failed: 0 });
  });
});

describe('retries', () => {
  const retryAfterMoment = { retryAfter: 0.01, retryReason: InvocationErrorCode.FUNCTION_UPSTREAM_RATE_LIMITED };

  it('happen when the consumer returns an InvocationError, and carry its data', async () => {
    const contexts: Delivery['retryContext'][] = [];
    const queue = aQueue(async ({ retryContext }) => {
      contexts.push(retryContext);
      return retryContext === undefined ? new InvocationError({ ...retryAfterMoment, retryData: { page: 3 } }) : null;
    });
    const { jobId } = await work.push(events(1));
    await settled(queue);
    expect(contexts).toHaveLength(2);
    expect(contexts[1]).toMatchObject({
      retryCount: 1,
      retryReason: 'FUNCTION_UPSTREAM_RATE_LIMITED',
      retryData: { page: 3 },
    });
    expect(await work.getStats(jobId)).toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  it.each([
    ['timedOut', 'FUNCTION_TIME_OUT'],
    ['outOfMemory', 'FUNCTION_OUT_OF_MEMORY'],
    ['crashed', 'FUNCTION_PLATFORM_UNKNOWN_ERROR'],
  ] as const)('follow from a consumer that %s, four times, then the event is given up', async (kind, reason) => {
    const reasons: (string | undefined)[] = [];
    const queue = aQueue(async ({ retryContext }) => {
      reasons.push(retryContext?.retryReason);
      throw new InvocationFailure(kind, 'broken');
    });
    const { jobId } = await work.push(events(1));
    await settled(queue);
    expect(reasons).toEqual([undefined, reason, reason, reason, reason]);
    expect(await work.getStats(jobId)).toEqual({ success: 0, inProgress: 0, failed: 1 });
  });

  it('do not follow from an error that the app throws', async () => {
    const consumer = jest.fn(async () => {
      throw new InvocationFailure('appError', 'oops');
    });
    const queue = aQueue(consumer);
    await work.push(events(1));
    await settled(queue);
    expect(consumer).toHaveBeenCalledTimes(1);
    expect(queue.usage.failed).toBe(1);
  });

  it('do not take more than 4 KB of data', async () => {
    const consumer = jest.fn(async () => new InvocationError({ ...retryAfterMoment, retryData: 'x'.repeat(5000) }));
    const queue = aQueue(consumer);
    await work.push(events(1));
    await settled(queue);
    expect(consumer).toHaveBeenCalledTimes(1);
  });
});

describe('limits of a push', () => {
  it('500 events a minute', async () => {
    const queue = aQueue(async () => undefined);
    for (let push = 0; push < 10; push += 1) await work.push(events(50));
    await expect(work.push(events(1))).rejects.toMatchObject({ message: 'Too many requests.' });
    await settled(queue);
    expect(queue.usage).toMatchObject({ pushed: 500, busiestMinute: 500, refused: 1 });
  });

  it('100 KB an event where the consumer may run longer than 55 seconds: the others pass', async () => {
    const queue = aQueue(async () => undefined);
    const push = work.push([{ body: { text: 'x'.repeat(101 * 1024) } }, { body: {} }]);
    await expect(push).rejects.toMatchObject({ failedEvents: [{ errorMessage: textWith('100 KB') }] });
    await settled(queue);
    expect(queue.usage.delivered).toBe(1);
  });

  it('1,000 pushes in a chain', async () => {
    const queue = aQueue(async () => undefined, { chainPushes: 999 });
    await work.push(events(1));
    await expect(work.push(events(1))).rejects.toMatchObject({
      message: 'The limit on cyclic invocation has been reached.',
    });
    await settled(queue);
  });

  it('only queues of the manifest', async () => {
    aQueue(async () => undefined);
    await expect(new Queue({ key: 'play' }).push(events(1))).rejects.toMatchObject({
      message: textWith('The manifest declares no consumer for the queue play'),
    });
  });

  it('are the platform’s, whatever the package checks', async () => {
    const queue = aQueue(async () => undefined);
    const remote = new QueueRemote(queue, manifest);
    const push = (payload: unknown) =>
      remote.handle({
        remote: 'stargate',
        provider: 'app',
        asAccountId: null,
        method: 'POST',
        path: '/webhook/queue/publish/context/environment/app/version',
        body: JSON.stringify({ queueName: 'work', jobId: 'job', payload }),
        invocation: anInvocation(),
      });
    expect((await push(events(51))).status).toBe(400);
    expect((await push([])).status).toBe(400);
    expect((await push(events(3).map(() => ({ body: { text: 'x'.repeat(70 * 1024) } })))).status).toBe(413);
    expect((await push([{ body: {}, delayInSeconds: 901 }])).status).toBe(202);
    expect(queue.usage.pushed).toBe(0);
  });
});

describe('a restart', () => {
  it('delivers again what was under way, and what waited', async () => {
    const first = aQueue(() => new Promise(() => undefined));
    await work.push([{ body: { name: 'under way' } }]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await work.push([{ body: { name: 'waiting' }, delayInSeconds: 1 }]);
    first.stop();
    const saved = JSON.parse(JSON.stringify(first.saved())) as ReturnType<EventQueue['saved']>;
    const names: unknown[] = [];
    const second = aQueue(async ({ body }) => void names.push(body.name));
    second.load(saved.events, saved.jobs);
    await settled(second);
    expect(names).toEqual(['under way', 'waiting']);
  });

  it('forgets events older than a day', async () => {
    const first = aQueue(async () => undefined);
    await work.push([{ body: {}, delayInSeconds: 900 }]);
    first.stop();
    const old = first.saved().events.map((event) => ({ ...event, pushedAt: Date.now() - 25 * 3_600_000 }));
    const consumer = jest.fn(async () => undefined);
    const second = aQueue(consumer);
    second.load(old, []);
    expect(second.waitingCount()).toBe(0);
  });
});
