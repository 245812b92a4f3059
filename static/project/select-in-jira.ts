import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { copyText } from '../shared/copy-text';
import { openSearch } from '../shared/jira-links';
import { call, type ReplyValue } from './call';
import { useProjectId } from './project-id';

type Selection = ReplyValue<'selectInJira'>;

export interface Selected {
  readonly rule: string;
  /** Only what a path mends for all of these rules. */
  readonly path?: readonly string[];
  /** The score to which that path leads; without it the next level. */
  readonly target?: number;
}

/**
 * Opens a finding's issues, or those of a path, in Jira's issue search, from the given place on: one search names so
 * many at most. Tells afterwards how many the search names, and where the next one begins.
 */
export function useShowInJira({ rule, path, target }: Selected): UseMutationResult<Selection, unknown, number> {
  const projectId = useProjectId();
  return useMutation({
    mutationFn: async (from: number) => {
      const onPath = path && { path: [...path], ...(target !== undefined && { target }) };
      const selection = await call('selectInJira', { projectId, rule, from, ...onPath });
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
