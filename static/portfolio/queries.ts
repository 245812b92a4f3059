import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import type {
  PortfolioPageReplies,
  PortfolioPageRequest,
  PortfolioView,
  ProjectNames,
  ValueOf,
} from '../../src/contract';
import { unpackPortfolio } from '../../src/contract/packed-portfolio';
import { ask } from '../shared/call';
import { SHOWN_AT_MOST } from '../shared/pace';
import { usePace } from '../shared/use-pace';

const PORTFOLIO = ['portfolio'];
const POLL_MILLISECONDS = 30_000;
/** Before rows were rolled up for the first time. */
const POLL_WHILE_WAITING_MILLISECONDS = 3000;

/** How all projects stand, kept up to date while the page is visible. Nothing is asked where it is not wanted. */
export function usePortfolio(isWanted: boolean): UseQueryResult<PortfolioView> {
  const client = useQueryClient();
  const pace = usePace(useCallback(() => lookAgain(client), [client]));
  return useQuery({
    queryKey: PORTFOLIO,
    queryFn: () => readPortfolio(client.getQueryData<PortfolioView>(PORTFOLIO)),
    enabled: isWanted,
    refetchOnWindowFocus: false,
    refetchInterval({ state }) {
      // Nothing to show and no answer: the reader tries again; asking by itself would only make the page flicker.
      if (state.data === undefined) return false;
      const { revision, rolledUpAt, projects } = state.data;
      const isWaiting = rolledUpAt === null && projects.length > 0;
      return pace.wait(revision, isWaiting ? POLL_WHILE_WAITING_MILLISECONDS : POLL_MILLISECONDS);
    },
  });
}

async function readPortfolio(known: PortfolioView | undefined): Promise<PortfolioView> {
  const payload = known ? { knownRevision: known.revision } : {};
  const reply = await ask<ValueOf<PortfolioPageReplies['portfolio']>>('portfolio', payload);
  if (!('unchanged' in reply)) return unpackPortfolio(reply);
  return known ?? readPortfolio(undefined);
}

function lookAgain(client: QueryClient): void {
  void client.refetchQueries({ queryKey: PORTFOLIO, type: 'active' }, { cancelRefetch: false });
}

/** Whether leads and categories are known by name yet. */
export type Naming = 'known' | 'coming' | 'failed';

interface NamedProjects {
  readonly naming: Naming;
  readonly names: ProjectNames | undefined;
  /** Why they could not be had. */
  readonly error: unknown;
  readonly askAgain: () => void;
}

/** Names of leads and categories, asked for once they are wanted: of a thousand projects they are ten calls to Jira. */
export function useProjectNames(isWanted: boolean): NamedProjects {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['projectNames'],
    queryFn: () => ask<ProjectNames>('projectNames', {}),
    enabled: isWanted,
    staleTime: SHOWN_AT_MOST,
    refetchInterval: SHOWN_AT_MOST,
  });
  const naming = data !== undefined ? 'known' : error !== null && !isFetching ? 'failed' : 'coming';
  return { naming, names: data, error, askAgain: () => void refetch() };
}

/** Gives projects a tier; done when the page shows it. */
export function useSetTiers(): UseMutationResult<unknown, unknown, PortfolioPageRequest<'setTiers'>['tiers']> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tiers: PortfolioPageRequest<'setTiers'>['tiers']) => ask('setTiers', { tiers }),
    onSettled: () => client.refetchQueries({ queryKey: PORTFOLIO }),
  });
}
