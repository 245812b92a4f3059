import { useCallback, useEffect, useState, type RefObject } from 'react';

/** Sizes of the matrix in pixels; `matrix.css` says the same. */
export const ROW_HEIGHT = 36;
export const COLUMN_WIDTH = 46;
export const HEAD_HEIGHT = 128;
export const HEAD_WIDTH = 200;

/** Rows and columns that are drawn: from the first to before the last. */
export interface MatrixWindow {
  readonly rows: readonly [from: number, to: number];
  readonly columns: readonly [from: number, to: number];
}

/** Up to here everything is drawn at once. */
const SMALL = 40;
/** Rows and columns are drawn in blocks of so many, so that not every step of scrolling draws anew. */
const BLOCK = 8;

/** Which part of a matrix of so many projects is in sight of its scrolling element, and a little around it. */
export function useMatrixWindow(scroller: RefObject<HTMLElement>, count: number, everything: boolean): MatrixWindow {
  const [window, setWindow] = useState<MatrixWindow>(() => whole(Math.min(count, SMALL)));
  const isWhole = everything || count <= SMALL;
  const look = useCallback(() => {
    const element = scroller.current;
    if (element === null || isWhole) return;
    setWindow((before) => {
      const now: MatrixWindow = {
        rows: blocks(element.scrollTop, element.clientHeight - HEAD_HEIGHT, ROW_HEIGHT, count),
        columns: blocks(element.scrollLeft, element.clientWidth - HEAD_WIDTH, COLUMN_WIDTH, count),
      };
      return isSame(before, now) ? before : now;
    });
  }, [scroller, count, isWhole]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    look();
    element.addEventListener('scroll', look, { passive: true });
    globalThis.addEventListener('resize', look);
    return () => {
      element.removeEventListener('scroll', look);
      globalThis.removeEventListener('resize', look);
    };
  }, [scroller, look]);
  return isWhole ? whole(count) : window;
}

function whole(count: number): MatrixWindow {
  return { rows: [0, count], columns: [0, count] };
}

/** The places that are in sight from an offset on, to whole blocks, with a block more on either side. */
export function blocks(offset: number, length: number, size: number, count: number): readonly [number, number] {
  const from = Math.floor(offset / size / BLOCK) - 1;
  const to = Math.ceil((offset + Math.max(0, length)) / size / BLOCK) + 1;
  return [Math.max(0, from * BLOCK), Math.min(count, to * BLOCK)];
}

function isSame(one: MatrixWindow, other: MatrixWindow): boolean {
  return (
    one.rows[0] === other.rows[0] &&
    one.rows[1] === other.rows[1] &&
    one.columns[0] === other.columns[0] &&
    one.columns[1] === other.columns[1]
  );
}
