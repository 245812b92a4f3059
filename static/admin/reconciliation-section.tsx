import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { ReconciliationSummary, ReconciliationView } from '../../src/contract';
import { useNow } from '../shared/clock';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { useStart } from './health-query';
import { Outcome } from './outcome';
import { ProjectName } from './project-name';

/** How what is stored compares with Jira: what was compared, what differed, what was repaired. */
export function ReconciliationSection({ summary }: { readonly summary: ReconciliationSummary }): ReactElement {
  const start = useStart('reconcile');
  return (
    <section aria-labelledby="reconciliation-title" className="admin-section">
      <div className="admin-section-head">
        <Heading as="h2" size="medium" id="reconciliation-title">
          Compared with Jira
        </Heading>
        <span className="admin-actions">
          <Outcome
            mutation={start}
            started="Asked for: projects are compared one after the other"
            notStarted="Under way already"
          />
          <Button
            isDisabled={summary.projects === 0}
            isLoading={start.isPending}
            onClick={() => start.mutate({ projectId: null })}
          >
            Check all projects now
          </Button>
        </span>
      </div>
      <Summary summary={summary} />
      {summary.differing.length > 0 && <DifferingTable summary={summary} />}
    </section>
  );
}

function Summary({ summary }: { readonly summary: ReconciliationSummary }): ReactElement {
  const { format } = useHost();
  const now = useNow(60_000);
  const { checked, projects, oldestAt, newestAt, issues, contents, differences, differingInAll } = summary;
  if (checked === 0 || oldestAt === null || newestAt === null) {
    return (
      <p className="subtle">
        No project has been compared yet. Plumbline does so by itself, slowly: it counts issues, looks for links and
        compares a sample field by field, and repairs what differs.
      </p>
    );
  }
  return (
    <p>
      {format.count(checked)} of {counted(projects, 'project', 'projects', format.count)} compared, the last{' '}
      {format.age(newestAt, now)}, the first {format.age(oldestAt, now)}:{' '}
      {counted(issues, 'issue', 'issues', format.count)} by count, {format.count(contents)} of them field by field.{' '}
      {differences === 0 ? (
        <span className="strong">No difference.</span>
      ) : (
        <span className="strong">
          {counted(differences, 'difference', 'differences', format.count)} in{' '}
          {counted(differingInAll, 'project', 'projects', format.count)}.
        </span>
      )}
    </p>
  );
}

function DifferingTable({ summary }: { readonly summary: ReconciliationSummary }): ReactElement {
  const { format } = useHost();
  const untold = summary.differingInAll - summary.differing.length;
  return (
    <>
      <table className="table">
        <caption className="visually-hidden">Projects that differed from Jira</caption>
        <thead>
          <tr>
            <th scope="col">Project</th>
            <th scope="col">Compared</th>
            <th scope="col">What differed</th>
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          {summary.differing.map((result, place) => (
            <ResultLine key={result.project.kind === 'named' ? result.project.id : `hidden ${place}`} result={result} />
          ))}
        </tbody>
      </table>
      {untold > 0 && <p className="small subtle">and {counted(untold, 'other', 'others', format.count)}</p>}
    </>
  );
}

function ResultLine({ result }: { readonly result: ReconciliationView }): ReactElement {
  const { format } = useHost();
  const now = useNow(60_000);
  return (
    <tr>
      <th scope="row">
        <ProjectName project={result.project} />
      </th>
      <td>
        <time dateTime={result.at}>{format.clock(result.at, now)}</time>
      </td>
      <td>{differencesInWords(result, format)}</td>
      <td>{result.repaired ? 'Repaired' : 'Being read again'}</td>
    </tr>
  );
}

function differencesInWords(result: ReconciliationView, format: Format): string {
  const { missing, gone, linksDiffering, contentsDiffering } = result;
  const parts = [
    missing > 0 && `${counted(missing, 'issue', 'issues', format.count)} missing here`,
    gone > 0 && `${counted(gone, 'issue', 'issues', format.count)} gone from Jira`,
    linksDiffering > 0 && counted(linksDiffering, 'link', 'links', format.count),
    contentsDiffering > 0 && `${counted(contentsDiffering, 'issue', 'issues', format.count)} with other contents`,
  ];
  return format.list(parts.filter((part) => part !== false));
}
