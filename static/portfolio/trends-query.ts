import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { TrendsView } from '../../src/contract';
import { ask } from '../shared/call';
import { SHOWN_AT_MOST } from '../shared/pace';
import type { TrendWeeks } from './address';

/** How groups of projects, by their ids, stood over the last weeks. */
export function useTrends(weeks: TrendWeeks, groups: readonly (readonly string[])[]): UseQueryResult<TrendsView> {
  return useQuery({
    queryKey: ['trends', weeks, groups],
    queryFn: () => ask<TrendsView>('trends', { weeks, groups }),
    placeholderData: keepPreviousData,
    staleTime: SHOWN_AT_MOST,
    refetchOnWindowFocus: false,
  });
}
