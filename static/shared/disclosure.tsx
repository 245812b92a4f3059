import Button from '@atlaskit/button/default/button';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import { useId, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useCloseOutside } from './use-close-outside';
import './disclosure.css';

interface Properties {
  readonly words: string;
  /** What opens; `close` gives the focus back to the button. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button with a panel below it, which Escape closes, and whatever the reader does elsewhere. */
export function Disclosure({ words, children }: Properties): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  useCloseOutside(frame, isOpen, () => setOpen(false));

  function close(): void {
    setOpen(false);
    document.getElementById(`${id}-button`)?.focus();
  }

  return (
    <div
      ref={frame}
      className="disclosure"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <Button
        id={`${id}-button`}
        iconAfter={ChevronDownIcon}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {words}
      </Button>
      {isOpen && (
        <div id={id} className="disclosure-panel">
          {children(close)}
        </div>
      )}
    </div>
  );
}
