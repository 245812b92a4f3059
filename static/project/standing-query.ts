import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { StandingView } from '../../src/contract';
import { call, type ReplyValue } from './call';

const POLL_MILLISECONDS = 5000;
const POLL_WHILE_REFRESHING_MILLISECONDS = 1500;

function standingKey(projectId: string): readonly string[] {
  return ['standing', projectId];
}

/** How the project stands, kept up to date while the page is visible. */
export function useStanding(projectId: string): UseQueryResult<StandingView> {
  const client = useQueryClient();
  return useQuery({
    queryKey: standingKey(projectId),
    queryFn: () => readStanding(projectId, client.getQueryData<StandingView>(standingKey(projectId))),
    refetchInterval({ state }) {
      // Nothing to show and no answer: the reader tries again; asking by itself would only make the page flicker.
      if (state.data === undefined) return false;
      return state.data.refresh ? POLL_WHILE_REFRESHING_MILLISECONDS : POLL_MILLISECONDS;
    },
  });
}

async function readStanding(projectId: string, known: StandingView | undefined): Promise<StandingView> {
  const reply = await call('standing', known ? { projectId, knownRevision: known.revision } : { projectId });
  if (!('unchanged' in reply)) return reply;
  if (!known) return readStanding(projectId, undefined);
  const { readAt, stale, refresh, failure } = reply;
  return { ...known, readAt, stale, refresh, failure };
}

/** Starts a refresh and shows its progress at once. */
export function useRefresh(projectId: string): UseMutationResult<ReplyValue<'refresh'>, unknown, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('refresh', { projectId }),
    onSuccess: ({ refresh }) => {
      client.setQueryData<StandingView>(standingKey(projectId), (known) => known && { ...known, refresh });
      void client.invalidateQueries({ queryKey: standingKey(projectId) });
    },
  });
}
