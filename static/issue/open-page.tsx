import type { Root } from 'react-dom/client';
import { openPage } from '../shared/open-page';
import { IssuePanel } from './issue-panel';
import { PanelRefused } from './panel-refused';
import { PanelSkeleton } from './panel-skeleton';

/** Shows the panel for the issue that the host names. Settles when the panel is up. */
export function openIssuePanel(root: Root): Promise<void> {
  return openPage(root, {
    skeleton: () => <PanelSkeleton />,
    refused: (refusal, onTryAgain) => <PanelRefused refusal={refusal} onTryAgain={onTryAgain} />,
    content({ issueId }) {
      if (issueId === null) throw new Error('the host names no issue');
      return <IssuePanel issueId={issueId} />;
    },
  });
}
