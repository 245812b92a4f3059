import type { Day, Lateness } from '../../model';
import type { KnownGraph, ScheduledDependency, ScheduledIssue } from './known-graph';

/** The issues of a map. */
export interface ScopeOfIssues {
  /** Each once. */
  readonly issues: readonly number[];
  /** Where there are more than fit, the first ones are to be shown; else the most pressing ones. */
  readonly inOrder: boolean;
  /** The critical path, if the map is about one. */
  readonly path: readonly number[] | null;
  /** Projects whose shares are needed to go on. */
  readonly unloaded: ReadonlySet<number>;
}

const NOTHING: ReadonlySet<number> = new Set<number>();

/** A project's open issues with open dependencies, and their neighbours in other projects. */
export function projectScope(graph: KnownGraph, projectId: number): ScopeOfIssues {
  const issues = new Set<number>();
  for (const id of graph.ownIssues(projectId)) {
    const neighbours = [
      ...graph.providersOf(id).map(({ provider }) => provider),
      ...graph.dependentsOf(id).map(({ dependent }) => dependent),
    ];
    if (neighbours.length > 0) [id, ...neighbours].forEach((each) => issues.add(each));
  }
  const { issues: path } = criticalPathScope(graph, projectId);
  return { issues: [...issues], inOrder: false, path, unloaded: NOTHING };
}

/** The ends of the open dependencies by which one project waits for another. */
export function pairScope(graph: KnownGraph, dependentProject: number, providerProject: number): ScopeOfIssues {
  const issues = new Set<number>();
  for (const id of graph.ownIssues(dependentProject)) {
    for (const { provider } of graph.providersOf(id)) {
      if (graph.projectOf(provider) === providerProject) issues.add(id).add(provider);
    }
  }
  return { issues: [...issues], inOrder: false, path: null, unloaded: NOTHING };
}

/** What an issue waits for and what waits for it, step by step, nearest first. */
export function chainScope(graph: KnownGraph, issueId: number): ScopeOfIssues {
  const unloaded = new Set<number>();
  const upwards = walk(graph, issueId, unloaded, (id) => graph.providersOf(id).map(({ provider }) => provider));
  const downwards = walk(graph, issueId, unloaded, (id) => graph.dependentsOf(id).map(({ dependent }) => dependent));
  const issues = new Set<number>();
  for (let step = 0; step < Math.max(upwards.length, downwards.length); step++) {
    if (step < upwards.length) issues.add(upwards[step]);
    if (step < downwards.length) issues.add(downwards[step]);
  }
  return { issues: [...issues], inOrder: true, path: null, unloaded };
}

/** Breadth first, so that what is near comes first. */
function walk(
  graph: KnownGraph,
  from: number,
  unloaded: Set<number>,
  neighboursOf: (id: number) => readonly number[],
): readonly number[] {
  const found = new Set([from]);
  for (const id of found) {
    const holder = graph.projectOf(id);
    if (holder !== 0 && !graph.holds(holder)) unloaded.add(holder);
    for (const neighbour of neighboursOf(id)) found.add(neighbour);
  }
  return [...found];
}

/** What determines when a project is finished: the path to its item with the latest forecast finish. */
export function criticalPathScope(graph: KnownGraph, projectId: number): ScopeOfIssues {
  return pathTo(graph, lastOf(itemsOf(graph, projectId)));
}

/**
 * What determines when a milestone is reached or a version of a project released: the path to the milestone, or to the
 * version's item with the latest forecast finish. Without such an item there is none.
 */
export function targetPathScope(
  graph: KnownGraph,
  projectId: number,
  { kind, id }: Pick<ScheduledTarget, 'kind' | 'id'>,
): ScopeOfIssues {
  const items = itemsOf(graph, projectId);
  const own = items.filter((item) =>
    kind === 'milestone' ? item.milestone && item.id === id : item.version?.id === id,
  );
  return pathTo(graph, lastOf(own));
}

/** A milestone, or a dated version, of a project: what leads to it has to be finished by then. */
export interface ScheduledTarget {
  readonly kind: 'milestone' | 'version';
  /** Issue id of the milestone, or id of the version. */
  readonly id: number;
  /** The milestone's planned finish, or the release date. */
  readonly due: Day | null;
  readonly forecast: Day;
}

