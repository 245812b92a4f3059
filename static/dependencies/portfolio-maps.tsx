import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { MapScope, PortfolioMapView, Refusal } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { useHost } from '../shared/host';
import { useCriticalPath } from './critical-path';
import { ExportMenu, type Exported } from './export-menu';
import { NO_FILTERS } from './filters';
import { pictureOfDrawing } from './issue-export';
import { IssueMap } from './issue-map';
import { Extent, MapBanners, MapNotes, MapsSkeleton, NoDependencies, NoMapYet } from './map-states';
import { useSources } from './map-sources';
import { matrixPicture } from './matrix-picture';
import { NothingFound, PortfolioDrawing } from './portfolio-drawing';
import { portfolioExport } from './portfolio-export';
import { PortfolioPane } from './portfolio-pane';
import { usePortfolioMap, useProjectLeads } from './queries';
import type { IssueView, MapPlace, ProjectView } from './routes';
import { openPairs, selectionOfText, shownProjects, type ProjectPair } from './shown-projects';
import { MapToolbar } from './toolbar';
import { useSelecting } from './use-selecting';
import { ViewTabs } from './view-tabs';
import { useViewState, type ViewState } from './view-state';
import './portfolio-maps.css';

interface Properties {
  /** Path of the maps within the page, without a trailing slash: empty where the page is nothing but maps. */
  readonly base: string;
  /** Ids of the projects that the page's own filters leave; `null`: all. */
  readonly within: ReadonlySet<string> | null;
  /** What the page shows where nothing of the maps can be. */
  readonly refused: (refusal: Refusal, onTryAgain: () => void) => ReactElement;
}

const HOME: MapPlace = { level: 'projects', view: 'matrix' };

const VIEWS = [
  { view: 'matrix', words: 'Matrix' },
  { view: 'graph', words: 'Graph' },
  { view: 'timeline', words: 'Timeline' },
  { view: 'table', words: 'Table' },
] as const satisfies readonly { readonly view: ProjectView; readonly words: string }[];

/** Who waits for whom across projects, and the issues behind that: the maps of the portfolio page, each with an address. */
export function PortfolioMaps({ base, within, refused }: Properties): ReactElement {
  const state = useViewState(base, HOME);
  // What is drawn follows the address as fast as it can; the tab that was pressed answers at once.
  const place = useDeferredValue(state.place);
  if (place.level === 'issues') {
    return (
      <div className="maps">
        <header className="maps-header">
          <Heading as="h2" size="medium">
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
  return <ProjectMaps state={state} view={place.view} within={within} refused={refused} />;
}

interface ProjectMapsProperties {
  readonly state: ViewState;
  readonly view: ProjectView;
  readonly within: Properties['within'];
  readonly refused: Properties['refused'];
}

function ProjectMaps({ state, view, within, refused }: ProjectMapsProperties): ReactElement {
  const map = usePortfolioMap();
  if (map.isPending) return <MapsSkeleton />;
  const refusal = map.error ? refusalOf(map.error) : null;
  // What was shown before a permission was withdrawn is not to be shown any longer.
  const isClosed = refusal?.kind === 'noPermission' || refusal?.kind === 'notFound';
  if (refusal && (isClosed || map.data === undefined)) return refused(refusal, () => void map.refetch());
  if (map.data === undefined) return <MapsSkeleton />;
  return <LoadedMaps state={state} current={view} view={map.data} within={within} lostTouch={refusal !== null} />;
}

interface LoadedProperties {
  readonly state: ViewState;
  readonly current: ProjectView;
  readonly view: PortfolioMapView;
  readonly within: Properties['within'];
  readonly lostTouch: boolean;
}

function LoadedMaps({ state, current, view, within, lostTouch }: LoadedProperties): ReactElement {
  const { format } = useHost();
  const canvas = useRef<SVGGElement>(null);
  const { filters } = state;
  const drawnFilters = useDeferredValue(filters);
  const asked = state.place.level === 'projects' ? state.place.view : current;
  const all = useMemo(() => openPairs(view), [view]);
  const [isFiltering, setFiltering] = useState(false);
  const leads = useProjectLeads(isFiltering || filters.owner !== null);
  // Who leads what comes when the reader turns to the filters: nothing is drawn anew for it unless one asks for it.
  const leading = drawnFilters.owner === null ? undefined : leads.data;
  const shown = useMemo(
    () => shownProjects(view, all, drawnFilters, leading, within),
    [view, all, drawnFilters, leading, within],
  );
  const selection = useMemo(() => selectionOfText(view, state.selected), [view, state.selected]);
  // What is selected is marked at once; what there is to tell of it follows.
  const toldSelected = useDeferredValue(state.selected);
  const told = useMemo(() => selectionOfText(view, toldSelected), [view, toldSelected]);
  const toldProject = told?.of === 'project' ? told.project : null;
  const sources = useSources();
  const path = useCriticalPath(toldProject === null ? null : view.projects[toldProject].id);
  const { pane, ...selecting } = useSelecting(view, state);
  const select = useLatest(selecting.select);
  const close = useLatest(selecting.close);
  const open = useLatest((issueView: IssueView, scope: MapScope, issue: string | null) =>
    state.goTo({ level: 'issues', view: issueView, scope }, issue),
  );
  const projects = useMemo(() => choicesOf(view, all), [view, all]);
  const isEmpty = view.mergedAt === null || all.length === 0;

  function pictureOfView(): ReturnType<NonNullable<Exported['picture']>> {
    return current === 'matrix' ? matrixPicture(view, shown, format.count) : pictureOfDrawing(canvas.current);
  }

  return (
    <div className="maps">
      <header className="maps-header">
        <div>
          <Heading as="h2" size="medium">
            Dependencies
          </Heading>
          {view.mergedAt !== null && <Extent view={view} shown={shown} />}
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
              owners: (leads.data ?? []).map(({ accountId, name }) => ({ id: accountId, name })),
              ownerMeans: 'Who leads one of the two projects',
              horizonMeans: 'Only what projects wait for that have to be finished within so many days',
              searchLabel: 'Search projects',
            }}
          >
            <ExportMenu
              exported={{
                ...portfolioExport({
                  view,
                  shown,
                  filters: drawnFilters,
                  current,
                  selected: toldProject,
                  path,
                  sources,
                }),
                ...(current === 'table' ? {} : { picture: pictureOfView }),
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
                <PortfolioDrawing
                  {...{ current, view, shown, selection, path, canvas }}
                  told={toldProject}
                  onSelect={select}
                  onClose={close}
                  onOpen={open}
                />
              )}
              <MapNotes view={view} />
            </div>
            <PortfolioPane
              {...{ view, told, path, pane }}
              pairs={all}
              filters={drawnFilters}
              isBehind={toldSelected !== state.selected}
              onSelect={select}
              onClose={close}
              onOpen={open}
            />
          </div>
        </>
      )}
    </div>
  );
}

/** One function for good that calls the latest. */
function useLatest<A extends readonly unknown[]>(call: (...given: A) => void): (...given: A) => void {
  const latest = useRef(call);
  useEffect(() => {
    latest.current = call;
  });
  return useCallback((...given: A) => latest.current(...given), []);
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
