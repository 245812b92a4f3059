import { NavigationTarget, router } from '@forge/bridge';

/** Key of the manifest's module with a project's compliance. */
const PROJECT_MODULE = 'project-page';
/** Key of the manifest's module with the maps of all projects. */
const PORTFOLIO_MODULE = 'portfolio-page';

/** Where on the portfolio page the maps are. */
export const PORTFOLIO_MAPS = '/dependencies';

/** Opens the issue search of Jira with a JQL, beside the page. */
export async function openSearch(jql: string): Promise<void> {
  await router.open(`/issues/?jql=${encodeURIComponent(jql)}`);
}

/** Opens an issue beside the page. */
export async function openIssue(key: string): Promise<void> {
  await router.open(issuePath(key));
}

/** Path of an issue on its site. */
export function issuePath(key: string): string {
  return `/browse/${encodeURIComponent(key)}`;
}

/** Opens a view of the portfolio page, by its path there, beside this page. */
export async function openInPortfolio(path: string): Promise<void> {
  await router.open({ target: NavigationTarget.Module, moduleKey: PORTFOLIO_MODULE, path });
}

/** Opens a project's compliance beside this page, on a finding if one is named. */
export async function openProjectPage(projectKey: string, rule?: string): Promise<void> {
  const path = rule === undefined ? '/' : `/findings/${rule}`;
  await router.open({ target: NavigationTarget.Module, moduleKey: PROJECT_MODULE, projectKey, path });
}
