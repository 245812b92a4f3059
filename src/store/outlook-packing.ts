import {
  DRIVER,
  DURATION_FROM,
  FAR_STATE,
  LATENESS,
  MONDAY_TO_FRIDAY,
  NO_DAY,
  OUTLOOK_FLAG,
  PLANNED_FROM,
  STATE,
  workingDays,
  type Day,
  type DependencySlice,
  type Outlook,
  type OutlookEnds,
} from '../model';
import { ByteReader, ByteWriter, withLength, withoutLength } from './bytes';
import { codeNumber, codeSigned, ContextPlan, Decoder, Encoder, type Coder } from './range-coder';

/**
 * An outlook as bits. Nearly everything in it follows from the slice that it was made of: each value is guessed from
 * the slice and from what was coded before it, and what the guess misses is told. A wrong guess, such as about a
 * holiday, costs a few bits, never the truth.
 */
const LAYOUT = 2;

/** Guesses know no playbook: its calendar is mostly this one. */
const likelyDays = workingDays(MONDAY_TO_FRIDAY);

/** Of days and of counts of days, what stands for none: they are the same number. */
const NONE = NO_DAY;

const plan = new ContextPlan();

/** A value that is mostly as guessed. `cases` tell apart situations in which guesses are differently good. */
interface GuessContext {
  readonly hit: number;
  readonly none: number;
  readonly miss: number;
}

function guessed(cases: number): readonly GuessContext[] {
  return Array.from({ length: cases }, () => ({ hit: plan.bits(1), none: plan.bits(1), miss: plan.number() }));
}

/** Ends that take part in the schedule are one case, all others another; those outside double both. */
const CASES = 4;
const CONTEXT = {
  project: guessed(2),
  state: guessed(2),
  flags: [plan.bits(CASES), plan.bits(CASES), plan.bits(CASES), plan.bits(CASES), plan.bits(CASES)],
  plannedStart: guessed(CASES),
  plannedFinish: guessed(CASES),
  plannedFrom: guessed(CASES),
  durationFrom: guessed(CASES),
  duration: guessed(CASES),
  earliestStart: guessed(CASES),
  forecastFinish: guessed(CASES),
  latestFinish: guessed(CASES),
  totalFloat: guessed(CASES),
  freeFloat: guessed(CASES),
  driverKind: plan.number(),
  driver: guessed(1),
  /** By whether both ends take part in the schedule. */
  neededBy: guessed(2),
  slack: guessed(2),
  lateness: guessed(2),
};

/** An outlook without the day of its forecast: a schedule that stays true on the next day is the same bytes then. */
export type DaylessOutlook = Omit<Outlook, 'asOf'>;

/** Packs the outlook of a slice; {@link unpackOutlook} gives back the same. Linear. */
export function packOutlook(outlook: DaylessOutlook, slice: DependencySlice): Buffer {
  const out = new ByteWriter();
  const base = firstStart(outlook);
  out.unsigned(LAYOUT);
  out.signed(base);
  for (const day of [outlook.target, outlook.forecast]) out.signed(day === null ? 0 : day < 0 ? day : day + 1);
  out.unsigned(outlook.pathMoves ? 1 : 0);
  const coder = new Encoder(plan.total);
  codeOutlook(coder, outlook, slice, base);
  return withLength(Buffer.concat([out.bytes(), coder.bytes()]));
}

/** Reads what {@link packOutlook} wrote of the same slice; throws RangeError on anything else. */
export function unpackOutlook(bytes: Buffer, slice: DependencySlice): DaylessOutlook {
  const input = new ByteReader(withoutLength(bytes));
  if (input.unsigned() !== LAYOUT) throw new RangeError('A packed outlook has another layout');
  const base = input.signed();
  const [target, forecast] = [input.signed(), input.signed()].map((coded) => (coded > 0 ? coded - 1 : coded || null));
  const outlook: DaylessOutlook = {
    ...{ projectId: slice.projectId, target: target ?? null, forecast: forecast ?? null },
    pathMoves: input.unsigned() === 1,
    ends: emptyOutlookEnds(slice.ends.count + slice.outside.count),
    dependencies: emptyOutlookDependencies(slice.dependencies.count),
  };
  codeOutlook(new Decoder(plan.total, input.rest()), outlook, slice, base);
  return outlook;
}

