import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** Which part of a drawing is in sight: `x`, `y` of its upper left corner in the drawing's units, and pixels per unit. */
export interface Sight {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** A rectangle of a drawing, in its own units. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PanZoom {
  /** To be put on the SVG element that shows the drawing. */
  readonly ref: RefObject<SVGSVGElement>;
  /** `transform` of a group, and of the one in it that holds the drawing: a browser moves a layer faster than it draws. */
  readonly pan: string;
  readonly scale: string;
  readonly sight: Sight;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  /** Shows the whole drawing, never larger than life. */
  readonly fit: () => void;
  /** Moves as little as needed for the area to be in sight, e.g. that of the focused node. */
  readonly reveal: (area: Area) => void;
}

export const LEAST_SCALE = 0.04;
export const MOST_SCALE = 3;
/** Below this, words cannot be read: a drawing does not begin smaller. */
const LEAST_AT_FIRST = 0.65;
const STEP = 1.25;
const MARGIN = 16;
/** Pixels by which a pointer may move in a click. */
const CLICK_SLACK = 4;

/**
 * Pans by dragging and zooms by the wheel with Ctrl (as in a browser; without, the page scrolls), by pinching, or by
 * the functions that it returns. The drawing begins fitted into its element, or with its
 * left side, where it would be too small to read.
 * @param drawing size of the drawing in its own units
 */
export function usePanZoom(drawing: Size): PanZoom {
  const ref = useRef<SVGSVGElement>(null);
  const [sight, setSight] = useState<Sight>({ x: 0, y: 0, scale: 1 });
  const { width, height } = drawing;

  const fit = useCallback(() => setSight(fitted({ width, height }, sizeOf(ref.current))), [width, height]);
  useEffect(() => setSight(atFirst({ width, height }, sizeOf(ref.current))), [width, height]);

  const zoomBy = useCallback((factor: number, at?: { readonly x: number; readonly y: number }) => {
    setSight((from) => {
      const size = sizeOf(ref.current);
      return zoomed(from, factor, at ?? { x: size.width / 2, y: size.height / 2 });
    });
  }, []);

  const reveal = useCallback((area: Area) => setSight((from) => revealing(from, area, sizeOf(ref.current))), []);

  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    return listenToPointer(element, setSight, zoomBy);
  }, [zoomBy]);

  return {
    ref,
    // Whole pixels: a layer that is moved by less has to be drawn anew.
    pan: `translate(${-Math.round(sight.x * sight.scale)} ${-Math.round(sight.y * sight.scale)})`,
    scale: `scale(${sight.scale})`,
    sight,
    zoomIn: useCallback(() => zoomBy(STEP), [zoomBy]),
    zoomOut: useCallback(() => zoomBy(1 / STEP), [zoomBy]),
    fit,
    reveal,
  };
}

function sizeOf(element: SVGSVGElement | null): Size {
  const { width, height } = element?.getBoundingClientRect() ?? { width: 0, height: 0 };
  return { width, height };
}

/** The sight that shows all of a drawing in a window of pixels, in its middle where there is room. */
export function fitted(drawing: Size, window: Size): Sight {
  if (window.width === 0 || window.height === 0 || drawing.width === 0 || drawing.height === 0) {
    return { x: 0, y: 0, scale: 1 };
  }
  const scale = within(
    Math.min(1, (window.width - 2 * MARGIN) / drawing.width, (window.height - 2 * MARGIN) / drawing.height),
  );
  return {
    x: (drawing.width - window.width / scale) / 2,
    y: (drawing.height - window.height / scale) / 2,
    scale,
  };
}

/** The same, large enough to be read: its left side, as high as its middle. */
export function atFirst(drawing: Size, window: Size): Sight {
  const whole = fitted(drawing, window);
  if (whole.scale >= LEAST_AT_FIRST) return whole;
  const y = (drawing.height - window.height / LEAST_AT_FIRST) / 2;
  return { x: -MARGIN / LEAST_AT_FIRST, y, scale: LEAST_AT_FIRST };
}

/** Zooms so that what is at a point of the window stays there. */
export function zoomed(from: Sight, factor: number, at: { readonly x: number; readonly y: number }): Sight {
  const scale = within(from.scale * factor);
  return { x: from.x + at.x / from.scale - at.x / scale, y: from.y + at.y / from.scale - at.y / scale, scale };
}

/** Moves by as little as brings the area into the window; its upper left corner first, where it is too large. */
export function revealing(from: Sight, area: Area, window: Size): Sight {
  if (window.width === 0 || window.height === 0) return from;
  const margin = MARGIN / from.scale;
  const x = shifted(from.x, window.width / from.scale, area.x - margin, area.x + area.width + margin);
  const y = shifted(from.y, window.height / from.scale, area.y - margin, area.y + area.height + margin);
  return x === from.x && y === from.y ? from : { ...from, x, y };
}

function shifted(start: number, length: number, least: number, most: number): number {
  if (least < start) return least;
  if (most > start + length) return Math.min(least, most - length);
  return start;
}

function within(scale: number): number {
  return Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale));
}

/** Drags with one pointer, pinches with two. Returns how to stop. */
function listenToPointer(
  element: SVGSVGElement,
  setSight: (change: (from: Sight) => Sight) => void,
  zoomBy: (factor: number, at: { readonly x: number; readonly y: number }) => void,
): () => void {
  const pointers = new Map<number, { readonly x: number; readonly y: number }>();
  let moved = 0;

  const pointIn = (event: MouseEvent): { x: number; y: number } => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const spread = (): number => {
    const [one, other] = [...pointers.values()];
    return Math.hypot(one.x - other.x, one.y - other.y);
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, pointIn(event));
    moved = 0;
  };
  const move = (event: PointerEvent): void => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = pointIn(event);
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (pointers.size === 2) {
      const from = spread();
      pointers.set(event.pointerId, now);
      if (from > 0) zoomBy(spread() / from, now);
      return;
    }
    pointers.set(event.pointerId, now);
    if (moved <= CLICK_SLACK) return;
    // Held only once it is a drag: a captured pointer would take the click from the node below it.
    element.setPointerCapture(event.pointerId);
    setSight((sight) => ({
      ...sight,
      x: sight.x - (now.x - before.x) / sight.scale,
      y: sight.y - (now.y - before.y) / sight.scale,
    }));
  };
  const up = (event: PointerEvent): void => void pointers.delete(event.pointerId);
  const wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomBy(Math.exp(-event.deltaY / 200), pointIn(event));
  };

  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', up);
  element.addEventListener('wheel', wheel, { passive: false });
  return () => {
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', up);
    element.removeEventListener('wheel', wheel);
  };
}
