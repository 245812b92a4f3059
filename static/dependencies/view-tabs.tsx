import type { ReactElement } from 'react';
import './view-tabs.css';

interface Properties<V extends string> {
  readonly label: string;
  readonly views: readonly { readonly view: V; readonly words: string }[];
  readonly current: V;
  readonly onGo: (view: V) => void;
}

/** The views of one map, each with an address of its own. */
export function ViewTabs<V extends string>({ label, views, current, onGo }: Properties<V>): ReactElement {
  return (
    <nav aria-label={label} className="view-tabs">
      {views.map(({ view, words }) => (
        <button
          key={view}
          type="button"
          className="view-tab"
          aria-current={view === current ? 'page' : undefined}
          onClick={() => onGo(view)}
        >
          {words}
        </button>
      ))}
    </nav>
  );
}
