import EmptyState from '@atlaskit/empty-state';
import type { ReactNode } from 'react';

/** Says in the middle of the page why there is nothing else. */
export function Notice({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return <EmptyState header={title} headingLevel={1} description={children} />;
}
