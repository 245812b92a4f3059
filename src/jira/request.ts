import api, { NeedsAuthenticationError, ProxyRequestError, type Route } from '@forge/api';
import type * as z from 'zod';
import { JiraError } from './jira-error';
import { rateLimited, secondsOf } from './rate-limit';
import { POINTS, recordUsage } from './usage';

/** As whom Jira is asked: refreshes read as the app, what a person sees is asked as that person. */
export type Caller = 'app' | 'user';

export interface JiraRequest<T> {
  /** Static name for errors and logs. */
  readonly endpoint: string;
  readonly route: Route;
  readonly as: Caller;
  /** Sent as JSON with POST; but for those that say `once`, POST requests here only read: repeating one is harmless. */
  readonly body?: unknown;
  /** It changes something: it is repeated only where Jira says that it did not take it (429). */
  readonly once?: true;
  /** What the reply cost of the points quota. */
  readonly points: (reply: T) => number;
}

const MOST_TRIES = 4;
const FIRST_PAUSE_MILLISECONDS = 400;
/** From the first try to the last answer: a person waits 25 s at most, a job longer. */
const DEADLINE_MILLISECONDS: Record<Caller, number> = { app: 90_000, user: 15_000 };

const GET = { headers: { accept: 'application/json' } };
const POST = { method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/json' } };
const FAILED_CALL = { calls: 1, points: POINTS.failure, bytes: 0 };
const CUSTOM_FIELD = /\bcustomfield_\d+\b/g;

interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
}
type Attempt = { readonly answer: Answer } | { readonly failed: JiraError; readonly pauseMilliseconds: number | null };

/**
 * Asks Jira and parses the reply with `schema`. Repeats 5xx and lost connections at most three times, waiting for
 * `Retry-After` where Jira says so and with full jitter otherwise, until the caller's deadline. A 429 is repeated so
 * for a user; the app's jobs get it at once, since others of them have to pause, too.
 * Throws {@link JiraError}; lets Forge's request for the user's consent pass.
 */
export async function askJira<T>(request: JiraRequest<T>, schema: z.ZodType<T>): Promise<T> {
  const deadline = Date.now() + DEADLINE_MILLISECONDS[request.as];
  for (let tries = 1; ; tries++) {
    const attempt = await tryOnce(request, deadline);
    if ('answer' in attempt) return parseReply(request, attempt.answer, schema);
    const isDoubtful = request.once === true && attempt.failed.failure !== 'rateLimited';
    if (attempt.pauseMilliseconds === null || isDoubtful || tries >= MOST_TRIES) throw attempt.failed;
    const backoff = Math.random() * FIRST_PAUSE_MILLISECONDS * 2 ** tries;
    const wait = Math.max(attempt.pauseMilliseconds, backoff);
    if (Date.now() + wait >= deadline) throw attempt.failed;
    await pause(wait);
  }
}

async function tryOnce<T>(request: JiraRequest<T>, deadline: number): Promise<Attempt> {
  const lost = new JiraError('unavailable', { endpoint: request.endpoint });
  let answer: Answer | 'tooLate';
  try {
    answer = await before(deadline, send(request));
  } catch (error) {
    if (isConsentRequest(error)) throw error;
    recordUsage(FAILED_CALL);
    return { failed: lost, pauseMilliseconds: 0 };
  }
  if (answer === 'tooLate') {
    recordUsage(FAILED_CALL);
    return { failed: lost, pauseMilliseconds: null };
  }
  if (answer.status >= 200 && answer.status < 300) return { answer };
  recordUsage({ ...FAILED_CALL, bytes: Buffer.byteLength(answer.text) });
  return refusal(request, answer);
}

function refusal<T>(request: JiraRequest<T>, answer: Answer): Attempt {
  const { endpoint, as } = request;
  const { status, headers } = answer;
  if (status === 429) {
    const failed = rateLimited(endpoint, headers);
    const pauseMilliseconds = as === 'app' ? null : (failed.details.retryAfterSeconds ?? 0) * 1000;
    return { failed, pauseMilliseconds };
  }
  if (status >= 500) {
    const pauseMilliseconds = secondsOf(headers.get('retry-after')) * 1000;
    return { failed: new JiraError('unavailable', { endpoint, status }), pauseMilliseconds };
  }
  const field = status === 400 ? refusedField(request, answer) : null;
  const failed =
    field === null
      ? new JiraError(failureOf(status), { endpoint, status })
      : new JiraError('unknownField', { endpoint, status, field });
  return { failed, pauseMilliseconds: null };
}

async function send<T>({ route, as, body }: JiraRequest<T>): Promise<Answer> {
  const jira = as === 'app' ? api.asApp() : api.asUser();
  try {
    const response = await jira.requestJira(route, body === undefined ? GET : { ...POST, body: JSON.stringify(body) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    // Forge's own proxy limits, too, and says so by throwing.
    if (!(error instanceof ProxyRequestError) || error.status !== 429) throw error;
    return { status: 429, headers: { get: () => null }, text: '' };
  }
}

function parseReply<T>({ endpoint, points }: JiraRequest<T>, { status, text }: Answer, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(jsonOf(text));
  const cost = parsed.success ? points(parsed.data) : POINTS.failure;
  recordUsage({ calls: 1, points: cost, bytes: Buffer.byteLength(text) });
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') || '(whole reply)';
  throw new JiraError('unexpectedReply', { endpoint, status, field });
}

/** `undefined`, which fits no schema, where the text is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The custom field of the request that a 400 speaks of: Jira names it within a sentence. */
function refusedField<T>({ body }: JiraRequest<T>, { text }: Answer): string | null {
  const asked = new Set(JSON.stringify(body ?? null).match(CUSTOM_FIELD));
  return text.match(CUSTOM_FIELD)?.find((field) => asked.has(field)) ?? null;
}

function failureOf(status: number): 'notFound' | 'forbidden' | 'badRequest' | 'unexpectedReply' {
  if (status === 404 || status === 410) return 'notFound';
  if (status === 401 || status === 403) return 'forbidden';
  if (status >= 400) return 'badRequest';
  return 'unexpectedReply';
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
