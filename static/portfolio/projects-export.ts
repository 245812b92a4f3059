import type { PortfolioView } from '../../src/contract';
import type { ExportTable } from '../dependencies/export-files';
import type { Exported } from '../dependencies/export-menu';
import { queryOfView, type Place } from './address';
import type { ProjectColumn } from './columns';
import { aboutPortfolio, sourcesOf } from './portfolio-sources';
import type { TableRow } from './rows';
import type { Shown } from './shown';

interface ShownProjects {
  readonly page: Pick<Shown, 'view' | 'naming'>;
  readonly place: Place;
  readonly columns: readonly ProjectColumn[];
  readonly rows: readonly TableRow[];
}

/** Exactly the table that is shown; each row says for which day the project was evaluated. */
export function projectsExport({ page, place, columns, rows }: ShownProjects): Exported {
  const { view } = page;
  return {
    name: `plumbline-projects-${view.today}`,
    about: { ...aboutPortfolio(view), view: queryOfView(place) },
    ...withNames(page, columns),
    tables: () => [projectsTable(view, columns, rows)],
  };
}

/** Where a column shows names: files wait for them. */
export function withNames(
  { naming }: Pick<Shown, 'naming'>,
  columns: readonly ProjectColumn[],
): Pick<Exported, 'isComing'> {
  return { isComing: naming === 'coming' && columns.some(({ isNamed }) => isNamed) };
}

/** A row for each project, a column for each that shows more than a picture. */
export function projectsTable(
  view: PortfolioView,
  shown: readonly ProjectColumn[],
  rows: readonly TableRow[],
): ExportTable {
  const columns = shown.filter(({ isPicture }) => isPicture !== true);
  return {
    name: 'projects',
    columns: [...columns.map(({ id }) => id), 'evaluatedOn'],
    rows: rows.flatMap((row) => {
      if (row.of === 'group') return [];
      const { each } = row;
      const cells = [...columns.map(({ value }) => value(each)), each.standing?.evaluatedOn ?? null];
      return [{ cells, sources: sourcesOf(view, [each]) }];
    }),
  };
}
