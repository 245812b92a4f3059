import type { MapProject, PortfolioMapView, ProjectLeadership } from '../../src/contract';
import { NOBODY_IN_ADDRESSES } from '../../src/contract/limits';
import { hasKind } from '../../src/contract/packed-map';
import { finds, type MapFilters } from './filters';
import { daysBetween } from './shown-issues';
import { RESTRICTED } from './words';

/** One project that waits for another; places in the view's `projects`. */
export interface ProjectPair {
  readonly dependent: number;
  readonly provider: number;
  /** At least one. */
  readonly open: number;
  /** Of them, late now or to be late. */
  readonly late: number;
  readonly done: number;
  readonly leastSlack: number | null;
  /** Kinds of the open ones, for `hasKind`. */
  readonly kinds: number;
}

/** What of a portfolio map is shown, and of how much. */
export interface ShownProjects {
  readonly pairs: readonly ProjectPair[];
  /** Places of the projects in those pairs: those with most late dependencies first, the anonymous one last. */
  readonly projects: readonly number[];
  /** Open dependencies between projects: in the pairs shown, and in all. */
  readonly open: { readonly shown: number; readonly total: number };
  /** Projects, the anonymous one aside. */
  readonly named: { readonly shown: number; readonly total: number };
}

/** What stands in an address for the anonymous project. */
const RESTRICTED_ID = 'restricted';

export function projectName(project: MapProject): string {
  return project.name ?? RESTRICTED;
}

/** All pairs with an open dependency. */
export function openPairs({ projects, pairs }: PortfolioMapView): readonly ProjectPair[] {
  const found: ProjectPair[] = [];
  for (let dependent = 0; dependent < projects.length; dependent++) {
    for (let place = pairs.first[dependent]; place < pairs.first[dependent + 1]; place++) {
      const [open, late, done] = [pairs.open[place], pairs.late[place], pairs.done[place]];
      const [provider, leastSlack, kinds] = [pairs.provider[place], pairs.leastSlack[place], pairs.kinds[place]];
      if (open > 0) found.push({ dependent, provider, open, late, done, leastSlack, kinds });
    }
  }
  return found;
}

/** Whether a project is led by somebody, or by nobody; a hidden one is nobody's of whom it could be said. */
function ownedBy(owner: string | null, leads: readonly ProjectLeadership[]): (id: string | null) => boolean {
  if (owner === null) return () => true;
  const wanted = owner === NOBODY_IN_ADDRESSES ? leads : leads.filter(({ accountId }) => accountId === owner);
  const led = new Set(wanted.flatMap(({ projectIds }) => projectIds));
  return (id) => id !== null && led.has(id) === (owner !== NOBODY_IN_ADDRESSES);
}

/**
 * What the filters leave of the open pairs. `leads` are looked at only where a filter names one of them; `within`: ids of
 * the projects that are wanted, one end of a pair at least, `null` for all.
 */
export function shownProjects(
  view: PortfolioMapView,
  all: readonly ProjectPair[],
  filters: MapFilters,
  leads: readonly ProjectLeadership[] = [],
  within: ReadonlySet<string> | null = null,
): ShownProjects {
  const isOwned = ownedBy(filters.owner, leads);
  const found = view.projects.map(({ id, name, key }) => {
    const isWithin = within === null || (id !== null && within.has(id));
    return isOwned(id) && isWithin && finds(filters.search, [name, key]);
  });
  const pairs = all.filter((pair) => isWanted(pair, view, filters) && (found[pair.dependent] || found[pair.provider]));
  const projects = byPressure(view, pairs);
  return {
    pairs,
    projects,
    open: { shown: openOf(pairs), total: openOf(all) },
    named: {
      shown: projects.filter((place) => view.projects[place].id !== null).length,
      total: view.projects.filter(({ id }) => id !== null).length,
    },
  };
}

function isWanted(
  { dependent, provider, late, leastSlack, kinds }: ProjectPair,
  view: PortfolioMapView,
  filters: MapFilters,
): boolean {
  const [waiting, waitedFor] = [view.projects[dependent], view.projects[provider]];
  if (filters.lateOnly && late === 0) return false;
  if (filters.criticalOnly && (leastSlack === null || leastSlack > 0)) return false;
  if (filters.kind !== null && !hasKind(kinds, filters.kind)) return false;
  const isOfProject = [waiting.id, waitedFor.id].includes(filters.projectId);
  if (filters.projectId !== null && !isOfProject) return false;
  return filters.horizonDays === null || finishesWithin(filters.horizonDays, waiting, view.asOf);
}

/** Its target counts, else its forecast: what has to be finished soon needs its providers soon. */
function finishesWithin(days: number, { target, forecast }: MapProject, asOf: string | null): boolean {
  const finish = target ?? forecast;
  return finish !== null && asOf !== null && daysBetween(asOf, finish) <= days;
}

function openOf(pairs: readonly ProjectPair[]): number {
  return pairs.reduce((sum, { open }) => sum + open, 0);
}

/** Late cells so gather in one corner, whatever the projects are called. */
function byPressure({ projects }: PortfolioMapView, pairs: readonly ProjectPair[]): readonly number[] {
  const late = new Map<number, number>();
  const open = new Map<number, number>();
  for (const pair of pairs) {
    for (const place of [pair.dependent, pair.provider]) {
      late.set(place, (late.get(place) ?? 0) + pair.late);
      open.set(place, (open.get(place) ?? 0) + pair.open);
    }
  }
  return [...open.keys()].sort((one, other) => {
    const anonymous = Number(projects[one].id === null) - Number(projects[other].id === null);
    if (anonymous !== 0) return anonymous;
    const pressure = (late.get(other) ?? 0) - (late.get(one) ?? 0) || (open.get(other) ?? 0) - (open.get(one) ?? 0);
    return pressure || projectName(projects[one]).localeCompare(projectName(projects[other]));
  });
}

/** What of a portfolio map is selected. */
export type Selection =
  | { readonly of: 'project'; readonly project: number }
  | { readonly of: 'pair'; readonly dependent: number; readonly provider: number };

/** A selection as the address has it: `10001`, or `10001-10002` for a pair, dependent first. */
export function textOfSelection({ projects }: PortfolioMapView, selection: Selection): string {
  const idOf = (place: number): string => projects[place].id ?? RESTRICTED_ID;
  if (selection.of === 'project') return idOf(selection.project);
  return `${idOf(selection.dependent)}-${idOf(selection.provider)}`;
}

/** The selection of an address; `null` when it names nothing of the map. */
export function selectionOfText({ projects }: PortfolioMapView, text: string | null): Selection | null {
  if (text === null) return null;
  const places = text.split('-', 2).map((id) => projects.findIndex((project) => (project.id ?? RESTRICTED_ID) === id));
  if (places.includes(-1)) return null;
  const [first, second] = places;
  if (second === undefined) return { of: 'project', project: first };
  return { of: 'pair', dependent: first, provider: second };
}
