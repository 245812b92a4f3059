import { IssueMap } from '../../../static/dependencies/issue-map';
import { IssueMapSkeleton } from '../../../static/dependencies/issue-map-states';
import { openPage } from '../../../static/shared/open-page';
import { RefusedPage } from '../../../static/shared/refused-page';
import type { MapScope } from '../../../src/contract';
import { openBy } from './open-page';

/** Opens a page that is nothing but the map of a scope. */
export function openIssueMap(scope: MapScope): Promise<void> {
  return openBy((root) =>
    openPage(root, {
      skeleton: () => <IssueMapSkeleton />,
      refused: (refusal, onTryAgain) => (
        <RefusedPage title="Dependencies" wouldSee="" refusal={refusal} onTryAgain={onTryAgain} />
      ),
      content: () => <IssueMap scope={scope} base="" />,
    }),
  );
}
