import fc from 'fast-check';
import { DirectedGraph } from 'graphology';
import { stronglyConnectedComponents } from 'graphology-components';
import { directedGraph, stronglyConnected } from '../../../src/model';

/** Components as sorted lists, the list itself sorted: comparable however they were found. */
function componentsOf(nodes: number, edges: readonly (readonly [number, number])[]): number[][] {
  const graph = directedGraph(
    nodes,
    Int32Array.from(edges, ([from]) => from),
    Int32Array.from(edges, ([, to]) => to),
  );
  const { component, size } = stronglyConnected(graph);
  const groups: number[][] = Array.from(size, () => []);
  component.forEach((number, node) => groups[number].push(node));
  expect(groups.map((group) => group.length)).toEqual([...size]);
  return groups.sort((a, b) => a[0] - b[0]);
}

function componentsByGraphology(nodes: number, edges: readonly (readonly [number, number])[]): number[][] {
  const graph = new DirectedGraph({ allowSelfLoops: true });
  for (let node = 0; node < nodes; node++) graph.addNode(node);
  for (const [from, to] of edges) graph.mergeEdge(from, to);
  return stronglyConnectedComponents(graph)
    .map((group) => group.map(Number).sort((a, b) => a - b))
    .sort((a, b) => a[0] - b[0]);
}

const graphs = fc.integer({ min: 1, max: 60 }).chain((nodes) => {
  const node = fc.integer({ min: 0, max: nodes - 1 });
  return fc.record({ nodes: fc.constant(nodes), edges: fc.array(fc.tuple(node, node), { maxLength: 2 * nodes }) });
});

describe('stronglyConnected', () => {
  it('finds the components that graphology finds', () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        expect(componentsOf(nodes, edges)).toEqual(componentsByGraphology(nodes, edges));
      }),
      { numRuns: 500 },
    );
  });

  it('numbers components so that edges lead to the same or a lower number', () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        const from = Int32Array.from(edges, ([tail]) => tail);
        const to = Int32Array.from(edges, ([, head]) => head);
        const { component } = stronglyConnected(directedGraph(nodes, from, to));
        for (const [tail, head] of edges) expect(component[head]).toBeLessThanOrEqual(component[tail]);
      }),
    );
  });

  it('leaves out edges that are not kept', () => {
    const from = Int32Array.of(0, 1);
    const to = Int32Array.of(1, 0);
    expect([...stronglyConnected(directedGraph(2, from, to)).size]).toEqual([2]);
    expect([...stronglyConnected(directedGraph(2, from, to, Uint8Array.of(1, 0))).size]).toEqual([1, 1]);
  });

  it('holds a cycle of 20,000 issues', () => {
    const edges = Array.from({ length: 20_000 }, (_, node) => [node, (node + 1) % 20_000] as const);
    expect(componentsOf(20_000, edges)).toHaveLength(1);
    expect(componentsOf(20_000, edges.slice(1))).toHaveLength(20_000);
  });

  it('holds no nodes at all', () => {
    expect(componentsOf(0, [])).toEqual([]);
  });
});
