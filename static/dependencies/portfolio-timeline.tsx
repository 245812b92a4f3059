import {
  memo,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
} from 'react';
import type { MapProject, MapScope, PortfolioMapView } from '../../src/contract';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { NO_PATH, type CriticalPath } from './critical-path';
import { neighboursOf } from './dependency-walk';
import { IssueBar } from './issue-bar';
import { IssueLines } from './issue-lines';
import { wordsOfIssues } from './issue-words';
import { LANE, PLANNED_MARK, type Bar } from './lanes-layout';
import {
  MOST_LANES,
  PROJECT_LANE,
  axisOfProjects,
  byFloat,
  layOutProjects,
  missesTarget,
  stopByKey,
  type LaneStop,
  type ProjectBar,
  type ProjectLane,
} from './project-lanes';
import type { IssueView } from './routes';
import type { ShownMap } from './shown-map';
import { projectName, type ShownProjects } from './shown-projects';
import { TEXT, fitting } from './text-width';
import { dayNumber } from './time-axis';
import { FRAME_BORDERS, LEAST_AXIS_WIDTH, TimeFrame, useTimeZoom } from './time-frame';
import { useWidth } from './use-width';
import { signed, workingDays } from './words';
import './portfolio-timeline.css';

interface Properties {
  readonly view: PortfolioMapView;
  readonly shown: ShownProjects;
  /** Place of the project whose lane is open; `null` without. */
  readonly selected: number | null;
  /** Its critical path; `null` where none can be asked for. */
  readonly path: CriticalPath | null;
  readonly onSelect: (project: number) => void;
  readonly onOpen: (view: IssueView, scope: MapScope, issue: string | null) => void;
  /** The drawing itself, for a picture of it. */
  readonly canvas: RefObject<SVGGElement>;
}

const WIDTH_UNLAID = 960;

