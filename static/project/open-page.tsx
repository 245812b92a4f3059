import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { refusalOf } from '../shared/call';
import { CrashGuard } from '../shared/crash-guard';
import { createFormat } from '../shared/format';
import { readHostContext } from '../shared/host-context';
import { HostProvider, type Host } from '../shared/host';
import { openPageHistory } from '../shared/page-history';
import { createQueryClient } from '../shared/query-client';
import { applyTheme, followHostTheme } from '../shared/theme';
import { PageSkeleton } from './page-skeleton';
import { ProjectPage } from './project-page';
import { RefusedPage } from './refused-page';

/** Asks the host who is looking at which project, and shows the page. Settles when the page is up. */
export async function openProjectPage(root: Root): Promise<void> {
  root.render(<PageSkeleton />);
  try {
    showPage(root, await hostOfPage());
  } catch (error) {
    root.render(<RefusedPage refusal={refusalOf(error)} onTryAgain={() => void openProjectPage(root)} />);
  }
}

async function hostOfPage(): Promise<Host> {
  const [context, history] = await Promise.all([readHostContext(), openPageHistory()]);
  applyTheme(context.colorMode);
  void followHostTheme();
  if (context.projectId === null) throw new Error('the host names no project');
  const format = createFormat(context.locale, context.timeZone);
  return { projectId: context.projectId, siteUrl: context.siteUrl, format, history };
}

function showPage(root: Root, host: Host): void {
  const crashed = (tryAgain: () => void) => (
    <RefusedPage
      refusal={{
        kind: 'unexpected',
        message: 'The page could not show what it got',
        remedy: 'Try again. If it keeps happening, tell your Jira admin: this is a mistake in Plumbline.',
        reference: '',
      }}
      onTryAgain={tryAgain}
    />
  );
  root.render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <HostProvider value={host}>
          <CrashGuard fallback={crashed}>
            <ProjectPage />
          </CrashGuard>
        </HostProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
