import Button from '@atlaskit/button/default/button';
import IconButton from '@atlaskit/button/icon/button';
import Heading from '@atlaskit/heading/heading';
import CloseIcon from '@atlaskit/icon/core/close';
import {
  memo,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type RefObject,
} from 'react';
import type { MapScope, PortfolioMapView, Refusal } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { ExportMenu, type MapExport } from './export-menu';
import { NO_FILTERS, queryOfFilters } from './filters';
import { pictureOfDrawing } from './issue-export';
import { IssueMap } from './issue-map';
import { Legend, type LegendEntry } from './legend';
import { MapBanners, MapNotes, MapsSkeleton, NoDependencies, NoMapYet } from './map-states';
import { MapOverview } from './map-overview';
import { Matrix } from './matrix';
import { matrixPicture } from './matrix-picture';
import { PairDetails } from './pair-details';
import { PortfolioTable } from './portfolio-table';
import { ProjectDetails } from './project-details';
import { ProjectGraph } from './project-graph';
import { usePortfolioMap, useProjectLeads } from './queries';
import type { IssueView, MapPlace, ProjectView } from './routes';
import {
  openPairs,
  projectName,
  selectionOfText,
  shownProjects,
  textOfSelection,
  type ProjectPair,
  type Selection,
  type ShownProjects,
} from './shown-projects';
import { MapToolbar } from './toolbar';
import { ViewTabs } from './view-tabs';
import { useViewState, type ViewState } from './view-state';
import './portfolio-maps.css';

interface Properties {
  /** Path of the maps within the page, without a trailing slash: empty where the page is nothing but maps. */
  readonly base: string;
  /** What the page shows where nothing of the maps can be. */
  readonly refused: (refusal: Refusal, onTryAgain: () => void) => ReactElement;
}

const HOME: MapPlace = { level: 'projects', view: 'matrix' };

const VIEWS = [
  { view: 'matrix', words: 'Matrix' },
  { view: 'graph', words: 'Graph' },
  { view: 'table', words: 'Table' },
] as const satisfies readonly { readonly view: ProjectView; readonly words: string }[];

/** Who waits for whom across projects, and the issues behind that: the maps of the portfolio page, each with an address. */
export function PortfolioMaps({ base, refused }: Properties): ReactElement {
  const state = useViewState(base, HOME);
  // What is drawn follows the address as fast as it can; the tab that was pressed answers at once.
  const place = useDeferredValue(state.place);
  if (place.level === 'issues') {
    return (
      <div className="maps">
        <header className="maps-header">
          <Heading as="h1" size="large">
            Dependencies
          </Heading>
          <Button appearance="subtle" onClick={() => state.goTo(HOME)}>
            ← All projects
          </Button>
        </header>
        <IssueMap scope={place.scope} base={base} />
      </div>
    );
  }
  return <ProjectMaps state={state} view={place.view} refused={refused} />;
}

interface ProjectMapsProperties {
  readonly state: ViewState;
  readonly view: ProjectView;
  readonly refused: Properties['refused'];
}

function ProjectMaps({ state, view, refused }: ProjectMapsProperties): ReactElement {
  const map = usePortfolioMap();
  if (map.isPending) return <MapsSkeleton />;
  const refusal = map.error ? refusalOf(map.error) : null;
  // What was shown before a permission was withdrawn is not to be shown any longer.
  const isClosed = refusal?.kind === 'noPermission' || refusal?.kind === 'notFound';
  if (refusal && (isClosed || map.data === undefined)) return refused(refusal, () => void map.refetch());
  if (map.data === undefined) return <MapsSkeleton />;
  return <LoadedMaps state={state} current={view} view={map.data} lostTouch={refusal !== null} />;
}

interface LoadedProperties {
  readonly state: ViewState;
  readonly current: ProjectView;
  readonly view: PortfolioMapView;
  readonly lostTouch: boolean;
}

