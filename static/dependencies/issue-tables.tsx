import Heading from '@atlaskit/heading/heading';
import { useMemo, type ReactElement } from 'react';
import type { MapIssue } from '../../src/contract';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import { DependencyTable } from './dependency-table';
import { Unbroken, Finish, IssueCell, type NamedIssue } from './issue-cells';
import { STATE_WORDS, pathWords } from './issue-words';
import { startOf } from './lanes-layout';
import type { ShownMap } from './shown-map';
import { SortableTable, type SortableColumn } from './sortable-table';
import { RESTRICTED, signed } from './words';
import './issue-tables.css';

interface Properties {
  readonly shown: ShownMap;
  readonly selected: string | null;
  readonly onSelect: (handle: string | null) => void;
}

/** An issue with its project's name; `null` for one that the viewer may not browse. */
interface Row extends NamedIssue {
  readonly project: string | null;
}

const STATES = ['inProgress', 'todo', 'unknown', 'done'] as const satisfies readonly MapIssue['state'][];
const LEAST_FLOAT_FIRST = { column: 7, isDescending: false };

/** What is sorted by: the same functions always, so that selecting an issue does not sort anew. */
const VALUES = {
  issue: ({ issue }: Row) => issue.key,
  project: ({ project }: Row) => project,
  state: ({ issue }: Row) => STATES.indexOf(issue.state),
  start: ({ issue }: Row) => startOf(issue),
  planned: ({ issue }: Row) => issue.plannedFinish,
  forecast: ({ issue }: Row) => issue.forecastFinish,
  slip: ({ issue }: Row) => issue.slip,
  float: ({ issue }: Row) => issue.totalFloat,
  path: ({ issue }: Row) => pathWords(issue).join() || null,
};

/** What the drawings say, for those who read tables or use a screen reader: dependencies first, then issues. */
export function IssueTables({ shown, selected, onSelect }: Properties): ReactElement {
  const { format } = useHost();
  const rows = useMemo(
    () =>
      shown.issues.map((issue, place): Row => {
        const project = issue.project === null ? null : shown.projects[issue.project].name;
        return { issue, handle: shown.handles[place], project };
      }),
    [shown],
  );
  return (
    <div className="issue-tables">
      {shown.dependencies.length > 0 && (
        <section aria-labelledby="dependencies-title">
          <Heading as="h3" size="small" id="dependencies-title">
            Dependencies
          </Heading>
          <DependencyTable {...{ shown, selected, onSelect }} />
        </section>
      )}
      <section aria-labelledby="issues-title">
        <Heading as="h3" size="small" id="issues-title">
          Issues
        </Heading>
        <SortableTable
          caption="Issues with their dates, one in each row"
          columns={columnsOf(format, selected, onSelect)}
          rows={rows}
          keyOf={({ handle }) => handle}
          sortedBy={LEAST_FLOAT_FIRST}
          rowClass={({ issue }) => (issue.onPath ? 'issue-table-path' : undefined)}
          rowsAre="issues"
        />
      </section>
    </div>
  );
}

function columnsOf(
  format: Format,
  selected: string | null,
  onSelect: Properties['onSelect'],
): readonly SortableColumn<Row>[] {
  const day = (iso: string | null): ReactElement => (iso === null ? <>–</> : <Unbroken words={format.day(iso)} />);
  const days = (amount: number | null, isLate: boolean): ReactElement => (
    <span className={isLate ? 'issue-table-late' : undefined}>
      {amount === null ? '–' : `${signed(amount, format.count)} d`}
    </span>
  );
  return [
    {
      words: 'Issue',
      value: VALUES.issue,
      cell: ({ issue, handle }) => <IssueCell {...{ issue, handle, onSelect }} isSelected={handle === selected} />,
    },
    { words: 'Project', value: VALUES.project, cell: ({ project }) => project ?? RESTRICTED },
    { words: 'State', value: VALUES.state, cell: ({ issue }) => <Unbroken words={STATE_WORDS[issue.state]} /> },
    {
      words: 'Start',
      title: 'When it can begin, or was planned to where it is in progress',
      value: VALUES.start,
      cell: ({ issue }) => day(startOf(issue)),
    },
    {
      words: 'Planned',
      title: 'When it is planned to finish',
      value: VALUES.planned,
      cell: ({ issue }) => day(issue.plannedFinish),
    },
    {
      words: 'Forecast',
      title: 'When it is forecast to finish',
      value: VALUES.forecast,
      cell: ({ issue }) => <Finish issue={issue} day={issue.forecastFinish} />,
    },
    {
      words: 'Slip',
      title: 'Working days by which the forecast is later than planned',
      isFigure: true,
      value: VALUES.slip,
      cell: ({ issue: { slip } }) => days(slip, (slip ?? 0) > 0),
    },
    {
      words: 'Float',
      title: 'Total float: working days that it can slip before a target moves',
      isFigure: true,
      value: VALUES.float,
      cell: ({ issue: { totalFloat } }) => days(totalFloat, (totalFloat ?? 0) < 0),
    },
    {
      words: 'Path',
      title: 'Whether it is critical, and whether it is in a cycle',
      value: VALUES.path,
      cell: ({ issue }) => pathWords(issue).join(', ') || '–',
    },
  ];
}
