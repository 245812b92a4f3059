import type { ReactElement } from 'react';
import { PageSkeleton } from './page-skeleton';

/** The portfolio page. */
export function PortfolioPage(): ReactElement {
  return <PageSkeleton />;
}
