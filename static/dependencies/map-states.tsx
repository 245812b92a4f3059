import Heading from '@atlaskit/heading/heading';
import SectionMessage from '@atlaskit/section-message/section-message';
import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import type { PortfolioMapView } from '../../src/contract';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { Notice } from '../shared/notice';
import { counted } from '../shared/words';
import type { ShownProjects } from './shown-projects';

const BONES = 9;
const LIST_AT_MOST = 5;

/** The maps while they load, in the layout that they are going to have. */
export function MapsSkeleton(): ReactElement {
  return (
    <div className="maps" aria-busy="true">
      <header className="maps-header">
        <div>
          <Heading as="h2" size="medium">
            Dependencies
          </Heading>
          <Skeleton width="24rem" height="1.25rem" isShimmering />
        </div>
        <Skeleton width="30rem" height="2rem" isShimmering />
      </header>
      <p role="status" className="visually-hidden">
        Loading
      </p>
      <Skeleton width="100%" height="2.25rem" isShimmering />
      <div className="maps-split" aria-hidden="true">
        <div className="maps-bones">
          {Array.from({ length: BONES }, (_, bone) => (
            <Skeleton key={bone} width="100%" height="2.125rem" isShimmering />
          ))}
        </div>
        <div className="maps-bones">
          <Skeleton width="60%" height="1.5rem" isShimmering />
          <Skeleton width="100%" height="12rem" isShimmering />
        </div>
      </div>
    </div>
  );
}

/** Before the first forecast: what is happening, how long it takes, what will be here. */
export function NoMapYet(): ReactElement {
  return (
    <Notice title="The map is being made for the first time">
      <p>
        Plumbline has read your projects, or is reading them, and puts their dependencies together. This takes a minute
        or two once the projects are read; the page shows the map by itself.
      </p>
      <p>Then you will find here:</p>
      <ul className="notice-list">
        <li>which project waits for which, and how many of those dependencies are late or will be</li>
        <li>when each project will be finished, and what decides that</li>
        <li>circles of issues that wait for each other</li>
      </ul>
    </Notice>
  );
}

/** There is a forecast, but nothing between projects: what is missing, and how to get it. */
export function NoDependencies({ view }: { readonly view: PortfolioMapView }): ReactElement {
  const { format } = useHost();
  const { total, open, crossProject } = view.dependencies;
  return (
    <Notice title="No project waits for another at present">
      <p>
        {total === 0
          ? 'No issue is linked to another as blocked by it. Link an issue in Jira with “is blocked by”, and the map shows who waits for whom.'
          : `Plumbline found ${counted(total, 'dependency', 'dependencies', format.count)}, ${format.count(open)} of them open and ${format.count(crossProject)} across projects, but none between open issues of two projects.`}
      </p>
      <p>Dependencies within a project are on that project’s own page.</p>
    </Notice>
  );
}

interface BannerProperties {
  readonly view: PortfolioMapView;
  /** The last look for news failed. */
  readonly lostTouch: boolean;
}

/** What is wrong with what is shown, why, and what still holds. Nothing when all is well. */
export function MapBanners({ view, lostTouch }: BannerProperties): ReactElement | null {
  const { format } = useHost();
  if (!lostTouch && !view.stale && view.unclearLinkTypes.length === 0) return null;
  const unclear = view.unclearLinkTypes;
  const links = unclear.reduce((sum, each) => sum + each.links, 0);
  return (
    <div className="maps-banners">
      {lostTouch && (
        <SectionMessage appearance="warning" title="No connection to Plumbline">
          <p>What you see may be out of date. The page keeps trying and catches up by itself.</p>
        </SectionMessage>
      )}
      {view.stale && view.asOf !== null && (
        <SectionMessage appearance="information" title={`The forecast is of ${format.day(view.asOf)}`}>
          <p>
            A new day has begun since, so that some dependencies may have become late. A new forecast is being made; the
            page shows it by itself. Which project waits for which still holds.
          </p>
        </SectionMessage>
      )}
      {unclear.length > 0 && (
        <SectionMessage
          appearance="information"
          title={`${counted(links, 'link is', 'links are', format.count)} not on the map`}
        >
          <p>
            From the words of {unclear.length === 1 ? 'this link type' : 'these link types'} Plumbline cannot tell who
            waits for whom:{' '}
            {format.list(
              unclear.slice(0, LIST_AT_MOST).map(({ name, links: count }) => `“${name}” (${format.count(count)})`),
            )}
            {unclear.length > LIST_AT_MOST && ` and ${format.count(unclear.length - LIST_AT_MOST)} others`}. Everything
            else is complete.
          </p>
        </SectionMessage>
      )}
    </div>
  );
}

/** "12 of 12 projects, 58 of 58 open dependencies shown · data from 09:40". */
export function Extent({
  view,
  shown,
}: {
  readonly view: PortfolioMapView;
  readonly shown: ShownProjects;
}): ReactElement {
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

/** What the figures do not hold, below the map. */
export function MapNotes({ view }: { readonly view: PortfolioMapView }): ReactElement {
  const { format } = useHost();
  const undated = view.projects.reduce((sum, project) => sum + project.undated, 0);
  const estimated = view.projects.reduce((sum, project) => sum + project.estimated, 0);
  const notes = [
    view.withUnknownEnd > 0 &&
      `${counted(view.withUnknownEnd, 'dependency has', 'dependencies have', format.count)} an end in a project that Plumbline does not read: counted as open, whether late is unknown.`,
    view.selfLinks > 0 && `${counted(view.selfLinks, 'link', 'links', format.count)} from an issue to itself left out.`,
    undated > 0 && `${counted(undated, 'open issue has', 'open issues have', format.count)} no date at all.`,
    estimated > 0 &&
      `${counted(estimated, 'duration is', 'durations are', format.count)} estimated, from how long such work took before.`,
  ].filter((note) => note !== false);
  return (
    <ul className="maps-notes small subtle" aria-label="Notes">
      <li>Days are working days. Only open dependencies between projects are counted in the map.</li>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
