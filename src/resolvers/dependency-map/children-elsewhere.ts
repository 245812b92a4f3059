import { hasKind } from '../../contract/packed-map';
import type { DependencyReport } from '../../model';
import type { PortfolioProject } from '../../store';

/**
 * Ids of projects that may hold children of the given ones' issues: a child's project alone knows of its parent. Such a
 * dependency is finish to finish.
 */
export function childrenElsewhere(
  projectIds: readonly number[],
  { coupling }: Pick<DependencyReport, 'coupling'>,
  portfolio: readonly PortfolioProject[],
): readonly number[] {
  const ids = new Map(portfolio.map(({ id, key }) => [key, id]));
  return coupling.flatMap(({ dependentProject, providerProject, kinds }) => {
    const waits = projectIds.includes(ids.get(dependentProject) ?? 0);
    return waits && hasKind(kinds, 'finishToFinish') ? (ids.get(providerProject) ?? []) : [];
  });
}
