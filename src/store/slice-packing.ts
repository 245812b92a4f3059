import {
  FAR_STATE,
  NO_DAY,
  STATE,
  type DependencySlice,
  type EdgeColumns,
  type OutsideEnds,
  type OwnEnds,
} from '../model';
import { ByteReader, ByteWriter, list, withLength, withoutLength } from './bytes';
import { codeNumber, codeSigned, ContextPlan, Decoder, Encoder, type Coder } from './range-coder';

/** Version of the layout below; the one before has no target. */
const LAYOUT = 3;
const WITHOUT_TARGET = 2;

const plan = new ContextPlan();
const CONTEXT = {
  id: plan.number(),
  number: plan.number(),
  open: plan.bits(1),
  inProgress: plan.bits(1),
  /** By whether the issue is open. */
  hasStart: plan.bits(2),
  start: plan.number(),
  /** By whether there is a start. */
  hasDue: plan.bits(2),
  due: plan.number(),
  dueAfterStart: plan.number(),
  sprint: plan.number(),
  hasSprintStart: plan.bits(1),
  sprintStart: plan.number(),
  hasSprintEnd: plan.bits(1),
  sprintEnd: plan.number(),
  version: plan.number(),
  versionId: plan.number(),
  hasVersionEnd: plan.bits(1),
  versionEnd: plan.number(),
  effortDays: plan.number(),
  milestone: plan.bits(1),
  outsideId: plan.number(),
  told: plan.bits(1),
  done: plan.bits(1),
  prefix: plan.number(),
  outsideNumber: plan.number(),
  provider: plan.number(),
  /** By whether the provider is outside. */
  dependentIsOutside: plan.bits(2),
  dependent: plan.number(),
  dependentOfOutside: plan.number(),
  dependentOutside: plan.number(),
  kind: plan.number(),
};

/** Packs a slice; {@link unpackSlice} gives back exactly the same. Linear. */
export function packSlice({ projectId, projectKey, ends, outside, dependencies, ...rest }: DependencySlice): Buffer {
  const out = new ByteWriter();
  for (const each of [LAYOUT, projectId, rest.selfLinks]) out.unsigned(each);
  out.text(projectKey);
  out.unsigned(rest.typicalDays === null ? 0 : rest.typicalDays + 1);
  out.signed(rest.target === null ? 0 : rest.target < 0 ? rest.target : rest.target + 1);
  out.unsigned(rest.unclearLinkTypes.length);
  for (const { name, links } of rest.unclearLinkTypes) {
    out.text(name);
    out.unsigned(links);
  }
  out.unsigned(outside.prefixes.length);
  for (const prefix of outside.prefixes) out.text(prefix);
  for (const { count } of [ends, outside, dependencies]) out.unsigned(count);
  const coder = new Encoder(plan.total);
  codeColumns(coder, ends, outside, dependencies);
  return withLength(Buffer.concat([out.bytes(), coder.bytes()]));
}

/** Reads what {@link packSlice} wrote; throws RangeError on anything else. */
export function unpackSlice(bytes: Buffer): DependencySlice {
  const input = new ByteReader(withoutLength(bytes));
  const layout = input.unsigned();
  if (layout !== LAYOUT && layout !== WITHOUT_TARGET) throw new RangeError('A packed slice has another layout');
  const [projectId, selfLinks] = [input.unsigned(), input.unsigned()];
  const projectKey = input.text();
  const typical = input.unsigned();
  const due = layout === WITHOUT_TARGET ? 0 : input.signed();
  const unclearLinkTypes = list(input.unsigned(), () => ({ name: input.text(), links: input.unsigned() }));
  const prefixes = list(input.unsigned(), () => input.text());
  const ends = emptyOwnEnds(input.unsigned());
  const outside = emptyOutsideEnds(input.unsigned(), prefixes);
  const dependencies = emptyEdges(input.unsigned());
  codeColumns(new Decoder(plan.total, input.rest()), ends, outside, dependencies);
  const typicalDays = typical === 0 ? null : typical - 1;
  const target = due > 0 ? due - 1 : due || null;
  return { projectId, projectKey, typicalDays, target, ends, outside, dependencies, selfLinks, unclearLinkTypes };
}

