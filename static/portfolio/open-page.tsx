import type { Root } from 'react-dom/client';
import { openPage } from '../shared/open-page';
import { PageSkeleton } from './page-skeleton';
import { PortfolioPage } from './portfolio-page';
import { PortfolioRefused } from './refused-page';

/** Shows the portfolio page. Settles when the page is up. */
export function openPortfolioPage(root: Root): Promise<void> {
  return openPage(root, {
    skeleton: () => <PageSkeleton />,
    refused: (refusal, onTryAgain) => <PortfolioRefused refusal={refusal} onTryAgain={onTryAgain} />,
    content: () => <PortfolioPage />,
  });
}
