import Button from '@atlaskit/button/default/button';
import type { ReactElement, ReactNode } from 'react';
import type { ContextNeighbour, IssueContextView } from '../../src/contract';
import { IssueLink } from '../dependencies/issue-link';
import { useIssueContext } from '../dependencies/queries';
import { pathOfPlace } from '../dependencies/routes';
import { KIND_WORDS, LATENESS_WORDS, RESTRICTED, workingDays } from '../dependencies/words';
import { refusalOf } from '../shared/call';
import { useHost } from '../shared/host';
import { openInPortfolio, PORTFOLIO_MAPS } from '../shared/jira-links';
import { counted } from '../shared/words';
import { PanelRefused } from './panel-refused';
import { PanelSkeleton } from './panel-skeleton';
import './issue-panel.css';

/** Why one should care about this issue's dates: what it waits for, what waits for it, what there is to spare. */
export function IssuePanel({ issueId }: { readonly issueId: string }): ReactElement {
  const context = useIssueContext(issueId);
  if (context.isPending) return <PanelSkeleton />;
  const refusal = context.error ? refusalOf(context.error) : null;
  // What was shown before a permission was withdrawn is not to be shown any longer.
  const isClosed = refusal?.kind === 'noPermission' || refusal?.kind === 'notFound';
  if (context.data === undefined || isClosed) {
    return <PanelRefused refusal={refusal ?? refusalOf(null)} onTryAgain={() => void context.refetch()} />;
  }
  return (
    <main className="page issue-panel">
      <h1 className="visually-hidden">Dependencies</h1>
      <Brief context={context.data} issueId={issueId} />
    </main>
  );
}

interface Properties {
  readonly context: IssueContextView;
  readonly issueId: string;
}

function Brief({ context, issueId }: Properties): ReactElement {
  if (context.projectId === null) {
    return (
      <p>
        Plumbline has not read this issue yet. It does so by itself within minutes; then you will find here what the
        issue waits for, what waits for it, and what there is to spare.
      </p>
    );
  }
  const isAlone = context.waitsForCount === 0 && context.waitedForByCount === 0;
  return (
    <>
      <dl className="issue-panel-lines">
        <Line term="Waits for">
          <Neighbours neighbours={context.waitsFor} count={context.waitsForCount} none="nothing" />
        </Line>
        <Line term="Waited for by">
          <Neighbours neighbours={context.waitedForBy} count={context.waitedForByCount} none="nobody" />
        </Line>
        <Line term="Float">
          <FloatOf context={context} />
        </Line>
      </dl>
      {context.findings.length > 0 && <Findings context={context} />}
      {context.notes.map((note) => (
        <p key={note} className="small subtle">
          {note}
        </p>
      ))}
      {!isAlone && (
        <div>
          <Button
            spacing="compact"
            onClick={() =>
              void openInPortfolio(
                pathOfPlace(PORTFOLIO_MAPS, { level: 'issues', view: 'chain', scope: { of: 'chain', issueId } }),
              )
            }
          >
            Open the chain
          </Button>
        </div>
      )}
    </>
  );
}

function Line({ term, children }: { readonly term: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface NeighboursProperties {
  readonly neighbours: readonly ContextNeighbour[];
  /** How many there are, shown or not. */
  readonly count: number;
  readonly none: string;
}

function Neighbours({ neighbours, count, none }: NeighboursProperties): ReactElement {
  const { format } = useHost();
  if (count === 0) return <>{none}</>;
  return (
    <>
      <span className="strong">{counted(count, 'issue', 'issues', format.count)}</span>
      <ul className="issue-panel-neighbours">
        {neighbours.map((neighbour, place) => (
          <li key={`${neighbour.id ?? `restricted-${place}`} ${neighbour.kind}`}>
            <Neighbour neighbour={neighbour} />
          </li>
        ))}
      </ul>
      {neighbours.length < count && (
        <span className="small subtle">
          Showing {format.count(neighbours.length)} of {format.count(count)}, the most pressing
        </span>
      )}
    </>
  );
}

function Neighbour({ neighbour }: { readonly neighbour: ContextNeighbour }): ReactElement {
  const { format } = useHost();
  const { key, summary, kind, lateness, forecastFinish, slack } = neighbour;
  const isLate = lateness === 'lateNow' || lateness === 'willBeLate';
  const parts = [
    forecastFinish === null ? null : `forecast ${format.day(forecastFinish)}`,
    slack === null ? null : `float ${workingDays(slack, format.count)}`,
    kind === 'finishToStart' ? null : KIND_WORDS[kind].word.toLowerCase(),
  ].filter((part) => part !== null);
  return (
    <>
      {key === null ? `${RESTRICTED} issue` : <IssueLink issueKey={key} />}
      {summary === null ? ' ' : ` ${summary} `}
      <span className="small subtle">
        <span className={isLate ? 'issue-panel-late' : undefined} title={LATENESS_WORDS[lateness].meaning}>
          {LATENESS_WORDS[lateness].word.toLowerCase()}
        </span>
        {parts.length > 0 && `, ${parts.join(', ')}`}
      </span>
    </>
  );
}

function FloatOf({ context }: { readonly context: IssueContextView }): ReactElement {
  const { format } = useHost();
  if (context.state === 'done') return <>done: nobody waits any more</>;
  const { totalFloat, plannedFinish, forecastFinish, slip, ifItSlips } = context;
  return (
    <>
      <span className={totalFloat !== null && totalFloat < 0 ? 'strong issue-panel-late' : 'strong'}>
        {totalFloat === null ? 'unknown' : workingDays(totalFloat, format.count)}
      </span>
      {context.inCycle ? ' · in a cycle' : context.critical && ' · critical'}
      <p>
        {plannedFinish === null ? 'No planned finish' : `Planned ${format.day(plannedFinish)}`}
        {forecastFinish !== null && `, forecast ${format.day(forecastFinish)}`}
        {slip !== null && slip > 0 && `, ${workingDays(slip, format.count)} later`}.
      </p>
      {ifItSlips !== null && <IfItSlips cost={ifItSlips} />}
    </>
  );
}

/** What its slipping would cost: how much moves, by how much at most, and which milestones. */
function IfItSlips({ cost }: { readonly cost: NonNullable<IssueContextView['ifItSlips']> }): ReactElement {
  const { format } = useHost();
  const { days, issues, milestones, projects, most, movedMilestones } = cost;
  const slips = `If it slips by ${workingDays(days, format.count)}`;
  if (issues === 0) return <p>{slips}, no other date moves.</p>;
  const moving = [
    counted(issues, 'issue', 'issues', format.count),
    counted(milestones, 'milestone', 'milestones', format.count),
    counted(projects, 'project', 'projects', format.count),
  ];
  return (
    <>
      <p>
        {slips}, {format.list(moving)} move, by {workingDays(most, format.count)} at most.
      </p>
      {movedMilestones.length > 0 && (
        <ul className="issue-panel-neighbours" aria-label="Milestones that move">
          {movedMilestones.map(({ key, summary, days: moved }) => (
            <li key={key}>
              <IssueLink issueKey={key} /> {summary}{' '}
              <span className="small subtle">{workingDays(moved, format.count)} later</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Findings({ context }: { readonly context: IssueContextView }): ReactElement {
  return (
    <section aria-labelledby="issue-panel-findings">
      <h2 id="issue-panel-findings" className="issue-panel-title">
        What keeps a rule from holding here
      </h2>
      <ul className="issue-panel-findings">
        {context.findings.map(({ rule, title, wrong }) => (
          <li key={rule}>
            {wrong} <span className="small subtle">({title})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
