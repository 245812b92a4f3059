import { useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

interface Extent {
  readonly scroller: RefObject<HTMLElement>;
  readonly count: number;
  /** Of one of them, in pixels. */
  readonly size: number;
  /** How many are drawn on either side of those in sight, so that none is ever missed. */
  readonly around: number;
  /** Everything is drawn. */
  readonly isWhole: boolean;
  readonly horizontal?: boolean;
}

/** So many before anything is laid out. */
const AT_FIRST = 30;

/** Which of many things of one size are to be drawn: those in sight of their scrolling element and some around them. */
export function useInSight(extent: Extent): readonly [first: number, end: number] {
  const { scroller, count, size, around, isWhole, horizontal = false } = extent;
  const virtual = useVirtualizer({
    ...{ count, horizontal, overscan: around, enabled: !isWhole },
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
  });
  if (isWhole) return [0, count];
  const items = virtual.getVirtualItems();
  if (items.length === 0) return [0, Math.min(count, AT_FIRST)];
  return [items[0].index, items[items.length - 1].index + 1];
}
