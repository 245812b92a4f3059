import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from './queries';
import type { Source } from './export-stamp';

/** Readings are told anew to whoever takes another file along after so long. */
const STAY_FRESH_MILLISECONDS = 60_000;

/** By project id, what the figures on the maps are of: asked for by whoever takes a file along, and not before. */
export type SourcesOfProjects = () => Promise<(projectId: string | null) => readonly Source[]>;

export function useSources(): SourcesOfProjects {
  const client = useQueryClient();
  return useCallback(async () => {
    const { sources } = await client.fetchQuery({
      queryKey: ['mapSources'],
      queryFn: () => call('mapSources', {}),
      staleTime: STAY_FRESH_MILLISECONDS,
    });
    const known = new Map(
      sources.map(({ projectId, playbook, readAt }) => [projectId, [{ playbook, readFrom: readAt, readTo: readAt }]]),
    );
    return (projectId) => (projectId === null ? [] : (known.get(projectId) ?? []));
  }, [client]);
}
