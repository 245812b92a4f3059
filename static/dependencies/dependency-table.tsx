import { useMemo, type ReactElement } from 'react';
import type { MapDependency } from '../../src/contract';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import { Unbroken, Finish, IssueCell, type NamedIssue } from './issue-cells';
import { isLate, type ShownMap } from './shown-map';
import { SortableTable, type SortableColumn } from './sortable-table';
import { KIND_WORDS, LATENESS_WORDS, signed } from './words';

interface Properties {
  readonly shown: ShownMap;
  readonly selected: string | null;
  readonly onSelect: (handle: string | null) => void;
}

/** A dependency with the issues at its ends. */
interface Row {
  readonly dependency: MapDependency;
  readonly provider: NamedIssue;
  readonly dependent: NamedIssue;
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

/** The dependencies as a table, with the dates and the float that decide how they stand. */
export function DependencyTable({ shown, selected, onSelect }: Properties): ReactElement {
  const { format } = useHost();
  const rows = useMemo(() => {
    const endAt = (place: number): NamedIssue => ({ issue: shown.issues[place], handle: shown.handles[place] });
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
  const end = ({ issue, handle }: NamedIssue): ReactElement => (
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
          <Finish issue={provider.issue} day={provider.issue.forecastFinish ?? provider.issue.plannedFinish} />
        </span>
      ),
    },
    {
      words: 'Needed by',
      value: VALUES.neededBy,
      cell: ({ dependency: { neededBy } }) => (neededBy === null ? '–' : <Unbroken words={format.day(neededBy)} />),
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
