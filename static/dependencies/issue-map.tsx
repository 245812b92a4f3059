import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import SectionMessage from '@atlaskit/section-message/section-message';
import { memo, useDeferredValue, useMemo, useRef, useState, type ReactElement } from 'react';
import type { IssueMapView, MapScope } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { useNow } from '../shared/clock';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import { openSearch } from '../shared/jira-links';
import { counted } from '../shared/words';
import { useAssumptions } from './assumptions';
import { Chain } from './chain';
import { CycleCut } from './cycle-cut';
import { neighboursOf } from './dependency-walk';
import { ExportMenu } from './export-menu';
import { useSources } from './map-sources';
import { NO_FILTERS, filtersOfQuery, queryOfFilters } from './filters';
import { IssueDrawer } from './issue-drawer';
import { ISSUE_TABLES, aboutIssueMap, issueExportTables, pictureOfDrawing } from './issue-export';
import { IssueMapRefused, IssueMapSkeleton, NoDependencies } from './issue-map-states';
import { IssueTables } from './issue-tables';
import { Legend, type LegendEntry } from './legend';
import { LINE_LEGEND, PlannedMark, Sample, Stroke } from './legend-marks';
import { PathTargetChoice, pathInWords, shownTarget } from './path-target';
import { useIssueMap, useWhatIf } from './queries';
import type { IssueView, MapPlace } from './routes';
import { ownersOf, shownIssues } from './shown-issues';
import { isLate, mapOfShown, placeOfHandle, type ShownMap } from './shown-map';
import { Swimlane } from './swimlane';
import { MapToolbar } from './toolbar';
import { useViewState, type ViewState } from './view-state';
import { ViewTabs } from './view-tabs';
import { useWidth } from './use-width';
import { WhatIfPanel } from './what-if-panel';
import { RESTRICTED, signed } from './words';
import './issue-map.css';

interface Properties {
  /** What is shown where the address names no issues. */
  readonly scope: MapScope;
  /** Path of the maps within the page, without a trailing slash: empty where the page is nothing but maps. */
  readonly base: string;
}

/** Where nothing is laid out. */
const WIDTH_UNLAID = 960;

const VIEWS: readonly { readonly view: IssueView; readonly words: string }[] = [
  { view: 'timeline', words: 'Timeline' },
  { view: 'chain', words: 'Chain' },
  { view: 'issues', words: 'Table' },
];

/** The issues of a scope on a timeline, as a chain or as a table, with what they wait for. */
export function IssueMap({ scope, base }: Properties): ReactElement {
  const home = useHome(scope);
  const state = useViewState(base, home);
  // What is drawn follows the address as fast as it can; the tab that was pressed answers at once.
  const drawn = useDeferredValue(state.place);
  const place = drawn.level === 'issues' ? drawn : home;
  const map = useIssueMap(place.scope);
  if (map.isPending) return <IssueMapSkeleton />;
  const refusal = map.error ? refusalOf(map.error) : null;
  // What was shown before a permission was withdrawn is not to be shown any longer.
  const isClosed = refusal?.kind === 'noPermission' || refusal?.kind === 'notFound';
  if (map.data === undefined || isClosed) {
    return <IssueMapRefused refusal={refusal ?? refusalOf(null)} onTryAgain={() => void map.refetch()} />;
  }
  return <IssuesOnMap key={JSON.stringify(place.scope)} view={map.data} place={place} state={state} />;
}

type IssuePlace = Extract<MapPlace, { readonly level: 'issues' }>;

/** The same object for the same scope, however often the page renders. */
function useHome(scope: MapScope): IssuePlace {
  const name = JSON.stringify(scope);
  return useMemo(() => ({ level: 'issues', view: 'timeline', scope: JSON.parse(name) as MapScope }), [name]);
}

interface MapProperties {
  readonly view: IssueMapView;
  readonly place: IssuePlace;
  readonly state: ViewState;
}

