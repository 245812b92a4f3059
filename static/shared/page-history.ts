import { view } from '@forge/bridge';
import { useSyncExternalStore } from 'react';

/** Where the reader is within the page, as the part of the address after the page's own. */
export interface PageHistory {
  /** Starts with a slash. */
  readonly path: () => string;
  /** What follows the question mark, with it; empty without one. */
  readonly query: () => string;
  /** Goes to another view, a path with or without a query; back returns. */
  readonly go: (address: string) => void;
  /** The same without a step of its own: back returns to where the reader was before this view. */
  readonly replace: (address: string) => void;
  /** Tells of every change, the reader's back and forward included. Returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

interface HostLocation {
  readonly pathname?: string;
  readonly search?: string;
}

/** The part of the host's history that the page needs. */
interface HostHistory {
  readonly location?: HostLocation;
  push(address: string): void;
  replace(address: string): void;
  listen(listener: (location: HostLocation) => void): unknown;
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
  const store = historyInMemory(addressOf(host.location));
  host.listen((location) => store.go(addressOf(location)));
  const isHere = (address: string): boolean => address === store.path() + store.query();
  return {
    ...store,
    go(address) {
      if (isHere(address)) return;
      host.push(address);
      store.go(address);
    },
    replace(address) {
      if (isHere(address)) return;
      host.replace(address);
      store.go(address);
    },
  };
}

function addressOf(location: HostLocation | undefined): string {
  return (location?.pathname ?? '/') + (location?.search ?? '');
}

function historyInMemory(start = '/'): PageHistory {
  let [path, query] = partsOf(start);
  const listeners = new Set<() => void>();
  function go(address: string): void {
    if (address === path + query) return;
    [path, query] = partsOf(address);
    for (const listener of listeners) listener();
  }
  return {
    path: () => path,
    query: () => query,
    go,
    replace: go,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function partsOf(address: string): [path: string, query: string] {
  const mark = address.indexOf('?');
  if (mark < 0) return [address, ''];
  const query = address.slice(mark);
  return [address.slice(0, mark), query === '?' ? '' : query];
}

/** The current path; the component renders again when it changes. */
export function usePath(history: PageHistory): string {
  return useSyncExternalStore(history.subscribe, history.path);
}

/** The current query; the component renders again when it changes. */
export function useQueryText(history: PageHistory): string {
  return useSyncExternalStore(history.subscribe, history.query);
}
