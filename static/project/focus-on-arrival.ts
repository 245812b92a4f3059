import { useEffect, useRef, type RefObject } from 'react';

/** Moves focus to a heading when it appears, and shows its section, unless the whole page has only just appeared. */
export function useFocusOnArrival<E extends HTMLElement>(): RefObject<E> {
  const element = useRef<E>(null);
  useEffect(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return;
    element.current?.focus({ preventScroll: true });
    (element.current?.closest('section') ?? element.current)?.scrollIntoView({ block: 'nearest' });
  }, []);
  return element;
}
