import {
  memo,
  startTransition,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type RefObject,
  type UIEvent,
} from 'react';
import type { MapIssue, WhatIfView } from '../../src/contract';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { curveBetween } from './curve';
import type { Neighbours } from './dependency-walk';
import { useIssueFocus } from './issue-focus';
import { IssueLines, SelectedLines } from './issue-lines';
import { wordsOfIssues } from './issue-words';
import {
  DIAMOND,
  LANE,
  PLANNED_MARK,
  layOutLanes,
  spanOf,
  undatedWidthOf,
  type Bar,
  type Lane,
  type LanesLayout,
} from './lanes-layout';
import { isCritical, type ShownMap } from './shown-map';
import { dayNumber, isOnAxis, isoDay, ticksOf, timeAxis, xOf, type Tick, type TimeAxis } from './time-axis';
import { RESTRICTED } from './words';
import { ZoomControls } from './zoom-controls';
import './swimlane.css';

interface Properties {
  readonly shown: ShownMap;
  readonly neighbours: Neighbours;
  readonly selected: string | null;
  readonly onSelect: (handle: string | null) => void;
  /** What a what-if moves, to be shown beside the forecast; `null` without one. */
  readonly outcome: WhatIfView | null;
  /** Pixels that the axis may take; what is open beside it does not count, so that nothing moves when that opens. */
  readonly room: number;
  /** The drawing itself, for a picture of it. */
  readonly canvas: RefObject<SVGGElement>;
}

/** Above the lanes: the words of the axis. */
const HEAD = 28;
const LEAST_AXIS_WIDTH = 480;
/** Of the frame around the drawing. */
const BORDERS = 2;
const ZOOM_STEP = 1.5;
const MOST_ZOOM = 24;
const TODAY_FROM_LEFT = 160;

/** Issues over time, a lane for each project: when each can start, when it is forecast to finish, and what it waits for. */
export function Swimlane({ shown, neighbours, selected, onSelect, outcome, room, canvas }: Properties): ReactElement {
  const { format } = useHost();
  const scroller = useRef<HTMLDivElement>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const titles = useRef<SVGGElement>(null);
  const [zoom, setZoom] = useState(1);
  const axis = useMemo(() => axisOf(shown, outcome, room, zoom), [shown, outcome, room, zoom]);
  const layout = useMemo(() => layOutLanes(shown, axis), [shown, axis]);
  const barOf = useMemo(() => byIssue(layout), [layout]);
  const curves = useMemo(() => curvesOf(shown, barOf), [shown, barOf]);
  const order = useMemo(() => layout.bars.map(({ issue }) => issue), [layout]);
  const words = useMemo(() => wordsOfIssues(shown, neighbours, format), [shown, neighbours, format]);
  const { current, handlers } = useIssueFocus(drawing, {
    ...{ shown, neighbours, selected, onSelect, order },
    standing: { x: (issue) => barOf[issue].x, y: (issue) => barOf[issue].y },
  });
  const ticks = useMemo(() => ticksOf(axis), [axis]);
  const todayX = layout.undatedWidth + xOf(axis, dayNumber(shown.today));
  useLayoutEffect(() => {
    // A zoomed axis begins where the reader is: today, a little in from the left.
    scroller.current?.scrollTo?.({ left: zoom === 1 ? 0 : todayX - TODAY_FROM_LEFT });
  }, [zoom, todayX]);

  /** All bars are laid out anew, which must not keep the button from answering. */
  function zoomBy(factor: number): void {
    startTransition(() => setZoom((by) => Math.min(MOST_ZOOM, Math.max(1, by * factor))));
  }

  function onScroll(event: UIEvent<HTMLDivElement>): void {
    titles.current?.setAttribute('transform', `translate(${event.currentTarget.scrollLeft} 0)`);
  }

  return (
    <div className="timeline">
      <ZoomControls
        panZoom={{
          zoomIn: () => zoomBy(ZOOM_STEP),
          zoomOut: () => zoomBy(1 / ZOOM_STEP),
          fit: () => zoomBy(0),
        }}
      />
      <div ref={scroller} className="timeline-scroller" onScroll={onScroll}>
        <AxisHead ticks={ticks} axis={axis} layout={layout} />
        <svg
          ref={drawing}
          className="timeline-drawing"
          width={layout.width}
          height={HEAD + layout.height + 4}
          role="group"
          aria-label={`Timeline of ${counted(shown.issues.length, 'issue', 'issues', format.count)}. Arrow keys move along dependencies, Enter opens an issue.`}
          {...handlers}
        >
          <g ref={canvas} transform={`translate(0 ${HEAD})`}>
            <Background layout={layout} axis={axis} ticks={ticks} today={shown.today} />
            <g ref={titles} aria-hidden="true">
              {layout.lanes.map((lane) => (
                <text key={lane.project ?? -1} className="lane-title" x={8} y={lane.y + 16}>
                  {laneName(lane, shown)}
                </text>
              ))}
            </g>
            <IssueLines shown={shown} curves={curves} />
            <SelectedLines
              issue={selected === null ? -1 : shown.handles.indexOf(selected)}
              neighbours={neighbours}
              curves={curves}
            />
            {layout.lanes.map((lane) => (
              <g
                key={lane.project ?? -1}
                role="group"
                aria-label={laneInWords(lane, shown, format.count)}
                data-lane={lane.project ?? 'restricted'}
              >
                {layout.bars
                  .filter(({ issue }) => shown.issues[issue].project === lane.project)
                  .map((bar) => (
                    <IssueBar
                      key={shown.handles[bar.issue]}
                      bar={bar}
                      issue={shown.issues[bar.issue]}
                      words={words[bar.issue]}
                      isSelected={shown.handles[bar.issue] === selected}
                      isCurrent={bar.issue === current}
                    />
                  ))}
              </g>
            ))}
            {outcome !== null && (
              <MovedEnds outcome={outcome} shown={shown} barOf={barOf} axis={axis} layout={layout} />
            )}
          </g>
        </svg>
      </div>
    </div>
  );
}

