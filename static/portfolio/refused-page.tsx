import type { ReactElement } from 'react';
import type { Refusal } from '../../src/contract';
import { RefusedPage } from '../shared/refused-page';

interface Properties {
  readonly refusal: Refusal;
  readonly onTryAgain: () => void;
}

/** The portfolio page where nothing of it can be shown. */
export function PortfolioRefused({ refusal, onTryAgain }: Properties): ReactElement {
  return (
    <RefusedPage
      title="Dependencies"
      wouldSee="Whoever may browse projects sees here which of them wait for each other, and what is late."
      refusal={refusal}
      onTryAgain={onTryAgain}
    />
  );
}
