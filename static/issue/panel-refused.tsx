import Button from '@atlaskit/button/default/button';
import type { ReactElement } from 'react';
import type { Refusal } from '../../src/contract';
import './issue-panel.css';

interface Properties {
  readonly refusal: Refusal;
  readonly onTryAgain: () => void;
}

/** The panel where nothing can be shown: what happened, what to do, a reference to quote. */
export function PanelRefused({ refusal, onTryAgain }: Properties): ReactElement {
  const mayNot = refusal.kind === 'noPermission' || refusal.kind === 'notFound';
  return (
    <main className="page issue-panel">
      <h1 className="visually-hidden">Dependencies</h1>
      <p>
        <span className="strong">{refusal.message.replace(/\.$/, '')}.</span> {refusal.remedy}
      </p>
      {mayNot && (
        <p className="subtle">
          Whoever may browse the issue sees here what it waits for, what waits for it and its float.
        </p>
      )}
      {refusal.reference !== '' && <p className="small subtle">Reference: {refusal.reference}</p>}
      <div>
        <Button spacing="compact" onClick={onTryAgain}>
          Try again
        </Button>
      </div>
    </main>
  );
}
