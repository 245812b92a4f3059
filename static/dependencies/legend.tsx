import type { ReactElement, ReactNode } from 'react';
import './legend.css';

/** One mark of a map and what it means. */
export interface LegendEntry {
  /** A class of `legend.css`, for its look; or the mark itself. */
  readonly mark: 'late' | 'veryLate' | 'open' | 'own' | 'atRisk' | 'fine' | 'unknown' | 'path' | 'back' | ReactElement;
  readonly words: ReactNode;
}

/** What the marks of a map mean, always in words too. */
export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }): ReactElement {
  return (
    <ul className="legend small subtle" aria-label="Legend">
      {entries.map(({ mark, words }, place) => (
        <li key={place}>
          {typeof mark === 'string' ? <span className={`legend-mark legend-${mark}`} aria-hidden="true" /> : mark}
          {words}
        </li>
      ))}
    </ul>
  );
}
