import Skeleton from '@atlaskit/skeleton';
import { lazy, Suspense, type ReactElement } from 'react';
import { useProjectId } from './project-id';
import { dependenciesPath } from './routes';

/** Loaded when it is looked at: most readers of the page come for the findings. */
const IssueMap = lazy(async () => ({ default: (await import('../dependencies/issue-map')).IssueMap }));

/** Who in this project waits for whom, and what waits for it. */
export function Dependencies(): ReactElement {
  const projectId = useProjectId();
  return (
    <Suspense fallback={<Skeleton width="100%" height="30rem" isShimmering />}>
      <IssueMap scope={{ of: 'project', projectId }} base={dependenciesPath} />
    </Suspense>
  );
}
