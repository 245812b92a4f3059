import type { IssueMapView, MapDependency, MapIssue } from '../../src/contract';

/** What the filters leave of an issue map: places in its `issues` and `dependencies`, ascending. */
export interface ShownIssues {
  readonly issues: readonly number[];
  readonly dependencies: readonly number[];
}

/** The part of an issue map that the filters leave. Places in `dependencies` and `drivenBy` are places in this `issues`. */
export interface ShownMap {
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

/** What is shown as a map of its own, numbered anew. */
export function mapOfShown(view: IssueMapView, shown: ShownIssues): ShownMap {
  const placeNow = new Map(shown.issues.map((place, now) => [place, now]));
  const now = (place: number): number => placeNow.get(place) ?? -1;
  return {
    projects: view.projects,
    today: view.today,
    issues: shown.issues.map((place) => {
      const issue = view.issues[place];
      return issue.drivenBy === null ? issue : { ...issue, drivenBy: placeNow.get(issue.drivenBy) ?? null };
    }),
    handles: shown.issues.map((place) => handleOf(view.issues[place], place)),
    dependencies: shown.dependencies.map((place) => {
      const dependency = view.dependencies[place];
      return { ...dependency, provider: now(dependency.provider), dependent: now(dependency.dependent) };
    }),
  };
}

/** Late now, or to be late. */
export function isLate({ lateness }: Pick<MapDependency, 'lateness'>): boolean {
  return lateness === 'lateNow' || lateness === 'willBeLate';
}

/** Its float is no greater than the least of its project's critical path; or it is on the path, where some have more. */
export function isCritical({ critical, onPath }: MapIssue): boolean {
  return critical || onPath;
}
