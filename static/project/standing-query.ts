import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import type { StandingView } from '../../src/contract';
import { SHOWN_AT_MOST } from '../shared/pace';
import { usePace } from '../shared/use-pace';
import { call, type ReplyValue } from './call';

const POLL_MILLISECONDS = 5000;
const POLL_WHILE_REFRESHING_MILLISECONDS = 1500;

export function standingKey(projectId: string): readonly string[] {
  return ['standing', projectId];
}

/** How the project stands, kept up to date while the page is visible. */
export function useStanding(projectId: string): UseQueryResult<StandingView> {
  const client = useQueryClient();
  const pace = usePace(useCallback(() => lookAgain(client, projectId), [client, projectId]));
  return useQuery({
    queryKey: standingKey(projectId),
    queryFn: () => readStanding(projectId, client.getQueryData<KnownStanding>(standingKey(projectId))),
    refetchOnWindowFocus: false,
    refetchInterval({ state }) {
      // Nothing to show and no answer: the reader tries again; asking by itself would only make the page flicker.
      if (state.data === undefined) return false;
      const { revision, refresh, failure, waiverSteps } = state.data;
      const news = JSON.stringify([revision, refresh, failure, waiverSteps]);
      return pace.wait(news, refresh ? POLL_WHILE_REFRESHING_MILLISECONDS : POLL_MILLISECONDS);
    },
  });
}

interface KnownStanding extends StandingView {
  /** When all of it was asked for, not only whether it is still so; milliseconds since 1970. */
  readonly wholeAt: number;
}

async function readStanding(projectId: string, known: KnownStanding | undefined): Promise<KnownStanding> {
  const now = Date.now();
  const isKnown = known !== undefined && now - known.wholeAt < SHOWN_AT_MOST;
  const reply = await call('standing', isKnown ? { projectId, knownRevision: known.revision } : { projectId });
  if (!('unchanged' in reply)) return { ...reply, wholeAt: now };
  if (!known) return readStanding(projectId, undefined);
  const { readAt, stale, refresh, failure, waiverSteps } = reply;
  return { ...known, readAt, stale, refresh, failure, waiverSteps };
}

function lookAgain(client: QueryClient, projectId: string): void {
  void client.refetchQueries({ queryKey: standingKey(projectId) }, { cancelRefetch: false });
}

/** Starts a refresh and shows its progress at once. */
export function useRefresh(projectId: string): UseMutationResult<ReplyValue<'refresh'>, unknown, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('refresh', { projectId }),
    onSuccess: ({ refresh }) => {
      client.setQueryData<KnownStanding>(standingKey(projectId), (known) => known && { ...known, refresh });
      void client.invalidateQueries({ queryKey: standingKey(projectId) });
    },
  });
}
