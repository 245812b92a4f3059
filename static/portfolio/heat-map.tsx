import {
  memo,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
} from 'react';
import { ExportMenu } from '../dependencies/export-menu';
import { usePrinting } from '../dependencies/printing';
import { STATUS_WORDS } from '../project/words';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { heatMapOf, toneOf, type HeatCell, type HeatColumn, type HeatMap as Heat } from './heat';
import { cellInWords, STATUS_MARKS } from './heat-words';
import { useInSight } from './in-sight';
import type { Shown } from './shown';
import { heatExport } from './side-by-side-export';
import './heat-cell.css';
import './heat-map.css';

/** `heat-map.css` says the same. */
const [ROW_HEIGHT, COLUMN_WIDTH, HEAD_HEIGHT] = [28, 30, 150];
/** Columns are drawn in blocks, so that not every step of scrolling draws anew. */
const [BLOCK, BLOCKS_AROUND, ROWS_AROUND] = [4, 1, 3];

const LEGEND = ['pass', 'partial', 'fail', 'notApplicable', 'notAssessable', 'exempt'] as const;

/** Rules × projects, or groups of them: what falls short together stands together. Every cell opens what is behind it. */
export function HeatMap({ page }: { readonly page: Shown }): ReactElement {
  const { format } = useHost();
  const { view, shown, moving } = page;
  const { grouping } = moving.place;
  const map = useMemo(() => heatMapOf(view, shown, grouping), [view, shown, grouping]);
  if (map.columns.length === 0) return <p className="subtle">No project that is left has been read yet.</p>;
  const of =
    grouping === null
      ? counted(map.columns.length, 'project', 'projects', format.count)
      : counted(map.columns.length, 'group', 'groups', format.count);
  return (
    <section className="heat" aria-label="Heat map">
      <div className="projects-bar">
        <p className="subtle">
          {counted(map.rules.length, 'rule', 'rules', format.count)} × {of}. Rules and{' '}
          {grouping === null ? 'projects' : 'groups'} that fall short alike stand beside each other.
        </p>
        <div className="projects-actions">
          <ExportMenu exported={heatExport(view, map, format)} />
        </div>
      </div>
      <HeatGrid map={map} page={page} />
      <ul className="heat-legend small" aria-label="Legend">
        {LEGEND.map((status) => (
          <li key={status}>
            <span aria-hidden="true" className={`heat-sample heat-${status}`}>
              {STATUS_MARKS[status]}
            </span>
            {STATUS_WORDS[status]}
          </li>
        ))}
        {grouping !== null && (
          <li className="subtle">
            The numbers: projects of the group that fall short; as “Fail” from half of those assessed on.
          </li>
        )}
      </ul>
    </section>
  );
}

interface At {
  readonly row: number;
  readonly column: number;
}

/** Of rows and columns only those in sight are drawn, and the active ones; arrow keys move, Enter opens. */
function HeatGrid({ map, page }: { readonly map: Heat; readonly page: Shown }): ReactElement {
  const { format } = useHost();
  const { view, moving, onOpen } = page;
  const scroller = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState<At>({ row: 0, column: 0 });
  // The map may have shrunk below the reader.
  const active = {
    row: Math.min(reached.row, map.rules.length - 1),
    column: Math.min(reached.column, map.columns.length - 1),
  };
  const isWhole = usePrinting();
  const blocks = Math.ceil(map.columns.length / BLOCK);
  const [firstBlock, endBlock] = useInSight({
    ...{ scroller, count: blocks, size: BLOCK * COLUMN_WIDTH, around: BLOCKS_AROUND, isWhole },
    horizontal: true,
  });
  const rowCount = map.rules.length;
  const [firstRow, endRow] = useInSight({
    ...{ scroller, count: rowCount, size: ROW_HEIGHT, around: ROWS_AROUND, isWhole },
  });
  // Hundreds of cells come into sight at once where a key leads to the other end: where it leads shows first.
  const sight = useMemo(() => ({ firstBlock, endBlock, firstRow, endRow }), [firstBlock, endBlock, firstRow, endRow]);
  const shownSoon = useDeferredValue(sight);
  const inSight = isWhole ? sight : shownSoon;
  // The map may have shrunk meanwhile.
  const drawnBlocks = placesWith(
    inSight.firstBlock,
    Math.min(inSight.endBlock, blocks),
    Math.floor(active.column / BLOCK),
  );
  const drawnRows = placesWith(inSight.firstRow, Math.min(inSight.endRow, rowCount), active.row);

  function open({ row, column }: At): void {
    const { key, filters } = map.columns[column];
    const { id } = view.rules[map.rules[row]];
    if (filters === null) return onOpen(key, id);
    const cell = map.cells[row][column];
    // Where nobody falls short there is no list of those who do, but one of the group.
    const isShort = cell?.of === 'group' && cell.short > 0;
    moving.list({ ...filters, ...(isShort && { rules: [id] }) });
  }

  function move(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return open(active);
    }
    const next = cellByKey(active, event, map);
    if (next === null) return;
    event.preventDefault();
    setReached(next);
    bringInSight(scroller.current, next);
  }

  function press(event: MouseEvent<HTMLElement>): void {
    const at = event.target instanceof Element ? cellAt(event.target) : null;
    if (at === null) return;
    setReached(at);
    open(at);
  }

  const words = cellInWords(
    view,
    map.rules[active.row],
    map.columns[active.column],
    map.cells[active.row][active.column],
    format,
  );
  return (
    <>
      <div ref={scroller} className="heat-scroller">
        <div
          role="grid"
          aria-label="Rules by project"
          aria-rowcount={map.rules.length + 1}
          aria-colcount={map.columns.length + 1}
          aria-activedescendant={idOf(active)}
          tabIndex={0}
          className="heat-sheet"
          style={{
            width: besideTitles(map.columns.length),
            height: HEAD_HEIGHT + map.rules.length * ROW_HEIGHT,
          }}
          onKeyDown={move}
          onClick={press}
        >
          <div role="row" aria-rowindex={1} className="heat-heads">
            <span role="columnheader" aria-colindex={1} className="heat-corner">
              Rule
            </span>
            {drawnBlocks.map((block) => (
              <HeadBlock key={block} block={block} columns={map.columns} />
            ))}
          </div>
          {drawnRows.map((row) => {
            const { title } = view.rules[map.rules[row]];
            return (
              <div
                key={row}
                role="row"
                aria-rowindex={row + 2}
                className="heat-row"
                style={{ insetBlockStart: HEAD_HEIGHT + row * ROW_HEIGHT }}
              >
                <span role="rowheader" aria-colindex={1} className="heat-rule" title={title}>
                  {title}
                </span>
                {drawnBlocks.map((block) => (
                  <CellBlock key={block} {...{ block, row, map, page }} />
                ))}
              </div>
            );
          })}
          <span
            aria-hidden="true"
            className="heat-active"
            style={{
              top: HEAD_HEIGHT + active.row * ROW_HEIGHT,
              insetInlineStart: besideTitles(active.column),
            }}
          />
        </div>
      </div>
      <p className="heat-told small" aria-hidden="true">
        {words}
      </p>
    </>
  );
}

