import type { ReactElement } from 'react';
import { ViewTabs } from '../dependencies/view-tabs';
import { useHost } from '../shared/host';
import { playbooksPath, refreshPath } from './routes';

export type Tab = 'playbooks' | 'refresh';

const TABS = [
  { view: 'playbooks', words: 'Playbooks' },
  { view: 'refresh', words: 'Refresh' },
] as const satisfies readonly { view: Tab; words: string }[];

/** What there is on the admin page. */
export function AdminTabs({ current }: { readonly current: Tab }): ReactElement {
  const { history } = useHost();
  return (
    <ViewTabs
      label="Administration"
      views={TABS}
      current={current}
      onGo={(tab) => history.go(tab === 'playbooks' ? playbooksPath : refreshPath)}
    />
  );
}
