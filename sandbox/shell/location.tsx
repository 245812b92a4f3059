import { useSyncExternalStore, type MouseEvent, type ReactNode } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** The address below the host, with query and hash. */
export function useAddress(): string {
  return useSyncExternalStore(
    subscribe,
    () => window.location.pathname + window.location.search + window.location.hash,
  );
}

export function goTo(address: string, how: { readonly replace?: boolean; readonly state?: unknown } = {}): void {
  if (how.replace) window.history.replaceState(how.state ?? null, '', address);
  else window.history.pushState(how.state ?? null, '', address);
  for (const listener of [...listeners]) listener();
}

/** A link that stays in the page unless the reader asks for another tab. */
export function ShellLink(props: {
  readonly to: string;
  readonly className?: string;
  readonly current?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  function follow(event: MouseEvent): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    goTo(props.to);
  }
  return (
    <a href={props.to} className={props.className} aria-current={props.current ? 'page' : undefined} onClick={follow}>
      {props.children}
    </a>
  );
}
