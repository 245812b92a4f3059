import type { ReactElement, ReactNode } from 'react';
import './text-button.css';

interface Properties {
  /** Where the words alone do not say where it leads. */
  readonly label?: string;
  /** It leads to what is shown already. */
  readonly isCurrent?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button that looks like a link, within a table or a sentence. */
export function TextButton({ label, isCurrent, onClick, children }: Properties): ReactElement {
  return (
    <button
      type="button"
      className="text-button"
      aria-label={label}
      aria-current={isCurrent === true ? 'page' : undefined}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