/** Projects over time, a lane each: until when each will take, when it has to be finished, and in the open lane why. */
export function PortfolioTimeline(properties: Properties): ReactElement {
  const { view, shown, selected, path, onSelect, onOpen, canvas } = properties;
  const { format } = useHost();
  const around = useRef<HTMLDivElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const names = useRef<SVGGElement>(null);
  const [visited, setVisited] = useState<LaneStop | null>(null);
  const room = useWidth(around, WIDTH_UNLAID);
  const zoom = useTimeZoom();
  const { projects } = view;
  const asOf = dayNumber(view.asOf ?? '1970-01-01');
  const places = useMemo(() => byFloat(projects, shown.projects).slice(0, MOST_LANES), [projects, shown]);
  const pathShown = path?.shown ?? null;
  const axis = useMemo(() => {
    const width = Math.max(LEAST_AXIS_WIDTH, room - PROJECT_LANE.names - LANE.words - FRAME_BORDERS) * zoom.zoom;
    return axisOfProjects(
      places.map((place) => projects[place]),
      pathShown,
      asOf,
      width,
    );
  }, [projects, places, pathShown, asOf, room, zoom.zoom]);
  const layout = useMemo(() => {
    const open = selected === null || path === null ? null : { project: selected, path: pathShown };
    return layOutProjects(projects, places, axis, asOf, open);
  }, [projects, places, axis, asOf, selected, path, pathShown]);

  const laneOfSelected = layout.lanes.findIndex(({ project }) => project === selected);
  const current = isThere(visited, layout.lanes.length, layout.path) ? visited : { lane: laneOfSelected, issue: null };
  const reached: LaneStop = current.lane === -1 ? { lane: 0, issue: null } : current;

  function openStop({ lane, issue }: LaneStop): void {
    if (issue === null) onSelect(layout.lanes[lane].project);
    else if (path !== null && pathShown !== null) onOpen('timeline', path.scope, pathShown.handles[issue]);
  }

  const handlers = {
    onClick(event: MouseEvent) {
      const stop = stopAt(event.target);
      if (stop !== null) openStop(stop);
    },
    onFocus(event: FocusEvent) {
      setVisited(stopAt(event.target));
    },
    onKeyDown(event: KeyboardEvent) {
      const stop = stopAt(event.target);
      if (stop === null || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Enter' || event.key === ' ') openStop(stop);
      else {
        const next = stopByKey(event.key, stop, layout);
        if (next === null) return;
        drawing.current?.querySelector<SVGGElement>(selectorOf(next))?.focus();
      }
      event.preventDefault();
    },
  };

  return (
    <div ref={around} className="lanes">
      {shown.projects.length > places.length && (
        <p className="small subtle">
          Showing the {format.count(MOST_LANES)} with the least float of {format.count(shown.projects.length)} projects.
          Filter to see others; the matrix and the table show all.
        </p>
      )}
      <TimeFrame
        {...{ axis, zoom, handlers, drawing, canvas, stays: names, lanes: layout.lanes }}
        size={{ left: PROJECT_LANE.names, width: layout.width, height: layout.height }}
        leftWords="Project"
        today={{ day: asOf, word: view.stale && view.asOf !== null ? format.day(view.asOf) : 'today' }}
        label={`Timeline of ${counted(places.length, 'project', 'projects', format.count)}, the one with the least float first. Up and down arrow keys go from project to project, right and left along the critical path of the open one, Enter opens.`}
      >
        {layout.lanes.map((lane, at) => (
          <Lane
            key={lane.project}
            lane={lane}
            at={at}
            project={projects[lane.project]}
            width={layout.width}
            isOpen={lane.project === selected}
            isReached={reached.lane === at && reached.issue === null}
          >
            {layout.path?.lane === at && path !== null && (
              <PathOfLane
                path={path}
                bars={layout.path.bars}
                curves={layout.path.curves}
                y={lane.y + PROJECT_LANE.height}
                reached={reached.lane === at ? reached.issue : null}
              />
            )}
          </Lane>
        ))}
        <g ref={names} aria-hidden="true" data-stays="" className="lane-names">
          {layout.lanes.map((lane, at) => (
            <LaneName
              key={lane.project}
              {...{ lane, at }}
              project={projects[lane.project]}
              isOpen={lane.project === selected}
            />
          ))}
        </g>
      </TimeFrame>
    </div>
  );
}

function isThere(
  stop: LaneStop | null,
  lanes: number,
  path: { readonly lane: number; readonly bars: readonly Bar[] } | null,
): stop is LaneStop {
  if (stop === null || stop.lane >= lanes) return false;
  return stop.issue === null || (path?.lane === stop.lane && path.bars.some(({ issue }) => issue === stop.issue));
}

function stopAt(target: EventTarget): LaneStop | null {
  const element = target instanceof Element ? target : null;
  const lane = element?.closest('[data-lane]')?.getAttribute('data-lane') ?? null;
  if (lane === null) return null;
  const issue = element?.closest('[data-issue]')?.getAttribute('data-issue') ?? null;
  return { lane: Number(lane), issue: issue === null ? null : Number(issue) };
}

function selectorOf({ lane, issue }: LaneStop): string {
  return issue === null ? `[data-lane="${lane}"] > [tabindex]` : `[data-issue="${issue}"] > [tabindex]`;
}

interface LaneProperties {
  readonly lane: ProjectLane;
  /** Place of the lane from above. */
  readonly at: number;
  readonly project: MapProject;
  readonly isOpen: boolean;
}

interface WholeLaneProperties extends LaneProperties {
  readonly width: number;
  readonly isReached: boolean;
  /** Its critical path, where it is open. */
  readonly children: ReactNode;
}

const Lane = memo(function Lane(properties: WholeLaneProperties): ReactElement {
  const { lane, at, project, width, isOpen, isReached, children } = properties;
  const { format } = useHost();
  const { y, height, bar } = lane;
  const words = laneInWords(project, format);
  const wordsX = bar?.wordsX ?? PROJECT_LANE.names + 8;
  return (
    <g data-lane={at} className={isOpen ? 'project-lane project-lane-open' : 'project-lane'}>
      <g
        id={`project-lane-${lane.project}`}
        role="button"
        tabIndex={isReached ? 0 : -1}
        aria-label={words}
        aria-pressed={isOpen}
      >
        <title>{words}</title>
        <rect className="project-lane-area" x={2} y={y + 2} width={width - 4} height={height - 3} rx={4} />
        {bar !== null && <BarOfProject bar={bar} y={y + (PROJECT_LANE.height - PROJECT_LANE.bar) / 2} />}
      </g>
      <text aria-hidden="true" className="project-lane-words" x={wordsX} y={y + PROJECT_LANE.height / 2 + 4}>
        {fitting(shortWords(project, format), width - wordsX - 8)}
      </text>
      {children}
    </g>
  );
});

function BarOfProject({ bar, y }: { readonly bar: ProjectBar; readonly y: number }): ReactElement {
  const { x, width, targetX, lateFrom, goesOn } = bar;
  const [end, middle] = [x + width, y + PROJECT_LANE.bar / 2];
  return (
    <>
      <rect className="project-bar" x={x} y={y} width={width} height={PROJECT_LANE.bar} rx={3} />
      {lateFrom !== null && (
        <rect
          className="issue-bar-late"
          x={lateFrom}
          y={y + 1}
          width={end - lateFrom - 1}
          height={PROJECT_LANE.bar - 2}
        />
      )}
      {targetX !== null && (
        <path
          className="issue-bar-planned"
          d={`M${targetX} ${y - 3}v${PROJECT_LANE.bar + 6}m${-PLANNED_MARK} 0h${2 * PLANNED_MARK}`}
        />
      )}
      {targetX !== null && targetX > end && <path className="project-bar-spare" d={`M${end} ${middle}H${targetX}`} />}
      {targetX !== null && targetX < x && <path className="issue-bar-planned" d={`M${targetX} ${middle}H${x}`} />}
      {goesOn && <path className="issue-bar-on" d={`M${end - 8} ${middle - 5}l5 5l-5 5`} />}
    </>
  );
}

const LaneName = memo(function LaneName({ lane, at, project, isOpen }: LaneProperties): ReactElement {
  const middle = lane.y + PROJECT_LANE.height / 2;
  const ground = at % 2 === 0 ? 'lane-ground' : 'lane-ground lane-ground-other';
  return (
    <>
      <rect className={ground} x={1} y={lane.y + 1} width={PROJECT_LANE.names - 6} height={lane.height - 1} />
      {project.id !== null && (
        <path className="lane-turn" d={isOpen ? `M8 ${middle - 2}l4 4l4 -4` : `M10 ${middle - 4}l4 4l-4 4`} />
      )}
      <text className={project.id === null ? 'lane-name lane-name-restricted' : 'lane-name'} x={22} y={middle + 5}>
        {fitting(projectName(project), PROJECT_LANE.names - 34, TEXT.body)}
      </text>
    </>
  );
});

interface PathProperties {
  readonly path: CriticalPath;
  readonly bars: readonly Bar[];
  readonly curves: readonly string[];
  readonly y: number;
  /** The issue that the Tab key reaches; `null` for none. */
  readonly reached: number | null;
}

/** What determines when the project is finished, in its lane; the details beside say the same. */
function PathOfLane({ path, bars, curves, y, reached }: PathProperties): ReactElement {
  if (path.shown === null || bars.length === 0) {
    return (
      <text aria-hidden="true" className="project-lane-words" x={PROJECT_LANE.names + 8} y={y + LANE.bar / 2 + 4}>
        {path.failed
          ? 'The critical path could not be read'
          : path.shown === null
            ? 'Reading its critical path…'
            : NO_PATH}
      </text>
    );
  }
  return <DrawnPath shown={path.shown} {...{ bars, curves, reached }} />;
}

interface DrawnProperties extends Pick<PathProperties, 'bars' | 'curves' | 'reached'> {
  readonly shown: ShownMap;
}

function DrawnPath({ shown, bars, curves, reached }: DrawnProperties): ReactElement {
  const { format } = useHost();
  const words = useMemo(() => {
    const neighbours = neighboursOf(shown.issues.length, shown.dependencies);
    return wordsOfIssues(shown, neighbours, format);
  }, [shown, format]);
  return (
    <>
      <IssueLines shown={shown} curves={curves} />
      {bars.map((bar) => (
        <IssueBar
          key={shown.handles[bar.issue]}
          bar={bar}
          issue={shown.issues[bar.issue]}
          words={words[bar.issue]}
          isSelected={false}
          isCurrent={bar.issue === reached}
        />
      ))}
    </>
  );
}

/** "31 Dec, late, float −11 d"; the target is marked on the axis. */
function shortWords(project: MapProject, format: Format): string {
  const { forecast, leastFloat } = project;
  if (forecast === null) return noForecast(project);
  const float = leastFloat === null ? null : `float ${signed(leastFloat, format.count)} d`;
  const late = missesTarget(project) ? 'late' : null;
  return [format.day(forecast), late, float].filter((part) => part !== null).join(', ');
}

/** "Signalling upgrade: finishes 31 Dec, later than its target of 16 Dec, float −11 days". */
function laneInWords(project: MapProject, format: Format): string {
  const { forecast, target, leastFloat } = project;
  if (forecast === null) return `${projectName(project)}: ${noForecast(project)}`;
  const parts = [
    `finishes ${format.day(forecast)}`,
    target === null ? 'no target' : `${missesTarget(project) ? 'later than its ' : ''}target ${format.day(target)}`,
    leastFloat === null ? null : `float ${workingDays(leastFloat, format.count)}`,
  ];
  return `${projectName(project)}: ${parts.filter((part) => part !== null).join(', ')}`;
}

function noForecast({ id }: MapProject): string {
  return id === null ? 'dates of projects that you may not browse are not shown' : 'no forecast: nothing in it has one';
}
