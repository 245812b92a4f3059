import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import { stepByKey, type Neighbours, type Standing } from './dependency-walk';
import type { ShownMap } from './shown-map';

interface Options {
  readonly shown: ShownMap;
  readonly neighbours: Neighbours;
  /** Issues in the order in which the eye meets them. */
  readonly order: readonly number[];
  readonly standing: Standing;
  /** Handle of the issue whose details are open. */
  readonly selected: string | null;
  readonly onSelect: (handle: string | null) => void;
  /** Brings an issue into sight where the browser does not do so by itself. */
  readonly onReveal?: (issue: number) => void;
}

interface IssueFocus {
  /** The one issue that the Tab key reaches. */
  readonly current: number;
  /** To be put on the drawing, whose issues carry `data-issue`. */
  readonly handlers: {
    readonly onClick: (event: MouseEvent) => void;
    readonly onFocus: (event: FocusEvent) => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
}

/**
 * One stop of the Tab key for a whole drawing: arrows lead along dependencies, Enter opens an issue, Escape closes it.
 * When the details are closed, focus comes back to the issue that they were of.
 */
export function useIssueFocus(drawing: RefObject<SVGSVGElement>, options: Options): IssueFocus {
  const { shown, neighbours, order, standing, selected, onSelect, onReveal } = options;
  const [visited, setVisited] = useState<string | null>(null);
  const known = shown.handles.indexOf(visited ?? selected ?? '');
  const current = known === -1 ? (order[0] ?? -1) : known;

  const focus = useCallback(
    (issue: number) => drawing.current?.querySelector<SVGGElement>(`[data-issue="${issue}"] > [tabindex]`)?.focus(),
    [drawing],
  );

  const before = useRef(selected);
  useEffect(() => {
    const closed = selected === null ? before.current : null;
    before.current = selected;
    const place = closed === null ? -1 : shown.handles.indexOf(closed);
    const focused = document.activeElement;
    if (place !== -1 && (focused === null || focused === document.body)) focus(place);
  }, [selected, shown, focus]);

  return {
    current,
    handlers: {
      onClick(event) {
        const issue = issueAt(event.target);
        if (issue !== null) onSelect(shown.handles[issue] === selected ? null : shown.handles[issue]);
      },
      onFocus(event) {
        const issue = issueAt(event.target);
        if (issue === null) return;
        setVisited(shown.handles[issue]);
        onReveal?.(issue);
      },
      onKeyDown(event) {
        const issue = issueAt(event.target);
        if (issue === null || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === 'Enter' || event.key === ' ') onSelect(shown.handles[issue]);
        else if (event.key === 'Escape') onSelect(null);
        else {
          const next = stepByKey(event.key, issue, shown.dependencies, neighbours, order, standing);
          if (next === null) return;
          focus(next);
        }
        event.preventDefault();
      },
    },
  };
}

function issueAt(target: EventTarget): number | null {
  const place = target instanceof Element ? target.closest('[data-issue]')?.getAttribute('data-issue') : null;
  return place === null || place === undefined ? null : Number(place);
}
