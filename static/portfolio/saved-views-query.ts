import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { PortfolioPageRequest, SavedViews } from '../../src/contract';
import { ask } from '../shared/call';
import { SHOWN_AT_MOST } from '../shared/pace';

const SAVED_VIEWS = ['savedViews'];

/** The views that are kept for the reader and for everybody. */
export function useSavedViews(): UseQueryResult<SavedViews> {
  return useQuery({
    queryKey: SAVED_VIEWS,
    queryFn: () => ask<SavedViews>('savedViews', {}),
    staleTime: SHOWN_AT_MOST,
    refetchOnWindowFocus: false,
  });
}

/** Changes what is kept, and shows what is kept then. */
export function useChangeOfViews<F extends 'saveView' | 'deleteView'>(
  name: F,
): UseMutationResult<SavedViews, unknown, PortfolioPageRequest<F>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (payload: PortfolioPageRequest<F>) => ask<SavedViews>(name, payload),
    onSuccess: (views) => client.setQueryData(SAVED_VIEWS, views),
    // Somebody else may have been first.
    onError: () => client.invalidateQueries({ queryKey: SAVED_VIEWS }),
  });
}
