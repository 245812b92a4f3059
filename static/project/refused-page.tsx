import Button from '@atlaskit/button/default/button';
import type { ReactElement } from 'react';
import type { Refusal } from '../../src/contract';
import { Notice } from './notice';

interface Properties {
  readonly refusal: Refusal;
  readonly onTryAgain: () => void;
}

/** Nothing can be shown: what happened, what to do, and a reference to quote. */
export function RefusedPage({ refusal, onTryAgain }: Properties): ReactElement {
  const mayNot = refusal.kind === 'noPermission';
  return (
    <main className="page">
      <Notice
        level="h1"
        title={refusal.message.replace(/\.$/, '')}
        actions={<Button onClick={onTryAgain}>Try again</Button>}
      >
        {mayNot && (
          <p>Whoever may browse a project sees here how it stands against the playbook, and what to mend first.</p>
        )}
        <p>{refusal.remedy}</p>
        {refusal.reference !== '' && <p className="small subtle">Reference: {refusal.reference}</p>}
      </Notice>
    </main>
  );
}
