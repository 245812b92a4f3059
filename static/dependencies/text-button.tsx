import type { ReactElement, ReactNode } from 'react';
import './text-button.css';

interface Properties {
  /** Where the words alone do not say where it leads. */
  readonly label?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button that looks like a link, within a table or a sentence. */
export function TextButton({ label, onClick, children }: Properties): ReactElement {
  return (
    <button type="button" className="text-button" aria-label={label} onClick={onClick}>
      {children}
    </button>
  );
}
