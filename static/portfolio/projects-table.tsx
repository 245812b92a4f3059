import { memo, useCallback, useRef, type ReactElement } from 'react';
import { usePrinting } from '../dependencies/printing';
import { useHost } from '../shared/host';
import { SortHeading } from '../shared/sort-heading';
import { counted } from '../shared/words';
import type { Sorting } from './address';
import type { ColumnId } from './column-ids';
import type { ProjectColumn } from './columns';
import { useInSight } from './in-sight';
import type { ListedProject } from './listed';
import type { TableRow } from './rows';
import './projects-table.css';

interface Properties {
  readonly caption: string;
  readonly columns: readonly ProjectColumn[];
  readonly rows: readonly TableRow[];
  readonly sorting: Sorting;
  /** Absent: the table stays as it is sorted. */
  readonly onSort?: (sorting: Sorting) => void;
  /** Id of the project in the drawer. */
  readonly opened: string | null;
  /** Absent: nothing can be put side by side. */
  readonly comparing?: Comparing;
}

interface Comparing {
  readonly chosen: readonly string[];
  readonly isFull: boolean;
  /** The same function always. */
  readonly onChoose: (projectId: string, isChosen: boolean) => void;
}

/** `projects-table.css` says the same. */
const ROW_HEIGHT = 40;
/** Up to so many rows all are drawn; of more only those in sight, and so many around them that none is ever missed. */
const ALL_DRAWN = 60;
const AROUND = 16;

/** The projects as a table whose headings sort; it scrolls within itself and draws what is in sight. */
export function ProjectsTable(properties: Properties): ReactElement {
  const { caption, columns, rows, sorting, onSort, opened, comparing } = properties;
  const scroller = useRef<HTMLDivElement>(null);
  const isWhole = usePrinting() || rows.length <= ALL_DRAWN;
  const [first, end] = useInSight({ scroller, count: rows.length, size: ROW_HEIGHT, around: AROUND, isWhole });
  const chosen = new Set(comparing?.chosen);
  const columnCount = columns.length + Number(comparing !== undefined);
  const width = columns.reduce((sum, column) => sum + column.width, comparing ? CHECKBOX_WIDTH : 0);
  return (
    <div ref={scroller} className="projects-scroller" role="region" aria-label={caption} tabIndex={0}>
      <table className="projects-table" style={{ minWidth: `${width}rem` }} aria-rowcount={rows.length + 1}>
        <caption className="visually-hidden">{caption}</caption>
        <colgroup>
          {comparing && <col style={{ width: `${CHECKBOX_WIDTH}rem` }} />}
          {columns.map((column) => (
            <col key={column.id} style={{ width: `${column.width}rem` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {comparing && (
              <td>
                <span className="visually-hidden">Compare</span>
              </td>
            )}
            {columns.map((column) => (
              <Heading key={column.id} {...{ column, sorting }} {...(onSort && { onSort })} />
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <Spacer rows={first} columns={columnCount} />}
          {rows
            .slice(first, end)
            .map((row, place) =>
              row.of === 'group' ? (
                <GroupRow
                  key={`group ${row.key}`}
                  words={row.words}
                  projects={row.projects}
                  index={first + place}
                  columns={columnCount}
                />
              ) : (
                <ProjectRow
                  key={row.each.project.id}
                  each={row.each}
                  index={first + place}
                  columns={columns}
                  isOpened={row.each.project.id === opened}
                  canChoose={comparing !== undefined}
                  isChosen={chosen.has(row.each.project.id)}
                  isFull={comparing?.isFull === true}
                  onChoose={comparing?.onChoose}
                />
              ),
            )}
          {end < rows.length && <Spacer rows={rows.length - end} columns={columnCount} />}
        </tbody>
      </table>
    </div>
  );
}

const CHECKBOX_WIDTH = 2;

/** The room of the rows that are not drawn. */
function Spacer({ rows, columns }: { readonly rows: number; readonly columns: number }): ReactElement {
  return (
    <tr aria-hidden="true" className="projects-spacer" style={{ height: rows * ROW_HEIGHT }}>
      <td colSpan={columns} />
    </tr>
  );
}

interface HeadingProperties {
  readonly column: ProjectColumn;
  readonly sorting: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
}

function Heading({ column, sorting, onSort }: HeadingProperties): ReactElement {
  const { id, words, title, isFigure, isPicture } = column;
  const sorts = onSort !== undefined && isPicture !== true;
  return (
    <SortHeading
      {...{ words, title }}
      className={classOf(column)}
      sorted={sorting.column !== id ? undefined : sorting.isDescending ? 'descending' : 'ascending'}
      onSort={sorts ? () => onSort(nextSorting(id, isFigure === true, sorting)) : undefined}
    />
  );
}

/** The other way round, or by another column: of figures the largest first. */
function nextSorting(column: ColumnId, isFigure: boolean, sorting: Sorting): Sorting {
  return { column, isDescending: sorting.column === column ? !sorting.isDescending : isFigure };
}

interface GroupProperties {
  readonly words: string;
  readonly projects: number;
  readonly index: number;
  readonly columns: number;
}

const GroupRow = memo(function GroupRow({ words, projects, index, columns }: GroupProperties): ReactElement {
  const { format } = useHost();
  return (
    <tr aria-rowindex={index + 2} className="projects-group">
      <th scope="rowgroup" colSpan={columns}>
        <span className="projects-group-words" title={words}>
          {words}
        </span>{' '}
        <span className="subtle small">{counted(projects, 'project', 'projects', format.count)}</span>
      </th>
    </tr>
  );
});

interface RowProperties {
  readonly each: ListedProject;
  readonly index: number;
  readonly columns: readonly ProjectColumn[];
  readonly isOpened: boolean;
  readonly canChoose: boolean;
  readonly isChosen: boolean;
  readonly isFull: boolean;
  readonly onChoose: Comparing['onChoose'] | undefined;
}

const ProjectRow = memo(function ProjectRow(properties: RowProperties): ReactElement {
  const { each, index, columns, isOpened, canChoose, isChosen, isFull, onChoose } = properties;
  const { id, name } = each.project;
  const choose = useCallback(() => onChoose?.(id, !isChosen), [onChoose, id, isChosen]);
  return (
    <tr aria-rowindex={index + 2} className={isOpened ? 'projects-opened' : undefined}>
      {canChoose && (
        <td>
          <input
            type="checkbox"
            aria-label={`Compare ${name}`}
            checked={isChosen}
            disabled={isFull && !isChosen}
            onChange={choose}
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} className={classOf(column)} {...titleOf(column, each)}>
          {column.cell(each)}
        </td>
      ))}
    </tr>
  );
});

/** What may be cut off can be read as a whole. */
function titleOf({ isFigure, value }: ProjectColumn, each: ListedProject): { readonly title?: string } {
  const words = isFigure === true ? null : value(each);
  return typeof words === 'string' ? { title: words } : {};
}

function classOf({ isFigure, id }: ProjectColumn): string | undefined {
  if (id === 'project') return 'projects-name';
  return isFigure === true ? 'projects-figure' : undefined;
}
