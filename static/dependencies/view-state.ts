import { useCallback, useMemo } from 'react';
import { useHost } from '../shared/host';
import { usePath, useQueryText } from '../shared/page-history';
import { filtersOfQuery, queryOfFilters, type MapFilters } from './filters';
import { pathOfPlace, placeOfPath, type MapPlace } from './routes';

/** What the address says about the maps, and how to change it. */
export interface ViewState {
  readonly place: MapPlace;
  readonly filters: MapFilters;
  /** What is selected on the map, in the map's own words; `null` without. */
  readonly selected: string | null;
  /** Goes to another place, where something may be selected; the filters stay. */
  readonly goTo: (place: MapPlace, selected?: string | null) => void;
  /** `typing`: while the reader types, so that back does not go letter by letter. */
  readonly filter: (filters: MapFilters, how?: 'typing') => void;
  readonly select: (selected: string | null) => void;
}

/** Where the reader is below `base`; an address that is no map shows `home`. */
export function useViewState(base: string, home: MapPlace): ViewState {
  const { history } = useHost();
  const path = usePath(history);
  const queryText = useQueryText(history);
  const place = useMemo(() => placeOfPath(base, path) ?? home, [base, path, home]);
  const query = useMemo(() => new URLSearchParams(queryText), [queryText]);
  const filters = useMemo(() => filtersOfQuery(query), [query]);
  const selected = query.get('at');
  const goTo = useCallback(
    (next: MapPlace, at: string | null = null) => {
      // What is searched for among projects is not what is searched for among issues, nor are leads assignees.
      const kept = next.level === place.level ? filters : { ...filters, search: '', owner: null };
      history.go(addressOf(base, next, kept, at));
    },
    [history, base, place.level, filters],
  );
  const filter = useCallback(
    (next: MapFilters, how?: 'typing') =>
      (how === 'typing' ? history.replace : history.go)(addressOf(base, place, next, selected)),
    [history, base, place, selected],
  );
  const select = useCallback(
    (next: string | null) => history.go(addressOf(base, place, filters, next)),
    [history, base, place, filters],
  );
  return { place, filters, selected, goTo, filter, select };
}

function addressOf(base: string, place: MapPlace, filters: MapFilters, selected: string | null): string {
  const query = queryOfFilters(filters);
  if (selected !== null) query.set('at', selected);
  const text = query.toString();
  return pathOfPlace(base, place) + (text === '' ? '' : `?${text}`);
}
