import Button from '@atlaskit/button/default/button';
import SectionMessage from '@atlaskit/section-message/section-message';
import Heading from '@atlaskit/heading/heading';
import { useState, type ReactElement } from 'react';
import type { FailureView, FieldProblemView, HealthView } from '../../src/contract';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { useStart } from './health-query';
import { Outcome } from './outcome';
import { ProjectName } from './project-name';

const SHOWN_AT_FIRST = 10;
const SHOWN_MORE = 50;

/** The projects whose last refresh failed: why, what to do, and another try. */
export function AttentionSection({ health }: { readonly health: HealthView }): ReactElement {
  const { format } = useHost();
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  const named = health.failures.filter(({ project }) => project.kind === 'named');
  const shown = named.slice(0, limit);
  const hidden = groupedByCause(health.failures.filter(({ project }) => project.kind === 'hidden'));
  const untold = health.failuresInAll - health.failures.length;
  return (
    <section aria-labelledby="attention-title" className="admin-section">
      <Heading as="h2" size="medium" id="attention-title">
        Projects that need attention
      </Heading>
      {health.failuresInAll === 0 && <p className="subtle">None. Every project that was read came through.</p>}
      <FieldProblems problems={health.fieldProblems} />
      {shown.length > 0 && (
        <table className="table attention-table">
          <caption className="visually-hidden">Projects that need attention</caption>
          <thead>
            <tr>
              <th scope="col">Project</th>
              <th scope="col">Failed</th>
              <th scope="col">Why, and what to do</th>
              <th scope="col">
                <span className="visually-hidden">Try again</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((failure) => (
              <FailureLine key={failure.project.kind === 'named' ? failure.project.id : ''} failure={failure} />
            ))}
          </tbody>
        </table>
      )}
      {named.length > shown.length && (
        <div className="admin-actions">
          <Button spacing="compact" onClick={() => setLimit(limit + SHOWN_MORE)}>
            Show {format.count(Math.min(SHOWN_MORE, named.length - shown.length))} more
          </Button>
        </div>
      )}
      {hidden.length > 0 && (
        <ul className="attention-hidden small">
          {hidden.map(({ cause, remedy, count }) => (
            <li key={`${cause} ${remedy}`}>
              <em className="subtle">
                {counted(count, 'project that you may not see', 'projects that you may not see', format.count)}
              </em>
              : {cause} {remedy}
            </li>
          ))}
        </ul>
      )}
      {untold > 0 && <p className="small subtle">and {counted(untold, 'further one', 'further ones', format.count)}</p>}
    </section>
  );
}

/** Fields of published playbooks that cannot be read: no project's refresh fails for them, and rules say that they are missing. */
function FieldProblems({ problems }: { readonly problems: readonly FieldProblemView[] }): ReactElement | null {
  if (problems.length === 0) return null;
  return (
    <SectionMessage appearance="warning" title="Fields of a playbook cannot be read">
      <ul>
        {problems.map(({ playbook, title, cause }) => (
          <li key={`${playbook} ${cause}`}>
            Playbook “{title}”: {cause}
          </li>
        ))}
      </ul>
      <p>
        Rules that need them cannot be assessed. Choose another field in the playbook, under Fields, and publish it; or
        bring the field back in Jira, which Plumbline notices within a day.
      </p>
    </SectionMessage>
  );
}

function FailureLine({ failure }: { readonly failure: FailureView }): ReactElement {
  const { format } = useHost();
  const now = useNow(60_000);
  const start = useStart('refreshProject');
  const { project, at, cause, remedy } = failure;
  return (
    <tr>
      <th scope="row">
        <ProjectName project={project} />
      </th>
      <td>
        <time dateTime={at}>{format.clock(at, now)}</time>
      </td>
      <td>
        <p>{cause}</p>
        <p className="subtle">{remedy}</p>
      </td>
      <td className="admin-cell-action">
        {project.kind === 'named' && (
          <Button
            spacing="compact"
            isLoading={start.isPending}
            aria-label={`Refresh again: ${project.name}`}
            onClick={() => start.mutate({ projectId: project.id })}
          >
            Refresh again
          </Button>
        )}
        <Outcome mutation={start} started="Asked for" notStarted="Under way already" />
      </td>
    </tr>
  );
}

interface HiddenFailures {
  readonly cause: string;
  readonly remedy: string;
  readonly count: number;
}

/** What cannot be told apart is told once, with its count; most frequent first. */
function groupedByCause(failures: readonly FailureView[]): readonly HiddenFailures[] {
  const groups = new Map<string, HiddenFailures>();
  for (const { cause, remedy } of failures) {
    const words = JSON.stringify([cause, remedy]);
    groups.set(words, { cause, remedy, count: (groups.get(words)?.count ?? 0) + 1 });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
