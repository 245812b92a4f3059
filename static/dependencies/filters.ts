import type { KindOfDependency } from '../../src/contract';

/** What of a map is to be shown. It is kept while the reader moves between maps; a map without such data ignores it. */
export interface MapFilters {
  /** Late now, or to be late. */
  readonly lateOnly: boolean;
  /** Of issues, those on a critical path; of projects, pairs without a working day to spare. */
  readonly criticalOnly: boolean;
  /** Of projects, pairs with an open dependency of the kind. */
  readonly kind: KindOfDependency | null;
  readonly projectId: string | null;
  /** Account id: of issues, of who is assigned; of projects, of a lead. A name would tell in an address who it is. */
  readonly owner: string | null;
  /** What is needed within so many days from today. */
  readonly horizonDays: number | null;
  readonly search: string;
}

export const NO_FILTERS: MapFilters = {
  lateOnly: false,
  criticalOnly: false,
  kind: null,
  projectId: null,
  owner: null,
  horizonDays: null,
  search: '',
};

export const KINDS = [
  'finishToStart',
  'startToStart',
  'finishToFinish',
  'startToFinish',
] as const satisfies readonly KindOfDependency[];

export const HORIZONS = [30, 90, 180, 365] as const;

const ID = /^[1-9]\d{0,17}$/;
const LONGEST_TEXT = 200;

/** Whether anything is left out on purpose. */
export function isFiltered(filters: MapFilters): boolean {
  return queryOfFilters(filters).size > 0;
}

/** Filters as part of an address; those that leave nothing out are absent. */
export function queryOfFilters(filters: MapFilters): URLSearchParams {
  const query = new URLSearchParams();
  if (filters.lateOnly) query.set('late', '1');
  if (filters.criticalOnly) query.set('critical', '1');
  if (filters.kind !== null) query.set('kind', filters.kind);
  if (filters.projectId !== null) query.set('project', filters.projectId);
  if (filters.owner !== null) query.set('owner', filters.owner);
  if (filters.horizonDays !== null) query.set('days', String(filters.horizonDays));
  if (filters.search !== '') query.set('search', filters.search);
  return query;
}

/** The filters of an address; what it says that nobody offers is not filtered by. */
export function filtersOfQuery(query: URLSearchParams): MapFilters {
  const project = query.get('project');
  return {
    lateOnly: query.get('late') === '1',
    criticalOnly: query.get('critical') === '1',
    kind: KINDS.find((kind) => kind === query.get('kind')) ?? null,
    projectId: project !== null && ID.test(project) ? project : null,
    owner: query.get('owner')?.slice(0, LONGEST_TEXT) || null,
    horizonDays: HORIZONS.find((days) => String(days) === query.get('days')) ?? null,
    search: (query.get('search') ?? '').slice(0, LONGEST_TEXT),
  };
}

/** Whether one of the texts holds what is searched for; case does not matter, and nothing searched for finds all. */
export function finds(search: string, texts: readonly (string | null)[]): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  if (wanted === '') return true;
  return texts.some((text) => text !== null && text.toLocaleLowerCase().includes(wanted));
}
