/** The views of the portfolio page, in their order. */
export const TABS = [
  { view: 'overview', words: 'Overview' },
  { view: 'projects', words: 'Projects' },
  { view: 'heat-map', words: 'Heat map' },
  { view: 'dependencies', words: 'Dependencies' },
] as const;

export type Tab = (typeof TABS)[number]['view'];

/** Path of a view; what follows that of the dependencies is the maps' own. */
export function pathOfTab(tab: Tab): string {
  return tab === 'overview' ? '/' : `/${tab}`;
}

/** An unknown address shows the overview. */
export function tabOfPath(path: string): Tab {
  const [, first = ''] = path.split('/');
  return TABS.find(({ view }) => view === first)?.view ?? 'overview';
}