/** The targets of a project's own open items, those with the latest forecast last. */
export function targetsOfProject(graph: KnownGraph, projectId: number): readonly ScheduledTarget[] {
  const items = itemsOf(graph, projectId);
  const milestones = items.filter(({ milestone }) => milestone);
  const versions = new Map<number, ScheduledTarget>();
  for (const { version, forecastFinish } of items) {
    if (version === null || version.id === 0) continue;
    const known = versions.get(version.id)?.forecast ?? forecastFinish;
    versions.set(version.id, { kind: 'version', ...version, forecast: Math.max(known, forecastFinish) });
  }
  const targets = [
    ...milestones.map(({ id, plannedFinish, forecastFinish }): ScheduledTarget => {
      return { kind: 'milestone', id, due: plannedFinish, forecast: forecastFinish };
    }),
    ...versions.values(),
  ];
  return targets.sort((a, b) => a.forecast - b.forecast || a.id - b.id);
}

type ForecastIssue = ScheduledIssue & { readonly forecastFinish: Day };

/** A project's own items, ascending by id. */
function itemsOf(graph: KnownGraph, projectId: number): readonly ForecastIssue[] {
  return graph.ownIssues(projectId).flatMap((id) => {
    const issue = graph.issue(id);
    return issue?.isItem === true && hasForecast(issue) ? [issue] : [];
  });
}

function hasForecast(issue: ScheduledIssue): issue is ForecastIssue {
  return issue.forecastFinish !== null;
}

/** Of several that finish on the same day the one with the smallest id, which comes first. */
function lastOf(items: readonly ForecastIssue[]): ScheduledIssue | null {
  return items.reduce<ForecastIssue | null>(
    (last, item) => (last !== null && item.forecastFinish <= last.forecastFinish ? last : item),
    null,
  );
}

/** From an item back along what drives it. */
function pathTo(graph: KnownGraph, last: ScheduledIssue | null): ScopeOfIssues {
  const unloaded = new Set<number>();
  const path = new Set<number>();
  let next = last;
  while (next !== null && !path.has(next.id)) {
    path.add(next.id);
    if (next.driver === 'provider' && next.drivenBy === null) unloaded.add(next.projectId);
    const driver: ScheduledIssue | null = next.drivenBy === null ? null : graph.issue(next.drivenBy);
    // Two ends outside a project may drive one another: that they do is known there, the dependency is not.
    if (driver !== null && !graph.providersOf(next.id).some(({ provider }) => provider === driver.id)) {
      for (const { projectId: holder } of [next, driver]) {
        if (holder !== 0 && !graph.holds(holder)) unloaded.add(holder);
      }
    }
    next = driver;
  }
  const issues = [...path];
  return { issues, inOrder: true, path: issues, unloaded };
}

/** A cycle, by its issues. */
export function cycleScope(issues: readonly number[]): ScopeOfIssues {
  return { issues, inOrder: true, path: null, unloaded: NOTHING };
}

/**
 * The issues of a scope that are to be shown, at most `most`. The most pressing ones are ends of late dependencies, then
 * critical ones, then those with the least float; where nothing tells them apart the order of the scope stays.
 */
export function mostPressing(graph: KnownGraph, scope: ScopeOfIssues, most: number): readonly number[] {
  const { issues, inOrder, path } = scope;
  if (issues.length <= most || inOrder) return issues.slice(0, most);
  const onPath = new Set(path);
  const ranks = issues.map((id, place): readonly number[] => {
    const issue = graph.issue(id);
    const isLate = [...graph.providersOf(id), ...graph.dependentsOf(id)].some(
      ({ lateness }) => lateness === 'lateNow' || lateness === 'willBeLate',
    );
    const isCritical = issue?.critical === true || onPath.has(id);
    return [isLate ? 0 : 1, isCritical ? 0 : 1, issue?.totalFloat ?? Infinity, place];
  });
  const order = issues.map((_, place) => place).sort((a, b) => compare(ranks[a], ranks[b]));
  return order.slice(0, most).map((place) => issues[place]);
}

/** Dependencies, the most pressing first. */
export function byUrgency(dependencies: readonly ScheduledDependency[]): readonly ScheduledDependency[] {
  return [...dependencies].sort((a, b) => compare(urgencyOf(a), urgencyOf(b)));
}

const URGENCY = { lateNow: 0, willBeLate: 1, atRisk: 2, unknown: 3, fine: 4 } as const satisfies Record<
  Lateness,
  number
>;

function urgencyOf({ lateness, slack }: ScheduledDependency): readonly number[] {
  return [URGENCY[lateness], slack ?? Infinity];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((rank, place) => rank !== b[place]);
  if (differing < 0) return 0;
  return a[differing] < b[differing] ? -1 : 1;
}
