import type { GatewayRequest, GatewayResponse } from './gateway';
import { jsonResponse, proxyError } from './gateway';
import type { AppManifest } from './manifest';
import type { EventQueue, Push } from './queue';
import { RateWindow } from './rate-window';

/** https://developer.atlassian.com/platform/forge/limits-async-events/ */
const MOST_EVENTS = 50;
const LARGEST_PUSH_BYTES = 200 * 1024;
const LARGEST_LONG_RUNNING_EVENT_BYTES = 100 * 1024;
const LONG_RUNNING_SECONDS = 55;
const LONGEST_DELAY_SECONDS = 900;
const EVENTS_PER_MINUTE = 500;
const PUSHES_PER_CHAIN = 1000;

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(status: number, message: string): GatewayResponse {
  return jsonResponse(status, { code: status, message, errorMessage: message });
}

function concurrencyOf(value: unknown): Push['concurrency'] {
  if (!isFields(value) || typeof value.key !== 'string' || typeof value.limit !== 'number') return null;
  return { key: value.key, limit: value.limit };
}

/** An event of the request; a text where it is refused. */
function parsePush(event: unknown, isLongRunning: boolean): Push | string {
  if (!isFields(event) || !isFields(event.body)) return 'Event body must be an object.';
  const delaySeconds = event.delayInSeconds ?? 0;
  if (typeof delaySeconds !== 'number' || delaySeconds < 0 || delaySeconds > LONGEST_DELAY_SECONDS) {
    return 'The delayInSeconds setting must be between 0 and 900.';
  }
  if (isLongRunning && Buffer.byteLength(JSON.stringify(event.body)) > LARGEST_LONG_RUNNING_EVENT_BYTES) {
    return 'An event for a function that runs longer than 55 seconds must not exceed 100 KB.';
  }
  return { body: event.body, delaySeconds, concurrency: concurrencyOf(event.concurrency) };
}

/** The queues as `@forge/events` calls them: `POST /webhook/queue/{publish,stats,cancel}/…`. */
export class QueueRemote {
  private readonly events = new RateWindow(EVENTS_PER_MINUTE, 60_000);

  constructor(
    private readonly queue: EventQueue,
    private readonly manifest: AppManifest,
  ) {}

  async handle(request: GatewayRequest): Promise<GatewayResponse> {
    const operation = /^\/webhook\/queue\/(publish|stats|cancel)\//.exec(request.path)?.[1];
    if (operation === undefined || request.method !== 'POST') return proxyError(404, 'NOT_FOUND');
    const body: unknown = JSON.parse(request.body);
    if (!isFields(body) || typeof body.queueName !== 'string' || typeof body.jobId !== 'string') {
      return refusal(400, 'queueName and jobId are required.');
    }
    const { queueName, jobId } = body;
    if (operation === 'publish') return this.publish(queueName, jobId, body.payload, request);
    const job = this.queue.jobOf(queueName, jobId);
    if (job === undefined) return refusal(404, `The job ${jobId} was not found for the queue ${queueName}.`);
    if (operation === 'stats') {
      return jsonResponse(200, { success: job.success, inProgress: job.inProgress, failed: job.failed });
    }
    this.queue.cancel(jobId);
    return { status: 204 };
  }

  private publish(queueName: string, jobId: string, payload: unknown, request: GatewayRequest): GatewayResponse {
    const consumer = this.queue.consumerOf(queueName);
    if (consumer === undefined) return refusal(400, `The manifest declares no consumer for the queue ${queueName}.`);
    if (!Array.isArray(payload) || payload.length === 0 || payload.length > MOST_EVENTS) {
      return refusal(400, `A push holds 1 to ${MOST_EVENTS} events.`);
    }
    if (Buffer.byteLength(JSON.stringify(payload)) > LARGEST_PUSH_BYTES) {
      return refusal(413, 'The maximum payload size is 200KB.');
    }
    const { chain } = request.invocation;
    if (chain.pushes >= PUSHES_PER_CHAIN) return refusal(405, 'The limit on cyclic invocation has been reached.');
    const { usage } = this.queue;
    if (!this.events.take(payload.length)) {
      usage.refused += 1;
      return refusal(429, 'Too many requests.');
    }
    usage.busiestMinute = Math.max(usage.busiestMinute, this.events.taken());
    chain.pushes += 1;
    const timeout = this.manifest.functions.get(consumer.functionKey)?.timeoutSeconds ?? 0;
    const pushes = payload.map((event: unknown) => parsePush(event, timeout > LONG_RUNNING_SECONDS));
    const accepted = pushes.filter((push) => typeof push !== 'string');
    this.queue.push(queueName, jobId, accepted, chain);
    if (accepted.length === pushes.length) return { status: 201 };
    const failedEvents = pushes.flatMap((push, index) =>
      typeof push === 'string' ? [{ index: String(index), errorMessage: push }] : [],
    );
    return jsonResponse(202, { failedEvents });
  }
}
