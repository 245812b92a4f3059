import type { ReactElement } from 'react';

interface Properties {
  readonly words: string;
  /** Says what stands in the column. */
  readonly title: string | undefined;
  readonly className: string | undefined;
  /** Whether the rows are sorted by the column, and which way. */
  readonly sorted: 'ascending' | 'descending' | undefined;
  /** Absent: the table stays as it is sorted. */
  readonly onSort: (() => void) | undefined;
}

/** The heading of a table's column that sorts by it. */
export function SortHeading({ words, title, className, sorted, onSort }: Properties): ReactElement {
  return (
    <th scope="col" className={className} title={onSort === undefined ? title : undefined} aria-sort={sorted}>
      {onSort === undefined ? (
        words
      ) : (
        <button type="button" className="table-sort" title={title} onClick={onSort}>
          {words}
          {sorted !== undefined && <span aria-hidden="true">{sorted === 'descending' ? ' ↓' : ' ↑'}</span>}
        </button>
      )}
    </th>
  );
}
