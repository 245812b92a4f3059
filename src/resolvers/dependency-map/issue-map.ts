import type { IssueMapView, MapScope } from '../../contract';
import {
  chainScope,
  criticalPathScope,
  cycleScope,
  KnownGraph,
  mostPressing,
  pairScope,
  projectScope,
  targetPathScope,
  type ScopeOfIssues,
} from '../../dependencies/views';
import { MOST_ISSUES_ON_A_MAP } from '../../contract/limits';
import { formatDay, workingDays, type DependencyCycle, type DependencyReport } from '../../model';
import { currentForecast } from '../../refresh';
import { readDependencyReport, type PortfolioProject } from '../../store';
import { childrenElsewhere } from './children-elsewhere';
import { issuesInView } from './issue-view';
import type { MapAnswer, MapViewer } from './map-viewer';
import { NOT_ALL_PROJECTS, notesOn } from './notes';
import { likelyTargets, pathInView, targetsInView } from './path-targets';
import { Shares } from './shares';
import { visibleIssues } from './visible-issues';

/** The issues of a scope with their dependencies and dates, the most pressing ones where there are too many. */
export const issueMap: MapAnswer<'issueMap'> = async (viewer, { scope }) => {
  const [{ projects: portfolio, today, mergedAt, siteTimeZone, calendar }, report] = await Promise.all([
    currentForecast(),
    readDependencyReport(),
  ]);
  const frame = { scope, siteTimeZone, today: formatDay(today) };
  if (report === null) return { ...frame, ...NOTHING_YET };
  const { graph, found, cycle, isWhole } = await findIssues(scope, viewer, report, portfolio);
  const ids = mostPressing(graph, found, MOST_ISSUES_ON_A_MAP);
  const issues = found.issues.flatMap((id) => graph.issue(id) ?? []);
  const days = workingDays(calendar);
  const forecasts = new Map(report.forecasts.map((each) => [each.project, each]));
  const targets = scope.of === 'criticalPath' ? likelyTargets(graph, scope, days) : [];
  const named = [...ids, ...targets.flatMap(({ kind, id }) => (kind === 'milestone' ? id : []))];
  const visible = await visibleIssues(new Map(named.map((id) => [id, graph.projectOf(id)])));
  const project = scope.of === 'criticalPath' ? portfolio.find(({ id }) => id === Number(scope.projectId)) : undefined;
  return {
    ...frame,
    asOf: formatDay(report.asOf),
    mergedAt: mergedAt === null ? null : new Date(mergedAt).toISOString(),
    ...issuesInView({
      ...{ graph, ids, path: found.path, suggestedCut: cycle?.suggestedCut ?? [], portfolio },
      ...{ visible, forecasts, days },
    }),
    path: scope.of === 'criticalPath' ? pathInView(graph, found.path, report.asOf, days) : null,
    targets:
      project === undefined
        ? []
        : await targetsInView({ ...NO_DATES, ...project, ...forecasts.get(project.key) }, targets, visible, days),
    issueCount: found.issues.length,
    dependencyCount: graph.among(new Set(found.issues)).length,
    notes: [...notesOn(issues), ...(isWhole ? [] : [NOT_ALL_PROJECTS]), ...cutNote(cycle)],
  };
};

const NOTHING_YET: Omit<IssueMapView, 'scope' | 'siteTimeZone' | 'today'> = {
  ...{ asOf: null, mergedAt: null, projects: [], issues: [], dependencies: [], issueCount: 0, dependencyCount: 0 },
  ...{ anonymous: 0, path: null, targets: [], notes: [] },
};

const NO_DATES = { target: null, forecast: null };

interface FoundIssues {
  readonly graph: KnownGraph;
  readonly found: ScopeOfIssues;
  readonly cycle: DependencyCycle | null;
  /** Nothing was left out for want of shares. */
  readonly isWhole: boolean;
}

async function findIssues(
  scope: MapScope,
  viewer: MapViewer,
  report: DependencyReport,
  portfolio: readonly PortfolioProject[],
): Promise<FoundIssues> {
  const shares = new Shares(report.asOf);
  const loadAround = (projectIds: readonly number[]): Promise<boolean> =>
    shares.load([...projectIds, ...childrenElsewhere(projectIds, report, portfolio)]);
  switch (scope.of) {
    case 'project':
      await loadAround([Number(scope.projectId)]);
      return follow(shares, (graph) => projectScope(graph, Number(scope.projectId)));
    case 'criticalPath': {
      const { projectId, to } = scope;
      await shares.load([Number(projectId)]);
      return follow(shares, (graph) =>
        to === undefined
          ? criticalPathScope(graph, Number(projectId))
          : targetPathScope(graph, Number(projectId), { kind: to.kind, id: Number(to.id) }),
      );
    }
    case 'pair': {
      const [dependent, provider] = [Number(scope.dependentProjectId), Number(scope.providerProjectId)];
      await shares.load([dependent, provider]);
      return follow(shares, (graph) => pairScope(graph, dependent, provider));
    }
    case 'chain':
      await loadAround([...viewer.issues.values()].map(({ projectId }) => projectId));
      return follow(shares, (graph) => chainScope(graph, Number(scope.issueId)));
    case 'cycle': {
      const id = Number(scope.issueId);
      const cycle = report.cycles.find(({ issues }) => issues.some((issue) => issue.id === id)) ?? null;
      const ids = (cycle?.issues ?? []).map((issue) => issue.id);
      const keys = new Set(cycle?.issues.map(({ projectKey }) => projectKey));
      await shares.load(portfolio.filter(({ key }) => keys.has(key)).map((project) => project.id));
      return { ...(await follow(shares, () => cycleScope(ids))), cycle };
    }
  }
}

/** Reads the shares of projects that a scope leads into until it leads no further or enough is found. */
async function follow(shares: Shares, find: (graph: KnownGraph) => ScopeOfIssues): Promise<FoundIssues> {
  for (;;) {
    const graph = new KnownGraph(shares.all);
    const found = find(graph);
    const isEnough = found.unloaded.size === 0 || found.issues.length > MOST_ISSUES_ON_A_MAP;
    if (isEnough || !(await shares.load(found.unloaded))) {
      const isWhole = found.unloaded.size === 0 && found.issues.every((id) => graph.issue(id) !== null);
      return { graph, found, cycle: null, isWhole };
    }
  }
}

function cutNote(cycle: DependencyCycle | null): readonly string[] {
  return cycle === null || cycle.cutIsLeast
    ? []
    : ['The suggested cut was found by a quick search: there may be a smaller one'];
}
