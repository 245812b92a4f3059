import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type {
  LifecycleView,
  ProjectSettingsFunction,
  ProjectSettingsReplies,
  ProjectSettingsRequest,
  ValueOf,
} from '../../src/contract';
import { ask } from '../shared/call';
import type { Lifecycle } from './lifecycle-edits';

export type ReplyValue<F extends ProjectSettingsFunction> = ValueOf<ProjectSettingsReplies[F]>;

/** Each preview asks Jira about queries and people: not while somebody types. */
const TYPING_PAUSE_MILLISECONDS = 800;

export function call<F extends ProjectSettingsFunction>(
  name: F,
  payload: ProjectSettingsRequest<F>,
): Promise<ReplyValue<F>> {
  return ask<ReplyValue<F>>(name, payload);
}

const lifecycleKey = (projectId: string): readonly string[] => ['lifecycle', projectId];

/** Asked once: what somebody else saves meanwhile is told when one saves. */
export function useLifecycle(projectId: string): UseQueryResult<LifecycleView> {
  return useQuery({
    queryKey: lifecycleKey(projectId),
    queryFn: () => call('lifecycle', { projectId }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

/** What saving would do, of the last version that somebody paused at; `previewed` says which one that is. */
export function usePreview(
  projectId: string,
  edited: Lifecycle | null,
): { readonly query: UseQueryResult<ReplyValue<'previewLifecycle'>>; readonly previewed: Lifecycle | null } {
  const [previewed, setPreviewed] = useState(edited);
  useEffect(() => {
    if (previewed === edited) return undefined;
    const timer = setTimeout(() => setPreviewed(edited), TYPING_PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [edited, previewed]);
  const query = useQuery({
    queryKey: ['previewLifecycle', projectId, previewed],
    queryFn: () => call('previewLifecycle', { projectId, lifecycle: previewed }),
    enabled: previewed !== null && edited !== null,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return { query, previewed };
}

/** Gives what is in force to the project's playbook, or takes back what it gives. */
export function useGive(
  projectId: string,
): UseMutationResult<ReplyValue<'giveLifecycle'>, unknown, Omit<ProjectSettingsRequest<'giveLifecycle'>, 'projectId'>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (payload) => call('giveLifecycle', { projectId, ...payload }),
    onSuccess: ({ view }) => client.setQueryData(lifecycleKey(projectId), view),
  });
}

/** Saves; what is in force afterwards, be it somebody else's, shows at once. */
export function useSave(
  projectId: string,
): UseMutationResult<
  ReplyValue<'saveLifecycle'>,
  unknown,
  { readonly lifecycle: Lifecycle; readonly version: number }
> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ lifecycle, version }) => call('saveLifecycle', { projectId, lifecycle, version }),
    onSuccess(reply) {
      const view = reply.saved ? reply.view : 'theirs' in reply ? reply.theirs : null;
      if (view !== null) client.setQueryData(lifecycleKey(projectId), view);
    },
  });
}
