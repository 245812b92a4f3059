import Button from '@atlaskit/button/default/button';
import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import type { IssueMapView, MapIssue, MapScope } from '../../src/contract';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { NO_PATH, type CriticalPath } from './critical-path';
import { issueName, slipInWords } from './issue-words';
import type { IssueView } from './routes';
import { handleOf } from './shown-map';
import { TextButton } from './text-button';

interface Properties {
  readonly path: CriticalPath;
  /** The project whose path it is: issues of others are told with their project. */
  readonly projectId: string;
  readonly onOpen: (view: IssueView, scope: MapScope, issue: string | null) => void;
}

/** As many steps as are listed, those that finish last; its own map shows all. */
const MOST_LISTED = 8;

/** What determines when a project is finished, step by step in words. */
export function CriticalPathSteps({ path, projectId, onOpen }: Properties): ReactElement {
  return (
    <section>
      <h3 className="maps-subtitle">Critical path</h3>
      <Steps {...{ path, projectId, onOpen }} />
    </section>
  );
}

function Steps({ path, projectId, onOpen }: Properties): ReactElement {
  const { format } = useHost();
  const { view } = path;
  if (path.failed) {
    return (
      <div className="maps-failed">
        <p>The critical path could not be read. Everything else on this page holds.</p>
        <Button onClick={path.onTryAgain}>Try again</Button>
      </div>
    );
  }
  if (view === null) {
    return (
      <div aria-busy="true">
        <span className="visually-hidden">Loading the critical path</span>
        <Skeleton width="100%" height="6rem" isShimmering />
      </div>
    );
  }
  if (view.issues.length === 0) return <p>{NO_PATH}.</p>;
  const steps = view.issues.slice(0, MOST_LISTED).map((issue, place) => ({ issue, handle: handleOf(issue, place) }));
  return (
    <>
      <p role="status" className="small subtle">
        Showing {format.count(steps.length)} of {counted(view.issueCount, 'step', 'steps', format.count)}, the last to
        finish at the end
      </p>
      <ol className="maps-list">
        {steps.reverse().map(({ issue, handle }) => (
          <li key={handle}>
            <TextButton onClick={() => onOpen('timeline', path.scope, handle)}>{issueName(issue)}</TextButton>
            <span className="small subtle">
              <StepWords issue={issue} view={view} projectId={projectId} />
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

interface WordsProperties {
  readonly issue: MapIssue;
  readonly view: IssueMapView;
  readonly projectId: string;
}

/** "Data platform; finishes 21 Dec, 11 days later than planned". */
function StepWords({ issue, view, projectId }: WordsProperties): ReactElement {
  const { format } = useHost();
  const project = issue.project === null ? null : view.projects[issue.project];
  const elsewhere = project === null || project.id === projectId ? '' : `${project.name ?? ''}; `;
  const finish = issue.forecastFinish === null ? 'no forecast' : `finishes ${format.day(issue.forecastFinish)}`;
  const slip = slipInWords(issue.slip, format);
  return (
    <>
      {elsewhere}
      {finish}
      {slip !== null && <span className="maps-late">, {slip}</span>}
    </>
  );
}
