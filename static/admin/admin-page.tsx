import SectionMessage from '@atlaskit/section-message/section-message';
import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { HealthView } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { usePath } from '../shared/page-history';
import { AdminTabs } from './admin-tabs';
import { AttentionSection } from './attention-section';
import { DiagnosticsSection } from './diagnostics-section';
import { NothingYet } from './nothing-yet';
import { useHealth } from './health-query';
import { JobsSection } from './jobs-section';
import { NewsAnnouncer } from './news-announcer';
import { PageSkeleton } from './page-skeleton';
import { DraftEditsProvider } from './playbooks/draft-edits';
import { PlaybooksPage } from './playbooks/playbooks-page';
import { PmoRoleSection } from './pmo-role-section';
import { PointsCard } from './points-card';
import { ReconciliationSection } from './reconciliation-section';
import { RefreshCard } from './refresh-card';
import { OperatorRefused } from './refused-page';
import { playbookPlaceOf } from './routes';
import './admin-page.css';

/** The admin page: picks the view to show. What is unsaved outlives the going to and fro. */
export function AdminPage(): ReactElement {
  const { history } = useHost();
  const place = playbookPlaceOf(usePath(history));
  return <DraftEditsProvider>{place === null ? <RefreshPage /> : <PlaybooksPage place={place} />}</DraftEditsProvider>;
}

/** How refreshing stands: picks the state to show. */
function RefreshPage(): ReactElement {
  const health = useHealth();
  if (health.isPending) return <PageSkeleton />;
  const refusal = health.error ? refusalOf(health.error) : null;
  // What was shown before a permission was withdrawn is not to be shown any longer.
  if (refusal && (refusal.kind === 'noPermission' || health.data === undefined)) {
    return <OperatorRefused tab="refresh" refusal={refusal} onTryAgain={() => void health.refetch()} />;
  }
  if (health.data === undefined) return <PageSkeleton />;
  return (
    <main className="page">
      <NewsAnnouncer health={health.data} />
      <PageHeader madeAt={health.data.madeAt} />
      <AdminTabs current="refresh" />
      {refusal && (
        <SectionMessage appearance="warning" title="No connection to Plumbline">
          <p>What you see may be out of date. The page keeps trying and catches up by itself.</p>
        </SectionMessage>
      )}
      <Health health={health.data} />
    </main>
  );
}

function PageHeader({ madeAt }: { readonly madeAt: string }): ReactElement {
  const { format } = useHost();
  const now = useNow(15_000);
  return (
    <header className="admin-header">
      <div>
        <Heading as="h1" size="large">
          Plumbline
        </Heading>
        <p className="subtle">How far this site is read, what it costs, and what needs you</p>
      </div>
      <span className="small subtle">
        Figures from <time dateTime={madeAt}>{format.clock(madeAt, now)}</time>; they follow by themselves
      </span>
    </header>
  );
}

function Health({ health }: { readonly health: HealthView }): ReactElement {
  const isEmpty = health.projects.total === 0;
  return (
    <>
      <div className="admin-cards">
        {isEmpty ? <NothingYet health={health} /> : <RefreshCard health={health} />}
        <PointsCard health={health} />
      </div>
      <AttentionSection health={health} />
      <JobsSection jobs={health.jobs} />
      <ReconciliationSection summary={health.reconciliation} />
      <PmoRoleSection />
      <DiagnosticsSection />
    </>
  );
}
