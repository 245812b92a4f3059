import { FLAG, NO_DAY, type IssueColumns } from '../model';
import { one } from './bytes';
import { codeNumber, codeSigned, codeSymbol, ContextPlan, SYMBOLS, type Coder } from './range-coder';

/**
 * What issues are, and what they are planned for, as bits: type, sprint, version, estimate. Few of each come back again
 * and again, so that a chunk tells each once and then by its place. The functions serve both directions (see
 * {@link Coder}): they write into the columns what they coded.
 */
const plan = new ContextPlan();
const CONTEXT = {
  /** By level −1, 0, above. */
  types: [plan.symbol(), plan.symbol(), plan.symbol()],
  largeType: plan.number(),
  /** By state. */
  hasSprint: plan.bits(3),
  sprint: plan.symbol(),
  hasSprintStart: plan.bits(1),
  sprintStart: plan.number(),
  hasSprintEnd: plan.bits(1),
  sprintEnd: plan.number(),
  /** By state and whether it has a planned end. */
  hasVersion: plan.bits(3 * 2),
  version: plan.symbol(),
  versionId: plan.number(),
  hasVersionEnd: plan.bits(1),
  versionEnd: plan.number(),
  /** By state and whether it has an estimate. */
  hasEffort: plan.bits(3 * 2),
  effort: plan.symbol(),
  newEffort: plan.number(),
  /** By state. */
  hasPlaces: plan.bits(3),
  places: plan.symbol(),
  manyPlaces: plan.number(),
};
/** How many contexts a coder needs for plans; those of the rest of a row come after them. */
export const PLAN_CONTEXTS = plan.total;

/** Start and end of a sprint; id and end of a version. */
type Period = readonly [number, number];

/** What the rows of a chunk had so far, each once. */
export class MetPlans {
  readonly sprints: Period[] = [];
  readonly versions: Period[] = [];
  readonly efforts: number[] = [];
}

const LARGE_TYPE = SYMBOLS - 1;
const LARGE_SET = SYMBOLS - 1;

/** Codes the number of an issue type; `level` is 0, 1, 2 for −1, 0, above. */
export function codeIssueType(coder: Coder, level: number, type: number): number {
  const symbol = codeSymbol(coder, CONTEXT.types[level], Math.min(type, LARGE_TYPE));
  return symbol < LARGE_TYPE ? symbol : codeNumber(coder, CONTEXT.largeType, type);
}

/** Codes the number of a set of places. */
export function codePlaces(coder: Coder, state: number, places: number): number {
  if (coder.bit(CONTEXT.hasPlaces + state, places === 0 ? 0 : 1) === 0) return 0;
  const symbol = codeSymbol(coder, CONTEXT.places, Math.min(places - 1, LARGE_SET));
  return 1 + (symbol < LARGE_SET ? symbol : codeNumber(coder, CONTEXT.manyPlaces, places - 1));
}

/** Codes sprint, version and estimate of an issue whose state and flags are in its row already. */
export function codePlan(coder: Coder, issues: IssueColumns, row: number, met: MetPlans): void {
  const state = issues.state[row];
  const flags = issues.flags[row];
  const sprint: Period = [issues.sprintStart[row], issues.sprintEnd[row]];
  const hasSprint = coder.bit(CONTEXT.hasSprint + state, isSame(sprint, NO_SPRINT) ? 0 : 1);
  [issues.sprintStart[row], issues.sprintEnd[row]] = hasSprint ? codeSprint(coder, met.sprints, sprint) : NO_SPRINT;

  const version: Period = [issues.versionId[row], issues.versionEnd[row]];
  const planned = (flags & FLAG.plannedEnd) === 0 ? 0 : 1;
  const hasVersion = coder.bit(CONTEXT.hasVersion + state * 2 + planned, isSame(version, NO_VERSION) ? 0 : 1);
  [issues.versionId[row], issues.versionEnd[row]] = hasVersion ? codeVersion(coder, met.versions, version) : NO_VERSION;

  const effort = issues.effortMinutes[row];
  const estimated = (flags & FLAG.estimate) === 0 ? 0 : 1;
  const hasEffort = coder.bit(CONTEXT.hasEffort + state * 2 + estimated, effort === 0 ? 0 : 1);
  issues.effortMinutes[row] = hasEffort ? codeEffort(coder, met.efforts, effort) : 0;
}

const NO_SPRINT: Period = [NO_DAY, NO_DAY];
const NO_VERSION: Period = [0, NO_DAY];

function isSame(a: Period, b: Period): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function codeSprint(coder: Coder, met: Period[], sprint: Period): Period {
  const place = met.findIndex((each) => isSame(each, sprint));
  return codeMet(coder, CONTEXT.sprint, met, place, () => {
    const [lastStart] = met.at(-1) ?? [0];
    const start = codeDay(coder, CONTEXT.hasSprintStart, CONTEXT.sprintStart, lastStart, sprint[0]);
    return [start, codeDay(coder, CONTEXT.hasSprintEnd, CONTEXT.sprintEnd, start, sprint[1])];
  });
}

function codeVersion(coder: Coder, met: Period[], version: Period): Period {
  const place = met.findIndex((each) => isSame(each, version));
  return codeMet(coder, CONTEXT.version, met, place, () => {
    const [lastId, lastEnd] = met.at(-1) ?? NO_VERSION;
    const id = lastId + codeSigned(coder, CONTEXT.versionId, version[0] - lastId);
    return [id, codeDay(coder, CONTEXT.hasVersionEnd, CONTEXT.versionEnd, lastEnd, version[1])];
  });
}

function codeEffort(coder: Coder, met: number[], effort: number): number {
  return codeMet(coder, CONTEXT.effort, met, met.indexOf(effort), () => codeNumber(coder, CONTEXT.newEffort, effort));
}

/** By its place among those met (−1: a new one), which start at symbol 1. */
function codeMet<T>(coder: Coder, context: number, met: T[], place: number, codeNew: () => T): T {
  const symbol = codeSymbol(coder, context, place + 1);
  if (symbol > 0) return one(met, symbol - 1);
  const fresh = codeNew();
  if (met.length < SYMBOLS - 1) met.push(fresh);
  return fresh;
}

function codeDay(coder: Coder, hasDay: number, context: number, near: number, day: number): number {
  if (coder.bit(hasDay, day === NO_DAY ? 0 : 1) === 0) return NO_DAY;
  const base = near === NO_DAY ? 0 : near;
  return base + codeSigned(coder, context, day - base);
}
