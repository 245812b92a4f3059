import Heading from '@atlaskit/heading/heading';
import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';

/** The page while the host has not answered. */
export function PageSkeleton(): ReactElement {
  return (
    <main className="page" aria-busy="true">
      <Heading as="h1" size="large">
        Dependencies
      </Heading>
      <p role="status" className="visually-hidden">
        Loading
      </p>
      <Skeleton width="100%" height="30rem" isShimmering />
    </main>
  );
}
