import type { ProjectPair, ShownProjects } from './shown-projects';

/** A cell of the matrix: row waits for column. Places count from 0 in the matrix's own order. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly pair: ProjectPair;
}

/** The cells that hold something, by row and by column, each ascending. */
export interface Cells {
  readonly count: number;
  readonly byRow: readonly (readonly Cell[])[];
  readonly byColumn: readonly (readonly Cell[])[];
}

/** Places the pairs in the order of the projects. */
export function cellsOf({ pairs, projects }: Pick<ShownProjects, 'pairs' | 'projects'>): Cells {
  const placeOf = new Map(projects.map((project, place) => [project, place]));
  const byRow: Cell[][] = projects.map(() => []);
  const byColumn: Cell[][] = projects.map(() => []);
  for (const pair of pairs) {
    const [row, column] = [placeOf.get(pair.dependent), placeOf.get(pair.provider)];
    if (row === undefined || column === undefined) continue;
    const cell = { row, column, pair };
    byRow[row].push(cell);
    byColumn[column].push(cell);
  }
  for (const cells of byRow) cells.sort((one, other) => one.column - other.column);
  for (const cells of byColumn) cells.sort((one, other) => one.row - other.row);
  return { count: pairs.length, byRow, byColumn };
}

/**
 * Where a key leads from a cell: to the next one that holds something, and from the end of a row to the next row, so that
 * every cell can be reached; `null` where the key leads nowhere.
 */
export function cellByKey(cells: Cells, from: Cell, key: string, withCtrl: boolean): Cell | null {
  const row = cells.byRow[from.row];
  const column = cells.byColumn[from.column];
  switch (key) {
    case 'ArrowRight':
      return row[row.indexOf(from) + 1] ?? firstOfRow(cells, from.row + 1, 1);
    case 'ArrowLeft':
      return row[row.indexOf(from) - 1] ?? lastOfRow(cells, from.row - 1);
    case 'ArrowDown':
      return column[column.indexOf(from) + 1] ?? firstOfRow(cells, from.row + 1, 1);
    case 'ArrowUp':
      return column[column.indexOf(from) - 1] ?? firstOfRow(cells, from.row - 1, -1);
    case 'Home':
      return withCtrl ? firstOfRow(cells, 0, 1) : row[0];
    case 'End':
      return withCtrl ? lastOfRow(cells, cells.byRow.length - 1) : (row.at(-1) ?? null);
    default:
      return null;
  }
}

/** The first cell of the first row with one, from a row on. */
export function firstOfRow(cells: Cells, from: number, step: 1 | -1): Cell | null {
  for (let row = from; row >= 0 && row < cells.byRow.length; row += step) {
    if (cells.byRow[row].length > 0) return cells.byRow[row][0];
  }
  return null;
}

/** The last cell of the last row with one, up to a row. */
function lastOfRow({ byRow }: Cells, to: number): Cell | null {
  return (
    byRow
      .slice(0, Math.max(0, to + 1))
      .findLast((row) => row.length > 0)
      ?.at(-1) ?? null
  );
}
