import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import './issue-panel.css';

/** The panel while it loads: three lines and a door. */
export function PanelSkeleton(): ReactElement {
  return (
    <main className="page issue-panel" aria-busy="true">
      <h1 className="visually-hidden">Dependencies</h1>
      <p role="status" className="visually-hidden">
        Loading
      </p>
      <div className="issue-panel-bones" aria-hidden="true">
        <Skeleton width="85%" height="1.25rem" isShimmering />
        <Skeleton width="70%" height="1.25rem" isShimmering />
        <Skeleton width="90%" height="1.25rem" isShimmering />
        <Skeleton width="8rem" height="2rem" isShimmering />
      </div>
    </main>
  );
}
