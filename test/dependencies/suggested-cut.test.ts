import fc from 'fast-check';
import { DirectedGraph } from 'graphology';
import { stronglyConnectedComponents } from 'graphology-components';
import { suggestCut, type CycleArcs } from '../../src/dependencies/suggested-cut';

type Arc = readonly [from: number, to: number];

function cycleOf(members: number, arcs: readonly Arc[]): CycleArcs {
  return {
    members,
    from: Int32Array.from(arcs, ([from]) => from),
    to: Int32Array.from(arcs, ([, to]) => to),
  };
}

function hasCycle(members: number, arcs: readonly Arc[]): boolean {
  const graph = new DirectedGraph();
  for (let member = 0; member < members; member++) graph.addNode(member);
  for (const [from, to] of arcs) graph.mergeDirectedEdge(from, to);
  return stronglyConnectedComponents(graph).some((component) => component.length > 1);
}

/** A ring, so that all members are in one cycle, and arcs across it; two may tie the same members. */
function cycles(members: fc.Arbitrary<number>, mostArcs: number): fc.Arbitrary<{ members: number; arcs: Arc[] }> {
  return members.chain((count) => {
    const member = fc.integer({ min: 0, max: count - 1 });
    const across = fc.array(
      fc.tuple(member, member).filter(([from, to]) => from !== to),
      { maxLength: mostArcs },
    );
    return across.map((others) => ({
      members: count,
      arcs: [...others, ...Array.from({ length: count }, (_, each): Arc => [each, (each + 1) % count])].sort(
        (a, b) => a[0] - b[0] || a[1] - b[1],
      ),
    }));
  });
}

/** All ways to choose so many of `count` places, ascending. */
function* choices(count: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= count - size; first++) {
    for (const rest of choices(count, size - 1, first + 1)) yield [first, ...rest];
  }
}

function firstLeastCut(members: number, arcs: readonly Arc[]): number[] {
  for (let size = 0; ; size++) {
    for (const cut of choices(arcs.length, size)) {
      const left = arcs.filter((_, place) => !cut.includes(place));
      if (!hasCycle(members, left)) return cut;
    }
  }
}

describe('suggestCut', () => {
  it('is the first of the least cuts that trying all of them finds', () => {
    fc.assert(
      fc.property(cycles(fc.integer({ min: 2, max: 8 }), 5), ({ members, arcs }) => {
        expect(suggestCut(cycleOf(members, arcs))).toEqual({ arcs: firstLeastCut(members, arcs), isLeast: true });
      }),
      { numRuns: 60 },
    );
  });

  it('leaves no cycle in larger ones either, and says that there may be a smaller cut', () => {
    fc.assert(
      fc.property(cycles(fc.integer({ min: 13, max: 60 }), 80), ({ members, arcs }) => {
        const cut = suggestCut(cycleOf(members, arcs));
        expect(cut.isLeast).toBe(false);
        expect(cut.arcs.length).toBeLessThanOrEqual(arcs.length / 2);
        expect(
          hasCycle(
            members,
            arcs.filter((_, place) => !cut.arcs.includes(place)),
          ),
        ).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('cuts a ring of 10,000 once', () => {
    const ring = Array.from({ length: 10_000 }, (_, each): Arc => [each, (each + 1) % 10_000]);
    expect(suggestCut(cycleOf(10_000, ring)).arcs).toHaveLength(1);
  });
});
