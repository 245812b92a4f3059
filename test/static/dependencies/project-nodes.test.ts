import fc from 'fast-check';
import { acyclicOrder } from '../../../static/dependencies/acyclic-order';
import { MOST_NODES, nodeByKey, projectNodes } from '../../../static/dependencies/project-nodes';
import type { ProjectPair, ShownProjects } from '../../../static/dependencies/shown-projects';

function shown(
  count: number,
  pairs: readonly (readonly [dependent: number, provider: number, late?: number])[],
): ShownProjects {
  const all = pairs.map(([dependent, provider, late = 0]): ProjectPair => {
    return { dependent, provider, open: 3, late, done: 0, leastSlack: null, kinds: 1 };
  });
  const projects = Array.from({ length: count }, (_, place) => place);
  return { pairs: all, projects, open: { shown: 0, total: 0 }, named: { shown: count, total: count } };
}

const arrows = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 11 })).filter(([one, other]) => one !== other),
  { maxLength: 40, selector: String },
);

test('without a circle no arrow runs back', () => {
  fc.assert(
    fc.property(arrows, (pairs) => {
      const acyclic = pairs.map(([one, other]) => ({
        ...{ provider: Math.min(one, other), dependent: Math.max(one, other), open: 1 },
      }));
      const place = acyclicOrder(12, acyclic);
      expect(acyclic.filter(({ provider, dependent }) => place[provider] > place[dependent])).toEqual([]);
      expect([...place].sort((one, other) => one - other)).toEqual(Array.from({ length: 12 }, (_, at) => at));
    }),
  );
});

test('of a circle the weakest arrow runs back', () => {
  const circle = [
    { provider: 0, dependent: 1, open: 9 },
    { provider: 1, dependent: 2, open: 8 },
    { provider: 2, dependent: 0, open: 1 },
  ];
  const place = acyclicOrder(3, circle);
  expect(circle.filter(({ provider, dependent }) => place[provider] > place[dependent])).toEqual([circle[2]]);
});

test('a project stands right of those that it waits for, unless the line runs back', () => {
  fc.assert(
    fc.property(arrows, (pairs) => {
      const nodes = projectNodes(shown(12, pairs));
      nodes.pairs.forEach(({ dependent, provider }, pair) => {
        if (!nodes.runsBack[pair]) expect(nodes.layout.x[dependent]).toBeGreaterThan(nodes.layout.x[provider]);
      });
      expect(nodes.pairs).toHaveLength(pairs.length);
    }),
  );
});

test('of too many projects the most pressing are shown, with the pairs among them', () => {
  const nodes = projectNodes(
    shown(MOST_NODES + 5, [
      [0, 1],
      [1, MOST_NODES + 1],
    ]),
  );
  expect(nodes.projects).toHaveLength(MOST_NODES);
  expect(nodes.pairs).toHaveLength(1);
});

test('the right arrow key follows to what waits, the left one to what is waited for, the most pressing first', () => {
  const nodes = projectNodes(
    shown(4, [
      [1, 0],
      [2, 0, 2],
      [3, 1],
    ]),
  );
  const key = (from: number, name: string): number | null => nodeByKey(nodes, from, name, (project) => project);
  expect(key(0, 'ArrowRight')).toBe(2);
  expect(key(2, 'ArrowLeft')).toBe(0);
  expect(key(0, 'ArrowLeft')).toBeNull();
  expect([key(3, 'Home'), key(0, 'End')]).toEqual([nodes.order[0], nodes.order[3]]);
});

test('up and down reach every project', () => {
  const nodes = projectNodes(shown(6, [[1, 0]]));
  const visited = [nodes.order[0]];
  for (let next = nodeByKey(nodes, visited[0], 'ArrowDown', (project) => project); next !== null;) {
    visited.push(next);
    next = nodeByKey(nodes, next, 'ArrowDown', (project) => project);
  }
  expect(visited).toEqual(nodes.order);
});
