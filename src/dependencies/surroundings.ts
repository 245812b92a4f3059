import { NO_DAY, type Cycles, type FarEnd, type Surroundings } from '../model';
import { keyOfEnd, type Ends } from './ends';

/** What the slice at a place has to know of the whole graph: its far ends, and its issues in cycles of `open` ones. */
export function surroundingsOf(at: number, ends: Ends, { cycle, count }: Cycles): Surroundings {
  const slice = ends.slices[at];
  const numbers = ends.numbers[at];
  const farEnds: FarEnd[] = [];
  for (let i = slice.ends.count; i < numbers.length; i++) {
    if (numbers[i] < ends.held) farEnds.push(farEndOf(numbers[i], ends));
  }
  const inOpenCycle: number[] = [];
  if (count > 0) {
    for (let i = 0; i < slice.ends.count; i++) if (cycle[numbers[i]] !== 0) inOpenCycle.push(slice.ends.id[i]);
  }
  return { farEnds, inOpenCycle };
}

function farEndOf(end: number, ends: Ends): FarEnd {
  const own = ends.slices[ends.slice[end]].ends;
  const place = ends.place[end];
  return {
    id: own.id[place],
    key: keyOfEnd(end, ends),
    open: end < ends.open,
    start: own.start[place] === NO_DAY ? null : own.start[place],
    due: own.due[place] === NO_DAY ? null : own.due[place],
  };
}
