import Heading from '@atlaskit/heading/heading';
import type { ReactElement, ReactNode } from 'react';
import './notice.css';

interface Properties {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** What the page says when there is nothing to show yet, or nothing that it may show. */
export function Notice({ title, children, actions }: Properties): ReactElement {
  return (
    <section className="card notice">
      <Heading as="h2" size="medium">
        {title}
      </Heading>
      <div className="notice-words">{children}</div>
      {actions && <div className="notice-actions">{actions}</div>}
    </section>
  );
}
