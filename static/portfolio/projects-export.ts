import type { PortfolioView } from '../../src/contract';
import type { MapExport } from '../dependencies/export-menu';
import type { ExportTable } from '../dependencies/export-files';
import { queryOfView, type Place } from './address';
import type { ProjectColumn } from './columns';
import type { TableRow } from './rows';

interface Exported {
  readonly view: PortfolioView;
  readonly place: Place;
  readonly columns: readonly ProjectColumn[];
  readonly rows: readonly TableRow[];
}

/** Exactly the table that is shown; each row says by which playbook and of which day it is. */
export function projectsExport({ view, place, columns, rows }: Exported): MapExport {
  return {
    name: `plumbline-projects-${view.today}`,
    about: { ...stampOf(view), view: queryOfView(place), projects: rows.filter(({ of }) => of === 'project').length },
    table: () => tableOf(columns, rows),
    picture: null,
  };
}

/** What every file says of the figures in it: whose rules, and how old. */
export function stampOf({ rolledUpAt, playbooks }: PortfolioView): Readonly<Record<string, unknown>> {
  return { asOf: rolledUpAt, playbooks: playbooks.map(({ title, version }) => `${title} v${version}`) };
}

function tableOf(shown: readonly ProjectColumn[], rows: readonly TableRow[]): ExportTable {
  const columns = shown.filter(({ isPicture }) => isPicture !== true);
  return {
    columns: [...columns.map(({ id }) => id), 'countedBy', 'evaluatedOn'],
    rows: rows.flatMap((row) => {
      if (row.of === 'group') return [];
      const { standing, playbook } = row.each;
      const countedBy = playbook && `${playbook.title} v${playbook.version}`;
      return [[...columns.map(({ value }) => value(row.each)), countedBy, standing?.evaluatedOn ?? null]];
    }),
  };
}
