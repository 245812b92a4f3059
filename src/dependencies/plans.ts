import {
  DURATION_FROM,
  NO_DAY,
  PLANNED_FROM,
  STATE,
  type Day,
  type DurationFrom,
  type OwnEnds,
  type PlannedFrom,
} from '../model';
import { finishNumber, NONE, startNumber, type Clock } from './numbered-days';

/** What a schedule asks of each end, as typed columns; days by number. */
export interface Plans {
  readonly count: number;
  /** 1 for open issues that take part in the schedule; all others push nobody. */
  readonly isItem: Uint8Array;
  /** 1 where work has begun, so that no planned start counts any more. */
  readonly underWay: Uint8Array;
  readonly start: Int32Array;
  readonly finish: Int32Array;
  /** Working days, at least 1; what remains, for work that is under way. */
  readonly duration: Int32Array;
}

/** Plans beside where their durations come from. */
export interface ReadPlans extends Plans {
  /** Index into `DURATION_FROM`. */
  readonly durationFrom: Uint8Array;
}

/** Working days that an item takes of which nothing is known. */
const ASSUMED_DAYS = 5;

const [FROM_FIELD, FROM_SPRINT, FROM_VERSION] = [placeFrom('field'), placeFrom('sprint'), placeFrom('version')];
const [BY_DATES, BY_ESTIMATE, BY_HISTORY, BY_ASSUMED] = (['dates', 'estimate', 'history', 'assumed'] as const).map(
  placeBy,
);

function placeFrom(from: PlannedFrom): number {
  return PLANNED_FROM.indexOf(from);
}

function placeBy(by: DurationFrom): number {
  return DURATION_FROM.indexOf(by);
}

export function emptyPlans(count: number): ReadPlans {
  return {
    count,
    isItem: new Uint8Array(count),
    underWay: new Uint8Array(count),
    start: new Int32Array(count).fill(NONE),
    finish: new Int32Array(count).fill(NONE),
    duration: new Int32Array(count),
    durationFrom: new Uint8Array(count),
  };
}

/** The day on which a slice's own end is planned to begin, as Jira tells it: its start date, else its sprint's. */
export function plannedStart({ start, sprintStart }: OwnEnds, place: number): Day {
  return start[place] !== NO_DAY ? start[place] : sprintStart[place];
}

/** The same of its finish: its due date, or the one that is assumed, else what its sprint or its version says. */
export function plannedFinish({ due, sprintEnd, versionEnd }: OwnEnds, place: number, dueDay: Day = due[place]): Day {
  if (dueDay !== NO_DAY) return dueDay;
  return sprintEnd[place] !== NO_DAY ? sprintEnd[place] : versionEnd[place];
}

/** Index into `PLANNED_FROM`; 0 without a date. */
export function plannedStartFrom({ start, sprintStart }: OwnEnds, place: number): number {
  return start[place] !== NO_DAY || sprintStart[place] === NO_DAY ? FROM_FIELD : FROM_SPRINT;
}

/** The same of its planned finish. */
export function plannedFinishFrom({ due, sprintEnd, versionEnd }: OwnEnds, place: number): number {
  if (due[place] !== NO_DAY) return FROM_FIELD;
  if (sprintEnd[place] !== NO_DAY) return FROM_SPRINT;
  return versionEnd[place] !== NO_DAY ? FROM_VERSION : FROM_FIELD;
}

/**
 * Reads the plan of a slice's own end into row `at`, of a done one nothing; whether it is an item is for others to say.
 * `typicalDays`: what the project's history tells. `due`: its due date, or the one that is assumed.
 */
export function readPlan(
  plans: ReadPlans,
  at: number,
  ends: OwnEnds,
  place: number,
  typicalDays: number | null,
  due: Day,
  clock: Clock,
): void {
  const state = ends.state[place];
  if (state === STATE.done) return;

  const start = startNumber(plannedStart(ends, place), clock);
  const finish = finishNumber(plannedFinish(ends, place, due), clock);
  plans.start[at] = start;
  plans.finish[at] = finish;
  const underWay = state === STATE.inProgress;
  plans.underWay[at] = underWay ? 1 : 0;
  const effort = ends.effortDays[place];
  let days = ASSUMED_DAYS;
  let from = BY_ASSUMED;
  // Work that is under way is finished as planned, unless that day is over.
  if (underWay ? finish !== NONE && finish >= clock.today : ends.start[place] !== NO_DAY && due !== NO_DAY) {
    days = finish - (underWay ? clock.today : start) + 1;
    from = BY_DATES;
  } else if (effort > 0) {
    days = effort;
    from = BY_ESTIMATE;
  } else if (underWay) {
    days = 1;
  } else if (typicalDays !== null) {
    days = typicalDays;
    from = BY_HISTORY;
  }
  plans.duration[at] = Math.min(Math.max(1, days), clock.last - clock.first + 1);
  plans.durationFrom[at] = from;
}

/** Whether the duration is an estimate of ours rather than the project's. */
export function isEstimated(durationFrom: number): boolean {
  return durationFrom === BY_HISTORY || durationFrom === BY_ASSUMED;
}