function axisOf(shown: ShownMap, outcome: WhatIfView | null, room: number, zoom: number): TimeAxis {
  const days = shown.issues.flatMap((issue) => {
    const span = spanOf(issue);
    const planned = issue.plannedFinish === null ? [] : [dayNumber(issue.plannedFinish)];
    return span === null ? planned : [span.from, span.to, ...planned];
  });
  const moved = (outcome?.moved ?? []).flatMap(({ to }) => (to === null ? [] : [dayNumber(to)]));
  const beside = LANE.words + undatedWidthOf(shown.issues) + BORDERS;
  return timeAxis([...days, ...moved], dayNumber(shown.today), Math.max(LEAST_AXIS_WIDTH, room - beside) * zoom);
}

function byIssue({ bars }: LanesLayout): readonly Bar[] {
  const barOf: Bar[] = [];
  for (const bar of bars) barOf[bar.issue] = bar;
  return barOf;
}

function curvesOf(shown: ShownMap, barOf: readonly Bar[]): readonly string[] {
  const boxOf = (issue: number) => {
    const { x, y, width, undated } = barOf[issue];
    const middle = y + LANE.bar / 2;
    if (!shown.issues[issue].milestone || undated) return { x, width, middle };
    return { x: x + width - DIAMOND, width: 2 * DIAMOND, middle };
  };
  return shown.dependencies.map(({ provider, dependent, kind }) =>
    curveBetween(boxOf(provider), boxOf(dependent), kind),
  );
}

function laneName({ project }: Lane, { projects }: ShownMap): string {
  return project === null ? RESTRICTED : (projects[project].name ?? RESTRICTED);
}

function laneInWords(lane: Lane, shown: ShownMap, count: (value: number) => string): string {
  const issues = shown.issues.filter(({ project }) => project === lane.project).length;
  return `${laneName(lane, shown)}, ${counted(issues, 'issue', 'issues', count)}`;
}

interface AxisProperties {
  readonly ticks: readonly Tick[];
  readonly axis: TimeAxis;
  readonly layout: LanesLayout;
}

/** The words of the axis once more, where they stay in sight while the lanes scroll. */
function AxisHead({ ticks, axis, layout }: AxisProperties): ReactElement {
  return (
    <svg className="timeline-head" width={layout.width} height={HEAD} aria-hidden="true">
      <TickWords ticks={ticks} axis={axis} layout={layout} />
    </svg>
  );
}

function TickWords({ ticks, axis, layout }: AxisProperties): ReactElement {
  const { format } = useHost();
  return (
    <g className="timeline-ticks">
      {layout.undatedWidth > 0 && (
        <text x={8} y={18}>
          No dates
        </text>
      )}
      {ticks.map(({ day, unit }) => (
        <text key={day} x={layout.undatedWidth + xOf(axis, day) + 4} y={18}>
          {format[unit](isoDay(day))}
        </text>
      ))}
    </g>
  );
}

interface BackgroundProperties extends AxisProperties {
  readonly today: string;
}

function Background({ ticks, axis, layout, today }: BackgroundProperties): ReactElement {
  const day = dayNumber(today);
  const todayX = layout.undatedWidth + xOf(axis, day);
  return (
    <g aria-hidden="true">
      <g transform={`translate(0 ${-HEAD})`}>
        <TickWords ticks={ticks} axis={axis} layout={layout} />
      </g>
      {layout.lanes.map(({ project, y, height }, place) => (
        <rect
          key={project ?? -1}
          className={place % 2 === 0 ? 'lane' : 'lane lane-other'}
          x={0.5}
          y={y + 0.5}
          width={layout.width - 1}
          height={height}
        />
      ))}
      {ticks.map((tick) => (
        <line
          key={tick.day}
          className="timeline-tick"
          x1={layout.undatedWidth + xOf(axis, tick.day)}
          x2={layout.undatedWidth + xOf(axis, tick.day)}
          y1={-8}
          y2={layout.height}
        />
      ))}
      {layout.undatedWidth > 0 && (
        <line
          className="timeline-edge"
          x1={layout.undatedWidth - 4}
          x2={layout.undatedWidth - 4}
          y1={-HEAD}
          y2={layout.height}
        />
      )}
      {isOnAxis(axis, day) && (
        <>
          <line className="timeline-today" x1={todayX} x2={todayX} y1={-4} y2={layout.height} />
          <text className="timeline-today-word" x={todayX + 4} y={layout.height - 4}>
            today
          </text>
        </>
      )}
    </g>
  );
}

