import type { ServerResponse } from 'node:http';

/** What the shell hears of while it is open. */
export type ShellEvent = { readonly kind: 'site-changed' } | { readonly kind: 'csp-violation'; readonly count: number };

/** Server-sent events to every open shell. */
export interface EventStream {
  open(response: ServerResponse): void;
  tell(event: ShellEvent): void;
  close(): void;
}

const KEEP_ALIVE_MILLISECONDS = 20_000;

export function eventStream(): EventStream {
  const listeners = new Set<ServerResponse>();
  const keepAlive = setInterval(
    () => listeners.forEach((each) => each.write(': still here\n\n')),
    KEEP_ALIVE_MILLISECONDS,
  );
  keepAlive.unref();
  return {
    open(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': listening\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    },
    tell(event) {
      listeners.forEach((each) => each.write(`data: ${JSON.stringify(event)}\n\n`));
    },
    close() {
      clearInterval(keepAlive);
      listeners.forEach((each) => each.end());
    },
  };
}
