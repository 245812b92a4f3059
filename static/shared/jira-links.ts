import { router } from '@forge/bridge';

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
