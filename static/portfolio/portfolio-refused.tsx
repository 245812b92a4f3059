import type { ReactElement } from 'react';
import type { Refusal } from '../../src/contract';
import { RefusedContent } from '../shared/refused-page';

interface Properties {
  readonly refusal: Refusal;
  readonly onTryAgain: () => void;
}

/** What stands below the portfolio page's heading where nothing of the portfolio can be shown. */
export function PortfolioRefused({ refusal, onTryAgain }: Properties): ReactElement {
  return (
    <RefusedContent
      wouldSee="Whoever may browse projects sees here how they stand, what changed, what recurs, and who waits for whom."
      refusal={refusal}
      onTryAgain={onTryAgain}
    />
  );
}
