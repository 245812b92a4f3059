import type { IssueMapView, MapDependency, MapIssue } from '../../contract';
import { byUrgency, type KnownGraph, type ScheduledDependency, type ScheduledIssue } from '../../dependencies/views';
import { formatDay, type Day, type Dependency, type WorkingDays } from '../../model';
import type { PortfolioProject } from '../../store';
import type { VisibleIssues } from './visible-issues';

/** The part of the view that the issues fill. */
type IssuesInView = Pick<IssueMapView, 'projects' | 'issues' | 'dependencies' | 'anonymous'>;

export interface ShownIssues {
  readonly graph: KnownGraph;
  /** In the order in which they are shown. */
  readonly ids: readonly number[];
  /** The critical path that the map is about; `null`: of each issue that of its own project counts. */
  readonly path: readonly number[] | null;
  readonly suggestedCut: readonly Dependency[];
  readonly visible: VisibleIssues;
  readonly portfolio: readonly PortfolioProject[];
  /** By project key. */
  readonly forecasts: ReadonlyMap<string, { readonly target: Day | null; readonly forecast: Day | null }>;
  readonly days: WorkingDays;
}

/** Issues with their dependencies as their viewer may see them. Linear in what is shown. */
export function issuesInView(shown: ShownIssues): IssuesInView {
  const { graph, ids, visible } = shown;
  const scheduled = ids.flatMap((id) => graph.issue(id) ?? []);
  const places = new Map(scheduled.map(({ id }, place) => [id, place]));
  const named = new Set(scheduled.filter(({ id }) => visible.has(id)).map(({ projectId }) => projectId));
  const projects = shown.portfolio.filter(({ id }) => named.has(id));
  const projectPlaces = new Map(projects.map(({ id }, place) => [id, place]));
  const path = shown.path && new Set(shown.path);
  const isOnPath = (issue: ScheduledIssue): boolean => (path === null ? issue.onPath : path.has(issue.id));
  return {
    projects: projects.map(({ id, key, name }) => {
      const forecast = shown.forecasts.get(key);
      const days = { target: dayText(forecast?.target ?? null), forecast: dayText(forecast?.forecast ?? null) };
      return { id: String(id), key, name, ...days };
    }),
    issues: scheduled.map((issue) => ({
      ...nameOf(issue, visible, projectPlaces),
      ...datesOf(issue, shown.days),
      onPath: isOnPath(issue),
      drivenBy: issue.drivenBy === null ? null : (places.get(issue.drivenBy) ?? null),
    })),
    dependencies: shownAmong(graph, places).map((dependency): MapDependency => {
      const dependent = graph.issue(dependency.dependent);
      const provider = graph.issue(dependency.provider);
      const drives = dependent !== null && dependent.drivenBy === dependency.provider;
      return {
        ...dependencyInView(dependency),
        provider: places.get(dependency.provider) ?? -1,
        dependent: places.get(dependency.dependent) ?? -1,
        onPath: drives && provider !== null && isOnPath(dependent) && isOnPath(provider),
        suggestedCut: shown.suggestedCut.some((cut) => isSame(cut, dependency)),
      };
    }),
    anonymous: scheduled.filter(({ id }) => !visible.has(id)).length,
  };
}

/** Issues that all hang on one another would have so many dependencies that they weigh more than a page can take. */
const MOST_DEPENDENCIES = 3000;

function shownAmong(graph: KnownGraph, places: ReadonlyMap<number, number>): readonly ScheduledDependency[] {
  const all = graph.among(new Set(places.keys()));
  return all.length <= MOST_DEPENDENCIES ? all : byUrgency(all).slice(0, MOST_DEPENDENCIES);
}

function nameOf(
  { id, projectId, state }: ScheduledIssue,
  visible: VisibleIssues,
  projectPlaces: ReadonlyMap<number, number>,
): Pick<MapIssue, 'id' | 'key' | 'summary' | 'assignee' | 'assigneeId' | 'status' | 'project' | 'anonymous' | 'state'> {
  const live = visible.get(id);
  if (live === undefined) {
    const told = projectId === 0 && state !== 'done' ? 'unknown' : state;
    const nobody = { assignee: null, assigneeId: null };
    const nameless = { id: null, key: null, summary: null, ...nobody, status: null, project: null };
    return { ...nameless, anonymous: true, state: told };
  }
  const { key, summary, assignee, assigneeId, status } = live;
  const project = projectPlaces.get(projectId) ?? null;
  return { id: String(id), key, summary, assignee, assigneeId, status, project, anonymous: false, state };
}

function datesOf(
  issue: ScheduledIssue,
  days: WorkingDays,
): Omit<MapIssue, keyof ReturnType<typeof nameOf> | 'onPath' | 'drivenBy'> {
  return {
    milestone: issue.milestone,
    plannedStart: dayText(issue.plannedStart),
    plannedStartFrom: issue.plannedStartFrom,
    plannedFinish: dayText(issue.plannedFinish),
    plannedFinishFrom: issue.plannedFinishFrom,
    duration: issue.duration,
    durationFrom: issue.durationFrom,
    earliestStart: dayText(issue.earliestStart),
    forecastFinish: dayText(issue.forecastFinish),
    latestFinish: dayText(issue.latestFinish),
    slip: slipOf(issue, days),
    totalFloat: issue.totalFloat,
    freeFloat: issue.freeFloat,
    critical: issue.critical,
    inCycle: issue.inCycle,
    driver: issue.driver,
  };
}

/** Working days by which the forecast is later than planned; `null` without a planned finish. */
export function slipOf({ plannedFinish, forecastFinish }: ScheduledIssue, days: WorkingDays): number | null {
  if (plannedFinish === null || forecastFinish === null) return null;
  return Math.max(0, days.upTo(forecastFinish) - days.upTo(plannedFinish));
}

function dependencyInView({
  kind,
  open,
  lateness,
  neededBy,
  slack,
}: ScheduledDependency): Pick<MapDependency, 'kind' | 'open' | 'lateness' | 'neededBy' | 'slack'> {
  return { kind, open, lateness, neededBy: dayText(neededBy), slack };
}

function isSame(a: Dependency, b: Dependency): boolean {
  return a.provider === b.provider && a.dependent === b.dependent && a.kind === b.kind;
}

export function dayText(day: Day | null): string | null {
  return day === null ? null : formatDay(day);
}
