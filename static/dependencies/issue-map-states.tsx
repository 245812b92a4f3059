import Button from '@atlaskit/button/default/button';
import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import type { IssueMapView, Refusal } from '../../src/contract';
import { Notice } from '../shared/notice';
import { asTitle } from '../shared/words';

const ROWS = 8;
const WIDTHS = [38, 24, 46, 30];

/** The map while it loads, in the layout that it is going to have. */
export function IssueMapSkeleton(): ReactElement {
  return (
    <div className="issue-map" aria-busy="true">
      <p role="status" className="visually-hidden">
        Loading the issues
      </p>
      <div aria-hidden="true" className="issue-map-bones">
        <Skeleton width="22rem" height="1.75rem" isShimmering />
        <Skeleton width="16rem" height="1.25rem" isShimmering />
        <Skeleton width="100%" height="2rem" isShimmering />
        {Array.from({ length: ROWS }, (_, place) => (
          <Skeleton key={place} width={`${WIDTHS[place % WIDTHS.length] + place * 4}%`} height="1.5rem" isShimmering />
        ))}
      </div>
    </div>
  );
}

interface RefusedProperties {
  readonly refusal: Refusal;
  readonly onTryAgain: () => void;
}

/** The issues cannot be shown: what happened, what to do, a reference to quote. */
export function IssueMapRefused({ refusal, onTryAgain }: RefusedProperties): ReactElement {
  return (
    <Notice title={asTitle(refusal.message)} actions={<Button onClick={onTryAgain}>Try again</Button>}>
      <p>{refusal.remedy}</p>
      {(refusal.kind === 'noPermission' || refusal.kind === 'notFound') && (
        <p>Whoever may browse it sees here what it waits for, what waits for it, and what slips if it slips.</p>
      )}
      {refusal.reference !== '' && (
        <p className="small subtle">
          Reference: <span className="notice-reference">{refusal.reference}</span>
        </p>
      )}
    </Notice>
  );
}

/** There is nothing to draw: why, and how there would be. */
export function NoDependencies({ view }: { readonly view: IssueMapView }): ReactElement {
  if (view.mergedAt === null) {
    return (
      <Notice title="The dependencies have not been worked out yet">
        <p>That happens by itself as soon as the projects have been read, within minutes. Then you will find here:</p>
        <ul className="notice-list">
          <li>what waits for what, over projects, and what is late</li>
          <li>when each issue will be finished, and which path determines it</li>
          <li>what moves if one of them slips</li>
        </ul>
      </Notice>
    );
  }
  if (view.scope.of === 'criticalPath' && view.scope.to !== undefined) {
    return (
      <Notice title="Nothing open leads there">
        <p>It is done, has moved or has been released. Choose another target of the project above.</p>
      </Notice>
    );
  }
  return (
    <Notice title="Nothing open here waits for anything">
      <p>
        Link issues in Jira with “blocks” or “is blocked by”, within a project or across projects: then this map shows
        who waits for whom, and by when.
      </p>
    </Notice>
  );
}
