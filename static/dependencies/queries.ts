import { keepPreviousData, skipToken, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type {
  AssumedChange,
  DependencyMapFunction,
  DependencyMapReplies,
  DependencyMapRequest,
  IssueContextView,
  IssueMapView,
  MapScope,
  PortfolioMapView,
  ProjectLeadership,
  ValueOf,
  WhatIfView,
} from '../../src/contract';
import { unpackPortfolioMap } from '../../src/contract/packed-map';
import { ask } from '../shared/call';
import { SHOWN_AT_MOST } from '../shared/pace';

const POLL_MILLISECONDS = 60_000;
/** A newer forecast is on its way. */
const POLL_WHILE_STALE_MILLISECONDS = 5000;
/** How long issues are shown without being asked for again: every question costs points of Jira's quota. */
const ISSUES_STAY_FRESH_MILLISECONDS = 60_000;
const PORTFOLIO = ['portfolioMap'];

/** Asks a function of the dependency map. */
export function call<F extends DependencyMapFunction>(
  name: F,
  payload: DependencyMapRequest<F>,
): Promise<ValueOf<DependencyMapReplies[F]>> {
  return ask<ValueOf<DependencyMapReplies[F]>>(name, payload);
}

/** Who waits for whom among the projects, kept up to date while the page is visible. */
export function usePortfolioMap(): UseQueryResult<PortfolioMapView> {
  const client = useQueryClient();
  return useQuery({
    queryKey: PORTFOLIO,
    queryFn: () => readPortfolioMap(client.getQueryData<PortfolioMapView>(PORTFOLIO)),
    refetchInterval({ state }) {
      // Nothing to show and no answer: the reader tries again; asking by itself would only make the page flicker.
      if (state.data === undefined) return false;
      return state.data.stale || state.data.mergedAt === null ? POLL_WHILE_STALE_MILLISECONDS : POLL_MILLISECONDS;
    },
  });
}

async function readPortfolioMap(known: PortfolioMapView | undefined): Promise<PortfolioMapView> {
  const reply = await call('portfolioMap', known ? { knownRevision: known.revision } : {});
  if (!('unchanged' in reply)) return unpackPortfolioMap(reply);
  return known ?? readPortfolioMap(undefined);
}

/** Who leads which projects, asked for once it is wanted. */
export function useProjectLeads(isWanted: boolean): UseQueryResult<readonly ProjectLeadership[]> {
  return useQuery({
    queryKey: ['projectLeads'],
    queryFn: async () => (await call('projectLeads', {})).leads,
    enabled: isWanted,
    staleTime: SHOWN_AT_MOST,
    refetchInterval: SHOWN_AT_MOST,
  });
}

/** The issues of a scope with their dependencies and dates; nothing is asked without one. */
export function useIssueMap(scope: MapScope | null): UseQueryResult<IssueMapView> {
  return useQuery({
    queryKey: ['issueMap', scope],
    queryFn: scope === null ? skipToken : () => call('issueMap', { scope }),
    staleTime: ISSUES_STAY_FRESH_MILLISECONDS,
    refetchInterval: SHOWN_AT_MOST,
  });
}

/** What would move under the assumptions; the answer before stays while the next one is on its way. */
export function useWhatIf(changes: readonly AssumedChange[]): UseQueryResult<WhatIfView> {
  return useQuery({
    queryKey: ['whatIf', changes],
    queryFn: () => call('whatIf', { changes: [...changes] }),
    enabled: changes.length > 0,
    placeholderData: keepPreviousData,
    staleTime: ISSUES_STAY_FRESH_MILLISECONDS,
    refetchInterval: SHOWN_AT_MOST,
  });
}

/** One issue's place among its dependencies. */
export function useIssueContext(issueId: string): UseQueryResult<IssueContextView> {
  return useQuery({
    queryKey: ['issueContext', issueId],
    queryFn: () => call('issueContext', { issueId }),
    staleTime: ISSUES_STAY_FRESH_MILLISECONDS,
    refetchInterval: SHOWN_AT_MOST,
  });
}
