import type { ReactElement } from 'react';
import type { Root } from 'react-dom/client';
import { MapsSkeleton } from '../dependencies/map-states';
import { PortfolioMaps } from '../dependencies/portfolio-maps';
import { PORTFOLIO_MAPS } from '../shared/jira-links';
import { openPage } from '../shared/open-page';
import { PortfolioRefused } from './portfolio-refused';
import './portfolio-page.css';

/** Shows the portfolio page. Settles when the page is up. */
export function openPortfolioPage(root: Root): Promise<void> {
  return openPage(root, {
    skeleton: () => page(<MapsSkeleton />),
    refused: (refusal, onTryAgain) => page(<PortfolioRefused refusal={refusal} onTryAgain={onTryAgain} />),
    content: () =>
      page(
        <PortfolioMaps
          base={PORTFOLIO_MAPS}
          refused={(refusal, onTryAgain) => <PortfolioRefused refusal={refusal} onTryAgain={onTryAgain} />}
        />,
      ),
  });
}

function page(content: ReactElement): ReactElement {
  return <main className="page portfolio-page">{content}</main>;
}
