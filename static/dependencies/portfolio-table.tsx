import Heading from '@atlaskit/heading/heading';
import { useMemo, type ReactElement } from 'react';
import type { MapProject, PortfolioMapView } from '../../src/contract';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import { projectName, type ProjectPair, type Selection, type ShownProjects } from './shown-projects';
import { SortableTable, type SortableColumn } from './sortable-table';
import { TextButton } from './text-button';
import { signed } from './words';

interface Properties {
  readonly view: PortfolioMapView;
  readonly shown: ShownProjects;
  readonly selected: Selection | null;
  readonly onSelect: (selection: Selection) => void;
}

/** What the matrix and the graph say, for those who read tables or use a screen reader: pairs first, then projects. */
export function PortfolioTable({ view, shown, selected, onSelect }: Properties): ReactElement {
  const { format } = useHost();
  const pairColumns = useMemo(() => columnsOfPairs(view, format, onSelect), [view, format, onSelect]);
  const projectColumns = useMemo(() => columnsOfProjects(view, format, onSelect), [view, format, onSelect]);
  return (
    <div className="maps-tables">
      <section aria-labelledby="pairs-title">
        <Heading as="h2" size="small" id="pairs-title">
          Who waits for whom
        </Heading>
        <SortableTable
          caption="Pairs of projects, the one that waits first"
          columns={pairColumns}
          rows={shown.pairs}
          keyOf={({ dependent, provider }) => `${dependent} ${provider}`}
          sortedBy={LATE_FIRST}
          rowClass={({ dependent, provider }) =>
            selected?.of === 'pair' && selected.dependent === dependent && selected.provider === provider
              ? 'sortable-selected'
              : undefined
          }
          rowsAre="pairs"
        />
      </section>
      <section aria-labelledby="projects-title">
        <Heading as="h2" size="small" id="projects-title">
          Projects
        </Heading>
        <SortableTable
          caption="Projects with their forecast and how they hang together"
          columns={projectColumns}
          rows={shown.projects}
          keyOf={(project) => project}
          sortedBy={LEAST_FLOAT_FIRST}
          rowClass={(project) =>
            selected?.of === 'project' && selected.project === project ? 'sortable-selected' : undefined
          }
          rowsAre="projects"
        />
      </section>
    </div>
  );
}

const LATE_FIRST = { column: 3, isDescending: true };
const LEAST_FLOAT_FIRST = { column: 3, isDescending: false };

function columnsOfPairs(
  view: PortfolioMapView,
  format: Format,
  onSelect: (selection: Selection) => void,
): readonly SortableColumn<ProjectPair>[] {
  const nameOf = (place: number): string => projectName(view.projects[place]);
  return [
    {
      words: 'Project',
      value: ({ dependent }) => nameOf(dependent),
      cell: ({ dependent, provider }) => (
        <TextButton
          label={`${nameOf(dependent)} waits for ${nameOf(provider)}: details`}
          onClick={() => onSelect({ of: 'pair', dependent, provider })}
        >
          <Name name={nameOf(dependent)} />
        </TextButton>
      ),
    },
    {
      words: 'waits for',
      value: ({ provider }) => nameOf(provider),
      cell: ({ provider }) => <Name name={nameOf(provider)} />,
    },
    {
      words: 'Open',
      isFigure: true,
      value: ({ open }) => open,
      cell: ({ open }) => format.count(open),
    },
    {
      words: 'Late',
      title: 'Late now, or to be late',
      isFigure: true,
      value: ({ late }) => late,
      cell: ({ late }) => (late > 0 ? <span className="maps-late">{format.count(late)}</span> : format.count(0)),
    },
    {
      words: 'Done',
      isFigure: true,
      value: ({ done }) => done,
      cell: ({ done }) => format.count(done),
    },
    {
      words: 'Least slack',
      title: 'Working days between the provider’s forecast and when it is needed, for the dependency with the fewest',
      isFigure: true,
      value: ({ leastSlack }) => leastSlack,
      cell: ({ leastSlack }) => <Days days={leastSlack} />,
    },
  ];
}

function columnsOfProjects(
  view: PortfolioMapView,
  format: Format,
  onSelect: (selection: Selection) => void,
): readonly SortableColumn<number>[] {
  const of = (place: number): MapProject => view.projects[place];
  const figure = (
    words: string,
    title: string,
    value: (project: MapProject) => number | null,
  ): SortableColumn<number> => ({
    ...{ words, title, isFigure: true },
    value: (place) => value(of(place)),
    cell(place) {
      const amount = value(of(place));
      return amount === null ? '–' : format.count(amount);
    },
  });
  const day = (
    words: string,
    title: string,
    value: (project: MapProject) => string | null,
  ): SortableColumn<number> => ({
    ...{ words, title },
    value: (place) => value(of(place)),
    cell(place) {
      const iso = value(of(place));
      return iso === null ? '–' : <span className="maps-day">{format.day(iso)}</span>;
    },
  });
  return [
    {
      words: 'Project',
      value: (place) => projectName(of(place)),
      cell: (place) => (
        <TextButton
          label={`${projectName(of(place))}: details`}
          onClick={() => onSelect({ of: 'project', project: place })}
        >
          <Name name={projectName(of(place))} />
        </TextButton>
      ),
    },
    day('Target', 'When it has to be finished: the latest planned finish of its issues', ({ target }) => target),
    day('Forecast', 'When it will be finished', ({ forecast }) => forecast),
    {
      words: 'Float',
      title: 'Least total float on its critical path, in working days',
      isFigure: true,
      value: (place) => of(place).leastFloat,
      cell: (place) => <Days days={of(place).leastFloat} />,
    },
    figure('Waits for', 'Projects that it waits for (Ce)', ({ waitedFor }) => waitedFor),
    figure('Waited for by', 'Projects that wait for it (Ca)', ({ waitingForIt }) => waitingForIt),
    {
      words: 'Instability',
      title: 'Ce / (Ca + Ce): 0 where others only wait for it, 1 where it only waits for others',
      isFigure: true,
      value: (place) => of(place).instability,
      cell(place) {
        const { instability } = of(place);
        return instability === null ? '–' : format.exact(instability);
      },
    },
    figure('Items', 'Open issues in the schedule', ({ items }) => items),
    figure('Estimated', 'Of them, those whose duration is estimated', ({ estimated }) => estimated),
    figure('Undated', 'Of them, those without any date', ({ undated }) => undated),
  ];
}

/** Names may have 255 characters. */
function Name({ name }: { readonly name: string }): ReactElement {
  return (
    <span className="maps-name" title={name}>
      {name}
    </span>
  );
}

function Days({ days }: { readonly days: number | null }): ReactElement {
  const { format } = useHost();
  if (days === null) return <>–</>;
  return <span className={days < 0 ? 'maps-late' : undefined}>{signed(days, format.count)} d</span>;
}
