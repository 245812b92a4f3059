import type { ReactElement } from 'react';
import type { Root } from 'react-dom/client';
import { openPage } from '../shared/open-page';
import { PortfolioHeader } from './portfolio-header';
import { PortfolioPage } from './portfolio-page';
import { PortfolioRefused } from './portfolio-refused';
import { PortfolioSkeleton } from './portfolio-states';
import './overview.css';
import './portfolio-page.css';

/** Shows the portfolio page. Settles when the page is up. */
export function openPortfolioPage(root: Root): Promise<void> {
  return openPage(root, {
    skeleton: () => headed(<PortfolioSkeleton />),
    refused: (refusal, onTryAgain) => headed(<PortfolioRefused refusal={refusal} onTryAgain={onTryAgain} />),
    content: () => page(<PortfolioPage />),
  });
}

function headed(content: ReactElement): ReactElement {
  return page(
    <>
      <PortfolioHeader view={null} />
      {content}
    </>,
  );
}

function page(content: ReactElement): ReactElement {
  return <main className="page portfolio-page">{content}</main>;
}
