import type { ReactElement } from 'react';
import { ViewTabs } from '../dependencies/view-tabs';
import { useHost } from '../shared/host';
import { dependenciesPath, gatesPath, historyPath, overviewPath, waiversPath, type View } from './routes';

const TABS = [
  { view: 'findings', words: 'Findings' },
  { view: 'gates', words: 'Gates' },
  { view: 'dependencies', words: 'Dependencies' },
  { view: 'history', words: 'History' },
  { view: 'waivers', words: 'Waivers' },
] as const;

type Tab = (typeof TABS)[number]['view'];
const PATHS: Readonly<Record<Tab, string>> = {
  findings: overviewPath,
  gates: gatesPath,
  dependencies: dependenciesPath,
  history: historyPath(),
  waivers: waiversPath,
};

/** What there is to see of the project. */
export function PageTabs({ current }: { readonly current: View['kind'] }): ReactElement {
  const { history } = useHost();
  return (
    <ViewTabs
      label="Project views"
      views={TABS}
      current={TABS.find(({ view }) => view === current)?.view ?? (current === 'passport' ? 'gates' : 'findings')}
      onGo={(view) => history.go(PATHS[view])}
    />
  );
}
