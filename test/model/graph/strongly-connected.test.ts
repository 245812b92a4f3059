import fc from 'fast-check';
import { DirectedGraph } from 'graphology';
import { stronglyConnectedComponents } from 'graphology-components';
import { directedGraph, findCycles } from '../../../src/model';

/** Cycles as sorted lists, the list itself sorted: comparable however they were found. */
function cyclesOf(nodes: number, edges: readonly (readonly [number, number])[]): number[][] {
  const graph = directedGraph(
    nodes,
    Int32Array.from(edges, ([from]) => from),
    Int32Array.from(edges, ([, to]) => to),
  );
  const { cycle, count } = findCycles(graph);
  const groups = Array.from({ length: count }, (): number[] => []);
  cycle.forEach((number, node) => {
    if (number > 0) groups[number - 1].push(node);
  });
  return groups.sort((a, b) => a[0] - b[0]);
}

function cyclesByGraphology(nodes: number, edges: readonly (readonly [number, number])[]): number[][] {
  const graph = new DirectedGraph({ allowSelfLoops: true });
  for (let node = 0; node < nodes; node++) graph.addNode(node);
  for (const [from, to] of edges) graph.mergeEdge(from, to);
  return stronglyConnectedComponents(graph)
    .filter((group) => group.length > 1)
    .map((group) => group.map(Number).sort((a, b) => a - b))
    .sort((a, b) => a[0] - b[0]);
}

const graphs = fc.integer({ min: 1, max: 60 }).chain((nodes) => {
  const node = fc.integer({ min: 0, max: nodes - 1 });
  return fc.record({ nodes: fc.constant(nodes), edges: fc.array(fc.tuple(node, node), { maxLength: 2 * nodes }) });
});

describe('findCycles', () => {
  it('finds the cycles that graphology finds', () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        expect(cyclesOf(nodes, edges)).toEqual(cyclesByGraphology(nodes, edges));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out edges that are not kept', () => {
    const from = Int32Array.of(0, 1);
    const to = Int32Array.of(1, 0);
    expect(findCycles(directedGraph(2, from, to)).count).toBe(1);
    expect(findCycles(directedGraph(2, from, to, Uint8Array.of(1, 0))).count).toBe(0);
  });

  it('holds a cycle of 20,000 issues', () => {
    const edges = Array.from({ length: 20_000 }, (_, node) => [node, (node + 1) % 20_000] as const);
    expect(cyclesOf(20_000, edges)).toHaveLength(1);
    expect(cyclesOf(20_000, edges.slice(1))).toHaveLength(0);
  });

  it('holds no nodes at all', () => {
    expect(cyclesOf(0, [])).toEqual([]);
  });
});
