/** The views of the portfolio page, in their order. */
export const TABS = [
  { view: 'overview', words: 'Overview' },
  { view: 'projects', words: 'Projects' },
  { view: 'heat-map', words: 'Heat map' },
  { view: 'dependencies', words: 'Dependencies' },
  { view: 'trends', words: 'Trends' },
] as const;

/** The report is no view of its own to go back and forth to: it is the page on paper. */
export type Tab = (typeof TABS)[number]['view'] | 'report';

/** Path of a view; what follows that of the dependencies is the maps' own. */
export function pathOfTab(tab: Tab): string {
  return tab === 'overview' ? '/' : `/${tab}`;
}

/** An unknown address shows the overview. */
export function tabOfPath(path: string): Tab {
  const [, first = ''] = path.split('/');
  if (first === 'report') return first;
  return TABS.find(({ view }) => view === first)?.view ?? 'overview';
}
