import type { PortfolioView } from '../../src/contract';
import type { ExportRow, ExportTable } from '../dependencies/export-files';
import type { Exported } from '../dependencies/export-menu';
import { stampCells, stampOf } from '../dependencies/export-stamp';
import type { Format } from '../shared/format';
import type { ProjectColumn } from './columns';
import type { HeatColumn, HeatMap } from './heat';
import { stateInWords } from './heat-words';
import type { ListedProject } from './listed';
import { aboutPortfolio, sourcesOf } from './portfolio-sources';
import { withNames } from './projects-export';
import type { Shown } from './shown';

/** The heat map as a table: in the order in which it is drawn, each cell in words. */
export function heatExport(view: PortfolioView, map: HeatMap, format: Format): Exported {
  return {
    name: `plumbline-heat-map-${view.today}`,
    about: aboutPortfolio(view),
    tables: () => [heatTable(view, map, format)],
  };
}

/** Rules as rows; projects, or groups of them, as columns. */
export function heatTable(view: PortfolioView, { rules, columns, cells }: HeatMap, format: Format): ExportTable {
  const rows = rules.map((rule, row): readonly [string, readonly (string | null)[]] => [
    view.rules[rule].title,
    cells[row].map((cell) => stateInWords(cell, format)),
  ]);
  return withStamps(view, 'rules', 'rule', columns.map(titled), rows);
}

function titled({ words, projects }: HeatColumn): Column {
  const [only] = projects;
  // Names are not unique, and programs tell columns by them; groups are.
  return { words: projects.length === 1 && only.project.name === words ? nameAndKey(only) : words, projects };
}

function nameAndKey({ project: { name, key } }: ListedProject): string {
  return `${name} (${key})`;
}

/** What stands side by side: figures, and the rules in which the projects differ. */
export function compareExport(
  page: Pick<Shown, 'view' | 'naming'>,
  chosen: readonly ListedProject[],
  columns: readonly ProjectColumn[],
  differing: readonly number[],
  format: Format,
): Exported {
  const { view } = page;
  const rows = (): Parameters<typeof withStamps>[4] => [
    ...columns
      .filter(({ id, isPicture }) => id !== 'project' && isPicture !== true)
      .map((column) => [column.words, chosen.map(column.value)] as const),
    ...differing.map((rule) => {
      const states = chosen.map(({ standing }) => {
        const cell = standing?.cells[rule] ?? null;
        return stateInWords(cell && { of: 'project', ...cell }, format);
      });
      return [view.rules[rule].title, states] as const;
    }),
  ];
  return {
    name: `plumbline-side-by-side-${view.today}`,
    about: aboutPortfolio(view),
    ...withNames(page, columns),
    tables: () => [
      withStamps(
        view,
        'figures',
        'figure',
        chosen.map((each) => ({ words: nameAndKey(each), projects: [each] })),
        rows(),
      ),
    ],
  };
}

interface Column {
  readonly words: string;
  readonly projects: readonly ListedProject[];
}

/** A table with projects as columns: its last rows say of each column what its figures are of. */
function withStamps(
  view: PortfolioView,
  name: string,
  first: string,
  columns: readonly Column[],
  rows: readonly (readonly [words: string, cells: ExportRow['cells']])[],
): ExportTable {
  const sources = columns.flatMap(({ projects }) => sourcesOf(view, projects));
  const stamps = columns.map(({ projects }) => stampCells(stampOf(sourcesOf(view, projects))));
  return {
    name,
    columns: [first, ...columns.map(({ words }) => words)],
    rows: [
      ...rows,
      ...['Counted by', 'Read from Jira, oldest', 'Read from Jira, newest'].map(
        (words, place) => [words, stamps.map((cells) => cells[place])] as const,
      ),
    ].map(([words, cells]) => ({ cells: [words, ...cells], sources })),
  };
}
