import { analyse } from '../../src/dependencies';
import { KnownGraph, targetPathScope, targetsOfProject } from '../../src/dependencies/views';
import { MONDAY_TO_FRIDAY, OUTLOOK_FLAG, parseDay, type Dependency, type DependencySlice } from '../../src/model';
import { toSlice, type ReadableSlice, type WrittenEnd } from '../support/slices';

const day = (text: string): number => parseDay(text) ?? NaN;
/** A Monday. */
const TODAY = day('2026-10-12');

function sliceOf(
  ends: readonly WrittenEnd[],
  dependencies: readonly Dependency[],
  more: Pick<ReadableSlice, 'target'> = {},
): DependencySlice {
  const project = { projectId: 1, projectKey: 'PAY', typicalDays: null, selfLinks: 0, unclearLinkTypes: [] };
  return toSlice({ ...project, ends, outside: [], dependencies, ...more });
}

const waits = (provider: number, dependent: number): Dependency => ({ provider, dependent, kind: 'finishToStart' });

function scheduled(slice: DependencySlice): {
  readonly graph: KnownGraph;
  readonly floatOf: (id: number) => number;
  readonly isCritical: (id: number) => boolean;
} {
  const outlook = analyse([slice], { asOf: TODAY, calendar: MONDAY_TO_FRIDAY }).outlooks.get(1);
  if (outlook === undefined) throw new Error('each slice has an outlook');
  const graph = new KnownGraph([{ slice, outlook }]);
  return {
    graph,
    floatOf: (id) => graph.issue(id)?.totalFloat ?? NaN,
    isCritical: (id) => (outlook.ends.flags[slice.ends.id.indexOf(id)] & OUTLOOK_FLAG.critical) !== 0,
  };
}

/** PAY-2 is a milestone of 19 October that waits for PAY-1, which takes 21 days; PAY-3 is due months later. */
const late = [
  { id: 1, number: 1, effortDays: 21 },
  { id: 2, number: 2, due: day('2026-10-19'), effortDays: 1, milestone: true },
  { id: 3, number: 3, due: day('2027-05-03'), effortDays: 1 },
];

describe('targets', () => {
  test('what a late milestone waits for is late itself and critical, however late the project may be', () => {
    const { graph, floatOf, isCritical } = scheduled(sliceOf(late, [waits(1, 2)]));
    expect(graph.issue(2)).toMatchObject({ forecastFinish: day('2026-11-10'), totalFloat: -16 });
    expect(floatOf(1)).toBe(-16);
    expect([1, 2].map(isCritical)).toEqual([true, true]);
    expect(floatOf(3)).toBe(0);
  });

  test('the same issue, were it no milestone, would have the time of the project', () => {
    const ends = late.map((end) => ({ ...end, milestone: false }));
    const { floatOf, isCritical } = scheduled(sliceOf(ends, [waits(1, 2)]));
    expect(floatOf(1)).toBe(124);
    expect(isCritical(1)).toBe(false);
  });

  test('items of a dated version have to be finished by its release, whatever they are due', () => {
    const version = { versionId: 7, versionEnd: day('2026-10-14') };
    const ends = [{ ...late[0], ...version, due: day('2026-12-01') }, late[2]];
    const { graph, floatOf } = scheduled(sliceOf(ends, []));
    expect(floatOf(1)).toBe(-34);
    expect(targetsOfProject(graph, 1)).toEqual([
      { kind: 'version', id: 7, due: day('2026-10-14'), forecast: day('2026-12-01') },
    ]);
  });

  test('a target date of the project counts instead of the last planned finish', () => {
    const { graph, floatOf } = scheduled(sliceOf(late.slice(0, 2), [waits(1, 2)], { target: day('2026-10-15') }));
    expect(graph.issue(2)?.latestFinish).toBe(day('2026-10-15'));
    expect(floatOf(2)).toBe(-18);
    const { graph: later } = scheduled(sliceOf([late[2]], [], { target: day('2027-06-05') }));
    // A Saturday: the last day that is worked before it.
    expect(later.issue(3)?.latestFinish).toBe(day('2027-06-04'));
  });

  test('each has a path of its own, back to what no provider drives', () => {
    const { graph } = scheduled(sliceOf(late, [waits(1, 2)]));
    expect(targetsOfProject(graph, 1)).toEqual([
      { kind: 'milestone', id: 2, due: day('2026-10-19'), forecast: day('2026-11-10') },
    ]);
    expect(targetPathScope(graph, 1, { kind: 'milestone', id: 2 }).path).toEqual([2, 1]);
    expect(targetPathScope(graph, 1, { kind: 'milestone', id: 3 }).path).toEqual([]);
    expect(targetPathScope(graph, 1, { kind: 'version', id: 7 }).path).toEqual([]);
  });
});
