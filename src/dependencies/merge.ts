import {
  FAR_STATE,
  findCycles,
  NO_DAY,
  type Cycles,
  type DependencyReport,
  type DependencySlice,
  type FarEnd,
  type Surroundings,
} from '../model';
import { couplingOf } from './coupling';
import { describeCycles, findOpenCycles } from './cycles';
import { mergeDependencies } from './edges';
import { keyOfEnd, numberEnds, type Ends } from './ends';

/** What the whole graph tells, and what it tells each project about itself. */
export interface MergedDependencies {
  readonly report: DependencyReport;
  /** By project id, one for each slice. */
  readonly surroundings: ReadonlyMap<number, Surroundings>;
}

/**
 * Ties the projects' slices into one graph. Linear in ends and dependencies, but for sorting what crosses projects; the
 * order of the slices does not matter. Passes: ends, dependencies, cycles (of the whole graph, and of the open one),
 * coupling, surroundings.
 */
export function mergeSlices(slices: readonly DependencySlice[]): MergedDependencies {
  const ordered = [...slices].sort((a, b) => a.projectId - b.projectId);
  const ends = numberEnds(ordered);
  const edges = mergeDependencies(ends);
  const whole = findCycles({ nodes: ends.count, first: edges.first, head: edges.dependent });
  const open = findOpenCycles(whole, edges, ends);
  return {
    report: {
      ...edges.counts,
      selfLinks: ordered.reduce((sum, slice) => sum + slice.selfLinks, 0),
      unclearLinkTypes: mergeUnclear(ordered),
      cycles: describeCycles(whole, edges, ends),
      coupling: couplingOf(edges, ends),
    },
    surroundings: new Map(ordered.map((slice, at) => [slice.projectId, surroundingsOf(at, ends, open)])),
  };
}

function surroundingsOf(at: number, ends: Ends, { cycle, count }: Cycles): Surroundings {
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
    id: ends.id[end],
    key: keyOfEnd(end, ends),
    open: ends.state[end] === FAR_STATE.open,
    start: own.start[place] === NO_DAY ? null : own.start[place],
    due: own.due[place] === NO_DAY ? null : own.due[place],
  };
}

function mergeUnclear(slices: readonly DependencySlice[]): DependencyReport['unclearLinkTypes'] {
  const links = new Map<string, number>();
  for (const slice of slices) {
    for (const type of slice.unclearLinkTypes) links.set(type.name, (links.get(type.name) ?? 0) + type.links);
  }
  return [...links]
    .map(([name, count]) => ({ name, links: count }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
