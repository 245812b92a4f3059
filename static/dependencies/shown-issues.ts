import type { IssueMapView, MapDependency, MapIssue } from '../../src/contract';
import { finds, type MapFilters } from './filters';
import { isCritical, isLate, type ShownIssues } from './shown-map';

const DAY_MILLISECONDS = 86_400_000;

/**
 * A dependency is shown when itself and one of its ends are what the filters ask for, and then with both ends, since
 * half a dependency tells nothing. Only the critical path is a path of its own: there both ends have to be critical. An
 * issue whose dependencies are all left out stays as long as no filter is about dependencies.
 */
export function shownIssues(view: IssueMapView, filters: MapFilters): ShownIssues {
  const wanted = view.issues.map((issue) => isWanted(issue, view, filters));
  const dependencies: number[] = [];
  const issues = new Set<number>();
  view.dependencies.forEach((dependency, place) => {
    const { provider, dependent } = dependency;
    const hasEnd = filters.criticalOnly ? wanted[provider] && wanted[dependent] : wanted[provider] || wanted[dependent];
    if (!hasEnd || !isDependencyWanted(dependency, view, filters)) return;
    dependencies.push(place);
    issues.add(provider).add(dependent);
  });
  const onlyIssuesCount = !filters.lateOnly && filters.kind === null && filters.horizonDays === null;
  if (onlyIssuesCount) {
    wanted.forEach((isShown, place) => {
      if (isShown) issues.add(place);
    });
  }
  return { issues: [...issues].sort((one, other) => one - other), dependencies };
}

function isWanted(issue: MapIssue, view: IssueMapView, filters: MapFilters): boolean {
  if (filters.criticalOnly && !isCritical(issue)) return false;
  if (filters.owner !== null && issue.assigneeId !== filters.owner) return false;
  const project = issue.project === null ? null : view.projects[issue.project];
  if (filters.projectId !== null && project?.id !== filters.projectId) return false;
  return finds(filters.search, [issue.key, issue.summary, issue.assignee]);
}

function isDependencyWanted(dependency: MapDependency, view: IssueMapView, filters: MapFilters): boolean {
  if (filters.lateOnly && !isLate(dependency)) return false;
  if (filters.kind !== null && dependency.kind !== filters.kind) return false;
  if (filters.horizonDays === null) return true;
  const needed = dependency.neededBy ?? view.issues[dependency.provider].forecastFinish;
  return needed !== null && daysBetween(view.today, needed) <= filters.horizonDays;
}

/** Calendar days from one `YYYY-MM-DD` to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS);
}

/** Those to whom issues of the map are assigned: account id and name, in the reader's order of names. */
export function ownersOf(view: IssueMapView): readonly { readonly id: string; readonly name: string }[] {
  const names = new Map(
    view.issues.flatMap(({ assigneeId, assignee }) => (assigneeId === null ? [] : [[assigneeId, assignee ?? '']])),
  );
  return [...names].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name));
}
