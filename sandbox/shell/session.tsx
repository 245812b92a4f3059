import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Persona } from '../jira/site-data';
import type { Surface } from '../host/app-manifest';
import { requestJson } from './jira-api';

/** What the sandbox's server says of the site. */
export interface SiteDescription {
  readonly title: string;
  readonly timeZone: string;
  readonly personas: readonly Persona[];
  readonly surfaces: readonly Surface[];
  readonly frameOrigin: string;
}

export type ColorMode = 'light' | 'dark';

/** Who is acting, on which site, in which light. */
export interface Session {
  readonly site: SiteDescription;
  readonly persona: Persona;
  readonly actAs: (accountId: string) => void;
  readonly colorMode: ColorMode;
  readonly setColorMode: (mode: ColorMode) => void;
  /** Asks the sandbox or Jira as the acting persona. @throws JiraRefusal */
  readonly ask: <T>(method: string, path: string, body?: unknown) => Promise<T>;
}

const SessionContext = createContext<Session | null>(null);

const PERSONA_KEY = 'sandbox-persona';
const COLOR_KEY = 'sandbox-color-mode';

export function SessionProvider({
  site,
  children,
}: {
  readonly site: SiteDescription;
  readonly children: ReactNode;
}): ReactNode {
  const [accountId, setAccountId] = useState(() => localStorage.getItem(PERSONA_KEY));
  const [colorMode, setColorMode] = useState<ColorMode>(() =>
    localStorage.getItem(COLOR_KEY) === 'dark' ? 'dark' : 'light',
  );
  const persona = site.personas.find((each) => each.accountId === accountId) ?? site.personas[0];

  useEffect(() => {
    document.documentElement.dataset['colorMode'] = colorMode;
    localStorage.setItem(COLOR_KEY, colorMode);
  }, [colorMode]);

  const actAs = useCallback((chosen: string) => {
    localStorage.setItem(PERSONA_KEY, chosen);
    setAccountId(chosen);
  }, []);

  const session = useMemo<Session | null>(() => {
    if (!persona) return null;
    const ask = <T,>(method: string, path: string, body?: unknown): Promise<T> =>
      requestJson<T>(persona.accountId, method, path, body);
    return { site, persona, actAs, colorMode, setColorMode, ask };
  }, [site, persona, actAs, colorMode]);

  if (!session) return <p>This site offers nobody to act as.</p>;
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('The session is used outside its provider.');
  return session;
}
