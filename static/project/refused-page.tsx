import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { Refusal } from '../../src/contract';
import { Notice } from './notice';
import { asTitle } from './words';

interface Properties {
  readonly refusal: Refusal;
  readonly onTryAgain: () => void;
}

/** Nothing can be shown: what happened, what to do, and a reference to quote. */
export function RefusedPage({ refusal, onTryAgain }: Properties): ReactElement {
  const mayNot = refusal.kind === 'noPermission' || refusal.kind === 'notFound';
  return (
    <main className="page">
      <Heading as="h1" size="large">
        Compliance
      </Heading>
      <Notice title={asTitle(refusal.message)} actions={<Button onClick={onTryAgain}>Try again</Button>}>
        <p>{refusal.remedy}</p>
        {mayNot && (
          <p>Whoever may browse a project sees here how it stands against its playbook, and what to mend first.</p>
        )}
        {refusal.reference !== '' && (
          <p className="small subtle">
            Reference: <span className="notice-reference">{refusal.reference}</span>
          </p>
        )}
      </Notice>
    </main>
  );
}
