import {
  FAR_STATE,
  joinIssueKey,
  projectKeyOf,
  STATE,
  surerState,
  type DependencyEnd,
  type DependencySlice,
} from '../model';
import { IdTable } from './id-table';

/**
 * All ends of all slices as columns, by number: first those that a project of the portfolio holds, slice by slice, then
 * those that nobody holds.
 */
export interface Ends {
  readonly count: number;
  /** Ends below it are held. */
  readonly held: number;
  readonly id: Float64Array;
  /** Index into `FAR_STATES`: held ends are open or done, the others what links tell. */
  readonly state: Uint8Array;
  /** Of each end the first slice that holds it, else that tells of it, and its place there: outside ones come last. */
  readonly slice: Int32Array;
  readonly place: Int32Array;
  /** Of each end its project's place in {@link projectKeys}. */
  readonly project: Int32Array;
  /** Ascending. */
  readonly projectKeys: readonly string[];
  /** Of each slice, the numbers of its ends: its own, then those outside. */
  readonly numbers: readonly Int32Array[];
  readonly slices: readonly DependencySlice[];
  /** Of ends that nobody holds, by number − held. */
  readonly untoldKeys: readonly string[];
}

/** Numbers the ends of slices, which have to be ascending by project. Of two projects that hold an issue the first counts. */
export function numberEnds(slices: readonly DependencySlice[]): Ends {
  const owned = slices.reduce((sum, { ends }) => sum + ends.count, 0);
  const outside = slices.reduce((sum, each) => sum + each.outside.count, 0);
  const { least, most } = idRange(slices);
  const table = new IdTable(owned + outside, least, most);
  const id = new Float64Array(owned + outside);
  const slice = new Int32Array(owned + outside);
  const place = new Int32Array(owned + outside);
  const state = new Uint8Array(owned + outside);
  const numbers = slices.map(({ ends, outside: others }) => new Int32Array(ends.count + others.count));
  let count = 0;
  for (let at = 0; at < slices.length; at++) {
    const mine = numbers[at];
    const { id: ids, state: states, count: owns } = slices[at].ends;
    for (let i = 0; i < owns; i++) {
      const number = table.numberOf(ids[i], count);
      mine[i] = number;
      if (number < count) continue;
      id[count] = ids[i];
      state[count] = states[i] === STATE.done ? FAR_STATE.done : FAR_STATE.open;
      slice[count] = at;
      place[count] = i;
      count++;
    }
  }
  const held = count;
  const keys: SplitKey[] = [];
  for (let at = 0; at < slices.length; at++) {
    const mine = numbers[at];
    const { ends, outside: others } = slices[at];
    for (let i = 0; i < others.count; i++) {
      const number = table.numberOf(others.id[i], count);
      mine[ends.count + i] = number;
      if (number < held) continue;
      const key = { prefix: others.prefixes[others.prefix[i]], number: others.number[i] };
      if (number === count) {
        id[count] = others.id[i];
        state[count] = others.state[i];
        slice[count] = at;
        place[count] = ends.count + i;
        keys.push(key);
        count++;
        continue;
      }
      state[number] = surerState(state[number], others.state[i]);
      if (isBetterKey(key, keys[number - held])) keys[number - held] = key;
    }
  }
  const { project, projectKeys } = numberProjects(slices, slice.subarray(0, held), keys);
  return {
    ...{ count, held, id: id.subarray(0, count), state: state.subarray(0, count) },
    ...{ slice: slice.subarray(0, count), place: place.subarray(0, count) },
    ...{ project, projectKeys, numbers, slices },
    untoldKeys: keys.map(({ prefix, number }) => joinIssueKey(prefix, number)),
  };
}

function idRange(slices: readonly DependencySlice[]): { readonly least: number; readonly most: number } {
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

interface SplitKey {
  readonly prefix: string;
  readonly number: number;
}

/** A key beats none; of two, the smaller one, whatever the order of the slices. */
function isBetterKey(key: SplitKey, known: SplitKey): boolean {
  if (key.prefix === known.prefix) return key.number < known.number;
  return key.prefix !== '' && (known.prefix === '' || key.prefix < known.prefix);
}

function numberProjects(
  slices: readonly DependencySlice[],
  sliceOfHeld: Int32Array,
  keys: readonly SplitKey[],
): Pick<Ends, 'project' | 'projectKeys'> {
  const untold = keys.map(({ prefix, number }) => projectKeyOf(prefix, number));
  const projectKeys = [...new Set([...slices.map(({ projectKey }) => projectKey), ...untold])].sort();
  const places = new Map(projectKeys.map((key, at) => [key, at]));
  const ofSlice = Int32Array.from(slices, ({ projectKey }) => places.get(projectKey) ?? 0);
  const project = new Int32Array(sliceOfHeld.length + keys.length);
  for (let end = 0; end < sliceOfHeld.length; end++) project[end] = ofSlice[sliceOfHeld[end]];
  untold.forEach((key, at) => (project[sliceOfHeld.length + at] = places.get(key) ?? 0));
  return { project, projectKeys };
}

export function keyOfEnd(end: number, ends: Ends): string {
  if (end >= ends.held) return ends.untoldKeys[end - ends.held];
  const { projectKey, ends: own } = ends.slices[ends.slice[end]];
  return joinIssueKey(projectKey, own.number[ends.place[end]]);
}

export function describeEnd(end: number, ends: Ends): DependencyEnd {
  return {
    id: ends.id[end],
    key: keyOfEnd(end, ends),
    projectKey: ends.projectKeys[ends.project[end]],
    open: ends.state[end] === FAR_STATE.unknown ? null : ends.state[end] === FAR_STATE.open,
  };
}