function LoadedMaps({ state, current, view, lostTouch }: LoadedProperties): ReactElement {
  const { format } = useHost();
  const canvas = useRef<SVGGElement>(null);
  const { filters } = state;
  const drawnFilters = useDeferredValue(filters);
  const asked = state.place.level === 'projects' ? state.place.view : current;
  const all = useMemo(() => openPairs(view), [view]);
  const [isFiltering, setFiltering] = useState(false);
  const leads = useProjectLeads(isFiltering || filters.owner !== null);
  const shown = useMemo(
    () => shownProjects(view, all, drawnFilters, leads.data),
    [view, all, drawnFilters, leads.data],
  );
  const selection = useMemo(() => selectionOfText(view, state.selected), [view, state.selected]);
  // What is selected is marked at once; what there is to tell of it follows.
  const toldSelected = useDeferredValue(state.selected);
  const told = useMemo(() => selectionOfText(view, toldSelected), [view, toldSelected]);
  const toldPair = useMemo(
    () => (told?.of === 'pair' ? (all.find((pair) => isPair(pair, told)) ?? told) : null),
    [all, told],
  );
  const { select: selectNow, close, pane } = useSelecting(view, state);
  // The same functions always: a map of thousands of cells draws only those that differ.
  const select = useLatest(selectNow);
  const open = useLatest((issueView: IssueView, scope: MapScope, issue: string | null) =>
    state.goTo({ level: 'issues', view: issueView, scope }, issue),
  );
  const selectPair = useCallback(
    ({ dependent, provider }: ProjectPair) => select({ of: 'pair', dependent, provider }),
    [select],
  );
  const selectProject = useCallback((project: number) => select({ of: 'project', project }), [select]);
  const projects = useMemo(() => choicesOf(view, all), [view, all]);

  const isEmpty = view.mergedAt === null || all.length === 0;
  return (
    <div className="maps">
      <header className="maps-header">
        <div>
          <Heading as="h1" size="large">
            Dependencies
          </Heading>
          <Extent view={view} shown={shown} />
        </div>
        {!isEmpty && (
          <MapToolbar
            filters={filters}
            onFilter={state.filter}
            onApproach={() => setFiltering(true)}
            offered={{
              criticalMeans: 'Only where no working day is to spare: one more day of delay moves what waits',
              kinds: true,
              projects,
              leads: (leads.data ?? []).map(({ accountId, name }) => ({ id: accountId, name })),
              horizonMeans: 'Only what projects wait for that have to be finished within so many days',
              searchLabel: 'Search projects',
            }}
          >
            <ExportMenu
              map={{
                ...exportOf(view, shown, current, queryOfFilters(filters)),
                picture:
                  current === 'table'
                    ? null
                    : () =>
                        current === 'matrix'
                          ? matrixPicture(view, shown, format.count)
                          : pictureOfDrawing(canvas.current),
              }}
            />
          </MapToolbar>
        )}
      </header>
      <MapBanners view={view} lostTouch={lostTouch} />
      {view.mergedAt === null && <NoMapYet />}
      {view.mergedAt !== null && all.length === 0 && <NoDependencies view={view} />}
      {!isEmpty && (
        <>
          <ViewTabs
            label="Views of the portfolio"
            views={VIEWS}
            current={asked}
            onGo={(next) => state.goTo({ level: 'projects', view: next })}
          />
          <div className={current === 'matrix' ? 'maps-split' : 'maps-split maps-wide'}>
            <div className="maps-map" aria-busy={asked !== current || drawnFilters !== filters}>
              {shown.pairs.length === 0 ? (
                <NothingFound
                  owners={
                    drawnFilters.owner === null || leads.isSuccess ? 'known' : leads.isError ? 'unread' : 'awaited'
                  }
                  onClear={() => state.filter(NO_FILTERS)}
                />
              ) : (
                <>
                  {current !== 'table' && <Legend entries={current === 'matrix' ? MATRIX_LEGEND : GRAPH_LEGEND} />}
                  {current === 'matrix' && (
                    <DrawnMatrix
                      view={view}
                      shown={shown}
                      selected={selection?.of === 'pair' ? selection : null}
                      onSelect={selectPair}
                    />
                  )}
                  {current === 'graph' && (
                    <DrawnGraph
                      view={view}
                      shown={shown}
                      selected={selection?.of === 'project' ? selection.project : null}
                      onSelect={selectProject}
                      canvas={canvas}
                    />
                  )}
                  {current === 'table' && (
                    <DrawnTable view={view} shown={shown} selected={selection} onSelect={select} />
                  )}
                </>
              )}
              <MapNotes view={view} />
            </div>
            <section
              ref={pane}
              tabIndex={-1}
              aria-label="Details"
              aria-busy={toldSelected !== state.selected}
              className="maps-pane"
              onKeyDown={(event) => {
                if (event.key === 'Escape' && selection !== null) close();
              }}
            >
              {selection !== null && (
                <span className="maps-close">
                  <IconButton icon={CloseIcon} label="Close details" appearance="subtle" onClick={close} />
                </span>
              )}
              {told === null && <ToldOverview view={view} onOpen={open} />}
              {toldPair !== null && (
                <ToldPair
                  key={toldSelected}
                  view={view}
                  pair={toldPair}
                  filters={drawnFilters}
                  onSelect={select}
                  onOpen={open}
                />
              )}
              {told?.of === 'project' && (
                <ToldProject view={view} project={told.project} pairs={all} onSelect={select} onOpen={open} />
              )}
            </section>
          </div>
        </>
      )}
    </div>
  );
}

const DrawnMatrix = memo(Matrix);
const DrawnGraph = memo(ProjectGraph);
const DrawnTable = memo(PortfolioTable);
const ToldOverview = memo(MapOverview);
const ToldPair = memo(PairDetails);
const ToldProject = memo(ProjectDetails);

/** One function for good that calls the latest. */
function useLatest<A extends readonly unknown[]>(call: (...given: A) => void): (...given: A) => void {
  const latest = useRef(call);
  useEffect(() => {
    latest.current = call;
  });
  return useCallback((...given: A) => latest.current(...given), []);
}

