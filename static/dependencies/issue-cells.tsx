import { memo, type ReactElement } from 'react';
import type { MapIssue } from '../../src/contract';
import { useHost } from '../shared/host';
import { IssueLink } from './issue-link';
import { guessOf } from './issue-words';
import { RESTRICTED } from './words';
import './issue-cells.css';

/** An issue of a table with what it is called in addresses. */
export interface NamedIssue {
  readonly issue: MapIssue;
  readonly handle: string;
}

/** A line breaks before it or after it. */
export function Unbroken({ words }: { readonly words: string }): ReactElement {
  return <span className="issue-table-unbroken">{words}</span>;
}

interface FinishProperties {
  readonly issue: MapIssue;
  readonly day: string | null;
}

/** When it will finish, or that it has. */
export function Finish({ issue, day }: FinishProperties): ReactElement {
  const { format } = useHost();
  if (issue.state === 'done') return <>done</>;
  if (day === null) return <>–</>;
  const guess = guessOf(issue);
  if (guess === null) return <Unbroken words={format.day(day)} />;
  return (
    <em>
      <Unbroken words={guess} /> <Unbroken words={format.day(day)} />
    </em>
  );
}

interface CellProperties extends NamedIssue {
  readonly isSelected: boolean;
  readonly onSelect: (handle: string | null) => void;
}

/** The issue's link, and the button that selects it. */
export const IssueCell = memo(function IssueCell({
  issue,
  handle,
  isSelected,
  onSelect,
}: CellProperties): ReactElement {
  return (
    <>
      {issue.key !== null && (
        <>
          <IssueLink issueKey={issue.key} />{' '}
        </>
      )}
      <button
        type="button"
        className="issue-cell-open"
        aria-pressed={isSelected}
        title="Show its dates and what they come from"
        onClick={() => onSelect(handle)}
      >
        {issue.key === null ? `${RESTRICTED} issue` : issue.summary || 'no summary'}
        {issue.milestone && <span className="subtle"> · milestone</span>}
      </button>
    </>
  );
});
