import Button from '@atlaskit/button/default/button';
import { memo, useCallback, type ReactElement, type RefObject } from 'react';
import type { MapScope, PortfolioMapView } from '../../src/contract';
import type { CriticalPath } from './critical-path';
import { Legend, type LegendEntry } from './legend';
import { PlannedMark, Stroke } from './legend-marks';
import { Matrix } from './matrix';
import { PortfolioTable } from './portfolio-table';
import { PortfolioTimeline } from './portfolio-timeline';
import { ProjectGraph } from './project-graph';
import type { IssueView, ProjectView } from './routes';
import type { ProjectPair, Selection, ShownProjects } from './shown-projects';

interface Properties {
  readonly current: ProjectView;
  readonly view: PortfolioMapView;
  readonly shown: ShownProjects;
  readonly selection: Selection | null;
  /** Place of the project of which the details tell, and its critical path: they follow the selection. */
  readonly told: number | null;
  readonly path: CriticalPath | null;
  /** The same functions always: a map of thousands of cells draws only those that differ. */
  readonly onSelect: (selection: Selection) => void;
  readonly onClose: () => void;
  readonly onOpen: (view: IssueView, scope: MapScope, issue: string | null) => void;
  /** The drawing itself, for a picture of it. */
  readonly canvas: RefObject<SVGGElement>;
}

/** The view of the portfolio that the reader chose, with what its marks mean. */
export function PortfolioDrawing(properties: Properties): ReactElement {
  const { current, view, shown, selection, told, path, onSelect, onClose, onOpen, canvas } = properties;
  const selectPair = useCallback(
    ({ dependent, provider }: ProjectPair) => onSelect({ of: 'pair', dependent, provider }),
    [onSelect],
  );
  const selectProject = useCallback((project: number) => onSelect({ of: 'project', project }), [onSelect]);
  const openLane = useCallback(
    (project: number) => (project === told ? onClose() : selectProject(project)),
    [told, onClose, selectProject],
  );
  const pair = selection?.of === 'pair' ? selection : null;
  const project = selection?.of === 'project' ? selection.project : null;
  return (
    <>
      {current !== 'table' && <Legend entries={LEGENDS[current]} />}
      {current === 'matrix' && <DrawnMatrix {...{ view, shown }} selected={pair} onSelect={selectPair} />}
      {current === 'graph' && <DrawnGraph {...{ view, shown, canvas }} selected={project} onSelect={selectProject} />}
      {current === 'timeline' && (
        <DrawnTimeline {...{ view, shown, path, onOpen, canvas }} selected={told} onSelect={openLane} />
      )}
      {current === 'table' && <DrawnTable {...{ view, shown, onSelect }} selected={selection} />}
    </>
  );
}

const DrawnMatrix = memo(Matrix);
const DrawnGraph = memo(ProjectGraph);
const DrawnTimeline = memo(PortfolioTimeline);
const DrawnTable = memo(PortfolioTable);

const NOTHING_FOUND = {
  known: 'No dependency between projects is what the filters ask for.',
  awaited: 'Asking Jira who leads these projects…',
  unread: 'Jira did not say who leads these projects, so nothing can be filtered by owner now.',
} as const;

interface NothingProperties {
  /** Whether it is known who leads the projects, where a filter asks. */
  readonly owners: keyof typeof NOTHING_FOUND;
  readonly onClear: () => void;
}

/** Nothing passes the filters: why, and the way back. */
export function NothingFound({ owners, onClear }: NothingProperties): ReactElement {
  return (
    <div className="maps-nothing">
      <p>{NOTHING_FOUND[owners]}</p>
      <Button onClick={onClear}>Clear filters</Button>
    </div>
  );
}

const LEGENDS: Readonly<Record<Exclude<ProjectView, 'table'>, readonly LegendEntry[]>> = {
  matrix: [
    { mark: 'open', words: 'The project of the row waits for that of the column; the number: open dependencies' },
    { mark: 'late', words: 'some are late, or will be' },
    { mark: 'veryLate', words: 'a third of them or more' },
    { mark: 'own', words: 'the project itself' },
  ],
  graph: [
    { mark: <span aria-hidden="true">→</span>, words: 'each project stands right of those that it waits for' },
    { mark: 'path', words: 'some are late, or will be' },
    { mark: 'back', words: 'runs back: these projects wait for each other' },
  ],
  timeline: [
    { mark: 'open', words: 'from today to the forecast finish' },
    { mark: <PlannedMark />, words: 'target' },
    { mark: 'late', words: 'later than the target' },
    { mark: <Stroke look="issue-line timeline-today" />, words: 'today' },
    {
      mark: <Stroke look="issue-line issue-line-fine issue-line-path" />,
      words: 'critical path of the project that you open',
    },
  ],
};
