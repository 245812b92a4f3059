import {
  DRIVER,
  NO_DAY,
  NO_DAYS,
  OUTLOOK_FLAG,
  STATE,
  type Cycles,
  type DependencySlice,
  type Outlook,
  type OutlookEnds,
} from '../model';
import { placeOfEdge, type Edges } from './edges';
import { isDone, type Ends } from './ends';
import type { Standings } from './lateness';
import { dayOfNumber, NONE, type Clock } from './numbered-days';
import { plannedFinish, plannedFinishFrom, plannedStart, plannedStartFrom } from './plans';
import type { Schedule } from './schedule';

/** What the whole graph found, of which every project gets its share. */
interface Findings {
  readonly ends: Ends;
  readonly edges: Edges;
  readonly open: Cycles;
  readonly schedule: Schedule;
  readonly standings: Standings;
}

/** Every project's share, in the order of the slices. Linear, but for finding each dependency among its provider's. */
export function outlooksOf(findings: Findings, clock: Clock): Outlook[] {
  const { ends, schedule } = findings;
  const placeHere = new Int32Array(ends.count);
  const day = (number: number): number | null => (number === NONE ? null : clock.dayOf(number));
  return ends.slices.map(({ projectId }, at) => ({
    projectId,
    asOf: clock.asOf,
    ends: outlookEnds(at, findings, clock, placeHere),
    dependencies: outlookDependencies(at, findings, clock),
    target: day(schedule.targets.project[at]),
    forecast: day(schedule.paths.finish[at]),
    pathMoves: schedule.pathMoves[at] === 1,
  }));
}

/** `placeHere`: as long as there are ends, and of whatever content. */
function outlookEnds(at: number, findings: Findings, clock: Clock, placeHere: Int32Array): OutlookEnds {
  const { ends, open, schedule } = findings;
  const numbers = ends.numbers[at];
  const columns = emptyOutlookEnds(numbers.length);
  for (let place = 0; place < numbers.length; place++) placeHere[numbers[place]] = place;
  for (let place = 0; place < numbers.length; place++) {
    const node = numbers[place];
    if (open.cycle[node] !== 0) columns.flags[place] |= OUTLOOK_FLAG.inCycle;
    if (node >= ends.held) {
      columns.state[place] = isDone(node, ends) ? STATE.done : STATE.todo;
      continue;
    }
    tellPlan(columns, place, ends.slices[ends.slice[node]], ends.place[node]);
    if (node >= ends.open || schedule.plans.isItem[node] === 0) continue;
    tellSchedule(columns, place, node, schedule, clock);
    const driver = schedule.forecast.driver[node];
    columns.driver[place] = driver < 0 ? driver : placeAmong(numbers, driver, placeHere);
  }
  return columns;
}

function placeAmong(numbers: Int32Array, node: number, placeHere: Int32Array): number {
  const place = placeHere[node];
  return place < numbers.length && numbers[place] === node ? place : DRIVER.farProvider;
}

/** What the project that holds an end tells of it. */
function tellPlan(columns: OutlookEnds, place: number, { projectId, ends }: DependencySlice, there: number): void {
  columns.project[place] = projectId;
  columns.state[place] = ends.state[there];
  if (ends.milestone[there] === 1) columns.flags[place] |= OUTLOOK_FLAG.milestone;
  columns.plannedStart[place] = plannedStart(ends, there);
  columns.plannedStartFrom[place] = plannedStartFrom(ends, there);
  columns.plannedFinish[place] = plannedFinish(ends, there);
  columns.plannedFinishFrom[place] = plannedFinishFrom(ends, there);
}

function tellSchedule(
  columns: OutlookEnds,
  place: number,
  node: number,
  { plans, forecast, latest, floats, paths }: Schedule,
  clock: Clock,
): void {
  columns.flags[place] |=
    OUTLOOK_FLAG.item |
    (paths.critical[node] === 1 ? OUTLOOK_FLAG.critical : 0) |
    (paths.onPath[node] === 1 ? OUTLOOK_FLAG.onPath : 0);
  columns.duration[place] = plans.duration[node];
  columns.durationFrom[place] = plans.durationFrom[node];
  columns.earliestStart[place] = clock.dayOf(forecast.start[node]);
  columns.forecastFinish[place] = clock.dayOf(forecast.finish[node]);
  columns.latestFinish[place] = dayOfNumber(latest.finish[node], clock);
  columns.totalFloat[place] = floats.total[node];
  columns.freeFloat[place] = floats.free[node];
}

function outlookDependencies(at: number, { ends, edges, standings }: Findings, clock: Clock): Outlook['dependencies'] {
  const { count, provider, dependent, kind } = ends.slices[at].dependencies;
  const numbers = ends.numbers[at];
  const lateness = new Uint8Array(count);
  const neededBy = new Int32Array(count);
  const slack = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const edge = placeOfEdge(edges, numbers[provider[i]], numbers[dependent[i]], kind[i]);
    lateness[i] = standings.lateness[edge];
    neededBy[i] = dayOfNumber(standings.neededBy[edge], clock);
    slack[i] = standings.slack[edge];
  }
  return { count, lateness, neededBy, slack };
}

function emptyOutlookEnds(count: number): OutlookEnds {
  return {
    count,
    project: new Float64Array(count),
    flags: new Uint8Array(count),
    state: new Uint8Array(count),
    plannedStart: new Int32Array(count).fill(NO_DAY),
    plannedStartFrom: new Uint8Array(count),
    plannedFinish: new Int32Array(count).fill(NO_DAY),
    plannedFinishFrom: new Uint8Array(count),
    duration: new Int32Array(count).fill(NO_DAYS),
    durationFrom: new Uint8Array(count),
    earliestStart: new Int32Array(count).fill(NO_DAY),
    forecastFinish: new Int32Array(count).fill(NO_DAY),
    latestFinish: new Int32Array(count).fill(NO_DAY),
    totalFloat: new Int32Array(count).fill(NO_DAYS),
    freeFloat: new Int32Array(count).fill(NO_DAYS),
    driver: new Int32Array(count).fill(DRIVER.none),
  };
}
