import Button from '@atlaskit/button/default/button';
import IconButton from '@atlaskit/button/icon/button';
import Heading from '@atlaskit/heading/heading';
import CloseIcon from '@atlaskit/icon/core/close';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { IssueMapView, MapDependency, MapIssue, MapScope } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { useHost } from '../shared/host';
import type { Assumptions } from './assumptions';
import type { Neighbours } from './dependency-walk';
import { IssueLink } from './issue-link';
import { DURATION_FROM_WORDS, PLANNED_FROM_WORDS, STATE_WORDS, guessOf, issueName, slipInWords } from './issue-words';
import { useWhatIf } from './queries';
import { handleOf } from './shown-map';
import { WhatIfForm } from './what-if-form';
import { Headline, OutcomeNotes } from './what-if-panel';
import { KIND_WORDS, LATENESS_WORDS, workingDays } from './words';
import './issue-drawer.css';

interface Properties {
  readonly view: IssueMapView;
  /** Its place in the view's issues. */
  readonly place: number;
  readonly neighbours: Neighbours;
  readonly assumptions: Assumptions;
  readonly onSelect: (handle: string | null) => void;
  readonly onOpen: (scope: MapScope) => void;
}

/** One issue of a map: its dates and what they come from, what it waits for, what waits for it, what its slipping costs. */
export function IssueDrawer(properties: Properties): ReactElement {
  const { view, place, assumptions, onSelect, onOpen } = properties;
  const issue = view.issues[place];
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    top.current?.focus({ preventScroll: true });
    top.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, [place]);
  const { id, key } = issue;
  return (
    <section
      className="card issue-drawer"
      aria-labelledby="issue-drawer-heading"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        onSelect(null);
      }}
    >
      <header className="issue-drawer-header">
        <div ref={top} tabIndex={-1} className="issue-drawer-heading">
          <Heading as="h3" size="small" id="issue-drawer-heading">
            {issueName(issue)}
          </Heading>
        </div>
        <IconButton
          icon={CloseIcon}
          label="Close"
          appearance="subtle"
          spacing="compact"
          onClick={() => onSelect(null)}
        />
      </header>
      <Where issue={issue} view={view} />
      <Dates issue={issue} view={view} />
      <Ends {...properties} side="providers" title="Waits for" none="Nothing on this map." />
      <Ends {...properties} side="dependents" title="Waited for by" none="Nobody on this map." />
      {id !== null && key !== null && (
        <>
          <div className="issue-drawer-actions">
            <Button spacing="compact" onClick={() => onOpen({ of: 'chain', issueId: id })}>
              Open chain
            </Button>
            {issue.inCycle && (
              <Button spacing="compact" onClick={() => onOpen({ of: 'cycle', issueId: id })}>
                Open cycle
              </Button>
            )}
          </div>
          {issue.state !== 'done' && issue.state !== 'unknown' && (
            <>
              <BlastRadius key={id} issueId={id} slip={issue.slip} />
              <WhatIfForm key={`what-if-${id}`} issue={{ ...issue, id, key }} view={view} assumptions={assumptions} />
            </>
          )}
        </>
      )}
    </section>
  );
}

function Where({ issue, view }: { readonly issue: MapIssue; readonly view: IssueMapView }): ReactElement {
  const project = issue.project === null ? null : view.projects[issue.project];
  const parts = [
    issue.milestone ? 'Milestone' : null,
    issue.status ?? STATE_WORDS[issue.state],
    project?.name ?? null,
    issue.anonymous ? null : (issue.assignee ?? 'nobody assigned'),
  ];
  return (
    <p className="small subtle">
      {issue.key !== null && (
        <>
          <IssueLink issueKey={issue.key} /> ·{' '}
        </>
      )}
      {parts.filter((part) => part !== null).join(' · ')}
    </p>
  );
}

function Dates({ issue, view }: { readonly issue: MapIssue; readonly view: IssueMapView }): ReactElement {
  const { format } = useHost();
  const guess = guessOf(issue);
  const slip = slipInWords(issue.slip, format);
  return (
    <dl className="issue-drawer-dates">
      <Line term="Planned">
        {issue.plannedFinish === null ? (
          'no planned finish'
        ) : (
          <>
            {issue.plannedStart !== null && `${format.day(issue.plannedStart)} – `}
            {format.day(issue.plannedFinish)}
            {issue.plannedFinishFrom !== null && issue.plannedFinishFrom !== 'field' && (
              <span className="subtle"> ({PLANNED_FROM_WORDS[issue.plannedFinishFrom]})</span>
            )}
          </>
        )}
      </Line>
      {issue.forecastFinish !== null && (
        <Line term="Forecast">
          {issue.earliestStart !== null && !issue.milestone && `${format.day(issue.earliestStart)} – `}
          {guess === null ? (
            format.day(issue.forecastFinish)
          ) : (
            <em>{`${guess} ${format.day(issue.forecastFinish)}`}</em>
          )}
          {slip !== null && <span className="issue-drawer-late"> {slip}</span>}
        </Line>
      )}
      {issue.duration !== null && (
        <Line term={issue.state === 'inProgress' ? 'Remaining' : 'Takes'}>
          {workingDays(issue.duration, format.count)}
          {issue.durationFrom !== null && <span className="subtle"> ({DURATION_FROM_WORDS[issue.durationFrom]})</span>}
        </Line>
      )}
      {issue.driver !== null && <Line term="Set by">{driverInWords(issue, view)}</Line>}
      {issue.totalFloat !== null && (
        <Line term="Float">
          {workingDays(issue.totalFloat, format.count)}
          {issue.latestFinish !== null && (
            <span className="subtle"> (may finish {format.day(issue.latestFinish)})</span>
          )}
          {issue.freeFloat !== null && (
            <span className="subtle">; {workingDays(issue.freeFloat, format.count)} before it moves anybody</span>
          )}
        </Line>
      )}
      {(issue.critical || issue.onPath || issue.inCycle) && (
        <Line term="Path">
          {[
            issue.onPath ? 'on the critical path' : issue.critical ? 'critical' : null,
            issue.inCycle ? 'in a cycle: its order cannot be told' : null,
          ]
            .filter((part) => part !== null)
            .join('; ')}
        </Line>
      )}
    </dl>
  );
}

