/** An event that waits in a queue, or is being delivered. */
export interface QueuedEvent {
  readonly eventId: string;
  readonly jobId: string;
  readonly queue: string;
  readonly body: unknown;
  /** At most `limit` events with the same key are delivered at once. */
  readonly concurrency: { readonly key: string; readonly limit: number } | null;
  /** Not delivered before this instant: milliseconds since 1970, by the machine's clock. */
  readonly dueAt: number;
  readonly pushedAt: number;
  /** A second delivery of an event that was already handled. */
  readonly isDuplicate: boolean;
  readonly retry: { readonly count: number; readonly reason: string; readonly data: unknown } | null;
  /** Pushes so far in the chain that led here. */
  readonly chainPushes: number;
}

/** One push of events, and what became of them. */
export interface QueueJob {
  readonly jobId: string;
  readonly queue: string;
  success: number;
  inProgress: number;
  failed: number;
}

/** What a handler returned: did it ask to be called again, and how? (`InvocationError` of `@forge/events`.) */
export interface RetryRequest {
  /** Seconds; `null` where it leaves that to the platform. */
  readonly after: number | null;
  readonly reason: string;
  readonly data: unknown;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Reads a retry request from a handler's reply; `null` where there is none. */
export function retryRequestOf(reply: unknown): RetryRequest | null {
  if (!isObject(reply) || reply._retry !== true) return null;
  const options = isObject(reply.retryOptions) ? reply.retryOptions : {};
  const { retryAfter, retryReason, retryData } = options;
  return {
    after: typeof retryAfter === 'number' ? retryAfter : null,
    reason: typeof retryReason === 'string' ? retryReason : 'FUNCTION_RETRY_REQUEST',
    data: retryData,
  };
}
