import { useCallback, useDeferredValue, useMemo, type ReactElement } from 'react';
import { ExportMenu } from '../dependencies/export-menu';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { MOST_COMPARED, type Sorting } from './address';
import { ColumnChooser } from './column-chooser';
import type { ColumnId } from './column-ids';
import type { ProjectColumn } from './columns';
import { Compare } from './compare';
import { projectsExport } from './projects-export';
import { ProjectsTable } from './projects-table';
import { columnsOf, sortingOf, tableRows } from './rows';
import type { Shown } from './shown';
import { TierMenu } from './tier-menu';

/** All projects that the filters leave, as a table: sorted, grouped, with the columns that the reader wants. */
export function Projects({
  page,
  all,
}: {
  readonly page: Shown;
  readonly all: readonly ProjectColumn[];
}): ReactElement {
  const { format } = useHost();
  const { view, shown, moving } = page;
  const { place, go } = moving;
  const { compared } = place;
  // The heading that was pressed answers at once; rows that come into sight follow.
  const { sorting, grouping, columns: wanted } = useDeferredValue(place);
  const columns = useMemo(() => columnsOf(all, wanted), [all, wanted]);
  const rows = useMemo(() => tableRows(shown, all, { sorting, grouping }), [shown, all, sorting, grouping]);
  const chosen = useMemo(() => page.all.filter(({ project }) => compared.includes(project.id)), [page.all, compared]);
  const onSort = useCallback((next: Sorting) => go({ sorting: next }), [go]);
  const onColumns = useCallback((next: readonly ColumnId[] | null) => go({ columns: next }), [go]);
  const onChoose = useCallback(
    (projectId: string, isChosen: boolean) =>
      go({ compared: isChosen ? [...compared, projectId] : compared.filter((id) => id !== projectId) }),
    [go, compared],
  );
  return (
    <>
      <div className="projects-bar">
        <p className="subtle">{counted(shown.length, 'project', 'projects', format.count)}</p>
        <div className="projects-actions">
          {view.isPmo && <TierMenu shown={shown} />}
          <ColumnChooser all={all} shown={columns} onChoose={onColumns} />
          <ExportMenu exported={projectsExport({ page, place, columns, rows })} />
        </div>
      </div>
      {chosen.length > 0 && <Compare page={page} chosen={chosen} columns={columns} />}
      <ProjectsTable
        caption="Projects"
        {...{ columns, rows, onSort }}
        sorting={sortingOf(place)}
        opened={place.opened}
        comparing={{ chosen: compared, isFull: compared.length >= MOST_COMPARED, onChoose }}
      />
    </>
  );
}
