import {
  memo,
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import type { MapProject, PortfolioMapView } from '../../src/contract';
import { useHost } from '../shared/host';
import { cellByKey, cellsOf, firstOfRow, type Cell } from './matrix-cells';
import { COLUMN_WIDTH, HEAD_HEIGHT, HEAD_WIDTH, ROW_HEIGHT, useMatrixWindow } from './matrix-window';
import { usePrinting } from './printing';
import { projectName, type ProjectPair, type ShownProjects } from './shown-projects';
import { pairInWords } from './words';
import './matrix.css';

interface Properties {
  readonly view: PortfolioMapView;
  readonly shown: ShownProjects;
  readonly selected: Pick<ProjectPair, 'dependent' | 'provider'> | null;
  readonly onSelect: (pair: ProjectPair) => void;
}

/**
 * Who waits for whom: the row's project for the column's. Only cells that hold something can be reached, by arrow keys
 * from one to the next; of a large matrix only what is in sight is drawn.
 */
export function Matrix({ view, shown, selected, onSelect }: Properties): ReactElement {
  const { format } = useHost();
  const scroller = useRef<HTMLDivElement>(null);
  const cells = useMemo(() => cellsOf(shown), [shown]);
  const projects = useMemo(() => shown.projects.map((place) => view.projects[place]), [view, shown]);
  const waits = useMemo(() => cells.byRow.map((row) => row.reduce((sum, { pair }) => sum + pair.open, 0)), [cells]);
  const window = useMatrixWindow(scroller, projects.length, usePrinting());
  const [reached, setReached] = useState<Cell | null>(null);
  const takesFocus = useRef(false);

  const isThere = reached !== null && cells.byRow[reached.row]?.includes(reached) === true;
  const ofSelected = useMemo(() => cellOfPair(cells.byRow, selected), [cells, selected]);
  const chosen = isThere ? reached : ofSelected;
  const active = chosen ?? firstOfRow(cells, 0, 1);

  useEffect(() => {
    if (!takesFocus.current || active === null) return;
    takesFocus.current = false;
    document.getElementById(idOfCell(active))?.focus({ preventScroll: true });
  }, [active]);

  function move(event: KeyboardEvent<HTMLElement>): void {
    if (active === null) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect(active.pair);
      return;
    }
    const next = cellByKey(cells, active, event.key, event.ctrlKey || event.metaKey);
    if (next === null) return;
    event.preventDefault();
    takesFocus.current = true;
    scrollTo(scroller.current, next);
    setReached(next);
  }

  const drawn = placesOf(window.rows, active?.row);
  return (
    <div ref={scroller} className="matrix">
      <div
        role="grid"
        aria-label="Who waits for whom: the project of the row for the project of the column"
        aria-rowcount={projects.length + 1}
        aria-colcount={projects.length + 1}
        className="matrix-sheet"
        style={sheetSize(projects.length)}
        onKeyDown={move}
      >
        <div role="row" aria-rowindex={1} className="matrix-heads">
          <span role="columnheader" aria-colindex={1} className="matrix-corner small subtle">
            <span>
              waits for <span aria-hidden="true">→</span>
            </span>
            <span>open</span>
          </span>
          {placesOf(window.columns, active?.column).map((column) => (
            <span
              key={column}
              role="columnheader"
              aria-colindex={column + 2}
              className={`matrix-column${column === chosen?.column ? ' matrix-crossed' : ''}${quiet(projects[column])}`}
              style={{ left: HEAD_WIDTH + column * COLUMN_WIDTH }}
              title={projectName(projects[column])}
            >
              <span>{projectName(projects[column])}</span>
            </span>
          ))}
        </div>
        {drawn.map((row) => (
          <div key={row} role="row" aria-rowindex={row + 2} className="matrix-row" style={rowPlace(row)}>
            <span
              role="rowheader"
              aria-colindex={1}
              className={`matrix-name${row === chosen?.row ? ' matrix-crossed' : ''}${quiet(projects[row])}`}
              title={projectName(projects[row])}
            >
              <span className="matrix-project">{projectName(projects[row])}</span>
              <span className="matrix-waits">
                {waits[row] > 0 ? format.count(waits[row]) : ''}
                <span className="visually-hidden"> open dependencies</span>
              </span>
            </span>
            {cells.byRow[row]
              .filter((cell) => isWithin(cell.column, window.columns) || cell === active)
              .map((cell) => (
                <MatrixCell
                  key={cell.column}
                  cell={cell}
                  view={view}
                  isActive={cell === active}
                  isSelected={cell === ofSelected}
                  onReach={setReached}
                  onSelect={onSelect}
                />
              ))}
          </div>
        ))}
      </div>
    </div>
  );
}

