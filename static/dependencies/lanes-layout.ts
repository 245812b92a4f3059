import type { IssueMapView, MapIssue } from '../../src/contract';
import { curveBetween } from './curve';
import { fitting, widthOf } from './text-width';
import { dayNumber, isOnAxis, xOf, type TimeAxis } from './time-axis';
import { RESTRICTED } from './words';

/** Pixels; `words` is the room for those of a bar at the axis's end. */
export const LANE = { title: 24, row: 30, bar: 22, gap: 8, padding: 6, words: 220 } as const;
/** Where issues without any date stand, left of the axis. */
const UNDATED_WIDTH = 92;
const LEAST_BAR = 8;
const GAP_BETWEEN_BARS = 10;
/** From the middle of a milestone, which is where it is finished, to its corners. */
export const DIAMOND = 10;
/** Half of the mark at a planned finish. */
export const PLANNED_MARK = 4;

/** A lane of the timeline, by project. */
export interface Lane {
  /** Place in the view's `projects`; `null` for issues that are anonymous. */
  readonly project: number | null;
  readonly y: number;
  readonly height: number;
}

/** Where an issue stands on the timeline. */
export interface Bar {
  /** Place in the view's `issues`. */
  readonly issue: number;
  readonly x: number;
  /** Of its upper edge. */
  readonly y: number;
  readonly width: number;
  /** Where its planned finish ends, when the forecast is later and it is on the axis. */
  readonly plannedX: number | null;
  /** It has no date at all, and stands left of the axis. */
  readonly undated: boolean;
  /** It goes on beyond the axis. */
  readonly goesOn: boolean;
  /** As much of its words as has room; they may reach over the bar's end. */
  readonly label: string;
  readonly labelX: number;
}

export interface LanesLayout {
  readonly lanes: readonly Lane[];
  /** In the order in which the eye meets them: lane by lane, row by row, left to right. */
  readonly bars: readonly Bar[];
  readonly width: number;
  readonly height: number;
  /** 0 where every issue has a date. */
  readonly undatedWidth: number;
}

/** First and last day of an issue's bar; `null` without any date. */
export function spanOf(issue: MapIssue): { readonly from: number; readonly to: number } | null {
  const end = issue.forecastFinish ?? issue.plannedFinish ?? issue.earliestStart ?? issue.plannedStart;
  if (end === null) return null;
  const to = dayNumber(end);
  return { from: Math.min(dayNumber(startOf(issue) ?? end), to), to };
}

/** Where a bar begins: work in progress has begun when it was planned to, the rest begins when it can. */
export function startOf(issue: MapIssue): string | null {
  if (issue.milestone) return null;
  if (issue.state === 'inProgress') return issue.plannedStart ?? issue.earliestStart;
  return issue.earliestStart ?? issue.plannedStart;
}

/** Pixels left of the axis; 0 where every issue has a date. */
export function undatedWidthOf(issues: readonly MapIssue[]): number {
  return issues.some((issue) => spanOf(issue) === null) ? UNDATED_WIDTH : 0;
}

/** Lays issues out over time: a lane per project, in it as few rows as keep bars and their words apart. */
export function layOutLanes(
  view: Pick<IssueMapView, 'issues' | 'dependencies' | 'projects'>,
  axis: TimeAxis,
): LanesLayout {
  const undatedWidth = undatedWidthOf(view.issues);
  const axisWidth = (axis.to - axis.from + 1) * axis.pixelsPerDay;
  const lanes: Lane[] = [];
  const bars: Bar[] = [];
  let y = 0;
  for (const { project, issues } of orderedLanes(view)) {
    const rows = rowsOfBars(view.issues, issues, axis, { left: undatedWidth, top: y + LANE.title });
    bars.push(...rows.bars);
    const height = LANE.title + rows.height + LANE.padding;
    lanes.push({ project, y, height });
    y += height + LANE.gap;
  }
  return { lanes, bars, width: undatedWidth + axisWidth + LANE.words, height: Math.max(0, y - LANE.gap), undatedWidth };
}

/**
 * Bars of the given issues, in the order in which the eye meets them, in as few rows as keep them and their words apart.
 * @param at pixels left of the axis, and of the first row's upper edge
 */
export function rowsOfBars(
  issues: readonly MapIssue[],
  places: readonly number[],
  axis: TimeAxis,
  at: { readonly left: number; readonly top: number },
): { readonly bars: readonly Bar[]; readonly height: number } {
  const placed = places.map((place) => barOf(issues[place], place, axis, at.left));
  const rows = intoRows(placed);
  const bars = placed.map((bar, place) => ({ ...bar, y: at.top + rows.rowOf[place] * LANE.row }));
  bars.sort((a, b) => a.y - b.y || a.x - b.x || a.issue - b.issue);
  return { bars, height: rows.count * LANE.row };
}

