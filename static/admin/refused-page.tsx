import type { ReactElement } from 'react';
import type { Refusal } from '../../src/contract';
import { RefusedPage } from '../shared/refused-page';

interface Properties {
  readonly refusal: Refusal;
  readonly onTryAgain: () => void;
}

/** The admin page where nothing can be shown. */
export function OperatorRefused({ refusal, onTryAgain }: Properties): ReactElement {
  return (
    <RefusedPage
      title="Plumbline"
      wouldSee="Jira administrators see here how far Plumbline has read this site, what it waits for, what failed and what to do about it."
      refusal={refusal}
      onTryAgain={onTryAgain}
    />
  );
}
