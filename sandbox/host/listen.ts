import { createServer, type RequestListener, type Server } from 'node:http';

const LOOPBACK = '127.0.0.1';

/** The port asked for, or the one after it, is taken. */
export class PortInUse extends Error {
  constructor(
    readonly port: number,
    /** A free port whose successor is free, too. */
    readonly free: number,
  ) {
    super(`Port ${port} is in use; ${free} is free.`);
  }
}

/** Two neighbouring servers on loopback, so that host page and app frames are different origins. */
export interface ServerPair {
  readonly port: number;
  readonly host: Server;
  readonly frames: Server;
}

/**
 * Listens on `port` and `port + 1`; 0 takes the first free pair.
 * @throws PortInUse when one of the two is taken
 */
export async function listenOnPair(port: number): Promise<ServerPair> {
  if (port === 0) return listenOnFreePair();
  const host = await tryListen(port);
  if (!host) throw new PortInUse(port, await freePairFrom(port + 2));
  const frames = await tryListen(port + 1);
  if (frames) return { port, host, frames };
  await closeServer(host);
  throw new PortInUse(port + 1, await freePairFrom(port + 2));
}

/** @throws PortInUse when the pair that begins at `port` is not free now; 0 always is. */
export async function checkPair(port: number): Promise<void> {
  if (port === 0) return;
  const { host, frames } = await listenOnPair(port);
  await closeServer(host);
  await closeServer(frames);
}

/**
 * Gives a listening server its work; until now it answered nothing. Other names than the loopback address are turned
 * away, so that a foreign page cannot reach the site's data by making its own name resolve to this machine.
 */
export function serve(server: Server, listener: RequestListener): void {
  const address = server.address();
  const authority = typeof address === 'object' && address ? `${LOOPBACK}:${address.port}` : '';
  server.on('request', (request, response) => {
    if (request.headers.host === authority) return listener(request, response);
    response
      .writeHead(421, { 'content-type': 'text/plain' })
      .end(`The sandbox answers at http://${authority}/ only.\n`);
  });
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

const ATTEMPTS = 50;

async function listenOnFreePair(): Promise<ServerPair> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const host = await tryListen(0);
    if (!host) continue;
    const address = host.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const frames = port < 65_535 ? await tryListen(port + 1) : null;
    if (frames) return { port, host, frames };
    await closeServer(host);
  }
  throw new Error(`No two neighbouring ports are free on ${LOOPBACK}.`);
}

async function freePairFrom(first: number): Promise<number> {
  for (let port = first; port < Math.min(first + 200, 65_535); port += 2) {
    const pair = await Promise.all([tryListen(port), tryListen(port + 1)]);
    for (const server of pair) if (server) await closeServer(server);
    if (pair.every(Boolean)) return port;
  }
  return 0;
}

async function tryListen(port: number): Promise<Server | null> {
  if (port > 65_535) return null;
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') return resolve(null);
      reject(error);
    });
    server.listen(port, LOOPBACK, () => resolve(server));
  });
}
