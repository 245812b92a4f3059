import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from './session';

/** Sends changes to Jira's REST API and says how it went. */
export interface Edit {
  readonly send: (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => void;
  readonly pending: boolean;
  /** Jira's refusal in its own words, or that the last change was saved. */
  readonly outcome: { readonly failed: boolean; readonly text: string } | null;
}

/** Changes of one issue. */
export function useEdit(issueKey: string): Edit {
  return useChange(['issue', issueKey]);
}

/** Changes of one project and of its versions. */
export function useProjectEdit(projectKey: string): Edit {
  return useChange(['project', projectKey]);
}

/** `touched`: the query that shows what is changed. */
function useChange(touched: readonly [kind: string, key: string]): Edit {
  const { ask, persona } = useSession();
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<Edit['outcome']>(null);
  const mutation = useMutation({
    networkMode: 'always',
    mutationFn: ({ method, path, body }: { method: string; path: string; body: unknown }) => ask(method, path, body),
    onMutate: () => setOutcome(null),
    onSuccess: () => setOutcome({ failed: false, text: 'Saved' }),
    onError: (error) => setOutcome({ failed: true, text: error.message }),
    onSettled: () => queries.invalidateQueries({ queryKey: [persona.accountId, ...touched] }),
  });
  return {
    send: (method, path, body) => mutation.mutate({ method, path, body }),
    pending: mutation.isPending,
    outcome,
  };
}
