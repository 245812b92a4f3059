import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import { Fragment, useState, type ReactElement } from 'react';
import type { JobView } from '../../src/contract';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { usePath } from '../shared/page-history';
import { counted } from '../shared/words';
import { OutcomeLozenge } from './outcome-lozenge';
import { ProjectName, personName } from './project-name';
import { JOB_FILTERS, jobFilterOf, jobsPath, type JobFilter } from './routes';
import { JOB_WORDS, OUTCOME_WORDS } from './words';
import './jobs-section.css';

const SHOWN_AT_FIRST = 20;
const SHOWN_MORE = 60;

/** The last jobs of the queue, with what each took and how it ended; filtered by outcome, in the address. */
export function JobsSection({ jobs }: { readonly jobs: readonly JobView[] }): ReactElement {
  const { format, history } = useHost();
  const filter = jobFilterOf(usePath(history));
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const found = filter === 'all' ? jobs : jobs.filter(({ outcome }) => outcome === filter);
  const shown = found.slice(0, limit);
  return (
    <section aria-labelledby="jobs-title" className="admin-section">
      <div className="admin-section-head">
        <Heading as="h2" size="medium" id="jobs-title">
          Last jobs
        </Heading>
        <OutcomeFilter jobs={jobs} filter={filter} />
      </div>
      {found.length === 0 && (
        <p className="subtle">
          {jobs.length === 0 ? 'No job has run yet.' : `No job of the last ${format.count(jobs.length)} ended so.`}
        </p>
      )}
      {shown.length > 0 && <JobTable jobs={shown} />}
      {found.length > 0 && (
        <div className="table-foot small subtle">
          <span role="status">
            Showing {format.count(shown.length)} of {counted(found.length, 'job', 'jobs', format.count)}
          </span>
          {found.length > shown.length && (
            <Button spacing="compact" onClick={() => setLimit(limit + SHOWN_MORE)}>
              Show {format.count(Math.min(SHOWN_MORE, found.length - shown.length))} more
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function OutcomeFilter({
  jobs,
  filter,
}: {
  readonly jobs: readonly JobView[];
  readonly filter: JobFilter;
}): ReactElement {
  const { format, history } = useHost();
  return (
    <div role="group" aria-label="Outcome" className="jobs-filter">
      {JOB_FILTERS.map((each) => {
        const count = each === 'all' ? jobs.length : jobs.filter(({ outcome }) => outcome === each).length;
        return (
          <Button
            key={each}
            spacing="compact"
            appearance="subtle"
            isSelected={each === filter}
            onClick={() => history.go(jobsPath(each))}
          >
            {each === 'all' ? 'All' : OUTCOME_WORDS[each]} {format.count(count)}
          </Button>
        );
      })}
    </div>
  );
}

function JobTable({ jobs }: { readonly jobs: readonly JobView[] }): ReactElement {
  return (
    <table className="table jobs-table">
      <caption className="visually-hidden">Last jobs</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Outcome</th>
          <th scope="col" className="table-figure">
            Took
          </th>
          <th scope="col" className="table-figure">
            Issues
          </th>
          <th scope="col" className="table-figure jobs-wide">
            Calls
          </th>
          <th scope="col" className="table-figure">
            Points
          </th>
          <th scope="col" className="table-figure jobs-wide">
            Read
          </th>
          <th scope="col" className="jobs-wide">
            Asked for by
          </th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job, place) => (
          <JobLine key={`${job.at} ${job.job} ${place}`} job={job} />
        ))}
      </tbody>
    </table>
  );
}

function JobLine({ job }: { readonly job: JobView }): ReactElement {
  const { format } = useHost();
  const now = useNow(60_000);
  return (
    <Fragment>
      <tr className={job.cause === null ? undefined : 'jobs-explained'}>
        <td>
          <time dateTime={job.at}>{format.clock(job.at, now)}</time>
        </td>
        <td>
          {JOB_WORDS[job.job]}
          {job.project && (
            <span className="jobs-project small">
              <ProjectName project={job.project} />
            </span>
          )}
        </td>
        <td>
          <OutcomeLozenge outcome={job.outcome} />
        </td>
        <td className="table-figure">{format.duration(job.milliseconds)}</td>
        <td className="table-figure">{job.issues === null ? '' : format.count(job.issues)}</td>
        <td className="table-figure jobs-wide">{format.count(job.calls)}</td>
        <td className="table-figure">{format.count(job.points)}</td>
        <td className="table-figure jobs-wide">{job.bytes > 0 && format.bytes(job.bytes)}</td>
        <td className="jobs-wide">{job.askedBy && personName(job.askedBy)}</td>
      </tr>
      {job.cause !== null && (
        <tr>
          <td />
          <td colSpan={8} className="jobs-cause small">
            {job.cause} {job.remedy && <span className="subtle">{job.remedy}</span>}
          </td>
        </tr>
      )}
    </Fragment>
  );
}
