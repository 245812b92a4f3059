import type { Root } from 'react-dom/client';
import { openPage } from '../shared/open-page';
import { AdminPage } from './admin-page';
import { PageSkeleton } from './page-skeleton';
import { OperatorRefused } from './refused-page';

/** Shows the admin page. Settles when the page is up. */
export function openAdminPage(root: Root): Promise<void> {
  return openPage(root, {
    skeleton: () => <PageSkeleton />,
    refused: (refusal, onTryAgain) => <OperatorRefused refusal={refusal} onTryAgain={onTryAgain} />,
    content: () => <AdminPage />,
  });
}
