import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import Skeleton from '@atlaskit/skeleton';
import { useMemo, type ReactElement } from 'react';
import type { IssueMapView, MapScope, PortfolioMapView } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { useHost } from '../shared/host';
import { openSearch } from '../shared/jira-links';
import { asTitle, counted } from '../shared/words';
import type { MapFilters } from './filters';
import { DependencyTable } from './dependency-table';
import { useIssueMap } from './queries';
import type { IssueView } from './routes';
import { shownIssues } from './shown-issues';
import { mapOfShown } from './shown-map';
import { projectName, type ProjectPair, type Selection } from './shown-projects';
import { TextButton } from './text-button';
import { workingDays } from './words';

interface Properties {
  readonly view: PortfolioMapView;
  readonly pair: Pick<ProjectPair, 'dependent' | 'provider'> & Partial<ProjectPair>;
  readonly filters: MapFilters;
  readonly onSelect: (selection: Selection) => void;
  /** Goes to the issues of the pair; with the handle of one, it is selected there. */
  readonly onOpen: (view: IssueView, scope: MapScope, issue: string | null) => void;
}

/** Jira's search takes no more keys than this from a page. */
const MOST_KEYS = 200;

/** One project that waits for another: how it stands, and the dependencies behind the figure. */
export function PairDetails({ view, pair, filters, onSelect, onOpen }: Properties): ReactElement {
  const [waiting, waitedFor] = [view.projects[pair.dependent], view.projects[pair.provider]];
  const scope: MapScope | null =
    waiting.id === null || waitedFor.id === null
      ? null
      : { of: 'pair', dependentProjectId: waiting.id, providerProjectId: waitedFor.id };
  return (
    <>
      <Heading as="h2" size="small">
        {projectName(waiting)} waits for {projectName(waitedFor)}
      </Heading>
      <PairFigures pair={pair} forecast={waiting.forecast} target={waiting.target} name={projectName(waiting)} />
      {scope === null ? (
        <p>
          Some of these issues are in projects that you may not browse, so that only the counts are shown. Whoever may
          browse both projects sees the issues.
        </p>
      ) : (
        <PairIssues scope={scope} filters={filters} onOpen={onOpen} />
      )}
      <p className="small subtle">
        Also: all of{' '}
        {[pair.dependent, pair.provider].map((project, place) => (
          <span key={project}>
            {place === 1 && ' · all of '}
            <TextButton onClick={() => onSelect({ of: 'project', project })}>
              {projectName(view.projects[project])}
            </TextButton>
          </span>
        ))}
      </p>
    </>
  );
}

interface FigureProperties {
  readonly pair: Partial<ProjectPair>;
  readonly forecast: string | null;
  readonly target: string | null;
  readonly name: string;
}

/** "9 open, 4 late; least slack −11 days; Signalling upgrade is forecast to finish on 31 Dec". */
function PairFigures({ pair: { open, late, leastSlack }, forecast, target, name }: FigureProperties): ReactElement {
  const { format } = useHost();
  if (open === undefined) return <p className="subtle">No open dependency between them at present.</p>;
  const parts = [
    `${format.count(open)} open${late ? `, ${format.count(late)} late` : ''}`,
    leastSlack === null || leastSlack === undefined ? '' : `least slack ${workingDays(leastSlack, format.count)}`,
    forecast === null ? '' : `if nothing changes ${name} finishes on ${format.day(forecast)}`,
  ];
  const isMissed = forecast !== null && target !== null && forecast > target;
  return (
    <p>
      {parts.filter(Boolean).join('; ')}
      {isMissed && <span className="maps-late">, after its target of {format.day(target)}</span>}
    </p>
  );
}

interface IssueProperties {
  readonly scope: MapScope;
  readonly filters: MapFilters;
  readonly onOpen: Properties['onOpen'];
}

function PairIssues({ scope, filters, onOpen }: IssueProperties): ReactElement {
  const { format } = useHost();
  const issues = useIssueMap(scope);
  const shown = useMemo(
    () => (issues.data ? mapOfShown(issues.data, shownIssues(issues.data, filters)) : null),
    [issues.data, filters],
  );
  if (issues.error !== null && issues.data === undefined) {
    const refusal = refusalOf(issues.error);
    return (
      <div className="maps-failed">
        <p>
          {asTitle(refusal.message)}. {refusal.remedy}
          {refusal.reference !== '' && ` Reference: ${refusal.reference}`}
        </p>
        <Button onClick={() => void issues.refetch()}>Try again</Button>
      </div>
    );
  }
  if (shown === null || issues.data === undefined) {
    return (
      <div aria-busy="true">
        <span className="visually-hidden">Loading issues</span>
        <Skeleton width="100%" height="12rem" isShimmering />
      </div>
    );
  }
  const keys = keysOf(issues.data);
  return (
    <>
      <p role="status" className="small subtle">
        Showing {format.count(shown.dependencies.length)} of{' '}
        {counted(issues.data.dependencyCount, 'dependency', 'dependencies', format.count)}
      </p>
      <DependencyTable shown={shown} selected={null} onSelect={(issue) => onOpen('issues', scope, issue)} />
      <div className="maps-doors">
        <Button onClick={() => onOpen('timeline', scope, null)}>Issues over time</Button>
        <Button onClick={() => onOpen('chain', scope, null)}>Chain</Button>
        {keys.length > 0 && (
          <Button onClick={() => void openSearch(`key in (${keys.join(',')})`)}>
            Show {format.count(keys.length)} in Jira
          </Button>
        )}
      </div>
    </>
  );
}

function keysOf({ issues }: IssueMapView): readonly string[] {
  return issues.flatMap(({ key }) => key ?? []).slice(0, MOST_KEYS);
}
