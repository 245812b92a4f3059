import { createContext, useContext } from 'react';
import type { Format } from './format';
import type { PageHistory } from './page-history';

/** What every part of a page may ask for. */
export interface Host {
  readonly siteUrl: string;
  readonly format: Format;
  readonly history: PageHistory;
}

const HostOfPage = createContext<Host | null>(null);

export const HostProvider = HostOfPage.Provider;

/** @throws when used outside a {@link HostProvider}: a mistake in the page. */
export function useHost(): Host {
  const host = useContext(HostOfPage);
  if (!host) throw new Error('useHost outside HostProvider');
  return host;
}
