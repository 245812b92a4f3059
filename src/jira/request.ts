import api, { NeedsAuthenticationError, type Route } from '@forge/api';
import type * as z from 'zod';
import { JiraError } from './jira-error';

/** As whom Jira is asked: refreshes read as the app, what a person sees is asked as that person. */
export type Caller = 'app' | 'user';

export interface JiraRequest {
  /** Static name for errors and logs. */
  readonly endpoint: string;
  readonly route: Route;
  readonly as: Caller;
  /** Sent as JSON with POST; all POST requests here only read, so that repeating one is harmless. */
  readonly body?: unknown;
}

const MOST_TRIES = 4;
const FIRST_PAUSE_MILLISECONDS = 400;
/** From the first try to the last answer: a person waits 25 s at most, a job longer. */
const DEADLINE_MILLISECONDS: Record<Caller, number> = { app: 90_000, user: 15_000 };

type Answer = Awaited<ReturnType<ReturnType<typeof api.asApp>['requestJira']>>;
type Attempt = { readonly answer: Answer } | { readonly failed: JiraError; readonly pauseMilliseconds: number | null };

/**
 * Asks Jira and parses the reply with `schema`. Repeats 429, 5xx and lost connections at most three times, waiting
 * for `Retry-After` where Jira says so and with full jitter otherwise, until the caller's deadline.
 * Throws {@link JiraError}; lets Forge's request for the user's consent pass.
 */
export async function askJira<T>(request: JiraRequest, schema: z.ZodType<T>): Promise<T> {
  const deadline = Date.now() + DEADLINE_MILLISECONDS[request.as];
  for (let tries = 1; ; tries++) {
    const attempt = await tryOnce(request, deadline);
    if ('answer' in attempt) return parseReply(request, attempt.answer, schema);
    if (attempt.pauseMilliseconds === null || tries >= MOST_TRIES) throw attempt.failed;
    const backoff = Math.random() * FIRST_PAUSE_MILLISECONDS * 2 ** tries;
    const wait = Math.max(attempt.pauseMilliseconds, backoff);
    if (Date.now() + wait >= deadline) throw attempt.failed;
    await pause(wait);
  }
}

async function tryOnce(request: JiraRequest, deadline: number): Promise<Attempt> {
  const { endpoint } = request;
  let answer: Answer | 'tooLate';
  try {
    answer = await before(deadline, send(request));
  } catch (error) {
    if (isConsentRequest(error)) throw error;
    return { failed: new JiraError('unavailable', { endpoint }), pauseMilliseconds: 0 };
  }
  if (answer === 'tooLate') return { failed: new JiraError('unavailable', { endpoint }), pauseMilliseconds: null };
  const { status } = answer;
  if (status >= 200 && status < 300) return { answer };
  if (status === 429) {
    const retryAfterSeconds = secondsOf(answer.headers.get('retry-after'));
    return {
      failed: new JiraError('rateLimited', { endpoint, status, retryAfterSeconds }),
      pauseMilliseconds: retryAfterSeconds * 1000,
    };
  }
  if (status >= 500) {
    const pauseMilliseconds = secondsOf(answer.headers.get('retry-after')) * 1000;
    return { failed: new JiraError('unavailable', { endpoint, status }), pauseMilliseconds };
  }
  return { failed: new JiraError(failureOf(status), { endpoint, status }), pauseMilliseconds: null };
}

function send({ route, as, body }: JiraRequest): Promise<Answer> {
  const jira = as === 'app' ? api.asApp() : api.asUser();
  if (body === undefined) return jira.requestJira(route, { headers: { accept: 'application/json' } });
  return jira.requestJira(route, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function parseReply<T>({ endpoint }: JiraRequest, answer: Answer, schema: z.ZodType<T>): Promise<T> {
  let reply: unknown;
  try {
    reply = await answer.json();
  } catch {
    throw new JiraError('unexpectedReply', { endpoint, status: answer.status, field: '(not JSON)' });
  }
  const parsed = schema.safeParse(reply);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') || '(whole reply)';
  throw new JiraError('unexpectedReply', { endpoint, status: answer.status, field });
}

function failureOf(status: number): 'notFound' | 'forbidden' | 'badRequest' | 'unexpectedReply' {
  if (status === 404 || status === 410) return 'notFound';
  if (status === 401 || status === 403) return 'forbidden';
  if (status >= 400) return 'badRequest';
  return 'unexpectedReply';
}

/** `Retry-After` in seconds; a date or nonsense counts as none given. */
function secondsOf(header: string | null): number {
  const seconds = Number(header ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}

/** Forge shows its consent screen when this error leaves the function, so nobody may swallow it. */
export function isConsentRequest(error: unknown): boolean {
  return error instanceof NeedsAuthenticationError;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function before<T>(deadline: number, work: Promise<T>): Promise<T | 'tooLate'> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'tooLate'>((resolve) => {
    timer = setTimeout(() => resolve('tooLate'), Math.max(0, deadline - Date.now()));
    timer.unref();
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
