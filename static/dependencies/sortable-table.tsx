import Button from '@atlaskit/button/default/button';
import { startTransition, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useHost } from '../shared/host';
import { sortedRows } from './sorted-rows';
import './sortable-table.css';

export interface SortableColumn<R> {
  readonly words: string;
  /** Says what the figures are. */
  readonly title?: string;
  readonly isFigure?: boolean;
  /** What is sorted by; `null` goes last, either way. */
  readonly value: (row: R) => string | number | null;
  readonly cell: (row: R) => ReactNode;
}

interface Properties<R> {
  readonly caption: string;
  readonly columns: readonly SortableColumn<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string | number;
  readonly sortedBy: { readonly column: number; readonly isDescending: boolean };
  readonly isSelected: (row: R) => boolean;
  /** What the rows are, e.g. "pairs". */
  readonly rowsAre: string;
}

/** A page has to stay quick with thousands of rows. */
const ROWS_AT_A_TIME = 100;

/** A table that sorts by its column headings; of many rows the first are shown, and how many there are. */
export function SortableTable<R>(properties: Properties<R>): ReactElement {
  const { caption, columns, rows, keyOf, sortedBy, isSelected, rowsAre } = properties;
  const { format } = useHost();
  const [sorting, setSorting] = useState(sortedBy);
  const [most, setMost] = useState(ROWS_AT_A_TIME);
  const sorted = useMemo(
    () => sortedRows(rows, columns[sorting.column], sorting.isDescending),
    [rows, columns, sorting],
  );

  function sortBy(column: number): void {
    const isDescending = sorting.column === column ? !sorting.isDescending : columns[column].isFigure === true;
    startTransition(() => setSorting({ column, isDescending }));
  }

  return (
    <div className="sortable">
      <table className="sortable-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ words, title, isFigure }, place) => (
              <th
                key={words}
                scope="col"
                className={isFigure === true ? 'sortable-figure' : undefined}
                aria-sort={sorting.column !== place ? undefined : sorting.isDescending ? 'descending' : 'ascending'}
              >
                <button type="button" title={title} onClick={() => sortBy(place)}>
                  {words}
                  <span aria-hidden="true">{sorting.column !== place ? '' : sorting.isDescending ? ' ↓' : ' ↑'}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, most).map((row) => (
            <tr key={keyOf(row)} className={isSelected(row) ? 'sortable-selected' : undefined}>
              {columns.map(({ words, isFigure, cell }) => (
                <td key={words} className={isFigure === true ? 'sortable-figure' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <p className="sortable-more small subtle">
          Showing {format.count(most)} of {format.count(rows.length)} {rowsAre}
          <Button spacing="compact" onClick={() => startTransition(() => setMost(most + ROWS_AT_A_TIME))}>
            Show {format.count(Math.min(ROWS_AT_A_TIME, rows.length - most))} more
          </Button>
        </p>
      )}
    </div>
  );
}
