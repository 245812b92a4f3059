import {
  FAR_STATE,
  joinIssueKey,
  projectKeyOf,
  STATE,
  surerState,
  type DependencyEnd,
  type DependencySlice,
  type OwnEnds,
} from '../model';
import { IdTable, type IdRange } from './id-table';

/**
 * All ends of all slices as columns, by number: first the open ones that a project of the portfolio holds, slice by
 * slice, then the done ones, then those that nobody holds. So a schedule needs columns of the first ones only.
 */
export interface Ends {
  /** Of numbers. Where several projects hold an issue, those that the further ones would have got stand for nothing. */
  readonly count: number;
  /** Ends below it are held and open. */
  readonly open: number;
  /** Ends below it are held. */
  readonly held: number;
  /**
   * Where the numbers begin that each slice's open ends got, and those that its done ones got; last, where they end. Of
   * those that an earlier slice holds, too, none got one.
   */
  readonly openFrom: Int32Array;
  readonly doneFrom: Int32Array;
  /** Of each end the first slice that holds it, else that tells of it, and its place there: outside ones come last. */
  readonly slice: Int32Array;
  readonly place: Int32Array;
  /** Ascending. */
  readonly projectKeys: readonly string[];
  /** Of each slice its project's place in {@link projectKeys}. */
  readonly projectOfSlice: Int32Array;
  /** Of each slice, the numbers of its ends: its own, then those outside. */
  readonly numbers: readonly Int32Array[];
  readonly slices: readonly DependencySlice[];
  readonly untold: UntoldEnds;
}

/** What links tell of ends that nobody holds, by number − held. */
interface UntoldEnds {
  /** Index into `FAR_STATES`. */
  readonly state: Uint8Array;
  readonly keys: readonly string[];
  /** Of each its project's place in {@link Ends.projectKeys}. */
  readonly project: Int32Array;
}

/**
 * Numbers the ends of slices, which have to be ascending by project. Of two projects that hold an issue the first counts.
 * `outsideStates`: of each slice, the states of its ends outside, where others know better than the slice.
 */
export function numberEnds(
  slices: readonly DependencySlice[],
  outsideStates: readonly Uint8Array[] = slices.map(({ outside }) => outside.state),
): Ends {
  const held = slices.reduce((sum, { ends }) => sum + ends.count, 0);
  const open = slices.reduce((sum, { ends }) => sum + countOpen(ends), 0);
  const most = slices.reduce((sum, { outside }) => sum + outside.count, held);
  const columns = { slice: new Int32Array(most), place: new Int32Array(most) };
  const table = new IdTable(most, idRange(slices));
  const numbers = roomForNumbers(slices, most);
  const next = Int32Array.of(0, open);
  const [openFrom, doneFrom] = [new Int32Array(slices.length + 1), new Int32Array(slices.length + 1)];
  slices.forEach((slice, at) => {
    [openFrom[at], doneFrom[at]] = next;
    numberOwnEnds(slice.ends, numbers[at], table, columns.place, next);
    columns.slice.fill(at, openFrom[at], next[0]).fill(at, doneFrom[at], next[1]);
  });
  [openFrom[slices.length], doneFrom[slices.length]] = next;
  const told = { states: [], keys: [] };
  slices.forEach((slice, at) =>
    numberOutsideEnds(at, slice, outsideStates[at], numbers[at], held, table, columns, told),
  );
  const count = held + told.keys.length;
  const { projectKeys, projectOfSlice, untold } = numberProjects(slices, told);
  // No spreading: engines give what is spread another shape each time, and all passes read this.
  return {
    count,
    open,
    held,
    openFrom,
    doneFrom,
    slice: columns.slice.subarray(0, count),
    place: columns.place.subarray(0, count),
    projectKeys,
    projectOfSlice,
    numbers,
    slices,
    untold,
  };
}

/** One allocation, in parts. */
function roomForNumbers(slices: readonly DependencySlice[], most: number): Int32Array[] {
  const all = new Int32Array(most);
  let from = 0;
  return slices.map(({ ends, outside }) => all.subarray(from, (from += ends.count + outside.count)));
}

type EndColumns = Pick<Ends, 'slice' | 'place'>;

/** `next`: the free numbers for ends that are open, and for those that are done. */
function numberOwnEnds(
  { count, id, state }: OwnEnds,
  numbers: Int32Array,
  table: IdTable,
  places: Int32Array,
  next: Int32Array,
): void {
  const known = table.numbers;
  for (let i = 0; i < count; i++) {
    const at = table.placeOf(id[i]);
    if (known[at] !== 0) {
      numbers[i] = known[at] - 1;
      continue;
    }
    const done = DONE[state[i]];
    const number = next[done]++;
    known[at] = number + 1;
    numbers[i] = number;
    places[number] = i;
  }
}

