import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { PortfolioMapView } from '../../src/contract';
import { textOfSelection, type Selection } from './shown-projects';
import type { ViewState } from './view-state';

interface Selecting {
  readonly select: (selection: Selection) => void;
  readonly close: () => void;
  /** Where the details are. */
  readonly pane: RefObject<HTMLElement>;
}

/** Selecting moves focus to the details, closing them moves it back to where it was. */
export function useSelecting(view: PortfolioMapView, state: ViewState): Selecting {
  const pane = useRef<HTMLElement>(null);
  const from = useRef<string | null>(null);
  const wants = useRef<'pane' | 'map' | null>(null);
  useEffect(() => {
    const wanted = wants.current;
    wants.current = null;
    if (wanted === 'pane') pane.current?.focus();
    if (wanted === 'map' && from.current !== null) document.getElementById(from.current)?.focus();
  }, [state.selected]);
  const { select: goTo } = state;
  const select = useCallback(
    (selection: Selection) => {
      const focused = document.activeElement;
      if (focused !== null && focused.id !== '' && pane.current?.contains(focused) !== true) from.current = focused.id;
      wants.current = 'pane';
      goTo(textOfSelection(view, selection));
    },
    [view, goTo],
  );
  const close = useCallback(() => {
    wants.current = 'map';
    goTo(null);
  }, [goTo]);
  return { pane, select, close };
}