/** "12 of 12 projects, 58 of 58 open dependencies shown · data from 09:40". */
function Extent({ view, shown }: { readonly view: PortfolioMapView; readonly shown: ShownProjects }): ReactElement {
  const { format } = useHost();
  const now = useNow(60_000);
  const { count } = format;
  return (
    <p className="subtle">
      <span role="status">
        Showing {count(shown.named.shown)} of {counted(shown.named.total, 'project', 'projects', count)},{' '}
        {count(shown.open.shown)} of{' '}
        {counted(shown.open.total, 'open dependency between projects', 'open dependencies between projects', count)}
      </span>
      {view.mergedAt !== null && (
        <>
          {' · forecast of '}
          <time dateTime={view.mergedAt}>{format.clock(view.mergedAt, now)}</time>
        </>
      )}
    </p>
  );
}

const NOTHING_FOUND = {
  known: 'No dependency between projects is what the filters ask for.',
  awaited: 'Asking Jira who leads these projects…',
  unread: 'Jira did not say who leads these projects, so nothing can be filtered by owner now.',
} as const;

interface NothingProperties {
  /** Whether it is known who leads the projects, where a filter asks. */
  readonly owners: keyof typeof NOTHING_FOUND;
  readonly onClear: () => void;
}

function NothingFound({ owners, onClear }: NothingProperties): ReactElement {
  return (
    <div className="maps-nothing">
      <p>{NOTHING_FOUND[owners]}</p>
      <Button onClick={onClear}>Clear filters</Button>
    </div>
  );
}

const MATRIX_LEGEND: readonly LegendEntry[] = [
  { mark: 'open', words: 'The project of the row waits for that of the column; the number: open dependencies' },
  { mark: 'late', words: 'some are late, or will be' },
  { mark: 'veryLate', words: 'a third of them or more' },
  { mark: 'own', words: 'the project itself' },
];

const GRAPH_LEGEND: readonly LegendEntry[] = [
  { mark: <span aria-hidden="true">→</span>, words: 'each project stands right of those that it waits for' },
  { mark: 'path', words: 'some are late, or will be' },
  { mark: 'back', words: 'runs back: these projects wait for each other' },
];

/** Selecting moves focus to the details, closing them moves it back to where it was. */
function useSelecting(
  view: PortfolioMapView,
  state: ViewState,
): { select: (selection: Selection) => void; close: () => void; pane: RefObject<HTMLElement> } {
  const pane = useRef<HTMLElement>(null);
  const from = useRef<string | null>(null);
  const wants = useRef<'pane' | 'map' | null>(null);
  useEffect(() => {
    const wanted = wants.current;
    wants.current = null;
    if (wanted === 'pane') pane.current?.focus();
    if (wanted === 'map' && from.current !== null) document.getElementById(from.current)?.focus();
  }, [state.selected]);
  const { select: goTo } = state;
  const select = useCallback(
    (selection: Selection) => {
      const focused = document.activeElement;
      if (focused !== null && focused.id !== '' && pane.current?.contains(focused) !== true) from.current = focused.id;
      wants.current = 'pane';
      goTo(textOfSelection(view, selection));
    },
    [view, goTo],
  );
  const close = useCallback(() => {
    wants.current = 'map';
    goTo(null);
  }, [goTo]);
  return { pane, select, close };
}

function isPair(pair: ProjectPair, { dependent, provider }: Pick<ProjectPair, 'dependent' | 'provider'>): boolean {
  return pair.dependent === dependent && pair.provider === provider;
}

/** The projects that can be filtered by: those that wait or are waited for, by name. */
function choicesOf(
  { projects }: PortfolioMapView,
  pairs: readonly ProjectPair[],
): readonly { id: string; name: string }[] {
  const places = new Set(pairs.flatMap(({ dependent, provider }) => [dependent, provider]));
  return [...places]
    .flatMap((place) => {
      const { id, name } = projects[place];
      return id === null || name === null ? [] : [{ id, name }];
    })
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** Exactly what is shown: the pairs that the filters leave. */
function exportOf(
  view: PortfolioMapView,
  shown: ShownProjects,
  current: ProjectView,
  filters: URLSearchParams,
): Omit<MapExport, 'picture'> {
  return {
    name: `plumbline-dependencies-${current}-${view.asOf ?? 'no-forecast'}`,
    about: {
      asOf: view.asOf,
      filters: Object.fromEntries(filters),
      openDependencies: shown.open,
      projects: shown.named,
    },
    table: () => ({
      columns: ['project', 'projectKey', 'waitsFor', 'waitsForKey', 'open', 'late', 'done', 'leastSlackWorkingDays'],
      rows: shown.pairs.map(({ dependent, provider, open, late, done, leastSlack }) => {
        const [waiting, waitedFor] = [view.projects[dependent], view.projects[provider]];
        const names = [projectName(waiting), waiting.key, projectName(waitedFor), waitedFor.key];
        return [...names, open, late, done, leastSlack];
      }),
    }),
  };
}