/** By state: 1 where it is done. Of data without order a look-up costs less than a branch. */
const DONE = Int32Array.from(Object.values(STATE), (state) => (state === STATE.done ? 1 : 0));

interface SplitKey {
  readonly prefix: string;
  readonly number: number;
}

/** What links tell of ends that nobody holds, as they come. */
interface ToldEnds {
  readonly states: number[];
  readonly keys: SplitKey[];
}

function numberOutsideEnds(
  from: number,
  { ends, outside: { count, id, prefix, number: keyNumber, prefixes } }: DependencySlice,
  state: Uint8Array,
  numbers: Int32Array,
  held: number,
  table: IdTable,
  columns: EndColumns,
  { states, keys }: ToldEnds,
): void {
  const known = table.numbers;
  for (let i = 0; i < count; i++) {
    const at = table.placeOf(id[i]);
    const isNew = known[at] === 0;
    if (isNew) known[at] = held + keys.length + 1;
    const number = known[at] - 1;
    numbers[ends.count + i] = number;
    if (number < held) continue;
    const key = { prefix: prefixes[prefix[i]], number: keyNumber[i] };
    const told = number - held;
    if (isNew) {
      columns.slice[number] = from;
      columns.place[number] = ends.count + i;
      states.push(state[i]);
      keys.push(key);
      continue;
    }
    states[told] = surerState(states[told], state[i]);
    if (isBetterKey(key, keys[told])) keys[told] = key;
  }
}

function countOpen({ count, state }: OwnEnds): number {
  let done = 0;
  for (let i = 0; i < count; i++) done += DONE[state[i]];
  return count - done;
}

function idRange(slices: readonly DependencySlice[]): IdRange {
  let least = Infinity;
  let most = -Infinity;
  for (const slice of slices) {
    for (const { count, id } of [slice.ends, slice.outside]) {
      if (count === 0) continue;
      least = Math.min(least, id[0]);
      most = Math.max(most, id[count - 1]);
    }
  }
  return { least, most };
}

/** A key beats none; of two, the smaller one, whatever the order of the slices. */
function isBetterKey(key: SplitKey, known: SplitKey): boolean {
  if (key.prefix === known.prefix) return key.number < known.number;
  return key.prefix !== '' && (known.prefix === '' || key.prefix < known.prefix);
}

function numberProjects(
  slices: readonly DependencySlice[],
  { states, keys }: ToldEnds,
): Pick<Ends, 'projectKeys' | 'projectOfSlice' | 'untold'> {
  const untold = keys.map(({ prefix, number }) => projectKeyOf(prefix, number));
  const projectKeys = [...new Set([...slices.map(({ projectKey }) => projectKey), ...untold])].sort();
  const places = new Map(projectKeys.map((key, at) => [key, at]));
  return {
    projectKeys,
    projectOfSlice: Int32Array.from(slices, ({ projectKey }) => places.get(projectKey) ?? 0),
    untold: {
      state: Uint8Array.from(states),
      keys: keys.map(({ prefix, number }) => joinIssueKey(prefix, number)),
      project: Int32Array.from(untold, (key) => places.get(key) ?? 0),
    },
  };
}

/** Index into `FAR_STATES`: held ends are open or done, the others what links tell. */
export function stateOf(end: number, { open, held, untold }: Ends): number {
  if (end >= held) return untold.state[end - held];
  return end < open ? FAR_STATE.open : FAR_STATE.done;
}

export function isDone(end: number, ends: Ends): boolean {
  return stateOf(end, ends) === FAR_STATE.done;
}

/** The place of an end's project in {@link Ends.projectKeys}. */
export function projectOf(end: number, { held, slice, projectOfSlice, untold }: Ends): number {
  return end < held ? projectOfSlice[slice[end]] : untold.project[end - held];
}

export function keyOfEnd(end: number, ends: Ends): string {
  if (end >= ends.held) return ends.untold.keys[end - ends.held];
  const { projectKey, ends: own } = ends.slices[ends.slice[end]];
  return joinIssueKey(projectKey, own.number[ends.place[end]]);
}

/** Its issue's id. */
export function idOf(end: number, { held, slice, place, slices }: Ends): number {
  const { ends, outside } = slices[slice[end]];
  return end < held ? ends.id[place[end]] : outside.id[place[end] - ends.count];
}

export function describeEnd(end: number, ends: Ends): DependencyEnd {
  const state = stateOf(end, ends);
  return {
    id: idOf(end, ends),
    key: keyOfEnd(end, ends),
    projectKey: ends.projectKeys[projectOf(end, ends)],
    open: state === FAR_STATE.unknown ? null : state === FAR_STATE.open,
  };
}
