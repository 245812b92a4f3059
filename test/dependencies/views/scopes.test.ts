import { analyse } from '../../../src/dependencies';
import { chainScope, criticalPathScope, KnownGraph, mostPressing, projectScope } from '../../../src/dependencies/views';
import { MONDAY_TO_FRIDAY, parseDay, type DependencySlice } from '../../../src/model';
import { toSlice, type WrittenEnd } from '../../support/slices';

/** A Monday. */
const TODAY = parseDay('2026-03-02') ?? 0;

type Link = readonly [provider: number, dependent: number];

/** Projects hold issues 1001…, 2001…; each knows the dependencies of its own. */
function slicesOf(ends: readonly WrittenEnd[], links: readonly Link[]): DependencySlice[] {
  const projectOf = (id: number): number => Math.floor(id / 1000);
  return [...new Set(ends.map(({ id }) => projectOf(id)))].map((projectId) => {
    const own = links.filter((link) => link.some((id) => projectOf(id) === projectId));
    const outside = new Set(own.flat().filter((id) => projectOf(id) !== projectId));
    return toSlice({
      ...{ projectId, projectKey: `P${projectId}`, typicalDays: null, selfLinks: 0, unclearLinkTypes: [] },
      ends: ends.filter(({ id }) => projectOf(id) === projectId),
      outside: [...outside].map((id) => ({ id, key: `P${projectOf(id)}-${id % 1000}`, open: true })),
      dependencies: own.map(([provider, dependent]) => ({ provider, dependent, kind: 'finishToStart' })),
    });
  });
}

/** The graph with the shares of some projects only. */
function graphOf(slices: readonly DependencySlice[], loaded: readonly number[]): KnownGraph {
  const { outlooks } = analyse(slices, { asOf: TODAY, calendar: MONDAY_TO_FRIDAY });
  const shares = slices.flatMap((slice) => {
    const outlook = outlooks.get(slice.projectId);
    return outlook !== undefined && loaded.includes(slice.projectId) ? [{ slice, outlook }] : [];
  });
  return new KnownGraph(shares);
}

const anEnd = (id: number, more: Partial<WrittenEnd> = {}): WrittenEnd => ({ id, number: id % 1000, ...more });

/** 1001 → 2001 → 3001 → 4001, and 2002 beside. */
const row = slicesOf(
  [1001, 2001, 2002, 3001, 4001].map((id) => anEnd(id)),
  [
    [1001, 2001],
    [2001, 3001],
    [3001, 4001],
    [2002, 3001],
  ],
);

test('a chain goes as far as shares are there, names those that are missing, and takes no turns', () => {
  const begun = chainScope(graphOf(row, [2]), 2001);
  expect([...begun.issues].sort()).toEqual([1001, 2001, 3001]);
  expect([...begun.unloaded].sort()).toEqual([1, 3]);
  const whole = chainScope(graphOf(row, [1, 2, 3, 4]), 2001);
  expect(whole).toMatchObject({ issues: [2001, 1001, 3001, 4001], unloaded: new Set() });
});

test('a critical path that leads out of the shares says whose is needed', () => {
  const begun = criticalPathScope(graphOf(row, [4]), 4);
  expect(begun.issues).toEqual([4001, 3001]);
  expect([...begun.unloaded]).toEqual([3]);
  expect(criticalPathScope(graphOf(row, [1, 2, 3, 4]), 4)).toMatchObject({
    issues: [4001, 3001, 2001, 1001],
    unloaded: new Set(),
  });
});

test('of several shares that know an issue its own project is believed', () => {
  const graph = graphOf(row, [2, 3]);
  expect(graph.issue(3001)?.drivenBy).toBe(2001);
  expect(graph.providersOf(3001).map(({ provider }) => provider)).toEqual([2001, 2002]);
  expect(graph.dependentsOf(2001)).toHaveLength(1);
});

test('done issues hang on nothing any more', () => {
  const slices = slicesOf(
    [anEnd(1001, { state: 'done' }), anEnd(1002), anEnd(1003)],
    [
      [1001, 1002],
      [1002, 1003],
    ],
  );
  expect(projectScope(graphOf(slices, [1]), 1).issues).toEqual([1002, 1003]);
});

test('where not all fit, ends of late dependencies come first, then critical issues, then those with least float', () => {
  const due = (day: string): Partial<WrittenEnd> => ({ start: parseDay('2026-03-02'), due: parseDay(day) });
  const slices = slicesOf(
    [
      anEnd(1001, due('2026-03-06')),
      anEnd(1002, { start: parseDay('2026-05-04'), due: parseDay('2026-05-08') }),
      anEnd(1003, due('2026-03-20')),
      anEnd(1004, { start: parseDay('2026-03-09'), due: parseDay('2026-03-13') }),
      anEnd(1005, { start: parseDay('2026-05-25'), due: parseDay('2026-05-29') }),
      anEnd(1006, due('2026-05-29')),
    ],
    [
      [1001, 1002],
      [1003, 1004],
      [1001, 1005],
      [1001, 1006],
    ],
  );
  const graph = graphOf(slices, [1]);
  const shown = mostPressing(graph, projectScope(graph, 1), 4);
  expect([...shown.slice(0, 4)].sort()).toEqual([1001, 1003, 1004, 1006]);
  expect(shown.slice(0, 4)).not.toContain(1002);
  expect(mostPressing(graph, projectScope(graph, 1), 99)).toHaveLength(6);
});
