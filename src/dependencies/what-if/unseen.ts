import type { Cycles, DistinctEdges } from '../../model';
import type { Forecast } from '../forward';
import { pushesFinish, pushesFromStart } from '../network';
import { NONE } from '../numbered-days';
import type { Plans } from '../plans';
import type { LoadedGraph } from './loaded-graph';

/**
 * Of each dependency, 1 where it may be one of a cycle that what is loaded does not close: then it pushes nobody, unless
 * it was found to. Of a graph that is loaded as a whole none is.
 */
export function doubtfulOnes(
  { count, provider, dependent }: DistinctEdges,
  { cycle }: Cycles,
  nodes: readonly number[],
  reached: number,
  graph: LoadedGraph,
): Uint8Array {
  const isDoubtful = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const [from, to] = [provider[i], dependent[i]];
    // Where its cycle goes on beyond what is loaded, a provider may be of the dependent's without being reached from it.
    const isOpenCycle = (place: number): boolean =>
      place < reached ? cycle[place] === 0 : graph.farProject(nodes[place]) !== null;
    if (!isOpenCycle(to) && !isOpenCycle(from)) continue;
    if (!graph.wasInCycle(nodes[from]) || !graph.wasInCycle(nodes[to])) continue;
    isDoubtful[i] = graph.oldDriver(nodes[to]) === nodes[from] ? 0 : 1;
  }
  return isDoubtful;
}

/** Days that nothing loaded explains, by number: a provider that only a project beyond knows asks for them. */
export interface UnseenPushes {
  readonly start: Int32Array;
  readonly finish: Int32Array;
}

/** `pushes`: of each dependency, 1 where it pushes. `NONE` where all is explained. */
export function unseenPushes(
  { count, provider, dependent, kind }: DistinctEdges,
  pushes: Uint8Array,
  plans: Plans,
  found: Forecast,
  today: number,
): UnseenPushes {
  const start = plans.start.map((planned, place) => (plans.underWay[place] === 0 && planned > today ? planned : today));
  const finish = plans.finish.map((planned) => (planned >= today ? planned : NONE));
  for (let i = 0; i < count; i++) {
    if (pushes[i] === 0) continue;
    const from = pushesFromStart(kind[i]) ? found.start[provider[i]] : found.finish[provider[i]];
    const column = pushesFinish(kind[i]) ? finish : start;
    column[dependent[i]] = Math.max(column[dependent[i]], kind[i] === 0 ? from + 1 : from);
  }
  return {
    start: found.start.map((day, place) => (day > start[place] ? day : NONE)),
    finish: found.finish.map((day, place) =>
      day > Math.max(finish[place], found.start[place] + plans.duration[place] - 1) ? day : NONE,
    ),
  };
}