function IssuesOnMap({ view, place, state }: MapProperties): ReactElement {
  const { format } = useHost();
  const { filters, selected, select, goTo } = state;
  const canvas = useRef<SVGGElement>(null);
  const section = useRef<HTMLElement>(null);
  const room = useWidth(section, WIDTH_UNLAID);
  const assumptions = useAssumptions();
  const answer = useWhatIf(assumptions.all.map(({ change }) => change));
  const outcome = assumptions.all.length > 0 ? (answer.data ?? null) : null;
  // The address changes with every selection; what is shown only with the filters in it.
  const filterText = useDeferredValue(queryOfFilters(filters).toString());
  const shown = useMemo(
    () => mapOfShown(view, shownIssues(view, filtersOfQuery(new URLSearchParams(filterText)))),
    [view, filterText],
  );
  const neighbours = useMemo(() => neighboursOf(shown.issues.length, shown.dependencies), [shown]);
  const allNeighbours = useMemo(() => neighboursOf(view.issues.length, view.dependencies), [view]);
  // What is selected is marked at once; what there is to tell of it follows. It goes at once: focus goes back then.
  const told = useDeferredValue(selected);
  const openPlace = selected === null ? -1 : placeOfHandle(view.issues, told);
  const hasAside = openPlace !== -1 || assumptions.all.length > 0;
  const title = titleOf(view);
  const sources = useSources();
  const drawing = { shown, neighbours, selected, onSelect: select };
  return (
    <section ref={section} className="issue-map" aria-labelledby="issue-map-heading">
      <header className="issue-map-header">
        <div>
          <Heading as="h2" size="medium" id="issue-map-heading">
            {title}
          </Heading>
          <p className="subtle">{figuresOf(view, format)}</p>
          <ShowingOf view={view} shown={shown} />
        </div>
        <ShowInJira shown={shown} />
      </header>
      <PathTargetChoice view={view} onChoose={(scope) => goTo({ ...place, scope })} />
      <Remarks view={view} />
      {view.issues.length === 0 ? (
        <NoDependencies view={view} />
      ) : (
        <>
          <CycleCut view={view} assumptions={assumptions} />
          <MapToolbar
            filters={filters}
            offered={{
              criticalMeans: 'Issues that determine when their project is finished',
              kinds: true,
              projects: view.projects.flatMap(({ id, name }) => (id === null || name === null ? [] : [{ id, name }])),
              owners: ownersOf(view),
              horizonMeans: 'What is needed, or will be finished, within so many days',
              searchLabel: 'Search issues',
            }}
            onFilter={state.filter}
          >
            <ExportMenu
              exported={{
                name: `dependencies-${place.scope.of}-${view.today}`,
                about: { map: title, filters, ...aboutIssueMap(view, shown) },
                tablesNamed: ISSUE_TABLES,
                tables: async () => issueExportTables(shown, await sources()),
                ...(place.view === 'issues' ? {} : { picture: () => pictureOfDrawing(canvas.current) }),
              }}
            />
          </MapToolbar>
          <ViewTabs
            label="Views of the issues"
            views={VIEWS}
            current={state.place.level === 'issues' ? state.place.view : place.view}
            onGo={(next) => goTo({ ...place, view: next })}
          />
          <div className={hasAside ? 'issue-map-split' : undefined}>
            <div className="issue-map-drawing">
              {shown.issues.length === 0 ? (
                <NothingPasses onClear={() => state.filter(NO_FILTERS)} />
              ) : (
                <>
                  {place.view === 'timeline' && (
                    <DrawnTimeline {...drawing} outcome={outcome} room={room} canvas={canvas} />
                  )}
                  {place.view === 'chain' && <DrawnChain {...drawing} around={aroundOf(place.scope)} canvas={canvas} />}
                  {place.view === 'issues' && <DrawnTables shown={shown} selected={selected} onSelect={select} />}
                  {place.view !== 'issues' && <Legend entries={LEGENDS[place.view]} />}
                </>
              )}
            </div>
            {hasAside && (
              <aside className="issue-map-aside" aria-label="Details">
                {assumptions.all.length > 0 && <WhatIfPanel assumptions={assumptions} answer={answer} />}
                {openPlace !== -1 && (
                  <IssueDrawer
                    view={view}
                    place={openPlace}
                    neighbours={allNeighbours}
                    assumptions={assumptions}
                    onSelect={select}
                    onOpen={(scope) => goTo({ level: 'issues', view: 'chain', scope })}
                  />
                )}
              </aside>
            )}
          </div>
        </>
      )}
    </section>
  );
}

const DrawnTimeline = memo(Swimlane);
const DrawnChain = memo(Chain);
const DrawnTables = memo(IssueTables);

function aroundOf(scope: MapScope): string | null {
  return scope.of === 'chain' ? scope.issueId : null;
}

function titleOf(view: IssueMapView): string {
  const { scope, projects, issues } = view;
  const projectOf = (id: string): string => projects.find((project) => project.id === id)?.name ?? 'The project';
  switch (scope.of) {
    case 'project':
      return `What ${projectOf(scope.projectId)} waits for, and what waits for it`;
    case 'pair':
      return `${projectOf(scope.dependentProjectId)} waits for ${projectOf(scope.providerProjectId)}`;
    case 'criticalPath': {
      if (scope.to === undefined) return `What determines when ${projectOf(scope.projectId)} is finished`;
      const name = shownTarget(view)?.name;
      if (scope.to.kind === 'milestone') return `What determines when ${name ?? 'the milestone'} is reached`;
      return `What determines when ${name === undefined ? 'the version' : `version ${name}`} is released`;
    }
    case 'chain': {
      const key = issues.find(({ id }) => id === scope.issueId)?.key ?? 'the issue';
      return `What ${key} waits for, and what waits for ${key}`;
    }
    case 'cycle':
      return 'Issues that wait for each other in a cycle';
  }
}

