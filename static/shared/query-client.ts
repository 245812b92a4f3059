import { QueryClient } from '@tanstack/react-query';
import { Refused } from './call';

const ATTEMPTS = 2;

/** One cache for a page. A refusal is an answer and is not asked for again, unless what it waits for may pass. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < ATTEMPTS && mayPass(error),
        retryDelay: (failures) => 500 * 2 ** failures,
        staleTime: 1000,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof Refused)) return true;
  return error.refusal.kind === 'jiraUnavailable' || error.refusal.kind === 'storageUnavailable';
}
