import type { ReactElement } from 'react';
import { useHost } from '../shared/host';
import './view-link.css';

interface Properties {
  /** Path of a view of this page. */
  readonly to: string;
  /** Where the words alone do not say where it leads. */
  readonly label?: string;
  readonly children: string;
}

/**
 * A link to another view of the page. It has no address that a browser could open by itself, since the page's address
 * is the host's; and unlike a button, it wraps within a sentence.
 */
export function ViewLink({ to, label, children }: Properties): ReactElement {
  const { history } = useHost();
  return (
    <span
      role="link"
      tabIndex={0}
      className="view-link"
      aria-label={label}
      onClick={() => history.go(to)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') history.go(to);
      }}
    >
      {children}
    </span>
  );
}
