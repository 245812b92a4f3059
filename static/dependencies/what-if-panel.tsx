import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { MovedIssue, WhatIfView } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import type { Assumptions } from './assumptions';
import { IssueLink } from './issue-link';
import { RESTRICTED, workingDays } from './words';
import './what-if.css';

interface Properties {
  readonly assumptions: Assumptions;
  readonly answer: UseQueryResult<WhatIfView>;
}

const MOST_LINES = 12;

/** What the reader assumes, each with a way back, and what would move. */
export function WhatIfPanel({ assumptions, answer }: Properties): ReactElement {
  const { all, takeBack, clear } = assumptions;
  return (
    <section className="card what-if" aria-labelledby="what-if-heading">
      <header className="what-if-header">
        <Heading as="h3" size="small" id="what-if-heading">
          What if
        </Heading>
        <Button spacing="compact" appearance="subtle" onClick={clear}>
          Take all back
        </Button>
      </header>
      <ul className="what-if-list" aria-label="Assumptions">
        {all.map((assumption) => (
          <li key={assumption.words}>
            <span>{assumption.words}</span>
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={`Undo: ${assumption.words}`}
              onClick={() => takeBack(assumption)}
            >
              Undo
            </Button>
          </li>
        ))}
      </ul>
      <div role="status" aria-busy={answer.isFetching}>
        {answer.data !== undefined && <Headline outcome={answer.data} />}
        {answer.data === undefined && answer.isPending && <p className="subtle">Working it out…</p>}
        {answer.error !== null && (
          <p>
            <span className="strong">{refusalOf(answer.error).message}.</span> {refusalOf(answer.error).remedy}
          </p>
        )}
      </div>
      {answer.data !== undefined && <Outcome outcome={answer.data} />}
      <p className="small subtle">Nothing of this is written to Jira.</p>
    </section>
  );
}

/** The answer in a sentence. */
export function Headline({ outcome }: { readonly outcome: WhatIfView }): ReactElement {
  const { format } = useHost();
  const milestones = outcome.moved.filter(({ milestone }) => milestone).length;
  if (outcome.movedCount === 0) return <p className="strong">No other date moves.</p>;
  const parts = [
    counted(outcome.movedCount, 'issue', 'issues', format.count),
    counted(milestones, 'milestone', 'milestones', format.count),
    counted(outcome.projects.length, 'project', 'projects', format.count),
  ];
  return (
    <p className="strong">
      {format.list(parts)} would move.
      {outcome.becomeLate > 0 &&
        ` ${counted(outcome.becomeLate, 'dependency', 'dependencies', format.count)} would become late.`}
      {outcome.stopBeingLate > 0 &&
        ` ${counted(outcome.stopBeingLate, 'dependency', 'dependencies', format.count)} would stop being late.`}
      {outcome.newlyInCycle > 0 &&
        ` ${counted(outcome.newlyInCycle, 'issue', 'issues', format.count)} would wait for each other in a cycle.`}
    </p>
  );
}

function Outcome({ outcome }: { readonly outcome: WhatIfView }): ReactElement {
  const milestones = outcome.moved.filter(({ milestone }) => milestone);
  const issues = outcome.moved.filter(({ milestone }) => !milestone);
  return (
    <>
      {outcome.projects.length > 0 && (
        <>
          <p className="what-if-title">Projects</p>
          <ul className="what-if-list" aria-label="Projects that would move">
            {outcome.projects.slice(0, MOST_LINES).map((project, place) => (
              <li key={project.id ?? `restricted-${place}`}>
                <span>{project.name ?? `${RESTRICTED} projects`}</span>
                <FromTo from={project.from} to={project.to} target={project.target} />
              </li>
            ))}
          </ul>
          <Rest shown={Math.min(MOST_LINES, outcome.projects.length)} total={outcome.projects.length} />
        </>
      )}
      <Moved title="Milestones" moved={milestones} total={milestones.length} />
      <Moved title="Issues" moved={issues} total={outcome.movedCount - milestones.length} />
      <OutcomeNotes outcome={outcome} />
    </>
  );
}

/** What the answer leaves out, and why. */
export function OutcomeNotes({ outcome }: { readonly outcome: WhatIfView }): ReactElement {
  return (
    <>
      {outcome.notes.map((note) => (
        <p key={note} className="small subtle">
          {note}
        </p>
      ))}
    </>
  );
}

interface MovedProperties {
  readonly title: string;
  readonly moved: readonly MovedIssue[];
  readonly total: number;
}

function Moved({ title, moved, total }: MovedProperties): ReactElement | null {
  const { format } = useHost();
  if (moved.length === 0) return null;
  return (
    <>
      <p className="what-if-title">{title}</p>
      <ul className="what-if-list" aria-label={`${title} that would move`}>
        {moved.slice(0, MOST_LINES).map((issue, place) => (
          <li key={issue.id ?? `restricted-${place}`}>
            <span className="what-if-name">
              {issue.key === null ? (
                `${RESTRICTED} issue`
              ) : (
                <>
                  <IssueLink issueKey={issue.key} /> {issue.summary}
                </>
              )}
            </span>
            <span className="what-if-days">
              {issue.days !== null &&
                issue.days !== 0 &&
                `${issue.days > 0 ? '+' : ''}${workingDays(issue.days, format.count)}, `}
              <FromTo from={issue.from} to={issue.to} target={null} />
            </span>
          </li>
        ))}
      </ul>
      <Rest shown={Math.min(MOST_LINES, moved.length)} total={total} />
    </>
  );
}

function Rest({ shown, total }: { readonly shown: number; readonly total: number }): ReactElement | null {
  const { format } = useHost();
  if (shown >= total) return null;
  return (
    <p className="small subtle">
      Showing {format.count(shown)} of {format.count(total)}
    </p>
  );
}

interface FromToProperties {
  readonly from: string | null;
  readonly to: string | null;
  readonly target: string | null;
}

function FromTo({ from, to, target }: FromToProperties): ReactElement {
  const { format } = useHost();
  const isPast = target !== null && to !== null && to > target;
  return (
    <span className="what-if-days">
      {from === null ? 'no date' : format.day(from)} → {to === null ? 'not done' : format.day(to)}
      {isPast && <span className="what-if-past"> past its target {format.day(target)}</span>}
    </span>
  );
}
