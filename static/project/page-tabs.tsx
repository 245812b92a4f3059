import type { ReactElement } from 'react';
import { ViewTabs } from '../dependencies/view-tabs';
import { useHost } from '../shared/host';
import { dependenciesPath, overviewPath, type View } from './routes';

const TABS = [
  { view: 'findings', words: 'Findings' },
  { view: 'dependencies', words: 'Dependencies' },
] as const;

/** What there is to see of the project. */
export function PageTabs({ current }: { readonly current: View['kind'] }): ReactElement {
  const { history } = useHost();
  return (
    <ViewTabs
      label="Project views"
      views={TABS}
      current={current === 'dependencies' ? 'dependencies' : 'findings'}
      onGo={(view) => history.go(view === 'dependencies' ? dependenciesPath : overviewPath)}
    />
  );
}
