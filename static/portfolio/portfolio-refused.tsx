import type { ReactElement } from 'react';
import type { Refusal } from '../../src/contract';
import { RefusedContent } from '../shared/refused-page';

interface Properties {
  readonly refusal: Refusal;
  readonly onTryAgain: () => void;
}

/** What stands in the portfolio page where nothing of the portfolio can be shown. */
export function PortfolioRefused({ refusal, onTryAgain }: Properties): ReactElement {
  return (
    <RefusedContent
      title="Dependencies"
      wouldSee="Whoever may browse projects sees here which of them wait for each other, and what is late."
      refusal={refusal}
      onTryAgain={onTryAgain}
    />
  );
}
