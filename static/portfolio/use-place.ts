import { useCallback, useMemo } from 'react';
import { useHost } from '../shared/host';
import { usePath, useQueryText } from '../shared/page-history';
import { addressOf, narrowed, NO_FILTERS, placeOf, type Filters, type Place } from './address';

/** Where the reader is, and how to go elsewhere. */
export interface Moving {
  readonly place: Place;
  /** Changes what is named, the rest stays. `typing`: without a step of its own in the history. */
  readonly go: (change: Partial<Place>, how?: 'typing') => void;
  /** Those of the projects that are shown of which this is so, too. */
  readonly list: (more: Partial<Filters>) => void;
  /** Those of all projects of which this is so, whatever was filtered by. */
  readonly listOfAll: (filters: Partial<Filters>) => void;
}

export function usePlace(): Moving {
  const { history } = useHost();
  const path = usePath(history);
  const queryText = useQueryText(history);
  const place = useMemo(() => placeOf(path, queryText), [path, queryText]);
  const go = useCallback(
    (change: Partial<Place>, how?: 'typing') => {
      const address = addressOf({ ...placeOf(history.path(), history.query()), ...change });
      if (how === 'typing') history.replace(address);
      else history.go(address);
    },
    [history],
  );
  const list = useCallback(
    (more: Partial<Filters>) => {
      const now = placeOf(history.path(), history.query());
      go({ tab: 'projects', filters: narrowed(now.filters, more), opened: null });
    },
    [history, go],
  );
  const listOfAll = useCallback(
    (filters: Partial<Filters>) => go({ tab: 'projects', filters: { ...NO_FILTERS, ...filters }, opened: null }),
    [go],
  );
  return useMemo(() => ({ place, go, list, listOfAll }), [place, go, list, listOfAll]);
}
