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

const FROM = { field: placeFrom('field'), sprint: placeFrom('sprint'), version: placeFrom('version') };
const BY = {
  dates: placeBy('dates'),
  estimate: placeBy('estimate'),
  history: placeBy('history'),
  assumed: placeBy('assumed'),
};

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

/** Where a plan is read from: a slice's own end, with what its project's history tells. */
export interface PlanSource {
  readonly ends: OwnEnds;
  readonly place: number;
  readonly typicalDays: number | null;
  /** Its due date. */
  readonly due: Day;
}

/** Reads the plan of one end into row `at`; whether it is an item is for others to say. */
export function readPlan(plans: ReadPlans, at: number, source: PlanSource, clock: Clock): void {
  const { ends, place, due } = source;
  const underWay = ends.state[place] === STATE.inProgress;
  const startsByField = ends.start[place] !== NO_DAY;
  const plannedStart = startsByField ? ends.start[place] : ends.sprintStart[place];
  plans.plannedStart[at] = plannedStart;
  plans.plannedStartFrom[at] = startsByField || plannedStart === NO_DAY ? FROM.field : FROM.sprint;
  readFinish(plans, at, source);
  plans.underWay[at] = underWay ? 1 : 0;
  plans.start[at] = startNumber(plannedStart, clock);
  plans.finish[at] = finishNumber(plans.plannedFinish[at], clock);
  if (underWay) readRemaining(plans, at, source, clock);
  else readDuration(plans, at, source, startsByField && due !== NO_DAY);
  plans.duration[at] = Math.min(plans.duration[at], clock.last - clock.first + 1);
}

function readFinish(plans: ReadPlans, at: number, { ends, place, due }: PlanSource): void {
  const sprintEnd = ends.sprintEnd[place];
  const versionEnd = ends.versionEnd[place];
  const from = due !== NO_DAY ? FROM.field : sprintEnd !== NO_DAY ? FROM.sprint : FROM.version;
  const day = due !== NO_DAY ? due : sprintEnd !== NO_DAY ? sprintEnd : versionEnd;
  plans.plannedFinish[at] = day;
  plans.plannedFinishFrom[at] = day === NO_DAY ? FROM.field : from;
}

function readDuration(plans: ReadPlans, at: number, source: PlanSource, hasBothDates: boolean): void {
  const effort = source.ends.effortDays[source.place];
  if (hasBothDates) {
    plans.duration[at] = Math.max(1, plans.finish[at] - plans.start[at] + 1);
    plans.durationFrom[at] = BY.dates;
  } else if (effort > 0) {
    plans.duration[at] = effort;
    plans.durationFrom[at] = BY.estimate;
  } else {
    plans.duration[at] = Math.max(1, source.typicalDays ?? ASSUMED_DAYS);
    plans.durationFrom[at] = source.typicalDays === null ? BY.assumed : BY.history;
  }
}

/** Work that is under way is finished as planned, unless that day is over. */
function readRemaining(plans: ReadPlans, at: number, { ends, place }: PlanSource, { today }: Clock): void {
  const effort = ends.effortDays[place];
  if (plans.finish[at] !== NONE && plans.finish[at] >= today) {
    plans.duration[at] = plans.finish[at] - today + 1;
    plans.durationFrom[at] = BY.dates;
  } else {
    plans.duration[at] = Math.max(1, effort);
    plans.durationFrom[at] = effort > 0 ? BY.estimate : BY.assumed;
  }
}

/** Whether the duration is an estimate of ours rather than the project's. */
export function isEstimated(durationFrom: number): boolean {
  return durationFrom === BY.history || durationFrom === BY.assumed;
}
