import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { ShellEvent } from '../host/event-stream';
import { Activity } from './activity';
import { AppPage } from './app-page';
import { HomePage } from './home-page';
import { IssuePage } from './issue-page';
import { useAddress } from './location';
import { Notice } from './notice';
import { ProjectIssues } from './project-page';
import { ProjectSettings } from './project-settings';
import { readRoute, type Route } from './routes';
import { SearchPage } from './search-page';
import { useSession } from './session';
import { SettingsPage } from './settings-page';
import { SideBar } from './side-bar';
import { TopBar } from './top-bar';

/** The page around every page: who acts, which light, the projects; and in the middle what the address asks for. */
export function Shell(): ReactNode {
  const { site } = useSession();
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const violations = useShellEvents();
  const address = useAddress();
  // On a narrow screen the navigation closes by itself once it has led somewhere.
  const navigationOpen = openedAt === address;
  const route = readRoute(window.location.pathname, window.location.search);

  useEffect(() => {
    document.title = site.title;
  }, [address, site.title]);

  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <TopBar navigationOpen={navigationOpen} toggleNavigation={() => setOpenedAt(navigationOpen ? null : address)} />
      {violations > 0 && (
        <div className="violation-banner" role="alert">
          The app broke its content security policy {violations === 1 ? 'once' : `${violations} times`}.{' '}
          <a href="/sandbox/csp-violations">See what was blocked</a>
        </div>
      )}
      <div className="shell-body">
        <SideBar open={navigationOpen} route={route} />
        <main id="main" className="main" tabIndex={-1}>
          <Place route={route} />
        </main>
      </div>
    </div>
  );
}

function Place({ route }: { readonly route: Route }): ReactNode {
  switch (route.at) {
    case 'home':
      return <HomePage />;
    case 'search':
      return <SearchPage key={route.jql} jql={route.jql} />;
    case 'issue':
      return <IssuePage key={route.issueKey} issueKey={route.issueKey} />;
    case 'projectIssues':
      return <ProjectIssues key={route.projectKey} projectKey={route.projectKey} />;
    case 'projectSettings':
      return <ProjectSettings key={route.projectKey} projectKey={route.projectKey} />;
    case 'settings':
      return <SettingsPage />;
    case 'app':
      return <AppPage moduleKey={route.moduleKey} projectKey={route.projectKey} />;
    case 'activity':
      return <Activity />;
    case 'nowhere':
      return <Notice title="There is nothing at this address">The sandbox has no such page.</Notice>;
  }
}

/** First words of what is asked of Jira, that changes with the site. */
const SITE_DATA: ReadonlySet<unknown> = new Set(['issue', 'issues', 'project', 'projects']);

/** Keeps what is shown in step with the site, and counts policy violations. */
function useShellEvents(): number {
  const queries = useQueryClient();
  const [violations, setViolations] = useState(0);
  useEffect(() => {
    const source = new EventSource('/sandbox/events');
    source.onmessage = (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as ShellEvent;
      if (event.kind === 'csp-violation') return setViolations(event.count);
      void queries.invalidateQueries({
        predicate: (query) => query.queryKey.some((part) => SITE_DATA.has(part)),
      });
    };
    return () => source.close();
  }, [queries]);
  return violations;
}
