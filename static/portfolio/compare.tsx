import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import { ExportMenu } from '../dependencies/export-menu';
import { useHost } from '../shared/host';
import { MOST_COMPARED } from './address';
import type { ProjectColumn } from './columns';
import { stateInWords, STATUS_MARKS } from './heat-words';
import type { ListedProject } from './listed';
import { compareExport } from './side-by-side-export';
import type { Shown } from './shown';
import './compare.css';
import './heat-cell.css';

interface Properties {
  readonly page: Shown;
  readonly chosen: readonly ListedProject[];
  readonly columns: readonly ProjectColumn[];
}

/** Up to five projects side by side: the figures of the table, then the rules in which they differ. */
export function Compare({ page, chosen, columns }: Properties): ReactElement {
  const { format } = useHost();
  const { view, moving } = page;
  const clear = <Button onClick={() => moving.go({ compared: [] })}>Choose none</Button>;
  if (chosen.length < 2) {
    return (
      <p className="compare-hint">
        {chosen[0].project.name} is chosen. Choose one more, up to {format.count(MOST_COMPARED)} in all, to see them
        side by side. {clear}
      </p>
    );
  }
  const differing = view.rules.flatMap((_, rule) => {
    const states = new Set(chosen.map(({ standing }) => standing?.cells[rule]?.status));
    return states.size > 1 ? [rule] : [];
  });
  return (
    <section className="compare" aria-labelledby="compare-heading">
      <header className="compare-header">
        <Heading as="h2" size="small" id="compare-heading">
          Side by side
        </Heading>
        <div className="projects-actions">
          <ExportMenu words="Export these" exported={compareExport(page, chosen, columns, differing, format)} />
          {clear}
        </div>
      </header>
      <div className="compare-scroller" role="region" aria-label="Figures side by side" tabIndex={0}>
        <table className="table compare-table">
          <thead>
            <tr>
              <td />
              {chosen.map(({ project }) => (
                <th key={project.id} scope="col">
                  {project.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns
              .filter(({ id }) => id !== 'project')
              .map((column) => (
                <tr key={column.id}>
                  <th scope="row" title={column.title}>
                    {column.words}
                  </th>
                  {chosen.map((each) => (
                    <td key={each.project.id}>{column.cell(each)}</td>
                  ))}
                </tr>
              ))}
            {differing.map((rule) => (
              <tr key={`rule ${view.rules[rule].id}`}>
                <th scope="row">{view.rules[rule].title}</th>
                {chosen.map(({ project, standing }) => {
                  const cell = standing?.cells[rule] ?? null;
                  return (
                    <td key={project.id}>
                      {cell !== null && (
                        <span aria-hidden="true" className={`compare-mark heat-${cell.status}`}>
                          {STATUS_MARKS[cell.status]}
                        </span>
                      )}{' '}
                      {stateInWords(cell && { of: 'project', ...cell }, format)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small subtle">Rules in which they do not differ are left out.</p>
    </section>
  );
}
