import { useMemo } from 'react';
import type { IssueMapView, MapScope } from '../../src/contract';
import { useIssueMap } from './queries';
import { mapOfShown, type ShownMap } from './shown-map';

/** Said of a project in which nothing has a forecast. */
export const NO_PATH = 'Nothing in it has a forecast, so nothing determines its finish';

/** What determines when a project is finished, as far as it has come. */
export interface CriticalPath {
  readonly scope: MapScope;
  readonly view: IssueMapView | null;
  /** The path alone: its issues, and the dependencies by which each drives the next; the last to finish comes first. */
  readonly shown: ShownMap | null;
  /** It could not be read. */
  readonly failed: boolean;
  readonly onTryAgain: () => void;
}

/** The critical path of a project, asked for once somebody looks at the project; `null` without one. */
export function useCriticalPath(projectId: string | null): CriticalPath | null {
  const scope = useMemo<MapScope | null>(
    () => (projectId === null ? null : { of: 'criticalPath', projectId }),
    [projectId],
  );
  const { data, isError, refetch } = useIssueMap(scope);
  return useMemo(() => {
    if (scope === null) return null;
    // A permission may have been withdrawn since it was read.
    const view = isError ? null : (data ?? null);
    const shown =
      view && mapOfShown(view, { issues: view.issues.map((_, place) => place), dependencies: drives(view) });
    return { scope, view, shown, failed: isError, onTryAgain: () => void refetch() };
  }, [scope, data, isError, refetch]);
}

function drives({ dependencies }: IssueMapView): readonly number[] {
  return dependencies.flatMap(({ onPath }, place) => (onPath ? [place] : []));
}