/** The first day on which work can start: that of the forecast, or the next working day, where anything is under way. */
function firstStart({ ends }: DaylessOutlook): Day {
  let first = NONE;
  for (const start of ends.earliestStart) if (start !== NONE && (first === NONE || start < first)) first = start;
  return first === NONE ? 0 : first;
}

/** Serves both directions (see {@link Coder}): writes into the columns what it coded. */
function codeOutlook(coder: Coder, outlook: DaylessOutlook, slice: DependencySlice, base: Day): void {
  const guesses = new Guesses(slice, outlook, base);
  for (let end = 0; end < outlook.ends.count; end++) codeEnd(coder, outlook.ends, slice, end, guesses);
  codeDrivers(coder, outlook.ends, slice);
  codeDependencies(coder, outlook, slice, base);
}

function codeEnd(coder: Coder, ends: OutlookEnds, slice: DependencySlice, end: number, guesses: Guesses): void {
  const outside = end < slice.ends.count ? 0 : 1;
  ends.project[end] = codeGuessed(coder, CONTEXT.project[outside], guesses.project(end), ends.project[end]);
  guesses.learnProject(end);
  ends.state[end] = codeGuessed(coder, CONTEXT.state[outside], guesses.state(end), ends.state[end]);
  ends.flags[end] = codeFlags(coder, ends.flags[end], outside * 2 + (ends.state[end] === STATE.done ? 0 : 1));
  const item = outside * 2 + (ends.flags[end] & OUTLOOK_FLAG.item);
  const code = (contexts: readonly GuessContext[], guess: number, value: number): number =>
    codeGuessed(coder, contexts[item], guess, value);

  ends.plannedStart[end] = code(CONTEXT.plannedStart, guesses.plannedStart(end), ends.plannedStart[end]);
  ends.plannedStartFrom[end] = code(CONTEXT.plannedFrom, guesses.startFrom(end), ends.plannedStartFrom[end]);
  ends.plannedFinish[end] = code(CONTEXT.plannedFinish, guesses.plannedFinish(end), ends.plannedFinish[end]);
  ends.plannedFinishFrom[end] = code(CONTEXT.plannedFrom, guesses.finishFrom(end), ends.plannedFinishFrom[end]);
  ends.durationFrom[end] = code(CONTEXT.durationFrom, guesses.durationFrom(end), ends.durationFrom[end]);
  ends.duration[end] = code(CONTEXT.duration, guesses.duration(end), ends.duration[end]);
  ends.earliestStart[end] = code(CONTEXT.earliestStart, guesses.earliestStart(end), ends.earliestStart[end]);
  ends.forecastFinish[end] = code(CONTEXT.forecastFinish, guesses.forecastFinish(end), ends.forecastFinish[end]);
  ends.latestFinish[end] = code(CONTEXT.latestFinish, guesses.latestFinish(end), ends.latestFinish[end]);
  ends.totalFloat[end] = code(CONTEXT.totalFloat, guesses.totalFloat(end), ends.totalFloat[end]);
  ends.freeFloat[end] = code(CONTEXT.freeFloat, ends.totalFloat[end], ends.freeFloat[end]);
}

/** A value and the guess about it; {@link NONE} for none. */
function codeGuessed(coder: Coder, { hit, none, miss }: GuessContext, guess: number, value: number): number {
  if (coder.bit(hit, value === guess ? 1 : 0) === 1) return guess;
  if (guess !== NONE && coder.bit(none, value === NONE ? 1 : 0) === 1) return NONE;
  const near = guess === NONE ? 0 : guess;
  return near + codeSigned(coder, miss, value - near);
}

function codeFlags(coder: Coder, flags: number, situation: number): number {
  return CONTEXT.flags.reduce(
    (coded, context, place) => coded | (coder.bit(context + situation, (flags >>> place) & 1) << place),
    0,
  );
}

/** Last, so that the providers' finishes are known: the one that finishes last mostly drives. */
function codeDrivers(coder: Coder, { count, driver, forecastFinish }: OutlookEnds, slice: DependencySlice): void {
  const likely = latestProviders(forecastFinish, slice);
  for (let end = 0; end < count; end++) {
    const kind = codeNumber(coder, CONTEXT.driverKind, driver[end] < 0 ? -driver[end] : 0);
    driver[end] = kind > 0 ? -kind : codeGuessed(coder, CONTEXT.driver[0], likely[end], driver[end]);
  }
}

