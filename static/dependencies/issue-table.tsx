import { memo, useMemo, type ReactElement } from 'react';
import type { MapDependency, MapIssue } from '../../src/contract';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import { IssueLink } from './issue-link';
import { guessOf } from './issue-words';
import { isLate, type ShownMap } from './shown-map';
import { SortableTable, type SortableColumn } from './sortable-table';
import { KIND_WORDS, LATENESS_WORDS, RESTRICTED, signed } from './words';
import './issue-table.css';

interface Properties {
  readonly shown: ShownMap;
  readonly selected: string | null;
  readonly onSelect: (handle: string | null) => void;
}

/** A dependency with the issues at its ends. */
interface Row {
  readonly dependency: MapDependency;
  readonly provider: End;
  readonly dependent: End;
}

interface End {
  readonly issue: MapIssue;
  readonly handle: string;
}

const STANDS = ['lateNow', 'willBeLate', 'atRisk', 'fine', 'unknown'] as const;
const LEAST_FLOAT_FIRST = { column: 5, isDescending: false };

/** What is sorted by: the same functions always, so that selecting an issue does not sort thousands of rows. */
const VALUES = {
  provider: ({ provider }: Row) => provider.issue.key,
  due: ({ provider }: Row) => provider.issue.forecastFinish,
  neededBy: ({ dependency }: Row) => dependency.neededBy,
  dependent: ({ dependent }: Row) => dependent.issue.key,
  stands: ({ dependency }: Row) => STANDS.indexOf(dependency.lateness),
  float: ({ dependency }: Row) => dependency.slack,
};

/** The dependencies as a table: what the drawings say, for those who read tables or use a screen reader. */
export function IssueTable({ shown, selected, onSelect }: Properties): ReactElement {
  const { format } = useHost();
  const rows = useMemo(() => {
    const endAt = (place: number): End => ({ issue: shown.issues[place], handle: shown.handles[place] });
    return shown.dependencies.map((dependency) => ({
      ...{ dependency, provider: endAt(dependency.provider), dependent: endAt(dependency.dependent) },
    }));
  }, [shown]);
  return (
    <SortableTable
      caption="Dependencies, one in each row"
      columns={columnsOf(format, selected, onSelect)}
      rows={rows}
      keyOf={({ dependency: { provider, dependent, kind } }) => `${provider} ${dependent} ${kind}`}
      sortedBy={LEAST_FLOAT_FIRST}
      rowClass={({ dependency }) => (dependency.onPath ? 'issue-table-path' : undefined)}
      rowsAre="dependencies"
    />
  );
}

function columnsOf(
  format: Format,
  selected: string | null,
  onSelect: Properties['onSelect'],
): readonly SortableColumn<Row>[] {
  const end = ({ issue, handle }: End): ReactElement => (
    <IssueCell {...{ issue, handle, onSelect }} isSelected={handle === selected} />
  );
  return [
    { words: 'Provider', value: VALUES.provider, cell: ({ provider }) => end(provider) },
    {
      words: 'Due',
      title: 'When the provider is forecast to finish',
      value: VALUES.due,
      cell: ({ dependency, provider }) => (
        <span className={isLate(dependency) ? 'issue-table-late' : undefined}>
          <Due issue={provider.issue} />
        </span>
      ),
    },
    {
      words: 'Needed by',
      value: VALUES.neededBy,
      cell: ({ dependency: { neededBy } }) => (neededBy === null ? '–' : <Day words={format.day(neededBy)} />),
    },
    {
      words: 'Dependent',
      value: VALUES.dependent,
      cell: ({ dependency: { kind }, dependent }) => (
        <>
          {end(dependent)}
          {kind !== 'finishToStart' && (
            <span className="subtle" title={KIND_WORDS[kind].meaning}>
              {' '}
              ({KIND_WORDS[kind].word.toLowerCase()})
            </span>
          )}
        </>
      ),
    },
    { words: 'Stands', value: VALUES.stands, cell: ({ dependency }) => <Stands dependency={dependency} /> },
    {
      words: 'Float',
      title: 'Working days to spare between the provider’s finish and when it is needed',
      isFigure: true,
      value: VALUES.float,
      cell: ({ dependency }) => (
        <span className={isLate(dependency) ? 'issue-table-late' : undefined}>
          {dependency.slack === null ? '–' : `${signed(dependency.slack, format.count)} d`}
        </span>
      ),
    },
  ];
}

/** A line breaks before it or after it. */
function Day({ words }: { readonly words: string }): ReactElement {
  return <span className="issue-table-day">{words}</span>;
}

function Stands({ dependency }: { readonly dependency: MapDependency }): ReactElement {
  const { word, meaning } = LATENESS_WORDS[dependency.lateness];
  return (
    <>
      {dependency.open ? <span title={meaning}>{word}</span> : 'Done'}
      {dependency.onPath && <span className="strong"> · critical path</span>}
      {dependency.suggestedCut && <span className="strong"> · suggested cut</span>}
    </>
  );
}

function Due({ issue }: { readonly issue: MapIssue }): ReactElement {
  const { format } = useHost();
  const due = issue.forecastFinish ?? issue.plannedFinish;
  if (issue.state === 'done') return <>done</>;
  if (due === null) return <>–</>;
  const guess = guessOf(issue);
  if (guess === null) return <Day words={format.day(due)} />;
  return (
    <em>
      <Day words={guess} /> <Day words={format.day(due)} />
    </em>
  );
}

interface CellProperties extends End {
  readonly isSelected: boolean;
  readonly onSelect: Properties['onSelect'];
}

const IssueCell = memo(function IssueCell({ issue, handle, isSelected, onSelect }: CellProperties): ReactElement {
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
