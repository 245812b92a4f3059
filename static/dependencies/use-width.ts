import { useLayoutEffect, useState, type RefObject } from 'react';

/** The width of an element in pixels, kept true while it changes; `otherwise` where nothing is laid out. */
export function useWidth(element: RefObject<HTMLElement>, otherwise: number): number {
  const [width, setWidth] = useState(otherwise);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const measure = (): void => setWidth(measured.clientWidth === 0 ? otherwise : measured.clientWidth);
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element, otherwise]);
  return width;
}
