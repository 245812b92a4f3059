import type { ReactElement } from 'react';
import type { StandingView } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { useHost } from '../shared/host';
import { usePath } from '../shared/page-history';
import { Banners } from './banners';
import { CheapestPath } from './cheapest-path';
import { Dependencies } from './dependencies';
import { EmptyProject } from './empty-project';
import { Explanation } from './explanation';
import { Findings } from './findings';
import { FirstRun } from './first-run';
import { Gates } from './gates/gates';
import { NextGateCard } from './gates/next-gate-card';
import { GoalPath } from './goal-path';
import { History } from './history/history';
import { NextLevelCard } from './next-level-card';
import { PageHeader } from './page-header';
import { PageSkeleton } from './page-skeleton';
import { PageTabs } from './page-tabs';
import { useProjectId } from './project-id';
import { ComplianceRefused } from './refused-page';
import { viewOfPath } from './routes';
import { ScoreAnnouncer } from './score-announcer';
import { StandingCard } from './standing-card';
import { useStanding } from './standing-query';
import { WaiverDebt } from './waiver-debt';
import { Waivers } from './waivers';
import { findingsToShow } from './withheld';
import './project-page.css';

/** The project page: picks the state to show, then the view that the address names. */
export function ProjectPage(): ReactElement {
  const projectId = useProjectId();
  const standing = useStanding(projectId);
  if (standing.isPending) return <PageSkeleton />;
  const refusal = standing.error ? refusalOf(standing.error) : null;
  // What was shown before a permission was withdrawn is not to be shown any longer.
  const closed = refusal?.kind === 'noPermission' || refusal?.kind === 'notFound';
  if (refusal && (closed || standing.data === undefined)) {
    return <ComplianceRefused refusal={refusal} onTryAgain={() => void standing.refetch()} />;
  }
  if (standing.data === undefined) return <PageSkeleton />;
  return (
    <main className="page">
      <ScoreAnnouncer score={standing.data.snapshot?.score ?? null} />
      <Standing standing={standing.data} lostTouch={refusal !== null} />
    </main>
  );
}

interface StandingProperties {
  readonly standing: StandingView;
  /** The last look for news failed. */
  readonly lostTouch: boolean;
}

function Standing({ standing, lostTouch }: StandingProperties): ReactElement {
  const { history } = useHost();
  const view = viewOfPath(usePath(history));
  const { snapshot, rules } = standing;
  const hasIssues = snapshot !== null && snapshot.issues.read > 0;
  // Gates rest on a record of their own: they are there before anything was read of Jira.
  const isAtGates = view.kind === 'gates' || view.kind === 'passport';
  if (snapshot !== null && view.kind === 'explanation') return <Explanation snapshot={snapshot} rules={rules} />;
  return (
    <>
      <PageHeader standing={standing} />
      <Banners standing={standing} lostTouch={lostTouch} />
      {(hasIssues || isAtGates) && <PageTabs current={view.kind} />}
      {isAtGates && <Gates />}
      {snapshot === null && !isAtGates && <FirstRun standing={standing} />}
      {snapshot !== null && !hasIssues && !isAtGates && <EmptyProject />}
      {hasIssues && view.kind === 'dependencies' && <Dependencies />}
      {hasIssues && view.kind === 'waivers' && <Waivers waiverSteps={standing.waiverSteps} />}
      {hasIssues && view.kind === 'history' && <History shows={view.shows} standing={standing} snapshot={snapshot} />}
      {hasIssues && (view.kind === 'overview' || view.kind === 'finding') && (
        <>
          <div className="cards">
            <StandingCard snapshot={snapshot} recent={standing.recent} announced={standing.announced} />
            <NextLevelCard snapshot={snapshot} rules={rules} />
            <NextGateCard />
          </div>
          <WaiverDebt waiverSteps={standing.waiverSteps} />
          <GoalPath standing={standing} snapshot={snapshot} />
          <CheapestPath snapshot={snapshot} rules={rules} />
          <Findings
            standing={standing}
            findings={findingsToShow(snapshot)}
            openRule={view.kind === 'finding' ? view.rule : null}
          />
        </>
      )}
    </>
  );
}