/** Serves both directions (see {@link Coder}): writes into the columns what it coded. */
function codeColumns(coder: Coder, ends: OwnEnds, outside: OutsideEnds, dependencies: EdgeColumns): void {
  codeOwnEnds(coder, ends);
  codeOutsideEnds(coder, outside);
  codeDependencies(coder, dependencies, ends.count);
}

function codeOwnEnds(coder: Coder, ends: OwnEnds): void {
  const { count, id, number, state, start, due, effortDays, milestone } = ends;
  const before = { id: -1, number: 0, start: 0, due: 0 };
  const sprints = new RecentPairs(codeSprint);
  const versions = new RecentPairs(codeVersion);
  for (let end = 0; end < count; end++) {
    before.id = id[end] = before.id + 1 + codeNumber(coder, CONTEXT.id, id[end] - before.id - 1);
    const step = codeSigned(coder, CONTEXT.number, number[end] - before.number - 1);
    before.number = number[end] = before.number + 1 + step;
    state[end] = codeState(coder, state[end]);
    const isOpen = state[end] === STATE.done ? 0 : 1;
    start[end] = codeDay(coder, CONTEXT.hasStart + isOpen, CONTEXT.start, before.start, start[end]);
    const hasStart = start[end] !== NO_DAY ? 1 : 0;
    if (hasStart === 1) before.start = start[end];
    const [context, near] = hasStart === 1 ? [CONTEXT.dueAfterStart, start[end]] : [CONTEXT.due, before.due];
    due[end] = codeDay(coder, CONTEXT.hasDue + hasStart, context, near, due[end]);
    if (due[end] !== NO_DAY) before.due = due[end];
    // Done issues have nothing of what follows.
    if (isOpen === 0) {
      clearPlans(ends, end);
      continue;
    }
    [ends.sprintStart[end], ends.sprintEnd[end]] = sprints.code(
      coder,
      CONTEXT.sprint,
      ends.sprintStart[end],
      ends.sprintEnd[end],
    );
    [ends.versionId[end], ends.versionEnd[end]] = versions.code(
      coder,
      CONTEXT.version,
      ends.versionId[end],
      ends.versionEnd[end],
    );
    effortDays[end] = codeNumber(coder, CONTEXT.effortDays, effortDays[end]);
    milestone[end] = coder.bit(CONTEXT.milestone, milestone[end]);
  }
}

function codeState(coder: Coder, state: number): number {
  if (coder.bit(CONTEXT.open, state === STATE.done ? 0 : 1) === 0) return STATE.done;
  return coder.bit(CONTEXT.inProgress, state === STATE.inProgress ? 1 : 0) === 1 ? STATE.inProgress : STATE.todo;
}

function clearPlans(
  { sprintStart, sprintEnd, versionId, versionEnd, effortDays, milestone }: OwnEnds,
  end: number,
): void {
  sprintStart[end] = sprintEnd[end] = versionEnd[end] = NO_DAY;
  versionId[end] = effortDays[end] = milestone[end] = 0;
}

type Pair = readonly [number, number];

/**
 * Pairs that come again and again, as sprints and versions do: one that came lately is told by how many others came
 * since, a new one in full, beside the one before it.
 */
class RecentPairs {
  private readonly recent: Pair[] = [];

  constructor(private readonly codeNew: (coder: Coder, pair: Pair, near: Pair) => Pair) {}

  code(coder: Coder, context: number, first: number, second: number): Pair {
    const { recent } = this;
    const since = recent.findIndex((pair) => pair[0] === first && pair[1] === second);
    const coded = codeNumber(coder, context, since + 1);
    const near = recent.at(0) ?? NOTHING_YET;
    const pair = coded === 0 ? this.codeNew(coder, [first, second], near) : recent.at(coded - 1);
    if (pair === undefined) throw new RangeError('A packed slice names a pair that did not come');
    if (coded > 0) recent.splice(coded - 1, 1);
    else if (recent.length === PAIRS_KEPT) recent.pop();
    recent.unshift(pair);
    return pair;
  }
}

