import Heading from '@atlaskit/heading/heading';
import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import './page-skeleton.css';

const LINES = 8;

/** The page while it loads, in the layout that it is going to have. */
export function PageSkeleton(): ReactElement {
  return (
    <main className="page" aria-busy="true">
      <header className="page-header">
        <div>
          <Heading as="h1" size="large">
            Compliance
          </Heading>
          <Skeleton width="16rem" height="1.25rem" isShimmering />
        </div>
        <Skeleton width="20rem" height="2rem" isShimmering />
      </header>
      <p role="status" className="visually-hidden">
        Loading
      </p>
      <div className="cards" aria-hidden="true">
        <div className="card">
          <Skeleton width="100%" height="7.5rem" isShimmering />
        </div>
        <div className="card">
          <Skeleton width="100%" height="7.5rem" isShimmering />
        </div>
      </div>
      <div className="skeleton-lines" aria-hidden="true">
        {Array.from({ length: LINES }, (_, index) => (
          <Skeleton key={index} width="100%" height="2rem" isShimmering />
        ))}
      </div>
    </main>
  );
}
