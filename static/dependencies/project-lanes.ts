import type { MapProject } from '../../src/contract';
import { PLANNED_MARK, LANE, curvesOfBars, rowsOfBars, spanOf, type Bar } from './lanes-layout';
import type { ShownMap } from './shown-map';
import { dayNumber, isOnAxis, timeAxis, xOf, type TimeAxis } from './time-axis';

/** Pixels: the column of names, a lane while it is closed, and the bar in it. */
export const PROJECT_LANE = { names: 200, height: 32, bar: 16, padding: 6 } as const;
const LEAST_BAR = 4;

/** As many lanes as a reader, and a browser, can take in at once. */
export const MOST_LANES = 200;

/** A project's lane. */
export interface ProjectLane {
  /** Place in the view's projects. */
  readonly project: number;
  readonly y: number;
  readonly height: number;
  /** From the day of the forecast to the forecast finish; `null` where nothing of the project has a forecast. */
  readonly bar: ProjectBar | null;
}

/** Pixels from the drawing's left. */
export interface ProjectBar {
  readonly x: number;
  readonly width: number;
  /** Where the target ends; `null` without one on the axis. */
  readonly targetX: number | null;
  /** Where the bar begins to be later than the target; `null` where the forecast is not later. */
  readonly lateFrom: number | null;
  readonly goesOn: boolean;
  /** Where words beside it begin. */
  readonly wordsX: number;
}

/** The critical path in the lane that is open. */
export interface PathInLane {
  /** Place of the lane. */
  readonly lane: number;
  /** Left to right, row by row. */
  readonly bars: readonly Bar[];
  /** By dependency of the path, its line. */
  readonly curves: readonly string[];
}

export interface ProjectLanesLayout {
  readonly lanes: readonly ProjectLane[];
  readonly path: PathInLane | null;
  readonly width: number;
  readonly height: number;
}

/** Its forecast is later than its target. */
export function missesTarget({ target, forecast }: Pick<MapProject, 'target' | 'forecast'>): boolean {
  return target !== null && forecast !== null && forecast > target;
}

/** Places of projects, those with the least float first; those without any last, in the given order. */
export function byFloat(projects: readonly MapProject[], places: readonly number[]): readonly number[] {
  const float = (place: number): number => projects[place].leastFloat ?? Infinity;
  return [...places].sort((one, other) => (float(one) === float(other) ? 0 : float(one) - float(other)));
}

/** An axis with every forecast and target of the projects, and the path, as far as they are in reach. */
export function axisOfProjects(
  projects: readonly MapProject[],
  path: ShownMap | null,
  asOf: number,
  width: number,
): TimeAxis {
  const days = projects.flatMap(({ target, forecast }) =>
    [target, forecast].flatMap((day) => day ?? []).map(dayNumber),
  );
  const spans = (path?.issues ?? []).flatMap((issue) => spanOf(issue) ?? []);
  return timeAxis([...days, ...spans.flatMap(({ from, to }) => [from, to])], asOf, width);
}

/**
 * A lane for each project, in the given order; the open one is as high as its path needs.
 * @param asOf the day of the forecast, from which bars begin
 * @param open the lane that is open, with the critical path where it is known already
 */
export function layOutProjects(
  projects: readonly MapProject[],
  places: readonly number[],
  axis: TimeAxis,
  asOf: number,
  open: { readonly project: number; readonly path: ShownMap | null } | null,
): ProjectLanesLayout {
  const lanes: ProjectLane[] = [];
  let path: PathInLane | null = null;
  let y = 0;
  for (const project of places) {
    let height: number = PROJECT_LANE.height;
    if (project === open?.project) {
      const rows = pathRows(open.path, axis, y + PROJECT_LANE.height);
      path = { lane: lanes.length, bars: rows.bars, curves: rows.curves };
      height += rows.height + PROJECT_LANE.padding;
    }
    lanes.push({ project, y, height, bar: barOfProject(projects[project], axis, asOf) });
    y += height;
  }
  const axisWidth = (axis.to - axis.from + 1) * axis.pixelsPerDay;
  return { lanes, path, width: PROJECT_LANE.names + axisWidth + LANE.words, height: y };
}

function pathRows(
  path: ShownMap | null,
  axis: TimeAxis,
  top: number,
): Pick<PathInLane, 'bars' | 'curves'> & { readonly height: number } {
  if (path === null || path.issues.length === 0) return { bars: [], curves: [], height: LANE.row };
  const places = path.issues.map((_, place) => place);
  const { bars, height } = rowsOfBars(path.issues, places, axis, { left: PROJECT_LANE.names, top });
  const barOf: Bar[] = [];
  for (const bar of bars) barOf[bar.issue] = bar;
  return { bars, curves: curvesOfBars(path, barOf), height };
}

function barOfProject({ target, forecast }: MapProject, axis: TimeAxis, asOf: number): ProjectBar | null {
  if (forecast === null) return null;
  const left = PROJECT_LANE.names;
  const x = left + xOf(axis, asOf);
  const finish = dayNumber(forecast);
  const end = Math.max(left + xOf(axis, finish + 1), x + LEAST_BAR);
  const due = target === null ? null : dayNumber(target);
  const targetX = due !== null && isOnAxis(axis, due) ? left + xOf(axis, due + 1) : null;
  return {
    ...{ x, width: end - x, targetX },
    lateFrom: due !== null && finish > due ? Math.max(x, targetX ?? x) : null,
    goesOn: finish > axis.to,
    wordsX: Math.max(end, (targetX ?? end) + PLANNED_MARK) + 6,
  };
}

/** What the keyboard can reach: a lane, or an issue of the path in it. */
export interface LaneStop {
  /** Place of the lane. */
  readonly lane: number;
  /** Place in the path's issues; `null`: the lane itself. */
  readonly issue: number | null;
}

/**
 * Where a key leads: up and down from lane to lane, right and left along the path of the open one, Home and End to the
 * first and the last lane; `null` where it leads nowhere.
 */
export function stopByKey(key: string, from: LaneStop, { lanes, path }: ProjectLanesLayout): LaneStop | null {
  const toLane = (lane: number): LaneStop | null => (lane in lanes ? { lane, issue: null } : null);
  if (key === 'ArrowDown') return toLane(from.lane + 1);
  if (key === 'ArrowUp') return from.issue === null ? toLane(from.lane - 1) : toLane(from.lane);
  if (key === 'Home') return toLane(0);
  if (key === 'End') return toLane(lanes.length - 1);
  if ((key !== 'ArrowRight' && key !== 'ArrowLeft') || path?.lane !== from.lane) return null;
  const inTime = [...path.bars].sort((one, other) => one.x - other.x || one.y - other.y).map(({ issue }) => issue);
  const at = from.issue === null ? -1 : inTime.indexOf(from.issue);
  const next = at + (key === 'ArrowRight' ? 1 : -1);
  if (next < 0) return from.issue === null ? null : toLane(from.lane);
  return next in inTime ? { lane: from.lane, issue: inTime[next] } : null;
}
