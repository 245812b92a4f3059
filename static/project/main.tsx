import '@atlaskit/css-reset';
import 'virtual:atlassian-theme.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { refusalOf } from '../shared/call';
import { createFormat } from '../shared/format';
import { readHostContext } from '../shared/host-context';
import { HostProvider } from '../shared/host';
import { openPageHistory } from '../shared/page-history';
import { createQueryClient } from '../shared/query-client';
import { applyTheme, followHostTheme } from '../shared/theme';
import '../shared/page.css';
import { PageSkeleton } from './page-skeleton';
import { ProjectPage } from './project-page';
import { RefusedPage } from './refused-page';
import './project-page.css';
import './page-header.css';

const root = createRoot(document.getElementById('root') as HTMLElement);

/** Asks the host who is looking at which project, and shows the page. */
async function open(): Promise<void> {
  root.render(<PageSkeleton />);
  try {
    const [context, history] = await Promise.all([readHostContext(), openPageHistory()]);
    applyTheme(context.colorMode);
    void followHostTheme();
    if (context.projectId === null) throw new Error('the host names no project');
    const host = {
      projectId: context.projectId,
      siteUrl: context.siteUrl,
      format: createFormat(context.locale, context.timeZone),
      history,
    };
    root.render(
      <StrictMode>
        <QueryClientProvider client={createQueryClient()}>
          <HostProvider value={host}>
            <ProjectPage />
          </HostProvider>
        </QueryClientProvider>
      </StrictMode>,
    );
  } catch (error) {
    root.render(<Failed error={error} />);
  }
}

function Failed({ error }: { readonly error: unknown }): ReactElement {
  return <RefusedPage refusal={refusalOf(error)} onTryAgain={() => void open()} />;
}

void open();
