import { useEffect, useRef, type RefObject } from 'react';

/** Moves focus to an element when it appears, and shows it, unless the whole page has only just appeared. */
export function useFocusOnArrival<E extends HTMLElement>(): RefObject<E> {
  const element = useRef<E>(null);
  useEffect(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return;
    element.current?.focus({ preventScroll: true });
    element.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return element;
}
