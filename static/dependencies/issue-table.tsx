import Button from '@atlaskit/button/default/button';
import { memo, startTransition, useMemo, useState, type ReactElement } from 'react';
import type { MapDependency, MapIssue } from '../../src/contract';
import { useHost } from '../shared/host';
import { IssueLink } from './issue-link';
import { guessOf } from './issue-words';
import { isLate, type ShownMap } from './shown-map';
import { KIND_WORDS, LATENESS_WORDS, RESTRICTED, signed } from './words';
import './issue-table.css';

interface Properties {
  readonly shown: ShownMap;
  readonly selected: string | null;
  readonly onSelect: (handle: string | null) => void;
}

type Column = 'provider' | 'due' | 'neededBy' | 'dependent' | 'stands' | 'float';

const COLUMNS: readonly { readonly column: Column; readonly words: string; readonly title?: string }[] = [
  { column: 'provider', words: 'Provider' },
  { column: 'due', words: 'Due', title: 'When the provider is forecast to finish' },
  { column: 'neededBy', words: 'Needed by' },
  { column: 'dependent', words: 'Dependent' },
  { column: 'stands', words: 'Stands' },
  {
    column: 'float',
    words: 'Float',
    title: 'Working days to spare between the provider’s finish and when it is needed',
  },
];

/** A page has to stay quick with thousands of rows. */
const ROWS_AT_A_TIME = 100;
const STANDS = ['lateNow', 'willBeLate', 'atRisk', 'fine', 'unknown'] as const;

