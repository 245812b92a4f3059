import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Invocation } from './invocation';

/** What answers a call of the app. */
export interface GatewayResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A call that the app makes of the platform: of Jira, of its storage, of its queues. */
export interface GatewayRequest {
  /** `jira`, `kvs`, `stargate` … as the packages of Forge name it. */
  readonly remote: string;
  /** As whom: the app, the invocation's user, or nobody. */
  readonly provider: 'app' | 'user' | 'none';
  /** The user that `asUser(accountId)` names; `null` for the invocation's own. */
  readonly asAccountId: string | null;
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly body: string;
  readonly invocation: Invocation;
}

/**
 * Sees each call before the platform does, to play faults: answers in its place, or makes it wait, or lets it pass
 * (`undefined`).
 */
export type Intercept = (
  request: GatewayRequest,
) => Promise<GatewayResponse | Delay | undefined> | GatewayResponse | Delay | undefined;

export interface Delay {
  readonly delayMilliseconds: number;
}

type Remote = (request: GatewayRequest) => Promise<GatewayResponse>;

interface GatewayOptions {
  readonly invocationOf: (token: string) => Invocation | undefined;
  readonly remotes: Readonly<Record<string, Remote>>;
  readonly intercept?: Intercept;
  readonly onError: (message: string, invocation: Invocation | undefined) => void;
}

/** The header by which Forge's proxy tells its own errors from those of the product behind it. */
export function proxyError(status: number, code: string): GatewayResponse {
  return { status, headers: { 'forge-proxy-error': code }, body: JSON.stringify({ code, message: code }) };
}

export function jsonResponse(status: number, value: unknown): GatewayResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

type Target = Pick<GatewayRequest, 'remote' | 'provider' | 'asAccountId'>;

function textOf(fields: object, name: string): string | null {
  const value: unknown = Reflect.get(fields, name);
  return typeof value === 'string' ? value : null;
}

function parseTarget(header: string | string[] | undefined): Target | null {
  if (typeof header !== 'string') return null;
  const args: unknown = JSON.parse(header);
  if (typeof args !== 'object' || args === null) return null;
  const remote = textOf(args, 'remote');
  const provider = textOf(args, 'provider') ?? 'none';
  if (remote === null || (provider !== 'app' && provider !== 'user' && provider !== 'none')) return null;
  return { remote, provider, asAccountId: textOf(args, 'accountId') };
}

/**
 * The one address that the app's processes can reach, on loopback: what `__forge_fetch__` leads to. A call is known by
 * the token of its invocation, which ends with the invocation.
 */
export class Gateway {
  private constructor(
    private readonly server: Server,
    readonly url: string,
    private options: GatewayOptions | null,
  ) {}

  /** Opens the port; calls are refused until `serve` says how to answer them. */
  static async open(): Promise<Gateway> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const gateway = new Gateway(server, `http://127.0.0.1:${port}`, null);
    server.keepAliveTimeout = 60_000;
    server.on('request', (incoming, outgoing) => void gateway.answer(incoming, outgoing));
    return gateway;
  }

  serve(options: GatewayOptions): void {
    this.options = options;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    let invocation: Invocation | undefined;
    try {
      const token = (incoming.headers.authorization ?? '').replace(/^Bearer /, '');
      invocation = this.options?.invocationOf(token);
      const target = parseTarget(incoming.headers['x-forge-target']);
      const body = await readBody(incoming);
      const response =
        invocation === undefined
          ? this.refuseStranger(incoming)
          : target === null
            ? proxyError(400, 'INVALID_REQUEST')
            : await this.dispatch({
                ...target,
                method: incoming.method ?? 'GET',
                path: incoming.url ?? '/',
                body,
                invocation,
              });
      outgoing.writeHead(response.status, response.headers);
      outgoing.end(response.body);
    } catch (error) {
      this.options?.onError(error instanceof Error ? (error.stack ?? error.message) : String(error), invocation);
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    }
  }

  /** Most likely a promise that the app did not await: its invocation has ended, and in Forge its process sleeps. */
  private refuseStranger(incoming: IncomingMessage): GatewayResponse {
    const message = `${incoming.method} ${incoming.url} came after its invocation had ended: await every promise.`;
    this.options?.onError(message, undefined);
    return proxyError(401, 'UNAUTHENTICATED');
  }

  private async dispatch(request: GatewayRequest): Promise<GatewayResponse> {
    const intercepted = await this.options?.intercept?.(request);
    if (intercepted !== undefined) {
      if (!('delayMilliseconds' in intercepted)) return intercepted;
      await new Promise((resolve) => setTimeout(resolve, intercepted.delayMilliseconds));
    }
    const remote = this.options?.remotes[request.remote];
    return remote === undefined ? proxyError(400, 'INVALID_REMOTE') : remote(request);
  }
}
