import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { ProjectPageRequest, WaiversView } from '../../src/contract';
import { ask } from '../shared/call';
import { SHOWN_AT_MOST } from '../shared/pace';
import { call, type ReplyValue } from './call';
import { useProjectId } from './project-id';
import { standingKey } from './standing-query';

/** How the project's waivers stand after so many steps, as `standing` tells their number. */
export function useWaivers(steps: number): UseQueryResult<WaiversView> {
  const projectId = useProjectId();
  return useQuery({
    queryKey: ['waivers', projectId, steps],
    queryFn: () => call('waivers', { projectId }),
    placeholderData: keepPreviousData,
    staleTime: SHOWN_AT_MOST,
    refetchOnWindowFocus: false,
  });
}

type Step = 'requestWaiver' | 'decideWaiver' | 'withdrawWaiver';

/** Takes a step, shows what it led to, and has the standing looked at again. */
export function useWaiverStep<S extends Step>(
  step: S,
): UseMutationResult<WaiversView, unknown, Omit<ProjectPageRequest<S>, 'projectId'>> {
  const projectId = useProjectId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (payload: Omit<ProjectPageRequest<S>, 'projectId'>) =>
      ask<WaiversView>(step, { ...payload, projectId }),
    onSuccess(view) {
      client.setQueryData(['waivers', projectId, view.steps], view);
      void client.invalidateQueries({ queryKey: standingKey(projectId) });
    },
  });
}

/** The newest steps, and those before number `before` of the page before. */
export function useAuditTrail(steps: number, before: number | null): UseQueryResult<ReplyValue<'auditTrail'>> {
  const projectId = useProjectId();
  return useQuery({
    queryKey: ['auditTrail', projectId, steps, before],
    queryFn: () => call('auditTrail', { projectId, ...(before === null ? {} : { before }) }),
    placeholderData: keepPreviousData,
    staleTime: SHOWN_AT_MOST,
    refetchOnWindowFocus: false,
  });
}