/** By dependency: the line between the bars of its ends. */
export function curvesOfBars(
  { issues, dependencies }: Pick<IssueMapView, 'issues' | 'dependencies'>,
  barOf: readonly Bar[],
): readonly string[] {
  const boxOf = (issue: number) => {
    const { x, y, width, undated } = barOf[issue];
    const middle = y + LANE.bar / 2;
    if (!issues[issue].milestone || undated) return { x, width, middle };
    return { x: x + width - DIAMOND, width: 2 * DIAMOND, middle };
  };
  return dependencies.map(({ provider, dependent, kind }) => curveBetween(boxOf(provider), boxOf(dependent), kind));
}

/** Projects that others wait for come first, so that most curves lead down; anonymous issues come last. */
function orderedLanes(view: Pick<IssueMapView, 'issues' | 'dependencies' | 'projects'>) {
  const lanes = new Map<number | null, { project: number | null; issues: number[]; waits: number }>();
  view.issues.forEach(({ project }, issue) => {
    const lane = lanes.get(project) ?? { project, issues: [], waits: 0 };
    lane.issues.push(issue);
    lanes.set(project, lane);
  });
  for (const { provider, dependent } of view.dependencies) {
    const from = lanes.get(view.issues[provider].project);
    const to = lanes.get(view.issues[dependent].project);
    if (!from || !to || from === to) continue;
    from.waits -= 1;
    to.waits += 1;
  }
  return [...lanes.values()].sort(
    (a, b) =>
      Number(a.project === null) - Number(b.project === null) ||
      a.waits - b.waits ||
      (a.project ?? 0) - (b.project ?? 0),
  );
}

function barOf(issue: MapIssue, place: number, axis: TimeAxis, undatedWidth: number): Bar {
  const span = spanOf(issue);
  const common = { issue: place, y: 0 };
  if (span === null) {
    const width = undatedWidth - 12;
    const key = fitting(issue.key ?? RESTRICTED, width - LABEL_INSET);
    const at = { x: 4, width, plannedX: null, label: key, labelX: 4 + LABEL_INSET };
    return { ...common, ...at, undated: true, goesOn: false };
  }
  const end = undatedWidth + (axis.to + 1 - axis.from) * axis.pixelsPerDay;
  const x = Math.min(undatedWidth + xOf(axis, span.from), end - LEAST_BAR);
  const width = Math.max(undatedWidth + xOf(axis, span.to + 1) - x, LEAST_BAR);
  const planned = (issue.slip ?? 0) > 0 && issue.plannedFinish !== null ? dayNumber(issue.plannedFinish) : null;
  return {
    ...common,
    ...{ x, width, label: labelOf(issue, Math.max(LABEL_WIDTH, width - LABEL_INSET - SLIP_WIDTH)) },
    labelX: issue.milestone ? x + width + DIAMOND + 4 : x + LABEL_INSET,
    plannedX: planned !== null && isOnAxis(axis, planned) ? undatedWidth + xOf(axis, planned + 1) : null,
    undated: false,
    goesOn: span.to > axis.to,
  };
}

const LABEL_INSET = 6;
const SLIP_WIDTH = 46;
/** What stays of {@link LANE.words} beside a milestone and a slip. */
const LABEL_WIDTH = LANE.words - 2 * DIAMOND - 4 - SLIP_WIDTH;

/** Key, the beginning of the summary, and by how many working days it is later than planned. */
function labelOf({ key, summary, slip }: MapIssue, room: number): string {
  const words = key === null ? RESTRICTED : summary === null || summary === '' ? key : `${key} ${summary}`;
  const short = fitting(words, room);
  return slip !== null && slip > 0 ? `${short} +${slip} d` : short;
}

/** Each bar into the first row that is free where it, and what belongs to it, begins. */
function intoRows(bars: readonly Bar[]): { readonly rowOf: readonly number[]; readonly count: number } {
  const reaches = bars.map(reachOf);
  const order = bars.map((_, place) => place).sort((a, b) => reaches[a].from - reaches[b].from || a - b);
  const freeFrom: number[] = [];
  const rowOf = new Array<number>(bars.length).fill(0);
  for (const place of order) {
    const { from, to } = reaches[place];
    const row = freeFrom.findIndex((free) => free <= from);
    const taken = row === -1 ? freeFrom.length : row;
    rowOf[place] = taken;
    freeFrom[taken] = to + GAP_BETWEEN_BARS;
  }
  return { rowOf, count: Math.max(1, freeFrom.length) };
}

/** From where to where a bar takes its row, with its words and the mark at its planned finish, which may stand apart. */
function reachOf({ x, width, label, labelX, plannedX }: Bar): { readonly from: number; readonly to: number } {
  const planned = plannedX ?? x;
  return {
    from: Math.min(x - DIAMOND, planned - PLANNED_MARK),
    to: Math.max(x + width + DIAMOND, labelX + widthOf(label), planned + PLANNED_MARK),
  };
}
