import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A request with what the router found out about it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** What `:name` matched in the route's path; `*` is the rest. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Route {
  /** `ANY` takes every method. */
  readonly method: 'GET' | 'POST' | 'ANY';
  /** E.g. `/sandbox/place/:module` or `/assets/*`. */
  readonly path: string;
  readonly handle: (exchange: Exchange) => Promise<void> | void;
}

/** Ends a request with a status and one sentence. */
export class HttpFault extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The first route that fits answers; a fault becomes a JSON reply, anything else a 500 that `onCrash` hears of. */
export function routed(routes: readonly Route[], onCrash: (error: unknown) => void): RequestListener {
  const compiled = routes.map((route) => ({ route, match: compile(route.path) }));
  return (request, response) => {
    void answer(request, response).catch((error: unknown) => {
      // A browser that leaves before the reply is over is no fault of anybody.
      if (response.destroyed) return;
      if (!(error instanceof HttpFault)) onCrash(error);
      if (response.headersSent) return response.destroy();
      if (error instanceof HttpFault) return sendJson(response, error.status, { message: error.message });
      sendJson(response, 500, { message: 'The sandbox itself failed; its log says why.' });
    });
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
    for (const { route, match } of compiled) {
      if (route.method !== 'ANY' && route.method !== request.method) continue;
      const params = match(url.pathname);
      if (params) return route.handle({ request, response, url, params });
    }
    throw new HttpFault(404, `Nothing is served at ${request.method ?? ''} ${url.pathname}.`);
  }
}

function compile(pattern: string): (pathname: string) => Record<string, string> | null {
  const names: string[] = [];
  const source = pattern
    .split('/')
    .map((part) => {
      if (part === '*') return names.push('*') && '(.*)';
      if (part.startsWith(':')) return names.push(part.slice(1)) && '([^/]+)';
      return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('/');
  const expression = new RegExp(`^${source}$`);
  return (pathname) => {
    const found = expression.exec(pathname);
    if (!found) return null;
    return Object.fromEntries(names.map((name, index) => [name, decoded(found[index + 1] ?? '')]));
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new HttpFault(400, 'The address is not valid percent-encoding.');
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}

/** The request's body as text. @throws HttpFault 413 above the limit in bytes. */
export async function readText(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > limit) throw new HttpFault(413, `The request body is larger than ${limit} bytes.`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @throws HttpFault 400 when the body is not a JSON object. */
export async function readJsonObject(request: IncomingMessage, limit: number): Promise<Record<string, unknown>> {
  const text = await readText(request, limit);
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new HttpFault(400, 'The request body must be a JSON object.');
  }
  return value as Record<string, unknown>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Where a file lies below a folder; `null` when there is none, or when the name points outside the folder. */
export async function fileBelow(folder: string, name: string): Promise<string | null> {
  const root = path.resolve(folder);
  const file = path.resolve(root, `.${path.posix.normalize(`/${name}`)}`);
  if (!file.startsWith(root + path.sep)) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? file : null;
}

export async function sendFile(response: ServerResponse, file: string): Promise<void> {
  response.writeHead(200, {
    'content-type': CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  await pipeline(createReadStream(file), response);
}
