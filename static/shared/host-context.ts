import { view } from '@forge/bridge';

/** What the page is told by the Jira page around it. */
export interface HostContext {
  /** Jira's numeric id of the project as text; `null` outside a project. */
  readonly projectId: string | null;
  /** Jira's numeric id of the issue as text; `null` outside an issue. */
  readonly issueId: string | null;
  /** Address of the site without a trailing slash; empty when the host says none. */
  readonly siteUrl: string;
  /** BCP 47, the viewer's. */
  readonly locale: string;
  /** IANA name, the viewer's. */
  readonly timeZone: string;
  readonly colorMode: string | null;
}

/** Reads the viewer's context. What the host leaves out falls back to what the browser says. */
export async function readHostContext(): Promise<HostContext> {
  const context = await view.getContext();
  const extension: { project?: WithId; issue?: WithId } = context.extension ?? {};
  const browser = Intl.DateTimeFormat().resolvedOptions();
  return {
    projectId: idOf(extension.project),
    issueId: idOf(extension.issue),
    siteUrl: (context.siteUrl ?? '').replace(/\/+$/, ''),
    locale: knownLocale(context.locale) ?? browser.locale,
    timeZone: knownTimeZone(context.timezone) ?? browser.timeZone,
    colorMode: context.theme?.colorMode ?? null,
  };
}

interface WithId {
  readonly id?: string | number;
}

function idOf(named: WithId | undefined): string | null {
  return named?.id === undefined ? null : String(named.id);
}

/** Jira writes some locales with an underscore. */
function knownLocale(locale: string | undefined): string | null {
  if (!locale) return null;
  try {
    return Intl.getCanonicalLocales(locale.replace('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

function knownTimeZone(timeZone: string | undefined): string | null {
  if (!timeZone) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
