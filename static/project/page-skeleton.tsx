import Heading from '@atlaskit/heading/heading';
import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import './page-skeleton.css';

const LINES = 10;
const WIDTHS = [42, 34, 48, 30, 38];

/** The page while it loads, in the layout that it is going to have. */
export function PageSkeleton(): ReactElement {
  return (
    <main className="page" aria-busy="true">
      <header className="page-header">
        <div className="skeleton-title">
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
        <div className="card skeleton-card">
          <Skeleton width="30%" height="1rem" isShimmering />
          <Skeleton width="50%" height="3.25rem" isShimmering />
          <Skeleton width="100%" height="1.25rem" isShimmering />
        </div>
        <div className="card skeleton-card">
          <Skeleton width="20%" height="1rem" isShimmering />
          <Skeleton width="40%" height="1.75rem" isShimmering />
          <Skeleton width="90%" height="2.5rem" isShimmering />
        </div>
        <div className="card skeleton-card">
          <Skeleton width="40%" height="1rem" isShimmering />
          <Skeleton width="60%" height="1.75rem" isShimmering />
          <Skeleton width="90%" height="2.5rem" isShimmering />
        </div>
      </div>
      <div className="skeleton-lines" aria-hidden="true">
        {Array.from({ length: LINES }, (_, index) => (
          <div key={index} className="skeleton-line">
            <Skeleton width={`${WIDTHS[index % WIDTHS.length]}%`} height="1.25rem" isShimmering />
            <Skeleton width="8rem" height="1.25rem" isShimmering />
          </div>
        ))}
      </div>
    </main>
  );
}