const NOTHING_YET: Pair = [NO_DAY, NO_DAY];
/** More of them would cost more to search than telling one in full costs in bytes. */
const PAIRS_KEPT = 30;

function codeSprint(coder: Coder, [start, end]: Pair, near: Pair): Pair {
  const from = codeDay(coder, CONTEXT.hasSprintStart, CONTEXT.sprintStart, dayOr0(near[0]), start);
  const nearEnd = from === NO_DAY ? dayOr0(near[1]) : from;
  return [from, codeDay(coder, CONTEXT.hasSprintEnd, CONTEXT.sprintEnd, nearEnd, end)];
}

function codeVersion(coder: Coder, [id, end]: Pair, near: Pair): Pair {
  const coded = codeNumber(coder, CONTEXT.versionId, id);
  return [coded, codeDay(coder, CONTEXT.hasVersionEnd, CONTEXT.versionEnd, dayOr0(near[1]), end)];
}

function dayOr0(day: number): number {
  return day === NO_DAY ? 0 : day;
}

function codeDay(coder: Coder, has: number, context: number, near: number, day: number): number {
  return coder.bit(has, day === NO_DAY ? 0 : 1) === 0 ? NO_DAY : near + codeSigned(coder, context, day - near);
}

function codeOutsideEnds(coder: Coder, { count, id, state, prefix, number }: OutsideEnds): void {
  let before = -1;
  for (let end = 0; end < count; end++) {
    before = id[end] = before + 1 + codeNumber(coder, CONTEXT.outsideId, id[end] - before - 1);
    const told = coder.bit(CONTEXT.told, state[end] === FAR_STATE.unknown ? 0 : 1);
    const done = told === 1 && coder.bit(CONTEXT.done, state[end] === FAR_STATE.done ? 1 : 0) === 1;
    state[end] = told === 0 ? FAR_STATE.unknown : done ? FAR_STATE.done : FAR_STATE.open;
    prefix[end] = codeNumber(coder, CONTEXT.prefix, prefix[end]);
    number[end] = codeNumber(coder, CONTEXT.outsideNumber, number[end]);
  }
}

function codeDependencies(coder: Coder, { count, provider, dependent, kind }: EdgeColumns, own: number): void {
  let before = 0;
  for (let i = 0; i < count; i++) {
    before = provider[i] = before + codeNumber(coder, CONTEXT.provider, provider[i] - before);
    const fromOutside = before < own ? 0 : 1;
    if (coder.bit(CONTEXT.dependentIsOutside + fromOutside, dependent[i] < own ? 0 : 1) === 1) {
      dependent[i] = own + codeNumber(coder, CONTEXT.dependentOutside, dependent[i] - own);
    } else if (fromOutside === 1) {
      dependent[i] = codeNumber(coder, CONTEXT.dependentOfOutside, dependent[i]);
    } else {
      dependent[i] = before + codeSigned(coder, CONTEXT.dependent, dependent[i] - before);
    }
    kind[i] = codeNumber(coder, CONTEXT.kind, kind[i]);
  }
}

function emptyOwnEnds(count: number): OwnEnds {
  return {
    count,
    id: new Float64Array(count),
    number: new Int32Array(count),
    state: new Uint8Array(count),
    start: new Int32Array(count),
    due: new Int32Array(count),
    sprintStart: new Int32Array(count),
    sprintEnd: new Int32Array(count),
    versionId: new Float64Array(count),
    versionEnd: new Int32Array(count),
    effortDays: new Int32Array(count),
    milestone: new Uint8Array(count),
  };
}

function emptyOutsideEnds(count: number, prefixes: readonly string[]): OutsideEnds {
  const [prefix, number] = [new Int32Array(count), new Int32Array(count)];
  return { count, id: new Float64Array(count), state: new Uint8Array(count), prefix, number, prefixes };
}

function emptyEdges(count: number): EdgeColumns {
  const [provider, dependent] = [new Int32Array(count), new Int32Array(count)];
  return { count, provider, dependent, kind: new Uint8Array(count) };
}
