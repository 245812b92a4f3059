import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { MapCycle, MapScope, PortfolioMapView } from '../../src/contract';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import type { IssueView } from './routes';
import { projectName } from './shown-projects';
import { TextButton } from './text-button';
import { LATENESS_WORDS } from './words';

interface Properties {
  readonly view: PortfolioMapView;
  readonly onOpen: (view: IssueView, scope: MapScope, issue: string | null) => void;
}

const MOST_LISTED = 10;
const WORDS = ['lateNow', 'willBeLate', 'atRisk', 'fine', 'unknown'] as const;

/** Beside the map while nothing is selected: how the dependencies stand altogether, and the circles that nobody can leave. */
export function MapOverview({ view, onOpen }: Properties): ReactElement {
  const { format } = useHost();
  const listed = view.cycles.slice(0, MOST_LISTED);
  return (
    <>
      <Heading as="h2" size="small">
        How they stand
      </Heading>
      <dl className="maps-figures">
        {WORDS.map((word) => (
          <div key={word} title={LATENESS_WORDS[word].meaning}>
            <dt>
              {LATENESS_WORDS[word].word}
              <span className="visually-hidden">, {LATENESS_WORDS[word].meaning}</span>
            </dt>
            <dd className={word === 'lateNow' || word === 'willBeLate' ? 'maps-late' : undefined}>
              {format.count(view.lateness[word])}
            </dd>
          </div>
        ))}
      </dl>
      <p className="small subtle">
        Of {counted(view.dependencies.open, 'open dependency', 'open dependencies', format.count)} within and across
        projects; {format.count(view.dependencies.crossProject)} of all {format.count(view.dependencies.total)} cross
        projects.
      </p>
      {view.cycleCount > 0 && (
        <section>
          <h3 className="maps-subtitle">
            {counted(view.cycleCount, 'cycle', 'cycles', format.count)} of issues that wait for each other
          </h3>
          <ul className="maps-list">
            {listed.map((cycle, place) => (
              <li key={cycle.issueId ?? place}>
                <Cycle cycle={cycle} view={view} onOpen={onOpen} />
              </li>
            ))}
          </ul>
          {view.cycleCount > listed.length && (
            <p className="small subtle">and {format.count(view.cycleCount - listed.length)} smaller ones</p>
          )}
        </section>
      )}
      <p className="small subtle">Select a cell or a project to see the issues behind it.</p>
    </>
  );
}

interface CycleProperties extends Properties {
  readonly cycle: MapCycle;
}

function Cycle({ cycle, view, onOpen }: CycleProperties): ReactElement {
  const { format } = useHost();
  const { issueId } = cycle;
  const projects = format.list(cycle.projects.map((place) => projectName(view.projects[place])));
  const words = `${counted(cycle.issues, 'issue', 'issues', format.count)} in ${projects}`;
  return (
    <>
      {issueId === null ? (
        <span>{words}</span>
      ) : (
        <TextButton onClick={() => onOpen('chain', { of: 'cycle', issueId }, null)}>{words}</TextButton>
      )}
      <span className="small subtle">{cycle.live ? 'all open: nobody can start' : 'some are done'}</span>
    </>
  );
}