/** The dependencies as a table: what the drawings say, for those who read tables or use a screen reader. */
export function IssueTable({ shown, selected, onSelect }: Properties): ReactElement {
  const { format } = useHost();
  const [sorting, setSorting] = useState<{ readonly column: Column; readonly isDescending: boolean }>({
    column: 'float',
    isDescending: false,
  });
  const [most, setMost] = useState(ROWS_AT_A_TIME);
  const rows = useMemo(() => sorted(shown, sorting.column, sorting.isDescending), [shown, sorting]);

  function sortBy(column: Column): void {
    const isDescending = sorting.column === column && !sorting.isDescending;
    startTransition(() => setSorting({ column, isDescending }));
  }

  return (
    <div className="issue-table-frame">
      <table className="issue-table">
        <caption className="visually-hidden">Dependencies, one in each row</caption>
        <thead>
          <tr>
            {COLUMNS.map(({ column, words, title }) => (
              <th
                key={column}
                scope="col"
                className={column === 'float' ? 'issue-table-number' : undefined}
                aria-sort={sorting.column !== column ? undefined : sorting.isDescending ? 'descending' : 'ascending'}
              >
                <button type="button" className="issue-table-sort" title={title} onClick={() => sortBy(column)}>
                  {words}
                  <span aria-hidden="true">{sorting.column !== column ? '' : sorting.isDescending ? ' ↓' : ' ↑'}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((dependency) => (
            <Row
              key={`${dependency.provider} ${dependency.dependent} ${dependency.kind}`}
              {...{ dependency, shown, onSelect }}
              isProviderSelected={shown.handles[dependency.provider] === selected}
              isDependentSelected={shown.handles[dependency.dependent] === selected}
            />
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <p className="issue-table-more small subtle">
          Showing {format.count(most)} of {format.count(rows.length)}{' '}
          <Button spacing="compact" onClick={() => startTransition(() => setMost(most + ROWS_AT_A_TIME))}>
            Show more
          </Button>
        </p>
      )}
    </div>
  );
}

interface RowProperties extends Omit<Properties, 'selected'> {
  readonly dependency: MapDependency;
  readonly isProviderSelected: boolean;
  readonly isDependentSelected: boolean;
}

const Row = memo(function Row(properties: RowProperties): ReactElement {
  const { dependency, shown, onSelect, isProviderSelected, isDependentSelected } = properties;
  const { format } = useHost();
  const provider = shown.issues[dependency.provider];
  const { word, meaning } = LATENESS_WORDS[dependency.lateness];
  const end = (place: number, isSelected: boolean): ReactElement => (
    <IssueCell issue={shown.issues[place]} isSelected={isSelected} onOpen={() => onSelect(shown.handles[place])} />
  );
  return (
    <tr className={dependency.onPath ? 'issue-table-path' : undefined}>
      <td>{end(dependency.provider, isProviderSelected)}</td>
      <td className={isLate(dependency) ? 'issue-table-day issue-table-late' : 'issue-table-day'}>
        <Due issue={provider} />
      </td>
      <td className="issue-table-day">
        <span>{dependency.neededBy === null ? '–' : format.day(dependency.neededBy)}</span>
      </td>
      <td>
        {end(dependency.dependent, isDependentSelected)}
        {dependency.kind !== 'finishToStart' && (
          <span className="subtle" title={KIND_WORDS[dependency.kind].meaning}>
            {' '}
            ({KIND_WORDS[dependency.kind].word.toLowerCase()})
          </span>
        )}
      </td>
      <td>
        {dependency.open ? <span title={meaning}>{word}</span> : 'Done'}
        {dependency.onPath && <span className="strong"> · critical path</span>}
        {dependency.suggestedCut && <span className="strong"> · suggested cut</span>}
      </td>
      <td className={isLate(dependency) ? 'issue-table-number issue-table-late' : 'issue-table-number'}>
        {dependency.slack === null ? '–' : `${signed(dependency.slack, format.count)} d`}
      </td>
    </tr>
  );
});

function Due({ issue }: { readonly issue: MapIssue }): ReactElement {
  const { format } = useHost();
  const due = issue.forecastFinish ?? issue.plannedFinish;
  if (issue.state === 'done') return <>done</>;
  if (due === null) return <>–</>;
  const guess = guessOf(issue);
  if (guess === null) return <span>{format.day(due)}</span>;
  return (
    <>
      <em>{guess}</em> <em>{format.day(due)}</em>
    </>
  );
}

interface CellProperties {
  readonly issue: MapIssue;
  readonly isSelected: boolean;
  readonly onOpen: () => void;
}

function IssueCell({ issue, isSelected, onOpen }: CellProperties): ReactElement {
  return (
    <span className="issue-cell">
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
        onClick={onOpen}
      >
        {issue.key === null ? `${RESTRICTED} issue` : issue.summary || 'no summary'}
        {issue.milestone && <span className="subtle"> · milestone</span>}
      </button>
    </span>
  );
}

function sorted(shown: ShownMap, column: Column, isDescending: boolean): readonly MapDependency[] {
  const direction = isDescending ? -1 : 1;
  const compare = COMPARE[column];
  return [...shown.dependencies].sort(
    (a, b) => direction * compare(a, b, shown) || a.provider - b.provider || a.dependent - b.dependent,
  );
}

type Compare = (a: MapDependency, b: MapDependency, shown: ShownMap) => number;

const COMPARE: Readonly<Record<Column, Compare>> = {
  provider: (a, b, { issues }) => compareNames(issues[a.provider], issues[b.provider]),
  dependent: (a, b, { issues }) => compareNames(issues[a.dependent], issues[b.dependent]),
  due: (a, b, { issues }) => compareDays(issues[a.provider].forecastFinish, issues[b.provider].forecastFinish),
  neededBy: (a, b) => compareDays(a.neededBy, b.neededBy),
  stands: (a, b) => STANDS.indexOf(a.lateness) - STANDS.indexOf(b.lateness),
  float: (a, b) => compareNumbers(a.slack, b.slack),
};

function compareNames(a: MapIssue, b: MapIssue): number {
  return (a.key ?? '\uffff').localeCompare(b.key ?? '\uffff', undefined, { numeric: true });
}

/** What is unknown comes after all that is known. */
function compareDays(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

function compareNumbers(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a - b;
}