/** Of each end its provider with the latest forecast finish; `DRIVER.none` where it has none. */
function latestProviders(finish: Int32Array, { ends, outside, dependencies }: DependencySlice): Int32Array {
  const latest = new Int32Array(ends.count + outside.count).fill(DRIVER.none);
  const idOf = (end: number): number => (end < ends.count ? ends.id[end] : outside.id[end - ends.count]);
  for (let i = 0; i < dependencies.count; i++) {
    const provider = dependencies.provider[i];
    const known = latest[dependencies.dependent[i]];
    const isLater = known < 0 || finish[provider] > finish[known];
    const isFirst = known >= 0 && finish[provider] === finish[known] && idOf(provider) < idOf(known);
    if (isLater || isFirst) latest[dependencies.dependent[i]] = provider;
  }
  return latest;
}

function codeDependencies(
  coder: Coder,
  { ends, dependencies }: DaylessOutlook,
  slice: DependencySlice,
  base: Day,
): void {
  const { lateness, neededBy, slack, count } = dependencies;
  for (let i = 0; i < count; i++) {
    const provider = slice.dependencies.provider[i];
    const dependent = slice.dependencies.dependent[i];
    const items = ends.flags[provider] & ends.flags[dependent] & OUTLOOK_FLAG.item;
    const isAsked = items !== 0 && ends.forecastFinish[provider] !== NONE;
    const wanted = items === 0 ? NONE : wantedStart(ends, dependent);
    neededBy[i] = codeGuessed(coder, CONTEXT.neededBy[items], wanted, neededBy[i]);
    const spare =
      isAsked && neededBy[i] !== NONE ? likelyBetween(ends.forecastFinish[provider], neededBy[i]) - 1 : NONE;
    slack[i] = codeGuessed(coder, CONTEXT.slack[items], spare, slack[i]);
    lateness[i] = codeGuessed(
      coder,
      CONTEXT.lateness[items],
      likelyLateness(ends, provider, slack[i], base),
      lateness[i],
    );
  }
}

function wantedStart({ plannedStart, plannedFinish, duration }: OutlookEnds, dependent: number): Day {
  if (plannedStart[dependent] !== NONE || plannedFinish[dependent] === NONE) return plannedStart[dependent];
  return likelyAfter(plannedFinish[dependent], 1 - duration[dependent]);
}

function likelyLateness({ plannedFinish }: OutlookEnds, provider: number, slack: number, base: Day): number {
  if (slack === NONE) return LATENESS.indexOf('unknown');
  if (plannedFinish[provider] !== NONE && plannedFinish[provider] < base) return LATENESS.indexOf('lateNow');
  return LATENESS.indexOf(slack < 0 ? 'willBeLate' : slack <= 3 ? 'atRisk' : 'fine');
}

/** The number of working days d with from < d ≤ to. */
function likelyBetween(from: Day, to: Day): number {
  return likelyDays.upTo(to) - likelyDays.upTo(from);
}

/** So many working days after a day, or before it. */
function likelyAfter(day: Day, days: number): Day {
  return likelyDays.dayOf(likelyDays.from(day) + days);
}

/** What the slice lets expect of its ends, in the order in which they are coded. */
class Guesses {
  /** By prefix of key: the project that held the last end outside with such a key. */
  private readonly projects: number[] = [];
  /** By project: the latest finish that came last. */
  private readonly latest = new Map<number, number>();

  constructor(
    private readonly slice: DependencySlice,
    private readonly outlook: DaylessOutlook,
    private readonly base: Day,
  ) {}

  project(end: number): number {
    const { ends, outside, projectId } = this.slice;
    return end < ends.count ? projectId : (this.projects[outside.prefix[end - ends.count]] ?? 0);
  }

  learnProject(end: number): void {
    const { ends, outside } = this.slice;
    if (end >= ends.count) this.projects[outside.prefix[end - ends.count]] = this.outlook.ends.project[end];
  }

  state(end: number): number {
    const { ends, outside } = this.slice;
    if (end < ends.count) return ends.state[end];
    return outside.state[end - ends.count] === FAR_STATE.done ? STATE.done : STATE.todo;
  }

  plannedStart(end: number): Day {
    const { ends } = this.slice;
    if (end >= ends.count) return this.nearToday(end);
    return ends.start[end] === NONE ? ends.sprintStart[end] : ends.start[end];
  }

  startFrom(end: number): number {
    const { ends } = this.slice;
    if (end >= ends.count || ends.start[end] !== NONE || ends.sprintStart[end] === NONE) return 0;
    return PLANNED_FROM.indexOf('sprint');
  }

