import { keepPreviousData, useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ChangesView } from '../../../src/contract';
import { SHOWN_AT_MOST } from '../../shared/pace';
import { call } from '../call';
import { useProjectId } from '../project-id';

/** The back end gives issues by so many. */
export const ISSUES_A_PAGE = 50;

/** What changed since a day, up to the snapshot of that revision; `null`: since the newest that was kept. */
export function useChanges(since: string | null, revision: string): UseQueryResult<ChangesView> {
  const projectId = useProjectId();
  return useQuery({
    queryKey: ['changes', projectId, since, revision],
    queryFn: () => call('changes', { projectId, ...(since === null ? {} : { since }) }),
    placeholderData: keepPreviousData,
    staleTime: SHOWN_AT_MOST,
    refetchOnWindowFocus: false,
  });
}

/** The issues behind one rule's move. */
export function useChangedIssues(rule: string, since: string, revision: string) {
  const projectId = useProjectId();
  return useInfiniteQuery({
    queryKey: ['changedIssues', projectId, rule, since, revision],
    queryFn: ({ pageParam }) => call('changedIssues', { projectId, rule, since, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: ({ offset, total }) => (offset + ISSUES_A_PAGE < total ? offset + ISSUES_A_PAGE : undefined),
    staleTime: SHOWN_AT_MOST,
    refetchInterval: SHOWN_AT_MOST,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
}
