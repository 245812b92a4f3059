import type { IssueMapView, MapDependency, MapIssue } from '../../src/contract';
import { finds, type MapFilters } from './filters';
import { dayNumber } from './time-axis';

/** What of an issue map is shown. Places in `dependencies` and `drivenBy` are places in this `issues`. */
export interface ShownIssues {
  readonly projects: IssueMapView['projects'];
  readonly today: string;
  readonly issues: readonly MapIssue[];
  /** By issue: what it is called in addresses. */
  readonly handles: readonly string[];
  readonly dependencies: readonly MapDependency[];
}

/** What an issue of a map is called in addresses: its id, or its place for one that the viewer may not know. */
export function handleOf(issue: MapIssue, place: number): string {
  return issue.id ?? `r${place}`;
}

/** The place of a handle in the map's issues; −1 where the map has no such issue. */
export function placeOfHandle(issues: readonly MapIssue[], handle: string | null): number {
  return handle === null ? -1 : issues.findIndex((issue, place) => handleOf(issue, place) === handle);
}

/** The dependencies that the filters let pass with their ends, and the issues that pass by themselves. */
export function showIssues(view: IssueMapView, filters: MapFilters): ShownIssues {
  const passes = dependencyFilter(view, filters);
  const dependencies = view.dependencies.filter(passes);
  const isShown = view.issues.map((issue) => passesAlone(issue, view, filters));
  for (const { provider, dependent } of dependencies) isShown[provider] = isShown[dependent] = true;
  const places = view.issues.map((_, place) => place).filter((place) => isShown[place]);
  const placeNow = new Map(places.map((place, now) => [place, now]));
  const now = (place: number): number => placeNow.get(place) ?? -1;
  return {
    projects: view.projects,
    today: view.today,
    issues: places.map((place) => {
      const issue = view.issues[place];
      return issue.drivenBy === null ? issue : { ...issue, drivenBy: placeNow.get(issue.drivenBy) ?? null };
    }),
    handles: places.map((place) => handleOf(view.issues[place], place)),
    dependencies: dependencies.map((dependency) => ({
      ...dependency,
      provider: now(dependency.provider),
      dependent: now(dependency.dependent),
    })),
  };
}

/** Late now, or to be late. */
export function isLate({ lateness }: Pick<MapDependency, 'lateness'>): boolean {
  return lateness === 'lateNow' || lateness === 'willBeLate';
}

export function isCritical({ critical, onPath }: MapIssue): boolean {
  return critical || onPath;
}

function dependencyFilter(view: IssueMapView, filters: MapFilters): (dependency: MapDependency) => boolean {
  const isWithin = withinHorizon(view, filters);
  return (dependency) => {
    const ends = [view.issues[dependency.provider], view.issues[dependency.dependent]];
    if (filters.lateOnly && !isLate(dependency)) return false;
    if (filters.kind !== null && dependency.kind !== filters.kind) return false;
    if (filters.criticalOnly && !dependency.onPath && !ends.every(isCritical)) return false;
    if (!isWithin(dependency.neededBy ?? ends[0].forecastFinish)) return false;
    return ends.some((issue) => isNamed(issue, view, filters));
  };
}

function passesAlone(issue: MapIssue, view: IssueMapView, filters: MapFilters): boolean {
  if (filters.lateOnly || filters.kind !== null) return false;
  if (filters.criticalOnly && !isCritical(issue)) return false;
  return isNamed(issue, view, filters) && withinHorizon(view, filters)(issue.forecastFinish ?? issue.plannedFinish);
}

/** Whether project, owner and search ask for this issue. */
function isNamed(issue: MapIssue, view: IssueMapView, { projectId, owner, search }: MapFilters): boolean {
  const project = issue.project === null ? null : view.projects[issue.project];
  if (projectId !== null && project?.id !== projectId) return false;
  if (owner !== null && issue.assignee !== owner) return false;
  return finds(search, [issue.key, issue.summary, issue.assignee, issue.status, project?.name ?? null]);
}

function withinHorizon(view: IssueMapView, { horizonDays }: MapFilters): (day: string | null) => boolean {
  if (horizonDays === null) return () => true;
  const last = dayNumber(view.today) + horizonDays;
  return (day) => day !== null && dayNumber(day) <= last;
}
