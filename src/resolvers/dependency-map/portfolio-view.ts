import type { MapCycle, MapPairs, MapProject, PortfolioMapView } from '../../contract';
import type { Browsable } from '../../jira';
import { formatDay, type DependencyCycle, type DependencyReport } from '../../model';
import type { PortfolioProject } from '../../store';

const MOST_CYCLES = 100;

/** The part of the view that the report fills. */
type ReportedView = Pick<
  PortfolioMapView,
  | 'projects'
  | 'pairs'
  | 'cycles'
  | 'cycleCount'
  | 'lateness'
  | 'dependencies'
  | 'withUnknownEnd'
  | 'selfLinks'
  | 'unclearLinkTypes'
>;

/**
 * Who waits for whom, for somebody who may browse these projects and issues: all others are one anonymous project.
 * Linear in projects and pairs, but for sorting them.
 */
export function portfolioView(
  report: DependencyReport | null,
  portfolio: readonly PortfolioProject[],
  browsable: Browsable,
): ReportedView {
  const named = portfolio.filter(({ id }) => browsable.projects.has(id)).sort((a, b) => (a.key < b.key ? -1 : 1));
  const places = new Map(named.map(({ key }, place) => [key, place]));
  const hidesAny = named.length < portfolio.length || namesOthers(report, places);
  const placeOf = (key: string): number => places.get(key) ?? named.length;
  const pairs = sumPairs(report, placeOf, named.length);
  return {
    projects: [...describeProjects(report, named), ...(hidesAny ? [anonymousProject(report, placeOf, pairs)] : [])],
    pairs: toColumns(pairs, named.length + (hidesAny ? 1 : 0)),
    cycles: largest(report?.cycles ?? []).map((cycle) => describeCycle(cycle, placeOf, browsable, named.length)),
    cycleCount: report?.cycles.length ?? 0,
    lateness: report?.lateness ?? { lateNow: 0, willBeLate: 0, atRisk: 0, fine: 0, unknown: 0 },
    dependencies: {
      total: report?.dependencies ?? 0,
      open: report?.open ?? 0,
      crossProject: report?.crossProject ?? 0,
    },
    withUnknownEnd: report?.withUnknownEnd ?? 0,
    selfLinks: report?.selfLinks ?? 0,
    // What types of links a hidden project has is its own business.
    unclearLinkTypes: (report?.unclearLinkTypes ?? [])
      .filter(({ projects }) => projects.some((key) => places.has(key)))
      .map(({ name, links }) => ({ name, links })),
  };
}

/** Whether the report tells of projects beside the given ones: hidden, gone, or never in the portfolio. */
function namesOthers(report: DependencyReport | null, places: ReadonlyMap<string, number>): boolean {
  const inCycles = report?.cycles.some(({ issues }) => issues.some(({ projectKey }) => !places.has(projectKey)));
  return inCycles === true || (report?.forecasts.some(({ project }) => !places.has(project)) ?? false);
}

/** The cycles that a map shows. */
export function largest(cycles: readonly DependencyCycle[]): readonly DependencyCycle[] {
  return [...cycles].sort((a, b) => b.issues.length - a.issues.length).slice(0, MOST_CYCLES);
}

function describeProjects(report: DependencyReport | null, named: readonly PortfolioProject[]): readonly MapProject[] {
  const forecasts = new Map(report?.forecasts.map((each) => [each.project, each]));
  const stability = new Map(report?.stability.map((each) => [each.project, each]));
  return named.map(({ id, key, name }) => {
    const { target, forecast, leastFloat, items, estimated, undated } = forecasts.get(key) ?? NO_FORECAST;
    const { waitingForIt, waitedFor } = stability.get(key) ?? { waitingForIt: 0, waitedFor: 0 };
    return {
      ...{ id: String(id), key, name, target: dayText(target), forecast: dayText(forecast), leastFloat },
      ...{ waitingForIt, waitedFor, instability: instabilityOf(waitingForIt, waitedFor), items, estimated, undated },
    };
  });
}

