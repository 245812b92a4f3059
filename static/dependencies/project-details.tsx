import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { MapProject, MapScope, PortfolioMapView } from '../../src/contract';
import { useHost } from '../shared/host';
import type { CriticalPath } from './critical-path';
import { CriticalPathSteps } from './critical-path-steps';
import type { IssueView } from './routes';
import { projectName, type ProjectPair, type Selection } from './shown-projects';
import { TextButton } from './text-button';
import { signed, workingDays } from './words';

interface Properties {
  readonly view: PortfolioMapView;
  /** Place in the view's projects. */
  readonly project: number;
  readonly pairs: readonly ProjectPair[];
  /** Its critical path; `null` where none can be asked for. */
  readonly path: CriticalPath | null;
  readonly onSelect: (selection: Selection) => void;
  readonly onOpen: (view: IssueView, scope: MapScope, issue: string | null) => void;
}

/** As many neighbours as are listed; the table has all. */
const MOST_LISTED = 12;

/** One project: when it will be finished, whom it waits for and who waits for it, with the doors to its issues. */
export function ProjectDetails({ view, project: place, pairs, path, onSelect, onOpen }: Properties): ReactElement {
  const project = view.projects[place];
  const { id } = project;
  return (
    <>
      <Heading as="h2" size="small">
        {projectName(project)}
      </Heading>
      {id === null ? (
        <p>
          These are all the projects that you may not browse, as one. They count in every figure; who they are stays
          hidden.
        </p>
      ) : (
        <Forecast project={project} />
      )}
      {path !== null && id !== null && <CriticalPathSteps path={path} projectId={id} onOpen={onOpen} />}
      <div className="maps-neighbours">
        <Neighbours
          title="Waits for"
          view={view}
          pairs={pairs.filter(({ dependent }) => dependent === place)}
          other={({ provider }) => provider}
          onSelect={onSelect}
        />
        <Neighbours
          title="Is waited for by"
          view={view}
          pairs={pairs.filter(({ provider }) => provider === place)}
          other={({ dependent }) => dependent}
          onSelect={onSelect}
        />
      </div>
      {id !== null && (
        <div className="maps-doors">
          <Button onClick={() => onOpen('timeline', { of: 'project', projectId: id }, null)}>Issues over time</Button>
          <Button onClick={() => onOpen('chain', { of: 'criticalPath', projectId: id }, null)}>Critical path</Button>
          <Button onClick={() => onOpen('issues', { of: 'project', projectId: id }, null)}>Issues</Button>
        </div>
      )}
    </>
  );
}

function Forecast({ project }: { readonly project: MapProject }): ReactElement {
  const { format } = useHost();
  const { target, forecast, leastFloat, waitingForIt, waitedFor, instability, items, estimated, undated } = project;
  return (
    <dl className="maps-figures">
      <Figure term="Target">{target === null ? 'none' : format.day(target)}</Figure>
      <Figure term="Forecast">{forecast === null ? 'no dates' : format.day(forecast)}</Figure>
      <Figure term="Float">
        {leastFloat === null ? (
          'unknown'
        ) : (
          <span className={leastFloat < 0 ? 'maps-late' : undefined}>{workingDays(leastFloat, format.count)}</span>
        )}
      </Figure>
      <Figure term="Waits for">{format.count(waitedFor)}</Figure>
      <Figure term="Waited for by">{format.count(waitingForIt)}</Figure>
      <Figure term="Instability">{instability === null ? '–' : format.exact(instability)}</Figure>
      <Figure term="Open items">
        {format.count(items)}
        {estimated > 0 && <span className="subtle"> {format.count(estimated)} estimated</span>}
        {undated > 0 && <span className="subtle"> {format.count(undated)} undated</span>}
      </Figure>
    </dl>
  );
}

function Figure({ term, children }: { readonly term: string; readonly children: React.ReactNode }): ReactElement {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface NeighbourProperties {
  readonly title: string;
  readonly view: PortfolioMapView;
  readonly pairs: readonly ProjectPair[];
  readonly other: (pair: ProjectPair) => number;
  readonly onSelect: (selection: Selection) => void;
}

function Neighbours({ title, view, pairs, other, onSelect }: NeighbourProperties): ReactElement | null {
  const { format } = useHost();
  if (pairs.length === 0) return null;
  const sorted = [...pairs].sort((one, next) => next.late - one.late || next.open - one.open);
  return (
    <section>
      <h3 className="maps-subtitle">{title}</h3>
      <ul className="maps-list">
        {sorted.slice(0, MOST_LISTED).map((pair) => (
          <li key={other(pair)}>
            <TextButton onClick={() => onSelect({ of: 'pair', dependent: pair.dependent, provider: pair.provider })}>
              {projectName(view.projects[other(pair)])}
            </TextButton>
            <span className="small subtle">
              {format.count(pair.open)} open
              {pair.late > 0 && <span className="maps-late">, {format.count(pair.late)} late</span>}
              {pair.leastSlack !== null && `, slack ${signed(pair.leastSlack, format.count)} d`}
            </span>
          </li>
        ))}
      </ul>
      {sorted.length > MOST_LISTED && (
        <p className="small subtle">and {format.count(sorted.length - MOST_LISTED)} others; the table has all</p>
      )}
    </section>
  );
}