interface CellProperties {
  readonly cell: Cell;
  readonly view: PortfolioMapView;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onReach: (cell: Cell) => void;
  readonly onSelect: (pair: ProjectPair) => void;
}

const MatrixCell = memo(function MatrixCell(properties: CellProperties): ReactElement {
  const { cell, view, isActive, isSelected, onReach, onSelect } = properties;
  const { format } = useHost();
  const { pair } = cell;
  const words = pairInWords(view.projects, pair, format.count);
  return (
    <span
      id={idOfCell(cell)}
      role="gridcell"
      aria-colindex={cell.column + 2}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      title={words}
      className={`matrix-cell matrix-${toneOf(pair)}`}
      style={{ left: HEAD_WIDTH + cell.column * COLUMN_WIDTH }}
      onFocus={() => onReach(cell)}
      onClick={() => onSelect(pair)}
    >
      <span className="visually-hidden">{words}</span>
      <span aria-hidden="true" className="matrix-open">
        {format.count(pair.open)}
      </span>
      {pair.late > 0 && (
        <span aria-hidden="true" className="matrix-figure">
          {format.count(pair.late)} late
        </span>
      )}
    </span>
  );
});

/** From a third on, many of the dependencies are late. */
export function toneOf({ open, late }: Pick<ProjectPair, 'open' | 'late'>): 'fine' | 'late' | 'veryLate' {
  if (late === 0) return 'fine';
  return late * 3 >= open ? 'veryLate' : 'late';
}

function idOfCell({ row, column }: Cell): string {
  return `matrix-${row}-${column}`;
}

function quiet(project: MapProject): string {
  return project.id === null ? ' matrix-anonymous' : '';
}

function cellOfPair(byRow: readonly (readonly Cell[])[], wanted: Properties['selected']): Cell | null {
  if (wanted === null) return null;
  for (const row of byRow) {
    if (row.length === 0 || row[0].pair.dependent !== wanted.dependent) continue;
    return row.find(({ pair }) => pair.provider === wanted.provider) ?? null;
  }
  return null;
}

/** The places of a range, and the active one wherever it is, so that the tab key always finds it. */
function placesOf([from, to]: readonly [number, number], active: number | undefined): readonly number[] {
  const places = Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place);
  if (active === undefined || isWithin(active, [from, to])) return places;
  return active < from ? [active, ...places] : [...places, active];
}

function isWithin(place: number, [from, to]: readonly [number, number]): boolean {
  return place >= from && place < to;
}

/** Pixels across A4 upright, within the margins of browsers. */
const PAPER_WIDTH = 700;

function sheetSize(count: number): CSSProperties {
  const width = HEAD_WIDTH + count * COLUMN_WIDTH;
  const size: CSSProperties & Record<'--on-paper', number> = {
    ...{ width, height: HEAD_HEIGHT + count * ROW_HEIGHT },
    '--on-paper': Math.min(1, PAPER_WIDTH / width),
  };
  return size;
}

function rowPlace(row: number): CSSProperties {
  const place: CSSProperties & Record<'--own', string> = {
    top: HEAD_HEIGHT + row * ROW_HEIGHT,
    '--own': `${HEAD_WIDTH + row * COLUMN_WIDTH}px`,
  };
  return place;
}

/** Brings a cell out from under the headings. */
function scrollTo(element: HTMLElement | null, { row, column }: Cell): void {
  if (element === null) return;
  const [top, left] = [row * ROW_HEIGHT, column * COLUMN_WIDTH];
  const height = element.clientHeight - HEAD_HEIGHT - ROW_HEIGHT;
  const width = element.clientWidth - HEAD_WIDTH - COLUMN_WIDTH;
  element.scrollTop = Math.min(top, Math.max(element.scrollTop, top - Math.max(0, height)));
  element.scrollLeft = Math.min(left, Math.max(element.scrollLeft, left - Math.max(0, width)));
}
