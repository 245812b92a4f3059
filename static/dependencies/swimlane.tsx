import { useMemo, useRef, type ReactElement, type RefObject } from 'react';
import type { WhatIfView } from '../../src/contract';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import type { Neighbours } from './dependency-walk';
import { IssueBar } from './issue-bar';
import { useIssueFocus } from './issue-focus';
import { IssueLines, SelectedLines } from './issue-lines';
import { wordsOfIssues } from './issue-words';
import {
  LANE,
  curvesOfBars,
  layOutLanes,
  spanOf,
  undatedWidthOf,
  type Bar,
  type Lane,
  type LanesLayout,
} from './lanes-layout';
import type { ShownMap } from './shown-map';
import { dayNumber, timeAxis, xOf, type TimeAxis } from './time-axis';
import { FRAME_BORDERS, LEAST_AXIS_WIDTH, TimeFrame, useTimeZoom } from './time-frame';
import { RESTRICTED } from './words';

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

/** Issues over time, a lane for each project: when each can start, when it is forecast to finish, and what it waits for. */
export function Swimlane({ shown, neighbours, selected, onSelect, outcome, room, canvas }: Properties): ReactElement {
  const { format } = useHost();
  const drawing = useRef<SVGSVGElement>(null);
  const titles = useRef<SVGGElement>(null);
  const zoom = useTimeZoom();
  const axis = useMemo(() => axisOf(shown, outcome, room, zoom.zoom), [shown, outcome, room, zoom.zoom]);
  const layout = useMemo(() => layOutLanes(shown, axis), [shown, axis]);
  const barOf = useMemo(() => byIssue(layout), [layout]);
  const curves = useMemo(() => curvesOfBars(shown, barOf), [shown, barOf]);
  const order = useMemo(() => layout.bars.map(({ issue }) => issue), [layout]);
  const words = useMemo(() => wordsOfIssues(shown, neighbours, format), [shown, neighbours, format]);
  const { current, handlers } = useIssueFocus(drawing, {
    ...{ shown, neighbours, selected, onSelect, order },
    standing: { x: (issue) => barOf[issue].x, y: (issue) => barOf[issue].y },
  });

  return (
    <TimeFrame
      {...{ axis, zoom, handlers, drawing, canvas, stays: titles, lanes: layout.lanes }}
      size={{ left: layout.undatedWidth, width: layout.width, height: layout.height }}
      leftWords="No dates"
      today={{ day: dayNumber(shown.today), word: 'today' }}
      label={`Timeline of ${counted(shown.issues.length, 'issue', 'issues', format.count)}. Arrow keys move along dependencies, Enter opens an issue.`}
    >
      <g ref={titles} aria-hidden="true" data-stays="">
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
      {outcome !== null && <MovedEnds outcome={outcome} shown={shown} barOf={barOf} axis={axis} layout={layout} />}
    </TimeFrame>
  );
}

function byIssue({ bars }: LanesLayout): readonly Bar[] {
  const barOf: Bar[] = [];
  for (const bar of bars) barOf[bar.issue] = bar;
  return barOf;
}

function axisOf(shown: ShownMap, outcome: WhatIfView | null, room: number, zoom: number): TimeAxis {
  const days = shown.issues.flatMap((issue) => {
    const span = spanOf(issue);
    const planned = issue.plannedFinish === null ? [] : [dayNumber(issue.plannedFinish)];
    return span === null ? planned : [span.from, span.to, ...planned];
  });
  const moved = (outcome?.moved ?? []).flatMap(({ to }) => (to === null ? [] : [dayNumber(to)]));
  const beside = LANE.words + undatedWidthOf(shown.issues) + FRAME_BORDERS;
  return timeAxis([...days, ...moved], dayNumber(shown.today), Math.max(LEAST_AXIS_WIDTH, room - beside) * zoom);
}

function laneName({ project }: Lane, { projects }: ShownMap): string {
  return project === null ? RESTRICTED : (projects[project].name ?? RESTRICTED);
}

function laneInWords(lane: Lane, shown: ShownMap, count: (value: number) => string): string {
  const issues = shown.issues.filter(({ project }) => project === lane.project).length;
  return `${laneName(lane, shown)}, ${counted(issues, 'issue', 'issues', count)}`;
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
