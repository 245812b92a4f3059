import Heading from '@atlaskit/heading/heading';
import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import './admin-page.css';

const LINES = 6;

/** The page while it loads, in the layout that it is going to have. */
export function PageSkeleton(): ReactElement {
  return (
    <main className="page" aria-busy="true">
      <header className="admin-header">
        <div>
          <Heading as="h1" size="large">
            Plumbline
          </Heading>
          <p className="subtle">How far this site is read, what it costs, and what needs you</p>
        </div>
      </header>
      <Skeleton width="11rem" height="2.25rem" isShimmering />
      <p role="status" className="visually-hidden">
        Loading
      </p>
      <div className="admin-cards" aria-hidden="true">
        <Bones widths={['30%', '70%', '100%', '55%']} />
        <Bones widths={['40%', '60%', '100%', '80%']} />
      </div>
      <div className="admin-section" aria-hidden="true">
        <Skeleton width="16rem" height="1.5rem" isShimmering />
        {Array.from({ length: LINES }, (_, line) => (
          <Skeleton key={line} width="100%" height="1.75rem" isShimmering />
        ))}
      </div>
    </main>
  );
}

function Bones({ widths }: { readonly widths: readonly string[] }): ReactElement {
  return (
    <div className="card admin-card">
      {widths.map((width, line) => (
        <Skeleton key={width} width={width} height={line === 1 ? '2.5rem' : '1.25rem'} isShimmering />
      ))}
    </div>
  );
}
