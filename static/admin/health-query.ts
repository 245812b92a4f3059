import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AdminPageFunction, AdminPageRequest, HealthView, ProgressView, SettingsView } from '../../src/contract';
import { usePace } from '../shared/use-pace';
import { call, type ReplyValue } from './call';

const POLL_MILLISECONDS = 30_000;
const POLL_WHILE_RUNNING_MILLISECONDS = 3000;
const HEALTH = ['health'];

/** How refreshing stands, kept up to date while the page is visible. */
export function useHealth(): UseQueryResult<HealthView> {
  const client = useQueryClient();
  const pace = usePace(useCallback(() => lookAgain(client), [client]));
  return useQuery({
    queryKey: HEALTH,
    queryFn: () => readHealth(client.getQueryData<HealthView>(HEALTH)),
    refetchOnWindowFocus: false,
    refetchInterval({ state }) {
      // Nothing to show and no answer: the reader tries again; asking by itself would only make the page flicker.
      if (state.data === undefined) return false;
      // While a large site is read there is always news: what quickens the pace is that it begins or ends.
      const isLively = isRunning(state.data.progress);
      return pace.wait(String(isLively), isLively ? POLL_WHILE_RUNNING_MILLISECONDS : POLL_MILLISECONDS);
    },
  });
}

async function readHealth(known: HealthView | undefined): Promise<HealthView> {
  const reply = await call('health', known ? { knownRevision: known.revision } : {});
  if (!('unchanged' in reply)) return reply;
  return known ? { ...known, progress: reply.progress } : readHealth(undefined);
}

function lookAgain(client: QueryClient): void {
  void client.refetchQueries({ queryKey: HEALTH }, { cancelRefetch: false });
}

/** Whether something is going on that the reader may want to watch. */
function isRunning({ runs, runsInAll, campaign, waits }: ProgressView): boolean {
  if (runsInAll > runs.length || runs.some(({ waiting }) => waiting === null)) return true;
  const isResting = waits.some(({ what }) => what === 'background');
  return campaign !== null && campaign.finishedAt === null && !isResting;
}

type Starting = Extract<AdminPageFunction, 'refreshEverything' | 'refreshProject' | 'reconcile'>;

/** Starts work of the given kind; what it sets off shows at once. */
export function useStart<F extends Starting>(name: F): UseMutationResult<ReplyValue<F>, unknown, AdminPageRequest<F>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (payload: AdminPageRequest<F>) => call(name, payload),
    onSuccess: () => void client.invalidateQueries({ queryKey: HEALTH }),
  });
}

/** Saves the settings; those that are stored afterwards, be it somebody else's, show at once. */
export function useSaveSettings(): UseMutationResult<
  ReplyValue<'saveSettings'>,
  unknown,
  Pick<SettingsView, 'backgroundShare' | 'version'>
> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ backgroundShare, version }) => call('saveSettings', { backgroundShare, version }),
    onSuccess: ({ settings }) => {
      client.setQueryData<HealthView>(HEALTH, (known) => known && { ...known, settings });
      void client.invalidateQueries({ queryKey: HEALTH });
    },
  });
}
