import { FLAG, NO_DAY, STATE, type Day, type DueMove, type IssueColumns, type ReadMeaning } from '../model';

/** Bits of {@link IssueView.traits}: what an issue is and has, and what links and parents make of it. */
export const TRAIT = {
  open: 1,
  inProgress: 2,
  /** Level 0, and sub-tasks below. */
  workItem: 4,
  /** An epic, or what stands above epics. */
  container: 8,
  /** Finished in the last 90 days, today included; not in the future, and not when nobody knows when. */
  recentlyFinished: 16,
  /** Open, or finished in the last 90 days or on a day to come. */
  current: 32,
  /** A child or sub-task in this project is open. */
  openChild: 64,
  /** End of a dependency, open or not. */
  inDependency: 128,
  inOpenDependency: 256,
  /** Provider of an open dependency. */
  providesOpen: 512,
  inOpenCrossProject: 1024,
  /** In a cycle of open dependencies, over all projects. */
  inOpenCycle: 2048,
  /** The schedule knows its total float … */
  hasFloat: 4096,
  /** … which is more than two months of working days, */
  highFloat: 8192,
  /** … or below 0. */
  negativeFloat: 16384,
  /** Its fixed-date field is filled. */
  fixedDate: 32768,
  done: 1 << 16,
  /** A status with a category; this and the next four are {@link FLAG}s, in their order. */
  categorised: 1 << 17,
  resolution: 1 << 18,
  assignee: 1 << 19,
  estimate: 1 << 20,
  /** A fix version with a release date, or a sprint with an end date. */
  plannedEnd: 1 << 21,
  /** Has the date. */
  start: 1 << 22,
  due: 1 << 23,
  /** Open, and due before today. */
  overdue: 1 << 24,
  startAfterDue: 1 << 25,
  /** Finished on a day to come. */
  finishedInFuture: 1 << 26,
  /** Of one of the playbook's types of risks. */
  risk: 1 << 27,
  /** It is known what became of its due date … */
  followedDue: 1 << 28,
  /** … which was moved at least once. */
  movedDue: 1 << 29,
  /** Dependent of an open dependency. */
  waitsOpen: 1 << 30,
  /** It was to be finished by now: open, or finished on a known day. See {@link IssueView.promised}. */
  promisedByNow: 1 << 31,
} as const;

/** What is known of risks; of other issues nobody asks. */
export type RiskMeaning = Extract<ReadMeaning, 'probability' | 'impact' | 'response' | 'contingency'>;

/** Values by row, `NaN` where an issue has none; absent where no field was read. */
export type RiskColumns = Readonly<Partial<Record<RiskMeaning, Float32Array>>>;

/** By row, when due dates were moved as rules mind; `NO_DAY` for other rows. */
export type DueMoveColumns = Readonly<Record<Exclude<keyof DueMove, 'first'>, Int32Array>>;

/** The issues' columns, and one with what is derived from them, once for all rules. */
export interface IssueView extends IssueColumns {
  readonly traits: Int32Array;
  /** The same the other way round, see {@link acrossIssues}. */
  readonly traitsAcross: Int32Array;
  readonly risk: RiskColumns;
  /** A field is read that means a fixed date. */
  readonly hasFixedDates: boolean;
  /** By row, when it was to be finished: by the baseline where one is kept, else by its first due date; `NO_DAY` without. */
  readonly promised: Int32Array;
  readonly isBaselined: boolean;
  /** `null` where no due date is known to have been moved. */
  readonly dueMoves: DueMoveColumns | null;
  /** When an open issue of the project that it waits for was last updated; `NO_DAY`: it waits for none here. */
  readonly blockersUpdatedOn: Int32Array;
}

/** How far back "recently finished" reaches, today included. */
const RECENT_DAYS = 90;

/** By state, in the order of `STATE`. */
const OF_STATE = Int32Array.of(TRAIT.open | TRAIT.current, TRAIT.open | TRAIT.current | TRAIT.inProgress, TRAIT.done);
const FLAGS_FROM = Math.log2(TRAIT.categorised / FLAG.categorised);

/**
 * The traits that the issues' own fields tell. Conditions become bits instead of branches: what the next issue is like
 * no processor foresees, and each wrong guess costs as much as ten of these steps.
 */
export function ownTraits(issues: IssueColumns, today: Day): Int32Array {
  const { level, state, flags, start, due, finishedOn } = issues;
  const traits = new Int32Array(issues.count);
  for (let row = 0; row < traits.length; row++) {
    const open = Number(state[row] !== STATE.done);
    const hasStart = Number(start[row] !== NO_DAY);
    const hasDue = Number(due[row] !== NO_DAY);
    const aboveWork = Number(level[row] > 0);
    const inFuture = Number(finishedOn[row] > today);
    const recent = Number(finishedOn[row] > today - RECENT_DAYS) & (1 - open);
    traits[row] =
      OF_STATE[state[row]] |
      (flags[row] << FLAGS_FROM) |
      (aboveWork * TRAIT.container) |
      ((1 - aboveWork) * TRAIT.workItem) |
      (recent * TRAIT.current) |
      ((recent & (1 - inFuture)) * TRAIT.recentlyFinished) |
      (inFuture * TRAIT.finishedInFuture) |
      (hasStart * TRAIT.start) |
      (hasDue * TRAIT.due) |
      ((open & hasDue & Number(due[row] < today)) * TRAIT.overdue) |
      ((hasStart & hasDue & Number(start[row] > due[row])) * TRAIT.startAfterDue);
  }
  return traits;
}

/** The issue has one of the {@link TRAIT}s in `wanted`. */
export function hasTrait(issues: IssueView, row: number, wanted: number): boolean {
  return (issues.traits[row] & wanted) !== 0;
}
