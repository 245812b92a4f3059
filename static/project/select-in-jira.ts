import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { copyText } from '../shared/copy-text';
import { openSearch } from '../shared/jira-links';
import { call, type ReplyValue } from './call';
import { useProjectId } from './project-id';

type Selection = ReplyValue<'selectInJira'>;

/**
 * Opens a finding's issues in Jira's issue search, or only those that the cheapest path mends for all rules of `path`.
 * Tells afterwards how many the search names.
 */
export function useShowInJira(rule: string, path?: readonly string[]): UseMutationResult<Selection, unknown, void> {
  const projectId = useProjectId();
  return useMutation({
    mutationFn: async () => {
      const selection = await call('selectInJira', { projectId, rule, ...(path && { path: [...path] }) });
      if (selection.named > 0) await openSearch(selection.jql);
      return selection;
    },
  });
}

/** A finding's JQL, put on the clipboard; `copied` is false where the browser does not let the page do that. */
export function useCopyJql(rule: string): UseMutationResult<Selection & { readonly copied: boolean }, unknown, void> {
  const projectId = useProjectId();
  return useMutation({
    mutationFn: async () => {
      const selection = await call('selectInJira', { projectId, rule });
      return { ...selection, copied: await copyText(selection.jql) };
    },
  });
}