const NO_FORECAST = { target: null, forecast: null, leastFloat: null, items: 0, estimated: 0, undated: 0 };

function anonymousProject(
  report: DependencyReport | null,
  placeOf: (key: string) => number,
  pairs: readonly SummedPair[],
): MapProject {
  const anonymous = placeOf('');
  const hidden = (report?.forecasts ?? []).filter(({ project }) => placeOf(project) === anonymous);
  const open = pairs.filter((pair) => pair.open > 0);
  const waitingForIt = open.filter(({ provider }) => provider === anonymous).length;
  const waitedFor = open.filter(({ dependent }) => dependent === anonymous).length;
  const sum = (of: (each: (typeof hidden)[number]) => number): number =>
    hidden.reduce((all, each) => all + of(each), 0);
  return {
    ...{ id: null, key: null, name: null, target: null, forecast: null, leastFloat: null, waitingForIt, waitedFor },
    ...{ instability: instabilityOf(waitingForIt, waitedFor), items: sum(({ items }) => items) },
    ...{ estimated: sum(({ estimated }) => estimated), undated: sum(({ undated }) => undated) },
  };
}

function instabilityOf(waitingForIt: number, waitedFor: number): number | null {
  return waitingForIt + waitedFor === 0 ? null : waitedFor / (waitingForIt + waitedFor);
}

interface SummedPair {
  readonly dependent: number;
  readonly provider: number;
  open: number;
  late: number;
  done: number;
  leastSlack: number | null;
  kinds: number;
}

/** Ascending by dependent, then provider; pairs of hidden projects are summed, those among them left out. */
function sumPairs(
  report: DependencyReport | null,
  placeOf: (key: string) => number,
  anonymous: number,
): readonly SummedPair[] {
  const pairs = new Map<number, SummedPair>();
  for (const { dependentProject, providerProject, total, open, late, leastSlack, kinds } of report?.coupling ?? []) {
    const dependent = placeOf(dependentProject);
    const provider = placeOf(providerProject);
    if (dependent === anonymous && provider === anonymous) continue;
    const name = dependent * (anonymous + 1) + provider;
    const pair = pairs.get(name) ?? { dependent, provider, open: 0, late: 0, done: 0, leastSlack: null, kinds: 0 };
    pair.open += open;
    pair.late += late;
    pair.done += total - open;
    pair.leastSlack = least(pair.leastSlack, leastSlack);
    pair.kinds |= kinds;
    pairs.set(name, pair);
  }
  return [...pairs.values()].sort((a, b) => a.dependent - b.dependent || a.provider - b.provider);
}

function least(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

function toColumns(pairs: readonly SummedPair[], projects: number): MapPairs {
  const first = new Array<number>(projects + 1).fill(0);
  for (const { dependent } of pairs) first[dependent + 1]++;
  for (let place = 0; place < projects; place++) first[place + 1] += first[place];
  return {
    first,
    provider: pairs.map(({ provider }) => provider),
    open: pairs.map(({ open }) => open),
    late: pairs.map(({ late }) => late),
    done: pairs.map(({ done }) => done),
    leastSlack: pairs.map(({ leastSlack }) => leastSlack),
    kinds: pairs.map(({ kinds }) => kinds),
  };
}

function describeCycle(
  { issues, live }: DependencyCycle,
  placeOf: (key: string) => number,
  browsable: Browsable,
  anonymous: number,
): MapCycle {
  const visible = issues.find(({ id, projectKey }) => browsable.issues.has(id) && placeOf(projectKey) !== anonymous);
  return {
    issueId: visible === undefined ? null : String(visible.id),
    issues: issues.length,
    live,
    projects: [...new Set(issues.map(({ projectKey }) => placeOf(projectKey)))].sort((a, b) => a - b),
  };
}

function dayText(day: number | null): string | null {
  return day === null ? null : formatDay(day);
}
