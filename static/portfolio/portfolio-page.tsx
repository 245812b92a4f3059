import Button from '@atlaskit/button/default/button';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useState, type ReactElement } from 'react';
import type { PortfolioView, Refusal } from '../../src/contract';
import { MapsSkeleton } from '../dependencies/map-states';
import { PortfolioMaps } from '../dependencies/portfolio-maps';
import { ViewTabs } from '../dependencies/view-tabs';
import { refusalOf } from '../shared/call';
import { HostProvider, useHost } from '../shared/host';
import { PORTFOLIO_MAPS } from '../shared/jira-links';
import { useQueryText } from '../shared/page-history';
import { RefusalMessage } from '../shared/refusal-message';
import { columnsGone, isFiltered, KEPT_WORDS, NO_FILTERS, type Place } from './address';
import { projectColumns } from './columns';
import { FilterBar } from './filter-bar';
import { keeping } from './kept-history';
import { listProjects, shownOf, type ListedProject } from './listed';
import { Overview } from './overview';
import { PortfolioHeader } from './portfolio-header';
import { PortfolioRefused } from './portfolio-refused';
import { NoProjects, NothingReadYet, PortfolioBanners, PortfolioSkeleton } from './portfolio-states';
import { ProjectDrawer } from './project-drawer';
import { Projects } from './projects';
import { usePortfolio, useProjectNames } from './queries';
import { Report } from './report';
import { SavedViews } from './saved-views';
import type { Shown } from './shown';
import { TABS } from './tabs';
import { usePlace, type Moving } from './use-place';
import './portfolio-page.css';

const HeatMap = lazy(async () => ({ default: (await import('./heat-map')).HeatMap }));

const Trends = lazy(async () => ({ default: (await import('./trends')).Trends }));

/** The portfolio page: its views share the header, the filters and the drawer with one project. */
export function PortfolioPage(): ReactElement {
  const moving = usePlace();
  const { tab, filters } = moving.place;
  const isOnMaps = tab === 'dependencies';
  // The maps ask for what they show; rows only say there which of the projects the filters leave.
  const portfolio = usePortfolio(!isOnMaps || narrowsMaps(moving.place));
  const refusal = portfolio.error ? refusalOf(portfolio.error) : null;
  // What was shown before a permission was withdrawn is not to be shown any longer.
  const isClosed = refusal?.kind === 'noPermission' || refusal?.kind === 'notFound';
  const view = isClosed ? undefined : portfolio.data;
  if (view !== undefined) return <LoadedPage {...{ view, moving }} lostTouch={refusal !== null} />;
  if (refusal !== null && !isOnMaps) {
    return (
      <>
        <PortfolioHeader view={null} />
        <PortfolioRefused refusal={refusal} onTryAgain={() => void portfolio.refetch()} />
      </>
    );
  }
  const awaitsFilters = narrowsMaps(moving.place) && refusal === null;
  return (
    <>
      <PortfolioHeader view={null} />
      <Tabs moving={moving} />
      {!isOnMaps && <PortfolioSkeleton />}
      {isOnMaps && (awaitsFilters ? <MapsSkeleton /> : <Maps within={null} />)}
      {isOnMaps && refusal !== null && isFiltered(filters) && <FiltersFailed refusal={refusal} moving={moving} />}
    </>
  );
}

/** Some filter is set that the maps have no word for themselves. */
function narrowsMaps({ filters }: Place): boolean {
  return isFiltered({ ...filters, lead: null, search: '' });
}

/** The maps are whole, although filters are set: their rows could not be had. */
function FiltersFailed({ refusal, moving }: { readonly refusal: Refusal; readonly moving: Moving }): ReactElement {
  return (
    <p>
      The maps show all projects: {refusal.message} {refusal.remedy}{' '}
      <Button spacing="compact" onClick={() => moving.go({ filters: NO_FILTERS })}>
        Clear filters
      </Button>
    </p>
  );
}

function Tabs({ moving: { place, go } }: { readonly moving: Moving }): ReactElement {
  return (
    <ViewTabs
      label="Portfolio views"
      views={TABS}
      current={place.tab === 'report' ? 'overview' : place.tab}
      onGo={(tab) => go({ tab })}
    />
  );
}

interface LoadedProperties {
  readonly view: PortfolioView;
  readonly moving: Moving;
  readonly lostTouch: boolean;
}

