import fc from 'fast-check';
import { defaultPlaybook } from '../../src/compliance';
import { analyse, dependencySlice } from '../../src/dependencies';
import { STATE, type DependencySlice, type IssueFacts, type IssueLink, type ProjectFacts } from '../../src/model';
import { readable, toSlice } from '../support/slices';
import { anIssue, blocks, day, isWaitedForBy, someFacts, TODAY, waitsFor } from '../support/facts';

function project(id: number, key: string, issues: readonly IssueFacts[], links: readonly IssueLink[]): ProjectFacts {
  return someFacts({ project: { id, key, name: key, lead: 'active' }, issues, links, surroundings: null });
}

function sliceOf(facts: ProjectFacts): DependencySlice {
  return dependencySlice(facts, defaultPlaybook);
}

function merge(slices: readonly DependencySlice[]): ReturnType<typeof analyse> {
  return analyse(slices, { asOf: TODAY, calendar: defaultPlaybook.calendar });
}

/** PAY-1 blocks PAY-2 blocks WEB-1 blocks PAY-1; PAY-3 (done) waits for an issue of an unknown project. */
const pay = project(
  1,
  'PAY',
  [
    anIssue({ number: 1, due: day('2026-11-01') }),
    anIssue({ number: 2, start: day('2026-11-02') }),
    anIssue({ number: 3, state: 'done' }),
    anIssue({ number: 4 }),
  ],
  [
    ...blocks(1, 2),
    isWaitedForBy(2, { farId: 90_001, farKey: 'WEB-1' }),
    waitsFor(1, { farId: 90_001, farKey: 'WEB-1' }),
    waitsFor(3, { farId: 70_001, farKey: 'OPS-1', farState: 'unknown' }),
    { ...waitsFor(4, { farId: 10_004, farKey: 'PAY-4' }) },
    { ...isWaitedForBy(4, { farId: 10_004, farKey: 'PAY-4' }) },
    { ...waitsFor(4, { farId: 90_002, farKey: 'WEB-2' }), type: 3 },
  ],
);
const web = project(
  2,
  'WEB',
  [anIssue({ number: 1, id: 90_001, due: day('2026-12-01') }), anIssue({ number: 2, id: 90_002 })],
  [
    { issueId: 90_001, type: 0, outward: false, farId: 10_002, farKey: 'PAY-2', farState: 'open' },
    { issueId: 90_001, type: 0, outward: true, farId: 10_001, farKey: 'PAY-1', farState: 'open' },
    { issueId: 90_002, type: 3, outward: false, farId: 10_004, farKey: 'PAY-4', farState: 'open' },
  ],
);

const NOTHING_PLANNED = {
  ...{ state: 'todo', start: null, due: null, sprintStart: null, sprintEnd: null },
  ...{ versionId: null, versionEnd: null, effortDays: null, milestone: false },
};