  plannedFinish(end: number): Day {
    const { ends } = this.slice;
    if (end >= ends.count) return this.nearToday(end);
    if (ends.due[end] !== NONE) return ends.due[end];
    return ends.sprintEnd[end] === NONE ? ends.versionEnd[end] : ends.sprintEnd[end];
  }

  finishFrom(end: number): number {
    const { ends } = this.slice;
    if (end >= ends.count || ends.due[end] !== NONE) return 0;
    if (ends.sprintEnd[end] !== NONE) return PLANNED_FROM.indexOf('sprint');
    return ends.versionEnd[end] === NONE ? 0 : PLANNED_FROM.indexOf('version');
  }

  durationFrom(end: number): number {
    if (!this.isItem(end)) return 0;
    const { plannedStart, plannedFinish, plannedStartFrom, plannedFinishFrom } = this.outlook.ends;
    const isDated = plannedStart[end] !== NONE && plannedFinish[end] !== NONE;
    if (isDated && plannedStartFrom[end] === 0 && plannedFinishFrom[end] === 0) return DURATION_FROM.indexOf('dates');
    if (this.effort(end) > 0) return DURATION_FROM.indexOf('estimate');
    return DURATION_FROM.indexOf(this.slice.typicalDays === null ? 'assumed' : 'history');
  }

  duration(end: number): number {
    if (!this.isItem(end)) return NONE;
    const { plannedStart, plannedFinish, durationFrom, state } = this.outlook.ends;
    if (state[end] === STATE.inProgress) {
      const left = plannedFinish[end] === NONE ? 0 : likelyBetween(this.base - 1, plannedFinish[end]);
      return Math.max(1, plannedFinish[end] >= this.base ? left : this.effort(end));
    }
    const from = DURATION_FROM[durationFrom[end]];
    if (from === 'dates') return Math.max(1, likelyBetween(plannedStart[end] - 1, plannedFinish[end]));
    if (from === 'estimate') return this.effort(end);
    return from === 'history' ? (this.slice.typicalDays ?? 5) : 5;
  }

  earliestStart(end: number): Day {
    if (!this.isItem(end)) return NONE;
    const { plannedStart, state } = this.outlook.ends;
    return state[end] === STATE.inProgress ? this.base : Math.max(this.base, plannedStart[end]);
  }

  forecastFinish(end: number): Day {
    if (!this.isItem(end)) return NONE;
    const { earliestStart, duration, plannedFinish } = this.outlook.ends;
    return Math.max(likelyAfter(earliestStart[end], duration[end] - 1), plannedFinish[end]);
  }

  latestFinish(end: number): Day {
    if (!this.isItem(end)) return NONE;
    const { project } = this.outlook.ends;
    if (project[end] === this.slice.projectId) return this.outlook.target ?? NONE;
    return this.latest.get(project[end]) ?? NONE;
  }

  totalFloat(end: number): number {
    const { forecastFinish, latestFinish, project } = this.outlook.ends;
    if (latestFinish[end] === NONE || forecastFinish[end] === NONE) return NONE;
    this.latest.set(project[end], latestFinish[end]);
    return likelyBetween(forecastFinish[end], latestFinish[end]);
  }

  private isItem(end: number): boolean {
    return (this.outlook.ends.flags[end] & OUTLOOK_FLAG.item) !== 0;
  }

  private nearToday(end: number): Day {
    return this.isItem(end) ? this.base : NONE;
  }

  private effort(end: number): number {
    return end < this.slice.ends.count ? this.slice.ends.effortDays[end] : 0;
  }
}

function emptyOutlookEnds(count: number): OutlookEnds {
  return {
    count,
    project: new Float64Array(count),
    flags: new Uint8Array(count),
    state: new Uint8Array(count),
    plannedStart: new Int32Array(count),
    plannedStartFrom: new Uint8Array(count),
    plannedFinish: new Int32Array(count),
    plannedFinishFrom: new Uint8Array(count),
    duration: new Int32Array(count),
    durationFrom: new Uint8Array(count),
    earliestStart: new Int32Array(count),
    forecastFinish: new Int32Array(count),
    latestFinish: new Int32Array(count),
    totalFloat: new Int32Array(count),
    freeFloat: new Int32Array(count),
    driver: new Int32Array(count),
  };
}

function emptyOutlookDependencies(count: number): Outlook['dependencies'] {
  return { count, lateness: new Uint8Array(count), neededBy: new Int32Array(count), slack: new Int32Array(count) };
}
