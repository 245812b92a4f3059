import {
  directedGraph,
  FAR_STATE,
  findCycles,
  KINDS,
  type Cycles,
  type Dependency,
  type DependencyCycle,
} from '../model';
import type { Edges } from './edges';
import { describeEnd, type Ends } from './ends';

/** Cycles of the dependencies whose ends are both open: each lies inside a cycle of the whole graph. */
export function findOpenCycles(whole: Cycles, edges: Edges, ends: Ends): Cycles {
  if (whole.count === 0) return whole;
  const { provider, dependent, open, count } = edges;
  const inside = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const cycle = whole.cycle[provider[i]];
    inside[i] = open[i] === 1 && cycle !== 0 && cycle === whole.cycle[dependent[i]] ? 1 : 0;
  }
  return findCycles(directedGraph(ends.count, provider, dependent, inside));
}

/** The cycles in full: ascending by their smallest issue id, each with what is inside ascending by id. */
export function describeCycles({ cycle, count }: Cycles, edges: Edges, ends: Ends): DependencyCycle[] {
  const members = Array.from({ length: count }, (): number[] => []);
  const inside = Array.from({ length: count }, (): number[] => []);
  for (let end = 0; end < ends.count; end++) if (cycle[end] !== 0) members[cycle[end] - 1].push(end);
  for (let i = 0; i < edges.count; i++) {
    const number = cycle[edges.provider[i]];
    if (number !== 0 && number === cycle[edges.dependent[i]]) inside[number - 1].push(i);
  }
  return members
    .map((list, number) => ({
      issues: list.sort((a, b) => ends.id[a] - ends.id[b]).map((end) => describeEnd(end, ends)),
      live: list.every((end) => ends.state[end] !== FAR_STATE.done),
      dependencies: inside[number].map((i) => dependencyAt(i, edges, ends)).sort(byEnds),
    }))
    .sort((a, b) => a.issues[0].id - b.issues[0].id);
}

function dependencyAt(i: number, edges: Edges, ends: Ends): Dependency {
  return {
    provider: ends.id[edges.provider[i]],
    dependent: ends.id[edges.dependent[i]],
    kind: KINDS[edges.kind[i]],
  };
}

function byEnds(a: Dependency, b: Dependency): number {
  return a.provider - b.provider || a.dependent - b.dependent || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
}
