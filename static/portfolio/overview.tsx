import Heading from '@atlaskit/heading/heading';
import { useMemo, type ReactElement } from 'react';
import { ExportMenu } from '../dependencies/export-menu';
import { TextButton } from '../dependencies/text-button';
import { useHost } from '../shared/host';
import { useMedia } from '../shared/media';
import { counted } from '../shared/words';
import { BandChart } from './band-chart';
import type { ColumnId } from './column-ids';
import type { ProjectColumn } from './columns';
import { overviewFigures } from './figures';
import { GlanceMap } from './glance-map';
import { OverviewCards } from './overview-cards';
import { overviewExport } from './overview-export';
import { Patterns } from './patterns';
import { ProjectsTable } from './projects-table';
import { columnsOf, sortingOf, tableRows } from './rows';
import type { Shown } from './shown';
import { tenInWords } from './words';
import './overview.css';

/** As many projects as a first look takes in. */
const LISTED = 10;
const FIRST_COLUMNS: readonly ColumnId[] = ['score', 'change', 'level', 'worst', 'late'];
const WIDE_COLUMNS: readonly ColumnId[] = [...FIRST_COLUMNS, 'trend', 'waitsFor', 'waitedFor'];

/** What changed, what is systemic, where to step in: few figures, each a door to its list. */
export function Overview({
  shown: page,
  columns,
}: {
  readonly shown: Shown;
  readonly columns: readonly ProjectColumn[];
}): ReactElement {
  const { format } = useHost();
  const { shown, moving } = page;
  const { place, go, list } = moving;
  const isWide = useMedia('(min-width: 1300px)');
  const rows = tableRows(shown, columns, { sorting: place.sorting, grouping: null }).slice(0, LISTED);
  const listed = columnsOf(columns, isWide ? WIDE_COLUMNS : FIRST_COLUMNS);
  const figures = useMemo(() => overviewFigures(page.view, shown), [page.view, shown]);
  const percent = (value: number): string => format.percent(value / 100);
  return (
    <>
      <OverviewCards page={page} figures={figures} />
      <div className="overview-split">
        <div className="overview-column">
          <section className="overview-part" aria-labelledby="overview-projects">
            <div className="projects-bar">
              <Heading as="h2" size="small" id="overview-projects">
                Where to step in
              </Heading>
              <div className="projects-actions">
                <ExportMenu
                  words="Export overview"
                  exported={overviewExport({ page, figures, columns: listed, rows, format })}
                />
              </div>
            </div>
            <ProjectsTable
              caption="Projects, lowest score first"
              columns={listed}
              rows={rows}
              sorting={sortingOf(place)}
              opened={place.opened}
            />
            <p className="small">
              <TextButton onClick={() => go({ tab: 'projects' })}>
                {`All ${counted(shown.length, 'project', 'projects', format.count)}`}
              </TextButton>
            </p>
          </section>
          <div className="overview-charts">
            <BandChart
              title="Score"
              bands={figures.scores}
              inWords={(ten) => `Score ${tenInWords(ten, format.count)}`}
              axis={['0', '50', '100']}
              without="without a score"
              onOpen={(score) => list({ score })}
            />
            <BandChart
              title="Coverage"
              bands={figures.coverages}
              inWords={(ten) => `Coverage ${tenInWords(ten, percent)}`}
              axis={[percent(0), percent(50), percent(100)]}
              without="not read, or nothing applies"
              onOpen={(coverage) => list({ coverage })}
            />
          </div>
        </div>
        <div className="overview-column">
          <Patterns page={page} />
          <GlanceMap page={page} />
        </div>
      </div>
    </>
  );
}
