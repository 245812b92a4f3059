import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type {
  AdminPageRequest,
  DraftReply,
  PlaybookChoices,
  PlaybooksView,
  PreviewView,
  VersionView,
} from '../../../src/contract';
import { call, type ReplyValue } from '../call';

const PLAYBOOKS = ['playbooks'];
const PREVIEW = ['playbookPreview'];
const POLL_MILLISECONDS = 3000;

/** What is in force and being edited, kept up to date while a publication is applied. */
export function usePlaybooks(): UseQueryResult<PlaybooksView> {
  return useQuery({
    queryKey: PLAYBOOKS,
    queryFn: () => call('playbooks', {}),
    refetchInterval: ({ state }) => (state.data?.application ? POLL_MILLISECONDS : false),
  });
}

/** What there is to choose from on the site; asked once, for it costs a call of Jira for every hundred projects. */
export function useChoices(): UseQueryResult<PlaybookChoices> {
  return useQuery({ queryKey: ['playbookChoices'], queryFn: () => call('playbookChoices', {}), staleTime: 600_000 });
}

export function useVersions(id: string): UseQueryResult<readonly VersionView[]> {
  return useQuery({
    queryKey: ['playbookVersions', id],
    queryFn: async () => (await call('playbookVersions', { id })).versions,
  });
}

/** The last preview, kept up to date while it is under way. */
export function usePreview(): UseQueryResult<PreviewView | null> {
  return useQuery({
    queryKey: PREVIEW,
    queryFn: async () => (await call('playbookPreview', {})).preview,
    refetchInterval: ({ state: { data } }) => (data?.fits && data.finishedAt === null ? POLL_MILLISECONDS : false),
  });
}

type Changing = 'startDraft' | 'saveDraft' | 'discardDraft';

/** Changes the draft; what is stored afterwards, be it somebody else's, shows at once. */
export function useDraftChange<F extends Changing>(
  name: F,
): UseMutationResult<ReplyValue<F>, unknown, AdminPageRequest<F>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (payload: AdminPageRequest<F>) => call(name, payload),
    onSuccess: (reply) => {
      const { revision, draft } = reply as DraftReply;
      client.setQueryData<PlaybooksView>(PLAYBOOKS, (known) => known && { ...known, revision, draft });
      void client.invalidateQueries({ queryKey: PREVIEW });
    },
  });
}

export function useStartPreview(): UseMutationResult<
  ReplyValue<'startPreview'>,
  unknown,
  { readonly revision: number }
> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision }) => call('startPreview', { revision }),
    onSuccess: () => Promise.all([PREVIEW, PLAYBOOKS].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export function usePublish(): UseMutationResult<ReplyValue<'publishPlaybook'>, unknown, { readonly revision: number }> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision }) => call('publishPlaybook', { revision }),
    onSuccess: () =>
      Promise.all([PREVIEW, PLAYBOOKS, ['playbookVersions']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