/** Where a column begins: titles have as much room as the page can give them. */
function besideTitles(column: number): string {
  return `calc(var(--heat-titles) + ${column * COLUMN_WIDTH}px)`;
}

/** Places from the first to before the end, ascending, and one more that may lie elsewhere. */
function placesWith(first: number, end: number, other: number): readonly number[] {
  const places = Array.from({ length: end - first }, (_, place) => first + place);
  if (other < first) return [other, ...places];
  return other < end ? places : [...places, other];
}

const HeadBlock = memo(function HeadBlock(properties: {
  readonly block: number;
  readonly columns: readonly HeatColumn[];
}): ReactElement {
  const { block, columns } = properties;
  return (
    <>
      {columns.slice(block * BLOCK, (block + 1) * BLOCK).map(({ key, words }, place) => (
        <span
          key={key}
          role="columnheader"
          aria-colindex={block * BLOCK + place + 2}
          className="heat-column"
          style={{ insetInlineStart: besideTitles(block * BLOCK + place) }}
          title={words}
        >
          <span>{words}</span>
        </span>
      ))}
    </>
  );
});

interface BlockProperties {
  readonly block: number;
  readonly row: number;
  readonly map: Heat;
  readonly page: Shown;
}

const CellBlock = memo(
  function CellBlock({ block, row, map, page }: BlockProperties): ReactElement {
    const { format } = useHost();
    return (
      <span className="heat-block" style={{ insetInlineStart: besideTitles(block * BLOCK) }}>
        {map.cells[row].slice(block * BLOCK, (block + 1) * BLOCK).map((cell, place) => {
          const column = block * BLOCK + place;
          return (
            <span
              key={column}
              id={idOf({ row, column })}
              role="gridcell"
              aria-colindex={column + 2}
              aria-label={cellInWords(page.view, map.rules[row], map.columns[column], cell, format)}
              className={cell === null ? 'heat-cell heat-none' : `heat-cell heat-${toneOf(cell)}`}
            >
              {cell === null ? '' : markOf(cell, format.count)}
            </span>
          );
        })}
      </span>
    );
  },
  (before, after) => before.map === after.map && before.block === after.block && before.row === after.row,
);

function markOf(cell: HeatCell, count: (value: number) => string): string {
  if (cell.of === 'group' && cell.short > 0) return count(cell.short);
  return STATUS_MARKS[toneOf(cell)];
}

function idOf({ row, column }: At): string {
  return `heat-${row}-${column}`;
}

function cellAt(element: Element): At | null {
  const found = /^heat-(\d+)-(\d+)$/.exec(element.id);
  return found && { row: Number(found[1]), column: Number(found[2]) };
}

/** Where a key leads; `null` for a key that leads nowhere. */
function cellByKey({ row, column }: At, { key, ctrlKey }: KeyboardEvent, { rules, columns }: Heat): At | null {
  const [lastRow, lastColumn] = [rules.length - 1, columns.length - 1];
  switch (key) {
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: Math.min(lastRow, row + 1), column };
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(lastColumn, column + 1) };
    case 'Home':
      return { row: ctrlKey ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrlKey ? lastRow : row, column: lastColumn };
    default:
      return null;
  }
}

/** Brings a cell out from under the headings. */
function bringInSight(element: HTMLElement | null, { row, column }: At): void {
  if (element === null) return;
  const [top, left] = [row * ROW_HEIGHT, column * COLUMN_WIDTH];
  const height = element.clientHeight - HEAD_HEIGHT - ROW_HEIGHT;
  const titles = element.querySelector('.heat-corner')?.clientWidth ?? 0;
  const width = element.clientWidth - titles - COLUMN_WIDTH;
  element.scrollTop = Math.min(top, Math.max(element.scrollTop, top - Math.max(0, height)));
  element.scrollLeft = Math.min(left, Math.max(element.scrollLeft, left - Math.max(0, width)));
}
