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
import { describeEnd, stateOf, type Ends } from './ends';
import { suggestCut } from './suggested-cut';

/**
 * Cycles of the dependencies whose ends are both open: each lies inside a cycle of the whole graph, so that only what is
 * inside those is looked at.
 */
export function findOpenCycles(whole: Cycles, edges: Edges, ends: Ends): Cycles {
  if (whole.count === 0) return whole;
  const { provider, dependent, open, count } = edges;
  const nodes: number[] = [];
  const places = new Map<number, number>();
  const placeOf = (node: number): number => {
    const known = places.get(node);
    if (known !== undefined) return known;
    places.set(node, nodes.length);
    return nodes.push(node) - 1;
  };
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < count; i++) {
    const cycle = whole.cycle[provider[i]];
    if (cycle === 0 || open[i] === 0 || cycle !== whole.cycle[dependent[i]]) continue;
    from.push(placeOf(provider[i]));
    to.push(placeOf(dependent[i]));
  }
  const inside = findCycles(directedGraph(nodes.length, Int32Array.from(from), Int32Array.from(to)));
  const cycle = new Int32Array(ends.count);
  nodes.forEach((node, place) => (cycle[node] = inside.cycle[place]));
  return { cycle, count: inside.count };
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
    .map((list, number) => describeCycle(list, inside[number], edges, ends))
    .sort((a, b) => a.issues[0].id - b.issues[0].id);
}

function describeCycle(members: number[], inside: number[], edges: Edges, ends: Ends): DependencyCycle {
  members.sort((a, b) => ends.id[a] - ends.id[b]);
  const { provider, dependent, kind } = edges;
  inside.sort(
    (a, b) =>
      ends.id[provider[a]] - ends.id[provider[b]] || ends.id[dependent[a]] - ends.id[dependent[b]] || kind[a] - kind[b],
  );
  const dependencies = inside.map((i) => dependencyAt(i, edges, ends));
  const places = new Map(members.map((end, place) => [end, place]));
  const placesOf = (column: Int32Array): Int32Array => Int32Array.from(inside, (i) => places.get(column[i]) ?? 0);
  const cut = suggestCut({ members: members.length, from: placesOf(provider), to: placesOf(dependent) });
  return {
    issues: members.map((end) => describeEnd(end, ends)),
    live: members.every((end) => stateOf(end, ends) !== FAR_STATE.done),
    dependencies,
    suggestedCut: cut.arcs.map((arc) => dependencies[arc]),
    cutIsLeast: cut.isLeast,
  };
}

function dependencyAt(i: number, edges: Edges, ends: Ends): Dependency {
  return {
    provider: ends.id[edges.provider[i]],
    dependent: ends.id[edges.dependent[i]],
    kind: KINDS[edges.kind[i]],
  };
}