describe('dependencySlice', () => {
  it('tells the project’s ends, those outside as the links tell of them, and each dependency once', () => {
    expect(readable(sliceOf(pay))).toEqual({
      projectId: 1,
      projectKey: 'PAY',
      typicalDays: null,
      ends: [
        { ...NOTHING_PLANNED, id: 10_001, number: 1, due: day('2026-11-01') },
        { ...NOTHING_PLANNED, id: 10_002, number: 2, start: day('2026-11-02') },
        { ...NOTHING_PLANNED, id: 10_003, number: 3, state: 'done' },
      ],
      outside: [
        { id: 70_001, key: 'OPS-1', open: null },
        { id: 90_001, key: 'WEB-1', open: true },
      ],
      dependencies: [
        { provider: 10_001, dependent: 10_002, kind: 'finishToStart' },
        { provider: 10_002, dependent: 90_001, kind: 'finishToStart' },
        { provider: 70_001, dependent: 10_003, kind: 'finishToStart' },
        { provider: 90_001, dependent: 10_001, kind: 'finishToStart' },
      ],
      selfLinks: 1,
      unclearLinkTypes: [{ name: 'Dependency', links: 1 }],
    });
  });

  it('believes an open link before a done one, and a done one before one that says nothing', () => {
    const far = { farId: 90_001, farKey: 'WEB-1' };
    const told = (...states: IssueLink['farState'][]): boolean | null => {
      const issues = states.map((_, i) => anIssue({ number: i + 1 }));
      const links = states.map((farState, i) => waitsFor(i + 1, { ...far, farState }));
      return readable(sliceOf(project(1, 'PAY', issues, links))).outside[0].open;
    };
    expect([told('unknown'), told('unknown', 'done'), told('done', 'open'), told('open', 'unknown')]).toEqual([
      null,
      false,
      true,
      true,
    ]);
  });

  it('holds open issues that are dated, too, with all that a schedule asks of them', () => {
    const facts = project(
      1,
      'PAY',
      [
        anIssue({ number: 1, due: day('2026-11-01'), effortMinutes: 481, typeName: 'Milestone' }),
        anIssue({ number: 2, sprintStart: day('2026-10-05'), sprintEnd: day('2026-10-16') }),
        anIssue({ number: 3, versionId: 7, versionEnd: day('2026-12-01'), state: 'inProgress' }),
        anIssue({ number: 4, due: day('2026-11-01'), sprintEnd: day('2026-10-16'), effortMinutes: 60, state: 'done' }),
        anIssue({ number: 5, start: day('2026-11-01') }),
        anIssue({ number: 6, due: day('2026-11-09'), sprintEnd: day('2026-10-16'), effortMinutes: 60, state: 'done' }),
      ],
      blocks(1, 6),
    );
    const { ends, dependencies } = readable(sliceOf({ ...facts, typicalDays: 4 }));
    expect(ends).toEqual([
      { ...NOTHING_PLANNED, id: 10_001, number: 1, due: day('2026-11-01'), effortDays: 2, milestone: true },
      { ...NOTHING_PLANNED, id: 10_002, number: 2, sprintStart: day('2026-10-05'), sprintEnd: day('2026-10-16') },
      { ...NOTHING_PLANNED, id: 10_003, number: 3, state: 'inProgress', versionId: 7, versionEnd: day('2026-12-01') },
      { ...NOTHING_PLANNED, id: 10_005, number: 5, start: day('2026-11-01') },
      { ...NOTHING_PLANNED, id: 10_006, number: 6, state: 'done', due: day('2026-11-09') },
    ]);
    expect(dependencies).toEqual([{ provider: 10_001, dependent: 10_006, kind: 'finishToStart' }]);
  });

  it('leaves out what links say of an issue that was not read', () => {
    expect(sliceOf(project(1, 'PAY', [anIssue({ number: 1 })], blocks(1, 2))).dependencies.count).toBe(1);
    expect(sliceOf(project(1, 'PAY', [], blocks(1, 2))).dependencies.count).toBe(0);
  });
});

