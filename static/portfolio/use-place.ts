import { useCallback, useMemo } from 'react';
import { useHost } from '../shared/host';
import { usePath, useQueryText } from '../shared/page-history';
import { addressOf, placeOf, type Filters, type Place } from './address';

/** Where the reader is, and how to go elsewhere. */
export interface Moving {
  readonly place: Place;
  /** Changes what is named, the rest stays. `typing`: without a step of its own in the history. */
  readonly go: (change: Partial<Place>, how?: 'typing') => void;
  /** The projects of which the filters say more; those that were set stay. */
  readonly list: (filters: Partial<Filters>) => void;
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
    (filters: Partial<Filters>) => {
      const now = placeOf(history.path(), history.query());
      go({ tab: 'projects', filters: { ...now.filters, ...filters }, opened: null });
    },
    [history, go],
  );
  return useMemo(() => ({ place, go, list }), [place, go, list]);
}
