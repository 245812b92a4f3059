import { view } from '@forge/bridge';
import { useSyncExternalStore } from 'react';

/** Where the reader is within the page, as the part of the address after the page's own. */
export interface PageHistory {
  /** Starts with a slash. */
  readonly path: () => string;
  /** Goes to another view; back returns. */
  readonly go: (path: string) => void;
  /** Tells of every change, the reader's back and forward included. Returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** The part of the host's history that the page needs. */
interface HostHistory {
  readonly location?: { readonly pathname?: string };
  push(path: string): void;
  listen(listener: (location: { readonly pathname?: string }) => void): unknown;
}

const HOST_ANSWERS_WITHIN_MILLISECONDS = 3000;

/** The host's history, so that views have addresses; where the host gives none, one that lasts as long as the page. */
export async function openPageHistory(): Promise<PageHistory> {
  const host = await hostHistory();
  return host ? historyOfHost(host) : historyInMemory();
}

async function hostHistory(): Promise<HostHistory | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, HOST_ANSWERS_WITHIN_MILLISECONDS, null));
  try {
    return await Promise.race([view.createHistory(), late]);
  } catch {
    return null;
  }
}

function historyOfHost(host: HostHistory): PageHistory {
  const store = historyInMemory(host.location?.pathname);
  host.listen((location) => store.go(location.pathname ?? '/'));
  return {
    ...store,
    go(path) {
      if (path === store.path()) return;
      host.push(path);
      store.go(path);
    },
  };
}

function historyInMemory(start = '/'): PageHistory {
  let current = start;
  const listeners = new Set<() => void>();
  return {
    path: () => current,
    go(path) {
      if (path === current) return;
      current = path;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The current path; the component renders again when it changes. */
export function usePath(history: PageHistory): string {
  return useSyncExternalStore(history.subscribe, history.path);
}
