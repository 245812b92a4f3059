import SectionMessage from '@atlaskit/section-message/section-message';
import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import { Notice } from '../shared/notice';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import type { ListedProject } from './listed';

const [CARDS, ROWS] = [5, 8];

/** The overview while it loads, in the layout that it is going to have. */
export function PortfolioSkeleton(): ReactElement {
  return (
    <div className="overview-loading" aria-busy="true">
      <p role="status" className="visually-hidden">
        Loading
      </p>
      <div className="overview-cards" aria-hidden="true">
        {Array.from({ length: CARDS }, (_, card) => (
          <Skeleton key={card} width="100%" height="7.5rem" isShimmering />
        ))}
      </div>
      <div className="overview-split" aria-hidden="true">
        <div className="overview-part">
          {Array.from({ length: ROWS }, (_, row) => (
            <Skeleton key={row} width="100%" height="2rem" isShimmering />
          ))}
        </div>
        <div className="overview-part">
          <Skeleton width="100%" height="8rem" isShimmering />
          <Skeleton width="100%" height="12rem" isShimmering />
        </div>
      </div>
    </div>
  );
}

/** The site has no project at all that Plumbline may read. */
export function NoProjects(): ReactElement {
  return (
    <Notice title="There are no projects yet">
      <p>
        Plumbline has found no project on this site, or is still listing them. Projects that Jira lets apps browse
        appear here by themselves, at most an hour after they were created.
      </p>
      <p>A Jira admin can see on the admin page which projects cannot be read, and why.</p>
    </Notice>
  );
}

/** Not one project has been evaluated: what is happening, how long, what will be here. */
export function NothingReadYet({ projects }: { readonly projects: number }): ReactElement {
  const { format } = useHost();
  return (
    <Notice title="Your projects are being read for the first time">
      <p>
        Plumbline knows {counted(projects, 'project', 'projects', format.count)} that you may see and reads them one by
        one, which takes about a minute for a few thousand issues. This page shows by itself what there is.
      </p>
      <p>Then you will find here:</p>
      <ul className="notice-list">
        <li>how all projects stand, what moved since last week, and why</li>
        <li>what recurs across projects, so that it can be answered once</li>
        <li>where to step in, down to the issues</li>
      </ul>
    </Notice>
  );
}

interface BannerProperties {
  readonly all: readonly ListedProject[];
  /** The last look for news failed. */
  readonly lostTouch: boolean;
  /** Columns that the address names and that there are no longer. */
  readonly gone: readonly string[];
}

/** What is wrong with what is shown, why, and what still holds. Nothing when all is well. */
export function PortfolioBanners({ all, lostTouch, gone }: BannerProperties): ReactElement | null {
  const { format } = useHost();
  const unreadable = all.reduce((sum, { standing }) => sum + (standing?.unreadableIssues ?? 0), 0);
  if (!lostTouch && gone.length === 0 && unreadable === 0) return null;
  return (
    <div className="portfolio-banners">
      {lostTouch && (
        <SectionMessage appearance="warning" title="No connection to Plumbline">
          <p>What you see may be out of date. The page keeps trying and catches up by itself.</p>
        </SectionMessage>
      )}
      {gone.length > 0 && (
        <SectionMessage appearance="information" title="This view names columns that there are no longer">
          <p>
            {format.list(gone.map((word) => `“${word}”`))} cannot be shown; everything else is as it was saved. Choose
            columns and save the view again to be rid of this note.
          </p>
        </SectionMessage>
      )}
      {unreadable > 0 && (
        <SectionMessage
          appearance="information"
          title={`${counted(unreadable, 'issue', 'issues', format.count)} could not be read`}
        >
          <p>They count nowhere. Each project’s own page names them and says why; everything else is complete.</p>
        </SectionMessage>
      )}
    </div>
  );
}
