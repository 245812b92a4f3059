import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import { stampOf } from '../dependencies/export-stamp';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import type { ProjectColumn } from './columns';
import type { ColumnId } from './column-ids';
import { overviewFigures } from './figures';
import { OverviewCards } from './overview-cards';
import { Patterns } from './patterns';
import { sourcesOf } from './portfolio-sources';
import { ProjectsTable } from './projects-table';
import { columnsOf, sortingOf, tableRows } from './rows';
import type { Shown } from './shown';
import './report.css';

/** What fits across a sheet of paper. */
const PRINTED: readonly ColumnId[] = ['score', 'change', 'level', 'worst', 'late'];

/** What one hands to a steering committee: the page's own figures on paper, with their day and the playbooks. */
export function Report({ page, all }: { readonly page: Shown; readonly all: readonly ProjectColumn[] }): ReactElement {
  const { format } = useHost();
  const { view, shown, moving } = page;
  const { place, go } = moving;
  const { countedBy, dataReadFrom, dataReadTo } = stampOf(sourcesOf(view, shown));
  return (
    <article className="report" aria-labelledby="report-heading">
      <div className="report-actions">
        <Button appearance="primary" onClick={() => window.print()}>
          Print
        </Button>
        <Button onClick={() => go({ tab: 'overview' })}>Back to the overview</Button>
      </div>
      <header>
        <Heading as="h2" size="medium" id="report-heading">
          Portfolio report of {format.day(view.today)}
        </Heading>
        <p className="subtle">
          {counted(shown.length, 'project', 'projects', format.count)}
          {shown.length < page.all.length && ` of ${format.count(page.all.length)}`}, counted by{' '}
          {format.list(countedBy)}
          {dataReadFrom !== null &&
            dataReadTo !== null &&
            `, read from Jira between ${format.moment(dataReadFrom)} and ${format.moment(dataReadTo)}`}
          {view.rolledUpAt !== null && `, as of ${format.moment(view.rolledUpAt)}`}
        </p>
      </header>
      <OverviewCards page={page} figures={overviewFigures(view, shown)} />
      <Patterns page={page} />
      <section className="report-projects" aria-labelledby="report-projects">
        <Heading as="h3" size="small" id="report-projects">
          Projects
        </Heading>
        <ProjectsTable
          caption="All projects of the report"
          columns={columnsOf(all, PRINTED)}
          rows={tableRows(shown, all, place)}
          sorting={sortingOf(place)}
          opened={null}
        />
      </section>
    </article>
  );
}
