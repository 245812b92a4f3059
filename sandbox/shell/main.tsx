import '@atlaskit/css-reset';
import 'virtual:atlassian-theme.css';
import './shell.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { FlagsProvider } from './flags';
import { SessionProvider, type SiteDescription } from './session';
import { Shell } from './shell';

async function start(): Promise<void> {
  const site = (await (await fetch('/sandbox/site')).json()) as SiteDescription;
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 2000, networkMode: 'always' } } });
  createRoot(document.getElementById('root') as HTMLElement).render(
    <QueryClientProvider client={queries}>
      <SessionProvider site={site}>
        <FlagsProvider>
          <Shell />
        </FlagsProvider>
      </SessionProvider>
    </QueryClientProvider>,
  );
}

void start();
