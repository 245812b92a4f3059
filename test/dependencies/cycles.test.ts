import fc from 'fast-check';
import { DirectedGraph } from 'graphology';
import { stronglyConnectedComponents } from 'graphology-components';
import { analyse } from '../../src/dependencies';
import { MONDAY_TO_FRIDAY, OUTLOOK_FLAG } from '../../src/model';
import { TODAY } from '../support/facts';
import { toSlice } from '../support/slices';

const issue = fc.integer({ min: 1, max: 25 });
const graphs = fc.record({
  done: fc.uniqueArray(issue, { maxLength: 6 }),
  arcs: fc.uniqueArray(
    fc.tuple(issue, issue).filter(([from, to]) => from !== to),
    { maxLength: 60, selector: ([from, to]) => from * 100 + to },
  ),
});

/** The components of more than one issue by graphology, each ascending, ascending by their first. */
function components(arcs: readonly (readonly [number, number])[]): number[][] {
  const graph = new DirectedGraph();
  for (const [from, to] of arcs) graph.mergeDirectedEdge(from, to);
  return stronglyConnectedComponents(graph)
    .filter((component) => component.length > 1)
    .map((component) => component.map(Number).sort((a, b) => a - b))
    .sort((a, b) => a[0] - b[0]);
}

describe('cycles of dependencies', () => {
  it('are the components that graphology finds, of the whole graph and of the open one', () => {
    fc.assert(
      fc.property(graphs, ({ done, arcs }) => {
        const ids = [...new Set(arcs.flat())].sort((a, b) => a - b);
        const place = (id: number): number => ids.indexOf(id);
        const slice = toSlice({
          ...{ projectId: 1, projectKey: 'PAY', typicalDays: null, outside: [], selfLinks: 0, unclearLinkTypes: [] },
          ends: ids.map((id) => ({ id, number: id, state: done.includes(id) ? 'done' : 'todo' })),
          dependencies: [...arcs]
            .sort((a, b) => place(a[0]) - place(b[0]) || place(a[1]) - place(b[1]))
            .map(([provider, dependent]) => ({ provider, dependent, kind: 'finishToStart' })),
        });
        const { report, outlooks, surroundings } = analyse([slice], { asOf: TODAY, calendar: MONDAY_TO_FRIDAY });
        const inOpenCycle = components(arcs.filter((arc) => !arc.some((id) => done.includes(id)))).flat();
        const flags = outlooks.get(1)?.ends.flags ?? [];
        expect(report.cycles.map(({ issues }) => issues.map(({ id }) => id))).toEqual(components(arcs));
        expect(surroundings.get(1)?.inOpenCycle).toEqual(inOpenCycle.sort((a, b) => a - b));
        expect(ids.filter((_, at) => (flags[at] & OUTLOOK_FLAG.inCycle) !== 0)).toEqual(inOpenCycle);
      }),
    );
  });
});
