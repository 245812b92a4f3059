import { directedGraph, findCycles, KINDS, type Cycles, type Dependency, type DependencyCycle } from '../model';
import type { Edges } from './edges';
import { describeEnd, idOf, isDone, type Ends } from './ends';
import { suggestCut } from './suggested-cut';

/**
 * Cycles of the dependencies whose ends are both open: each lies inside a cycle of the whole graph, so that only what is
 * inside those is looked at.
 */
export function findOpenCycles(whole: Cycles, edges: Edges, ends: Ends): Cycles {
  if (whole.count === 0) return whole;
  const { first, dependent, open } = edges;
  const places = new Map<number, number>();
  whole.members.forEach((node, place) => places.set(node, place));
  const from: number[] = [];
  const to: number[] = [];
  whole.members.forEach((node, place) => {
    for (let i = first[node]; i < first[node + 1]; i++) {
      if (open[i] === 0 || whole.cycle[node] !== whole.cycle[dependent[i]]) continue;
      from.push(place);
      to.push(places.get(dependent[i]) ?? 0);
    }
  });
  const inside = findCycles(directedGraph(places.size, Int32Array.from(from), Int32Array.from(to)));
  const cycle = new Int32Array(ends.count);
  const members = inside.members.map((place) => whole.members[place]);
  members.forEach((node, at) => (cycle[node] = inside.cycle[inside.members[at]]));
  return { cycle, count: inside.count, members };
}

/** The cycles in full: ascending by their smallest issue id, each with what is inside ascending by id. */
export function describeCycles({ cycle, count, members }: Cycles, edges: Edges, ends: Ends): DependencyCycle[] {
  const cycles = Array.from({ length: count }, () => ({ members: [] as number[], inside: [] as number[] }));
  for (const node of members) {
    const number = cycle[node];
    cycles[number - 1].members.push(node);
    for (let i = edges.first[node]; i < edges.first[node + 1]; i++) {
      if (number === cycle[edges.dependent[i]]) cycles[number - 1].inside.push(i);
    }
  }
  return cycles
    .map((each) => describeCycle(each.members, each.inside, edges, ends))
    .sort((a, b) => a.issues[0].id - b.issues[0].id);
}

function describeCycle(members: number[], inside: number[], edges: Edges, ends: Ends): DependencyCycle {
  members.sort((a, b) => idOf(a, ends) - idOf(b, ends));
  const { provider, dependent, kind } = edges;
  inside.sort(
    (a, b) =>
      idOf(provider[a], ends) - idOf(provider[b], ends) ||
      idOf(dependent[a], ends) - idOf(dependent[b], ends) ||
      kind[a] - kind[b],
  );
  const dependencies = inside.map((i) => dependencyAt(i, edges, ends));
  const places = new Map(members.map((end, place) => [end, place]));
  const placesOf = (column: Int32Array): Int32Array => Int32Array.from(inside, (i) => places.get(column[i]) ?? 0);
  const cut = suggestCut({ members: members.length, from: placesOf(provider), to: placesOf(dependent) });
  return {
    issues: members.map((end) => describeEnd(end, ends)),
    live: members.every((end) => !isDone(end, ends)),
    dependencies,
    suggestedCut: cut.arcs.map((arc) => dependencies[arc]),
    cutIsLeast: cut.isLeast,
  };
}

function dependencyAt(i: number, edges: Edges, ends: Ends): Dependency {
  return {
    provider: idOf(edges.provider[i], ends),
    dependent: idOf(edges.dependent[i], ends),
    kind: KINDS[edges.kind[i]],
  };
}