/** "9 open, 4 late; least float −11 days": of the dependencies that came; and of a critical path how long it is. */
function figuresOf(view: IssueMapView, format: Format): string {
  const { dependencies } = view;
  const path = pathInWords(view, format);
  const open = dependencies.filter((dependency) => dependency.open);
  const late = open.filter(isLate).length;
  const slacks = open.flatMap(({ slack }) => slack ?? []);
  const least = slacks.reduce((a, b) => Math.min(a, b), Infinity);
  const words = `${counted(open.length, 'open dependency', 'open dependencies', format.count)}, ${format.count(late)} late`;
  const float = slacks.length === 0 ? null : `least float ${signed(least, format.count)} d`;
  return [words, float, path].filter((part) => part !== null).join('; ');
}

function ShowingOf({ view, shown }: { readonly view: IssueMapView; readonly shown: ShownMap }): ReactElement {
  const { format } = useHost();
  const now = useNow(60_000);
  return (
    <p className="small subtle" role="status">
      Showing {format.count(shown.issues.length)} of {counted(view.issueCount, 'issue', 'issues', format.count)},{' '}
      {format.count(shown.dependencies.length)} of{' '}
      {counted(view.dependencyCount, 'dependency', 'dependencies', format.count)}
      {view.anonymous > 0 && `; ${format.count(view.anonymous)} that you may not browse, as “${RESTRICTED}”`}
      {view.mergedAt !== null && `; forecast made ${format.clock(view.mergedAt, now)}`}
    </p>
  );
}

/** What does not hold, or not wholly. */
function Remarks({ view }: { readonly view: IssueMapView }): ReactElement {
  const { format } = useHost();
  const isOfToday = view.asOf === null || view.asOf === view.today;
  return (
    <>
      {!isOfToday && view.asOf !== null && (
        <SectionMessage title={`The forecast is of ${format.day(view.asOf)}`}>
          <p>A new one is being made. Dates that were planned still hold; what today pushes is not in it yet.</p>
        </SectionMessage>
      )}
      {view.notes.length > 0 && (
        <ul className="issue-map-notes small subtle" aria-label="What could not be worked out">
          {view.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A search in Jira names at most so many issues. */
const MOST_IN_A_SEARCH = 200;

function ShowInJira({ shown }: { readonly shown: ShownMap }): ReactElement | null {
  const { format } = useHost();
  const [isCut, setCut] = useState(false);
  const keys = shown.issues.flatMap(({ key }) => key ?? []);
  if (keys.length === 0) return null;
  return (
    <div className="issue-map-jira">
      <Button
        onClick={() => {
          setCut(keys.length > MOST_IN_A_SEARCH);
          void openSearch(`key in (${keys.slice(0, MOST_IN_A_SEARCH).join(', ')})`);
        }}
      >
        Show in Jira
      </Button>
      <span role="status" className="small subtle">
        {isCut && `Jira shows ${format.count(MOST_IN_A_SEARCH)} of ${format.count(keys.length)}.`}
      </span>
    </div>
  );
}

function NothingPasses({ onClear }: { readonly onClear: () => void }): ReactElement {
  return (
    <div className="issue-map-none">
      <p>No issue passes the filters.</p>
      <Button onClick={onClear}>Clear filters</Button>
    </div>
  );
}

const LEGENDS: Readonly<Record<'timeline' | 'chain', readonly LegendEntry[]>> = {
  timeline: [
    ...LINE_LEGEND,
    { mark: 'late', words: 'later than planned' },
    { mark: <Sample look="issue-bar-critical issue-bar-todo" />, words: 'red edge: critical' },
    { mark: <Sample look="issue-bar-inProgress" />, words: 'in progress' },
    { mark: <Sample look="issue-bar-restricted" />, words: 'restricted' },
    { mark: <PlannedMark />, words: 'planned finish, where the forecast is later' },
    { mark: <Stroke look="timeline-today" />, words: 'today' },
  ],
  chain: [
    ...LINE_LEGEND,
    { mark: 'late', words: 'later than planned' },
    { mark: <Sample look="issue-bar-critical issue-bar-todo" />, words: 'red edge: critical' },
    { mark: <Sample look="issue-bar-restricted" />, words: 'restricted' },
  ],
};
