import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { GateFunction, GateReplies, GateRequest, GatesView, ValueOf } from '../../../src/contract';
import { ask } from '../../shared/call';
import { SHOWN_AT_MOST } from '../../shared/pace';
import { useProjectId } from '../project-id';

type ReplyValue<F extends GateFunction> = ValueOf<GateReplies[F]>;
type Payload<F extends GateFunction> = Omit<GateRequest<F>, 'projectId'>;
/** What changes the record; each answers how the gates stand after it. */
export type GateStep = Exclude<GateFunction, 'gates' | 'findOwners' | 'gatePassport'>;

const gatesKey = (projectId: string): readonly string[] => ['gates', projectId];

/** How the gates stand. Asked again whenever the reader comes back from Jira, where what is missing is mended. */
export function useGates(): UseQueryResult<GatesView> {
  const projectId = useProjectId();
  return useQuery({
    queryKey: gatesKey(projectId),
    queryFn: () => ask<GatesView>('gates', { projectId }),
    staleTime: 5000,
    refetchOnWindowFocus: 'always',
    refetchInterval: SHOWN_AT_MOST,
  });
}

/** The title of the stage that the project is in, for views that do not follow its gates: asked for once. */
export function useStage(): string | null {
  const projectId = useProjectId();
  const { data } = useQuery({
    queryKey: gatesKey(projectId),
    queryFn: () => ask<GatesView>('gates', { projectId }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  return data?.tracker?.stage ?? null;
}

/** Takes a step and shows what it led to. */
export function useGateStep<F extends GateStep>(step: F): UseMutationResult<GatesView, unknown, Payload<F>> {
  const projectId = useProjectId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (payload: Payload<F>) => ask<GatesView>(step, { ...payload, projectId }),
    onSuccess: (view) => client.setQueryData(gatesKey(projectId), view),
  });
}

/** The whole record as it is after so many events. */
export function usePassport(events: number): UseQueryResult<ReplyValue<'gatePassport'>> {
  const projectId = useProjectId();
  return useQuery({
    queryKey: ['gatePassport', projectId, events],
    queryFn: () => ask<ReplyValue<'gatePassport'>>('gatePassport', { projectId }),
    staleTime: SHOWN_AT_MOST,
    refetchOnWindowFocus: false,
  });
}

/** Finds whom the project's issues may be assigned to, or anybody. */
export function useFindOwners(anybody = false): (text: string) => Promise<ReplyValue<'findOwners'>['people']> {
  const projectId = useProjectId();
  return async (text) => (await ask<ReplyValue<'findOwners'>>('findOwners', { projectId, text, anybody })).people;
}
