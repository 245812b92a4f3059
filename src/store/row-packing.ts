import { NO_DAY, STATE, type IssueColumns } from '../model';
import { codeIssueType, codePlaces, codePlan, MetPlans, PLAN_CONTEXTS } from './plan-packing';
import { codeNumber, codeSigned, ContextPlan, type Coder } from './range-coder';

/**
 * Rows of issues as bits. Each field is told by what lets one guess it best: the row before it, or other fields of its
 * own row. The functions serve both directions (see {@link Coder}): they write into the columns what they coded.
 */
const plan = new ContextPlan(PLAN_CONTEXTS);
const CONTEXT = {
  count: plan.number(),
  id: plan.number(),
  number: plan.number(),
  level: plan.number(),
  /** By whether it is a container. */
  open: plan.bits(2),
  inProgress: plan.bits(2),
  /** By flag and state. */
  flags: plan.bits(5 * 3),
  /** By column, state, and whether the row has had the day that comes first. */
  hasDay: plan.bits(4 * 3 * 2),
  updatedOn: plan.number(),
  finishedOn: plan.number(),
  start: plan.number(),
  dueAfterStart: plan.number(),
  due: plan.number(),
  /** By level −1, 0, above. */
  hasParent: plan.bits(3),
  sameParent: plan.bits(3),
  parent: plan.number(),
};
/** How many contexts a coder needs for rows; those of links come after them. */
export const ROW_CONTEXTS = plan.total;

const FLAG_BITS = 5;

/** What rows are told by: the row before them in the same chunk. */
interface Before {
  id: number;
  number: number;
  updatedOn: number;
  start: number;
  due: number;
  parentId: number;
  readonly plans: MetPlans;
}

/** Codes how many rows follow. */
export function codeRowCount(coder: Coder, count: number): number {
  return codeNumber(coder, CONTEXT.count, count);
}

/**
 * Codes `count` rows from `from` on, independently of the rows before them; with their places, where the project has
 * any: the rows of others take no bit for them.
 */
export function codeRows(coder: Coder, issues: IssueColumns, from: number, count: number, hasPlaces: boolean): void {
  const plans = new MetPlans();
  const before: Before = { id: -1, number: 0, updatedOn: 0, start: 0, due: 0, parentId: 0, plans };
  for (let row = from; row < from + count; row++) {
    codeRow(coder, issues, row, before);
    if (hasPlaces) issues.places[row] = codePlaces(coder, issues.state[row], issues.places[row]);
  }
}

function codeRow(coder: Coder, issues: IssueColumns, row: number, before: Before): void {
  before.id = issues.id[row] = before.id + 1 + codeNumber(coder, CONTEXT.id, issues.id[row] - before.id - 1);
  before.number = issues.number[row] =
    before.number + 1 + codeSigned(coder, CONTEXT.number, issues.number[row] - before.number - 1);
  const level = (issues.level[row] = codeSigned(coder, CONTEXT.level, issues.level[row]));
  const state = (issues.state[row] = codeState(coder, level > 0 ? 1 : 0, issues.state[row]));
  let flags = 0;
  for (let flag = 0; flag < FLAG_BITS; flag++) {
    flags |= coder.bit(CONTEXT.flags + flag * 3 + state, (issues.flags[row] >>> flag) & 1) << flag;
  }
  issues.flags[row] = flags;

  const day = { coder, state };
  const updated = (issues.updatedOn[row] = codeDay(
    day,
    0,
    0,
    CONTEXT.updatedOn,
    before.updatedOn,
    issues.updatedOn[row],
  ));
  if (updated !== NO_DAY) before.updatedOn = updated;
  issues.finishedOn[row] = codeDay(day, 1, 0, CONTEXT.finishedOn, before.updatedOn, issues.finishedOn[row]);
  const start = (issues.start[row] = codeDay(day, 2, 0, CONTEXT.start, before.start, issues.start[row]));
  const hasStart = start !== NO_DAY;
  if (hasStart) before.start = start;
  const due = (issues.due[row] = hasStart
    ? codeDay(day, 3, 1, CONTEXT.dueAfterStart, start, issues.due[row])
    : codeDay(day, 3, 0, CONTEXT.due, before.due, issues.due[row]));
  if (due !== NO_DAY) before.due = due;
  issues.parentId[row] = codeParent(coder, Math.sign(level) + 1, before, issues.parentId[row]);
  issues.type[row] = codeIssueType(coder, Math.sign(level) + 1, issues.type[row]);
  codePlan(coder, issues, row, before.plans);
}

function codeState(coder: Coder, container: number, state: number): number {
  if (coder.bit(CONTEXT.open + container, state === STATE.done ? 0 : 1) === 0) return STATE.done;
  return coder.bit(CONTEXT.inProgress + container, state === STATE.inProgress ? 1 : 0) === 1
    ? STATE.inProgress
    : STATE.todo;
}

function codeDay(
  { coder, state }: { readonly coder: Coder; readonly state: number },
  column: number,
  hasFirst: number,
  context: number,
  near: number,
  day: number,
): number {
  const has = coder.bit(CONTEXT.hasDay + (column * 3 + state) * 2 + hasFirst, day === NO_DAY ? 0 : 1);
  return has === 0 ? NO_DAY : near + codeSigned(coder, context, day - near);
}

/** Sub-tasks of one parent mostly stand together. */
function codeParent(coder: Coder, level: number, before: Before, parentId: number): number {
  if (coder.bit(CONTEXT.hasParent + level, parentId === 0 ? 0 : 1) === 0) return 0;
  if (coder.bit(CONTEXT.sameParent + level, parentId === before.parentId ? 1 : 0) === 1) return before.parentId;
  before.parentId = before.id - codeSigned(coder, CONTEXT.parent, before.id - parentId);
  return before.parentId;
}
