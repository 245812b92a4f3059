import type { Root } from 'react-dom/client';
import { openPage } from '../shared/open-page';
import { PageSkeleton } from './page-skeleton';
import { ProjectIdProvider } from './project-id';
import { ProjectPage } from './project-page';
import { ComplianceRefused } from './refused-page';

/** Shows the project page for the project that the host names. Settles when the page is up. */
export function openProjectPage(root: Root): Promise<void> {
  return openPage(root, {
    skeleton: () => <PageSkeleton />,
    refused: (refusal, onTryAgain) => <ComplianceRefused refusal={refusal} onTryAgain={onTryAgain} />,
    content({ projectId }) {
      if (projectId === null) throw new Error('the host names no project');
      return (
        <ProjectIdProvider value={projectId}>
          <ProjectPage />
        </ProjectIdProvider>
      );
    },
  });
}