interface BarProperties {
  readonly bar: Bar;
  readonly issue: MapIssue;
  readonly words: string;
  readonly isSelected: boolean;
  readonly isCurrent: boolean;
}

const IssueBar = memo(function IssueBar({ bar, issue, words, isSelected, isCurrent }: BarProperties): ReactElement {
  const { x, y, width } = bar;
  const middle = y + LANE.bar / 2;
  const right = x + width;
  const isDiamond = issue.milestone && !bar.undated;
  const isLater = (issue.slip ?? 0) > 0 && !bar.undated;
  const lateFrom = isLater ? Math.max(x, bar.plannedX ?? x) : right;
  return (
    <g data-issue={bar.issue} className={`issue-bar ${lookOf(issue, isSelected)}`}>
      <g role="button" tabIndex={isCurrent ? 0 : -1} aria-label={words} aria-pressed={isSelected}>
        <title>{words}</title>
        <rect className="issue-bar-ring" {...ringAround(bar, isDiamond)} rx={5} />
        {isDiamond ? (
          <path
            className="issue-bar-body"
            d={`M${right - DIAMOND} ${middle}l${DIAMOND} ${-DIAMOND}l${DIAMOND} ${DIAMOND}l${-DIAMOND} ${DIAMOND}z`}
          />
        ) : (
          <rect className="issue-bar-body" x={x} y={y} width={width} height={LANE.bar} rx={3} />
        )}
        {lateFrom < right && !issue.milestone && (
          <rect className="issue-bar-late" x={lateFrom} y={y + 1} width={right - lateFrom - 1} height={LANE.bar - 2} />
        )}
        {bar.plannedX !== null && <path className="issue-bar-planned" d={plannedMark(bar.plannedX, bar)} />}
        {bar.goesOn && <path className="issue-bar-on" d={`M${right - 8} ${middle - 5}l5 5l-5 5`} />}
      </g>
      <text aria-hidden="true" className="issue-bar-words" x={bar.labelX} y={middle + 4}>
        {bar.label}
      </text>
    </g>
  );
});

function ringAround({ x, y, width }: Bar, isDiamond: boolean): Record<'x' | 'y' | 'width' | 'height', number> {
  const from = isDiamond ? x + width - DIAMOND : x;
  const to = isDiamond ? x + width + DIAMOND : x + width;
  return { x: from - 3, y: y - 3, width: to - from + 6, height: LANE.bar + 6 };
}

/** A mark where the bar was to end; where the whole bar is later than that, with a line to it. */
function plannedMark(at: number, { x, y }: Bar): string {
  const mark = `M${at} ${y - 3}v${LANE.bar + 6}m${-PLANNED_MARK} 0h${2 * PLANNED_MARK}`;
  return at < x ? `${mark}M${at} ${y + LANE.bar / 2}H${x}` : mark;
}

function lookOf(issue: MapIssue, isSelected: boolean): string {
  const looks = [`issue-bar-${issue.anonymous ? 'restricted' : issue.state}`];
  if (isCritical(issue)) looks.push('issue-bar-critical');
  if (isSelected) looks.push('issue-bar-selected');
  return looks.join(' ');
}

interface MovedProperties {
  readonly outcome: WhatIfView;
  readonly shown: ShownMap;
  readonly barOf: readonly Bar[];
  readonly axis: TimeAxis;
  readonly layout: LanesLayout;
}

/** Where a what-if would move the ends of bars; the panel beside says the same in words. */
function MovedEnds({ outcome, shown, barOf, axis, layout }: MovedProperties): ReactElement {
  const places = new Map(shown.issues.map(({ id }, place) => [id, place]));
  return (
    <g aria-hidden="true">
      {outcome.moved.map(({ id, to }, index) => {
        const place = id === null ? undefined : places.get(id);
        if (place === undefined) return null;
        const { x, y, width } = barOf[place];
        if (to === null) {
          return <path key={index} className="issue-bar-dropped" d={`M${x} ${y + LANE.bar / 2}h${width}`} />;
        }
        const end = layout.undatedWidth + xOf(axis, dayNumber(to) + 1);
        return (
          <rect
            key={index}
            className="issue-bar-moved"
            x={x - 1.5}
            y={y - 1.5}
            width={Math.max(end - x, 0) + 3}
            height={LANE.bar + 3}
            rx={4}
          />
        );
      })}
    </g>
  );
}
