import Button from '@atlaskit/button/default/button';
import { startTransition, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useHost } from '../shared/host';
import { SortHeading } from '../shared/sort-heading';
import { sortedRows } from './sorted-rows';
import './sortable-table.css';

export interface SortableColumn<R> {
  readonly words: string;
  /** Says what the figures are. */
  readonly title?: string;
  readonly isFigure?: boolean;
  /** What is sorted by; `null` goes last, either way. Sorted anew when it is another function. */
  readonly value: (row: R) => string | number | null;
  readonly cell: (row: R) => ReactNode;
}

interface Properties<R> {
  readonly caption: string;
  readonly columns: readonly SortableColumn<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string | number;
  readonly sortedBy: { readonly column: number; readonly isDescending: boolean };
  /** What sets a row off from the others. */
  readonly rowClass?: (row: R) => string | undefined;
  /** What the rows are, e.g. "pairs". */
  readonly rowsAre: string;
}

/** A page has to stay quick with thousands of rows. */
const ROWS_AT_A_TIME = 100;

/** A table that sorts by its column headings; of many rows the first are shown, and how many there are. */
export function SortableTable<R>(properties: Properties<R>): ReactElement {
  const { caption, columns, rows, keyOf, sortedBy, rowClass, rowsAre } = properties;
  const { format } = useHost();
  const [sorting, setSorting] = useState(sortedBy);
  const [most, setMost] = useState(ROWS_AT_A_TIME);
  const { value } = columns[sorting.column];
  const sorted = useMemo(() => sortedRows(rows, { value }, sorting.isDescending), [rows, value, sorting.isDescending]);

  function sortBy(column: number): void {
    const isDescending = sorting.column === column ? !sorting.isDescending : columns[column].isFigure === true;
    startTransition(() => setSorting({ column, isDescending }));
  }

  return (
    <div className="table-frame">
      <table className="table sortable-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ words, title, isFigure }, place) => (
              <SortHeading
                key={words}
                {...{ words, title }}
                className={isFigure === true ? 'table-figure' : undefined}
                sorted={sorting.column !== place ? undefined : sorting.isDescending ? 'descending' : 'ascending'}
                onSort={() => sortBy(place)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, most).map((row) => (
            <tr key={keyOf(row)} className={rowClass?.(row)}>
              {columns.map(({ words, isFigure, cell }) => (
                <td key={words} className={isFigure === true ? 'table-figure' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <p className="table-foot small subtle">
          Showing {format.count(most)} of {format.count(rows.length)} {rowsAre}
          <Button spacing="compact" onClick={() => startTransition(() => setMost(most + ROWS_AT_A_TIME))}>
            Show {format.count(Math.min(ROWS_AT_A_TIME, rows.length - most))} more
          </Button>
        </p>
      )}
    </div>
  );
}