function LoadedPage({ view, moving, lostTouch }: LoadedProperties): ReactElement {
  const { format, history } = useHost();
  const { place, go } = moving;
  const [isApproached, setApproached] = useState(false);
  const gone = columnsGone(useQueryText(history));
  const { names, naming, error, askAgain } = useProjectNames(isApproached || namesAreShown(view, place));
  // The field, the tab and the row that were pressed answer at once; what follows from them comes after.
  const filters = useDeferredValue(place.filters);
  const tab = useDeferredValue(place.tab);
  const openedId = useDeferredValue(place.opened);
  const all = useMemo(() => listProjects(view, names), [view, names]);
  // By whom or by what nobody can tell yet.
  const awaitsNames = naming !== 'known' && isByNames(place);
  const shown = useMemo(() => (awaitsNames ? all : shownOf(all, { view, filters })), [all, view, filters, awaitsNames]);
  const onOpen = useCallback(
    (projectId: string, rule?: string) => go({ opened: projectId, finding: rule ?? null }),
    [go],
  );
  const columns = useMemo(() => projectColumns({ view, format, onOpen, naming }), [view, format, onOpen, naming]);
  const page: Shown = useMemo(
    () => ({ view, names, naming, all, shown, moving, onOpen }),
    [view, names, naming, all, shown, moving, onOpen],
  );
  const opened = all.find(({ project }) => project.id === openedId);
  const isRead = all.some(({ standing }) => standing !== null);
  return (
    <>
      <PortfolioHeader {...{ view, all, shown, moving }}>
        {isRead && tab !== 'report' && (
          <div className="portfolio-actions">
            <SavedViews place={place} />
            <Button onClick={() => go({ tab: 'report' })}>Print report</Button>
          </div>
        )}
      </PortfolioHeader>
      <Tabs moving={moving} />
      {all.length > 0 && <FilterBar {...{ view, names, moving }} onApproach={() => setApproached(true)} />}
      <PortfolioBanners {...{ all, lostTouch, gone }} />
      {tab === 'dependencies' ? (
        <Maps within={narrowsMaps(place) ? onMaps(all, view, place) : null} />
      ) : all.length === 0 ? (
        <NoProjects />
      ) : !isRead ? (
        <NothingReadYet projects={all.length} />
      ) : (
        <div className={opened === undefined ? 'portfolio-content' : 'portfolio-content portfolio-beside'}>
          <div className="portfolio-view" aria-busy={filters !== place.filters || tab !== place.tab}>
            {awaitsNames && naming === 'coming' ? (
              <PortfolioSkeleton />
            ) : awaitsNames ? (
              <NamesFailed error={error} onTryAgain={askAgain} moving={moving} />
            ) : shown.length === 0 ? (
              <NothingFound moving={moving} />
            ) : (
              <Suspense fallback={<PortfolioSkeleton />}>
                {tab === 'overview' && <Overview shown={page} columns={columns} />}
                {tab === 'projects' && <Projects page={page} all={columns} />}
                {tab === 'heat-map' && <HeatMap page={page} />}
                {tab === 'trends' && <Trends page={page} />}
                {tab === 'report' && <Report page={page} all={columns} />}
              </Suspense>
            )}
          </div>
          {opened !== undefined && <ProjectDrawer each={opened} page={page} onClose={() => go({ opened: null })} />}
        </div>
      )}
    </>
  );
}

/** Names cost calls to Jira by the hundred projects: they are asked for where they are read. */
function namesAreShown({ patterns }: PortfolioView, place: Place): boolean {
  const { tab, filters, opened } = place;
  const isOfCategory = patterns.some((pattern) => pattern.in === 'group' && pattern.group.kind === 'category');
  return tab === 'projects' || isOfCategory || opened !== null || isByNames(place) || isFiltered(filters);
}

/** Which projects are shown, together or in which order, only names tell. */
function isByNames({ filters, grouping, sorting }: Place): boolean {
  const isName = (word: string | undefined): boolean => word === 'lead' || word === 'category';
  return filters.lead !== null || isName(grouping ?? undefined) || isName(sorting?.column);
}

/** Ids of the projects on the maps, which filter by leads and search themselves. */
function onMaps(all: readonly ListedProject[], view: PortfolioView, { filters }: Place): ReadonlySet<string> {
  const left = shownOf(all, { view, filters: { ...filters, lead: null, search: '' } });
  return new Set(left.map(({ project }) => project.id));
}

interface NamesProperties {
  readonly error: unknown;
  readonly onTryAgain: () => void;
  readonly moving: Moving;
}

/** Without names there are no such groups, nor such an order; everything else can still be seen. */
function NamesFailed({ error, onTryAgain, moving: { place, go } }: NamesProperties): ReactElement {
  return (
    <div className="portfolio-nothing">
      <RefusalMessage error={error} />
      <p>Jira has not told who leads the projects and what their categories are called, which this view goes by.</p>
      <Button onClick={onTryAgain}>Try again</Button>{' '}
      <Button
        appearance="subtle"
        onClick={() => go({ grouping: null, sorting: null, filters: { ...place.filters, lead: null } })}
      >
        Show projects without them
      </Button>
    </div>
  );
}

function NothingFound({ moving }: { readonly moving: Moving }): ReactElement {
  return (
    <div className="portfolio-nothing">
      <p>No project is left by these filters.</p>
      <Button onClick={() => moving.go({ filters: NO_FILTERS })}>Clear filters</Button>
    </div>
  );
}

/** The maps write addresses of their own, in which the page's filters stay. */
function Maps({ within }: { readonly within: ReadonlySet<string> | null }): ReactElement {
  const host = useHost();
  const kept = useMemo(() => ({ ...host, history: keeping(host.history, KEPT_WORDS) }), [host]);
  return (
    <HostProvider value={kept}>
      <PortfolioMaps
        base={PORTFOLIO_MAPS}
        within={within}
        refused={(refusal, onTryAgain) => <PortfolioRefused refusal={refusal} onTryAgain={onTryAgain} />}
      />
    </HostProvider>
  );
}
