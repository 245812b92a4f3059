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

/** Plans beside what they were read from. */
export interface ReadPlans extends Plans {
  readonly plannedStart: Int32Array;
  /** Index into `PLANNED_FROM`; 0 without a date. */
  readonly plannedStartFrom: Uint8Array;
  readonly plannedFinish: Int32Array;
  readonly plannedFinishFrom: Uint8Array;
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
    plannedStart: new Int32Array(count).fill(NO_DAY),
    plannedStartFrom: new Uint8Array(count),
    plannedFinish: new Int32Array(count).fill(NO_DAY),
    plannedFinishFrom: new Uint8Array(count),
    durationFrom: new Uint8Array(count),
  };
}

/**
 * Reads the plan of a slice's own end into row `at`, of a done one its planned days only; whether it is an item is for
 * others to say. `typicalDays`: what the project's history tells. `due`: its due date, or the one that is assumed.
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
  const startsByField = ends.start[place] !== NO_DAY;
  const plannedStart = startsByField ? ends.start[place] : ends.sprintStart[place];
  plans.plannedStart[at] = plannedStart;
  plans.plannedStartFrom[at] = startsByField || plannedStart === NO_DAY ? FROM_FIELD : FROM_SPRINT;
  const sprintEnd = ends.sprintEnd[place];
  const plannedFinish = due !== NO_DAY ? due : sprintEnd !== NO_DAY ? sprintEnd : ends.versionEnd[place];
  plans.plannedFinish[at] = plannedFinish;
  const isFieldOrNone = due !== NO_DAY || plannedFinish === NO_DAY;
  plans.plannedFinishFrom[at] = isFieldOrNone ? FROM_FIELD : sprintEnd !== NO_DAY ? FROM_SPRINT : FROM_VERSION;
  if (state === STATE.done) return;

  const start = startNumber(plannedStart, clock);
  const finish = finishNumber(plannedFinish, clock);
  plans.start[at] = start;
  plans.finish[at] = finish;
  const underWay = state === STATE.inProgress;
  plans.underWay[at] = underWay ? 1 : 0;
  const effort = ends.effortDays[place];
  let days = ASSUMED_DAYS;
  let from = BY_ASSUMED;
  // Work that is under way is finished as planned, unless that day is over.
  if (underWay ? finish !== NONE && finish >= clock.today : startsByField && due !== NO_DAY) {
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
