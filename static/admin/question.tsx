import Button from '@atlaskit/button/default/button';
import type { ReactElement, ReactNode } from 'react';

interface Properties {
  /** What is read out, e.g. "Discard the draft?". */
  readonly label: string;
  /** What doing it brings about. */
  readonly children: ReactNode;
  /** The words of the button that does it, and of the one that does not. */
  readonly yes: string;
  readonly no?: string;
  readonly isDangerous?: boolean;
  readonly isLoading?: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks before something is done that is dear or cannot be undone; stands where the button was that led to it. */
export function Question(properties: Properties): ReactElement {
  const { label, children, yes, no = 'Not now', isDangerous = false, isLoading = false, onYes, onNo } = properties;
  return (
    <div className="admin-question" role="group" aria-label={label}>
      <p>{children}</p>
      <div className="admin-actions">
        <Button appearance={isDangerous ? 'danger' : 'primary'} autoFocus isLoading={isLoading} onClick={onYes}>
          {yes}
        </Button>
        <Button appearance="subtle" onClick={onNo}>
          {no}
        </Button>
      </div>
    </div>
  );
}