describe('analyse', () => {
  const { report, surroundings } = merge([sliceOf(web), sliceOf(pay)]);

  it('counts each dependency once, whichever sides report it', () => {
    expect(report).toMatchObject({
      dependencies: 4,
      open: 3,
      crossProject: 3,
      withUnknownEnd: 1,
      byKind: { finishToStart: 4, startToStart: 0, finishToFinish: 0, startToFinish: 0 },
      selfLinks: 1,
      unclearLinkTypes: [{ name: 'Dependency', links: 2, projects: ['PAY', 'WEB'] }],
    });
  });

  it('finds the cycle through both projects', () => {
    expect(report.cycles).toEqual([
      {
        issues: [
          { id: 10_001, key: 'PAY-1', projectKey: 'PAY', open: true },
          { id: 10_002, key: 'PAY-2', projectKey: 'PAY', open: true },
          { id: 90_001, key: 'WEB-1', projectKey: 'WEB', open: true },
        ],
        live: true,
        dependencies: [
          { provider: 10_001, dependent: 10_002, kind: 'finishToStart' },
          { provider: 10_002, dependent: 90_001, kind: 'finishToStart' },
          { provider: 90_001, dependent: 10_001, kind: 'finishToStart' },
        ],
        suggestedCut: [{ provider: 10_001, dependent: 10_002, kind: 'finishToStart' }],
        cutIsLeast: true,
      },
    ]);
  });

  it('tells who waits for whom in the portfolio; OPS, which nobody here holds, is counted only', () => {
    expect(report.withUnknownEnd).toBe(1);
    expect(report.coupling).toEqual([
      { dependentProject: 'PAY', providerProject: 'WEB', total: 1, open: 1, late: 1, leastSlack: -27, kinds: 1 },
      { dependentProject: 'WEB', providerProject: 'PAY', total: 1, open: 1, late: 0, leastSlack: 12, kinds: 1 },
    ]);
  });

  it('tells each project its far ends and which of its issues wait in a circle', () => {
    expect(surroundings.get(1)).toEqual({
      farEnds: [{ id: 90_001, key: 'WEB-1', open: true, start: null, due: day('2026-12-01') }],
      inOpenCycle: [10_001, 10_002],
    });
    expect(surroundings.get(2)?.inOpenCycle).toEqual([90_001]);
  });

  it('keeps a cycle in the report when an issue of it is done, but calls it dead, and no project waits', () => {
    const done = { ...sliceOf(web), ends: { ...sliceOf(web).ends, state: Uint8Array.of(STATE.done) } };
    const merged = merge([sliceOf(pay), done]);
    expect(merged.report.cycles.map((cycle) => [cycle.issues.length, cycle.live])).toEqual([[3, false]]);
    expect(merged.surroundings.get(1)).toMatchObject({ inOpenCycle: [], farEnds: [{ open: false }] });
  });

  it('counts an end that nobody holds as open, unless a link says that it is done', () => {
    const waiting = (farState: IssueLink['farState']): ProjectFacts =>
      project(
        1,
        'PAY',
        [anIssue({ number: 1 })],
        [
          waitsFor(1, { farId: 70_001, farKey: 'OPS-1', farState }),
          isWaitedForBy(1, { farId: 70_001, farKey: 'OPS-1', farState }),
        ],
      );
    const merged = (farState: IssueLink['farState']) => merge([sliceOf(waiting(farState))]);
    expect(merged('unknown').report).toMatchObject({ open: 2, withUnknownEnd: 2 });
    expect(merged('unknown').report.cycles[0]).toMatchObject({ live: true, issues: [{ open: true }, { open: null }] });
    expect(merged('unknown').surroundings.get(1)).toEqual({ farEnds: [], inOpenCycle: [10_001] });
    expect(merged('done').report).toMatchObject({ open: 0, cycles: [{ live: false }] });
    expect(merged('done').surroundings.get(1)?.inOpenCycle).toEqual([]);
  });

  it('does not tie a project to itself by an issue of its own that could not be read', () => {
    const merged = merge([
      sliceOf(project(1, 'PAY', [anIssue({ number: 1 })], [waitsFor(1, { farId: 10_050, farKey: 'PAY-50' })])),
    ]);
    expect(merged.report).toMatchObject({ crossProject: 0, withUnknownEnd: 1, coupling: [] });
  });

  it('holds no slices at all', () => {
    expect(merge([]).report).toMatchObject({ dependencies: 0, cycles: [], coupling: [] });
  });

  it('does not care about the order of the slices', () => {
    const end = fc.record({
      id: fc.integer({ min: 1, max: 40 }),
      state: fc.constantFrom('todo', 'inProgress', 'done'),
    });
    const slices = fc
      .array(
        fc.record({
          ends: fc.uniqueArray(end, { selector: ({ id }) => id, maxLength: 12 }),
          outside: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }),
          pairs: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 20 }),
        }),
        { minLength: 1, maxLength: 5 },
      )
      .map((list) =>
        list.map(({ ends, outside, pairs }, i): DependencySlice => {
          const own = ends.map((each) => ({ ...each, id: each.id * 10 + i, number: each.id }));
          const others = outside
            .map((id) => id * 10 + ((i + 1) % list.length))
            .filter((id) => !own.some((each) => each.id === id));
          const ids = [...own.map(({ id }) => id), ...others];
          return toSlice({
            projectId: i + 1,
            projectKey: `P${i}`,
            typicalDays: null,
            ends: own,
            outside: others.map((id) => ({ id, key: `P${id % 10}-${Math.floor(id / 10)}`, open: null })),
            dependencies: pairs.flatMap(([a, b]) => {
              const [provider, dependent] = [ids[a % ids.length], ids[b % ids.length]];
              return ids.length < 2 || provider === dependent ? [] : [{ provider, dependent, kind: 'finishToStart' }];
            }),
            selfLinks: 0,
            unclearLinkTypes: [],
          });
        }),
      );
    fc.assert(
      fc.property(
        slices.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(merge(shuffled)).toEqual(merge(list));
        },
      ),
    );
  });
});