function driverInWords(issue: MapIssue, view: IssueMapView): string {
  if (issue.driver === 'plan') return 'its own plan';
  if (issue.driver === 'today') return 'today: it cannot begin earlier';
  return issue.drivenBy === null ? 'an issue that is not on this map' : issueName(view.issues[issue.drivenBy]);
}

function Line({ term, children }: { readonly term: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface EndsProperties extends Properties {
  readonly side: keyof Neighbours;
  readonly title: string;
  readonly none: string;
}

const MOST_ENDS = 20;

function Ends({ view, place, neighbours, assumptions, onSelect, side, title, none }: EndsProperties): ReactElement {
  const { format } = useHost();
  const [isWhole, setWhole] = useState(false);
  const dependencies = neighbours[side][place].map((at) => view.dependencies[at]);
  const listed = isWhole ? dependencies : dependencies.slice(0, MOST_ENDS);
  return (
    <div>
      <p className="issue-drawer-title">
        {title} {dependencies.length > 0 && format.count(dependencies.length)}
      </p>
      {dependencies.length === 0 && <p className="small subtle">{none}</p>}
      <ul className="issue-drawer-ends" aria-label={title}>
        {listed.map((dependency) => {
          const other = side === 'providers' ? dependency.provider : dependency.dependent;
          return (
            <li key={`${other} ${dependency.kind}`}>
              <button
                type="button"
                className="issue-drawer-end"
                onClick={() => onSelect(handleOf(view.issues[other], other))}
              >
                {issueName(view.issues[other])}
              </button>
              <span className="small subtle">{standingInWords(dependency)}</span>
              <AssumeWithout dependency={dependency} view={view} assumptions={assumptions} />
            </li>
          );
        })}
      </ul>
      {listed.length < dependencies.length && (
        <Button spacing="compact" appearance="subtle" onClick={() => setWhole(true)}>
          Show all {format.count(dependencies.length)}
        </Button>
      )}
    </div>
  );

  function standingInWords({ kind, lateness, open, slack }: MapDependency): string {
    if (!open) return 'done';
    const parts = [
      LATENESS_WORDS[lateness].word.toLowerCase(),
      slack === null ? null : `float ${workingDays(slack, format.count)}`,
      kind === 'finishToStart' ? null : KIND_WORDS[kind].word.toLowerCase(),
    ];
    return parts.filter((part) => part !== null).join(', ');
  }
}

interface WithoutProperties {
  readonly dependency: MapDependency;
  readonly view: IssueMapView;
  readonly assumptions: Assumptions;
}

function AssumeWithout({ dependency, view, assumptions }: WithoutProperties): ReactElement | null {
  const provider = view.issues[dependency.provider];
  const dependent = view.issues[dependency.dependent];
  const assumption = withoutDependency(provider, dependent, dependency);
  if (assumption === null || !dependency.open) return null;
  return (
    <Button
      spacing="compact"
      appearance="subtle"
      isDisabled={assumptions.isFull}
      aria-label={`Without: ${assumption.words}`}
      onClick={() => assumptions.assume(assumption)}
    >
      Without
    </Button>
  );
}

/** The assumption that a dependency is not there; `null` where the viewer may not know both ends. */
export function withoutDependency(
  provider: MapIssue,
  dependent: MapIssue,
  { kind }: Pick<MapDependency, 'kind'>,
): Assumptions['all'][number] | null {
  if (provider.id === null || dependent.id === null) return null;
  return {
    change: { what: 'dropDependency', providerId: provider.id, dependentId: dependent.id, kind },
    words: `${dependent.key ?? ''} does not wait for ${provider.key ?? ''}`,
  };
}

interface BlastProperties {
  readonly issueId: string;
  readonly slip: number | null;
}

const LEAST_SLIP = 5;

/** What moves when the issue slips; asked for only when the reader wants to know. */
function BlastRadius({ issueId, slip }: BlastProperties): ReactElement {
  const { format } = useHost();
  const [isAsked, setAsked] = useState(false);
  const days = Math.max(LEAST_SLIP, slip ?? 0);
  const answer = useWhatIf(isAsked ? [{ what: 'shift', issueId, days }] : []);
  return (
    <div>
      <p className="issue-drawer-title">If it slips by {workingDays(days, format.count)}</p>
      {!isAsked && (
        <Button spacing="compact" onClick={() => setAsked(true)}>
          Show what moves
        </Button>
      )}
      <div role="status">
        {isAsked && answer.isLoading && <p className="subtle">Working it out…</p>}
        {isAsked && answer.data !== undefined && (
          <>
            <Headline outcome={answer.data} />
            <OutcomeNotes outcome={answer.data} />
          </>
        )}
        {answer.error !== null && <p>{refusalOf(answer.error).message}.</p>}
      </div>
    </div>
  );
}
