/** Every place in the shell has an address, so that back, reload and sharing work. */
export type Route =
  | { readonly at: 'home' }
  | { readonly at: 'search'; readonly jql: string }
  | { readonly at: 'issue'; readonly issueKey: string }
  | { readonly at: 'projectIssues'; readonly projectKey: string }
  | { readonly at: 'projectSettings'; readonly projectKey: string }
  | { readonly at: 'settings' }
  | { readonly at: 'app'; readonly moduleKey: string; readonly projectKey: string | null; readonly inside: string }
  | { readonly at: 'activity' }
  | { readonly at: 'nowhere' };

export function readRoute(pathname: string, search: string): Route {
  const parts = pathname.split('/').filter(Boolean).map(decoded);
  const [first, second, third] = parts;
  if (parts.length === 0) return { at: 'home' };
  if (first === 'issues') return { at: 'search', jql: new URLSearchParams(search).get('jql') ?? '' };
  if (first === 'browse' && second && !third) return { at: 'issue', issueKey: second };
  if (first === 'activity') return { at: 'activity' };
  if (first !== 'jira') return { at: 'nowhere' };
  if (second === 'projects' && third) return readProjectRoute(pathname, third, parts.slice(3));
  if (second === 'settings' && (!third || (third === 'apps' && parts.length === 3))) return { at: 'settings' };
  const app = readApp(pathname, parts.slice(second === 'settings' ? 2 : 1), null);
  return app ?? { at: 'nowhere' };
}

function readProjectRoute(pathname: string, projectKey: string, rest: readonly string[]): Route {
  if (rest.length === 0 || rest[0] === 'issues') return { at: 'projectIssues', projectKey };
  if (rest[0] === 'settings' && rest.length === 1) return { at: 'projectSettings', projectKey };
  return readApp(pathname, rest[0] === 'settings' ? rest.slice(1) : rest, projectKey) ?? { at: 'nowhere' };
}

function readApp(pathname: string, rest: readonly string[], projectKey: string | null): Route | null {
  const [apps, moduleKey] = rest;
  if (apps !== 'apps' || !moduleKey) return null;
  const marker = `/apps/${encodeURIComponent(moduleKey)}`;
  const inside = pathname.slice(pathname.indexOf(marker) + marker.length);
  return { at: 'app', moduleKey, projectKey, inside: inside.startsWith('/') ? inside : '/' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const addressOf = {
  home: '/',
  activity: '/activity',
  search: (jql: string) => `/issues/?jql=${encodeURIComponent(jql)}`,
  issue: (issueKey: string) => `/browse/${encodeURIComponent(issueKey)}`,
  projectIssues: (projectKey: string) => `/jira/projects/${encodeURIComponent(projectKey)}/issues`,
  projectSettings: (projectKey: string) => `/jira/projects/${encodeURIComponent(projectKey)}/settings`,
  projectApp: (projectKey: string, moduleKey: string) =>
    `/jira/projects/${encodeURIComponent(projectKey)}/apps/${encodeURIComponent(moduleKey)}`,
  projectSettingsApp: (projectKey: string, moduleKey: string) =>
    `/jira/projects/${encodeURIComponent(projectKey)}/settings/apps/${encodeURIComponent(moduleKey)}`,
  settings: '/jira/settings/apps',
  globalApp: (moduleKey: string) => `/jira/apps/${encodeURIComponent(moduleKey)}`,
  adminApp: (moduleKey: string) => `/jira/settings/apps/${encodeURIComponent(moduleKey)}`,
} as const;
