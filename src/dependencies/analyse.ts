import {
  findCycles,
  type Day,
  type DependencyReport,
  type DependencySlice,
  type Outlook,
  type ProjectForecast,
  type Surroundings,
  type WorkingCalendar,
} from '../model';
import { couplingOf, stabilityOf } from './coupling';
import { describeCycles, findOpenCycles } from './cycles';
import { countDependencies, mergeDependencies } from './edges';
import { numberEnds, type Ends } from './ends';
import { countLateness, standingsOf } from './lateness';
import { clockOf, NONE, type Clock } from './numbered-days';
import { outlooksOf } from './outlook';
import { isEstimated } from './plans';
import { scheduleOf, type Schedule } from './schedule';
import { surroundingsOf } from './surroundings';

/** What the whole graph tells, and what it tells each project about itself: by project id, one for each slice. */
export interface Analysis {
  readonly report: DependencyReport;
  readonly surroundings: ReadonlyMap<number, Surroundings>;
  readonly outlooks: ReadonlyMap<number, Outlook>;
}

export interface AnalysisSettings {
  /** Today, on the site. */
  readonly asOf: Day;
  readonly calendar: WorkingCalendar;
}

/**
 * Ties the projects' slices into one graph and schedules it. Linear in ends and dependencies; the order of the slices
 * does not matter. Passes: ends, dependencies, cycles (of the whole graph, and of the open one), schedule, how each
 * dependency stands, coupling; then every project's share.
 */
export function analyse(slices: readonly DependencySlice[], { asOf, calendar }: AnalysisSettings): Analysis {
  const ordered = [...slices].sort((a, b) => a.projectId - b.projectId);
  const clock = clockOf(asOf, calendar);
  const ends = numberEnds(ordered);
  const edges = mergeDependencies(ends);
  const whole = findCycles({ nodes: ends.count, tail: edges.provider, head: edges.dependent });
  const open = findOpenCycles(whole, edges, ends);
  const schedule = scheduleOf(edges, ends, open, clock);
  const standings = standingsOf(edges, schedule.plans, schedule.forecast, clock);
  const coupling = couplingOf(edges, ends, standings);
  const projectKeys = ordered.map(({ projectKey }) => projectKey);
  const findings = { ends, edges, open, schedule, standings };
  return {
    report: {
      asOf,
      ...countDependencies(edges, ends),
      selfLinks: ordered.reduce((sum, slice) => sum + slice.selfLinks, 0),
      unclearLinkTypes: mergeUnclear(ordered),
      cycles: describeCycles(whole, edges, ends),
      coupling,
      stability: stabilityOf(coupling, projectKeys),
      forecasts: forecastsOf(schedule, ends, clock),
      lateness: countLateness(standings, edges),
    },
    surroundings: new Map(ordered.map(({ projectId }, at) => [projectId, surroundingsOf(at, ends, open)])),
    outlooks: new Map(outlooksOf(findings, clock).map((outlook) => [outlook.projectId, outlook])),
  };
}

/** Of each project, ascending by key. */
function forecastsOf({ plans, paths, targets }: Schedule, ends: Ends, clock: Clock): ProjectForecast[] {
  const counts = ends.slices.map(() => ({ items: 0, estimated: 0, undated: 0 }));
  for (let node = 0; node < plans.count; node++) {
    if (plans.isItem[node] === 0) continue;
    const count = counts[ends.slice[node]];
    count.items++;
    if (isEstimated(plans.durationFrom[node])) count.estimated++;
    if (plans.start[node] === NONE && plans.finish[node] === NONE) count.undated++;
  }
  const known = <T>(number: number, value: (number: number) => T): T | null => (number === NONE ? null : value(number));
  return ends.slices
    .map(({ projectKey }, at) => ({
      project: projectKey,
      target: known(targets.project[at], clock.dayOf),
      forecast: known(paths.finish[at], clock.dayOf),
      pathLength: known(paths.finish[at], (finish) => finish - clock.upTo(clock.asOf)),
      leastFloat: known(paths.leastFloat[at], (days) => days),
      ...counts[at],
    }))
    .sort((a, b) => (a.project < b.project ? -1 : a.project > b.project ? 1 : 0));
}

function mergeUnclear(slices: readonly DependencySlice[]): DependencyReport['unclearLinkTypes'] {
  const types = new Map<string, { name: string; links: number; projects: string[] }>();
  for (const { projectKey, unclearLinkTypes } of slices) {
    for (const { name, links } of unclearLinkTypes) {
      const type = types.get(name) ?? { name, links: 0, projects: [] };
      type.links += links;
      type.projects.push(projectKey);
      types.set(name, type);
    }
  }
  for (const { projects } of types.values()) projects.sort();
  return [...types.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
