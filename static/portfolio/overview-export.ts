import type { ExportTable } from '../dependencies/export-files';
import type { Exported } from '../dependencies/export-menu';
import type { Format } from '../shared/format';
import { queryOfView } from './address';
import type { Bands } from './bands';
import type { ProjectColumn } from './columns';
import type { OverviewFigures } from './figures';
import { aboutPortfolio, sourcesOf } from './portfolio-sources';
import { projectsTable } from './projects-export';
import type { TableRow } from './rows';
import type { Shown } from './shown';
import { LEVEL_CHOICE_WORDS, tenInWords } from './words';

interface ShownOverview {
  readonly page: Shown;
  readonly figures: OverviewFigures;
  readonly columns: readonly ProjectColumn[];
  readonly rows: readonly TableRow[];
  readonly format: Format;
}

/** The overview: its figures, and the projects to step in. */
export function overviewExport({ page, figures, columns, rows, format }: ShownOverview): Exported {
  const { view, shown, moving } = page;
  return {
    name: `plumbline-overview-${view.today}`,
    about: { ...aboutPortfolio(view), view: queryOfView(moving.place) },
    tablesNamed: ['figures', 'projects'],
    tables: () => {
      const sources = sourcesOf(view, shown);
      const table: ExportTable = {
        name: 'figures',
        columns: ['of', 'which', 'figure'],
        rows: figureRows(figures, format).map((cells) => ({ cells, sources })),
      };
      return [table, projectsTable(view, columns, rows)];
    },
  };
}

type FigureRow = readonly [of: string, which: string, figure: number];

function figureRows(figures: OverviewFigures, format: Format): readonly FigureRow[] {
  const percent = (value: number): string => format.percent(value / 100);
  return [
    ...figures.levels.map(({ level, projects }): FigureRow => ['Levels', LEVEL_CHOICE_WORDS[level], projects]),
    ['Levels', 'Not read yet', figures.unread],
    ...figures.stages.map(({ words, projects }): FigureRow => ['Stages', words, projects.length]),
    ['Stages', 'With due criteria open', figures.openCriteria],
    ['Moved since last week', 'Up', figures.up.length],
    ['Moved since last week', 'Down', figures.down.length],
    ['Next gates', 'Overdue', figures.overdueGates.length],
    ['Next gates', 'In the next 30 days', figures.dueGates.length],
    ['Late dependencies across projects', 'Late', figures.late],
    ['Late dependencies across projects', 'Projects that wait', figures.waiting],
    ['Waiver debt', 'Rules waived', figures.waived.length],
    ['Waiver debt', 'Projects with waived rules', figures.withWaivers],
    ...bandRows('Score', figures.scores, format.count),
    ...bandRows('Coverage', figures.coverages, percent),
  ];
}

function bandRows(scale: string, { tens, without }: Bands, show: (value: number) => string): readonly FigureRow[] {
  return [
    ...tens.map((projects, ten): FigureRow => [scale, tenInWords(ten, show), projects]),
    [scale, 'None', without],
  ];
}
