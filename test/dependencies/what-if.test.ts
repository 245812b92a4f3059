import fc from 'fast-check';
import { analyse, whatIf } from '../../src/dependencies';
import {
  KINDS,
  MONDAY_TO_FRIDAY,
  NO_DAY,
  STATE,
  type AssumedChange,
  type DependencySlice,
  type WhatIfOutcome,
} from '../../src/model';
import { day, TODAY } from '../support/facts';
import { toSlice, type WrittenEnd } from '../support/slices';

const SETTINGS = { asOf: TODAY, calendar: MONDAY_TO_FRIDAY };

interface Written {
  readonly ends: readonly (Partial<WrittenEnd> & { readonly id: number })[];
  readonly arcs: readonly (readonly [provider: number, dependent: number, kind?: (typeof KINDS)[number]])[];
}

/** Issues 1xx are of project 1, 2xx of project 2 …; a dependency is told by the projects of both ends. */
function portfolio({ ends, arcs }: Written): DependencySlice[] {
  const projectOf = (id: number): number => Math.floor(id / 100);
  return [...new Set(ends.map(({ id }) => projectOf(id)))].map((projectId) => {
    const own = ends.filter(({ id }) => projectOf(id) === projectId).map((end) => ({ number: end.id, ...end }));
    const ours = arcs.filter(([a, b]) => projectOf(a) === projectId || projectOf(b) === projectId);
    const named = new Set(ours.flatMap(([a, b]) => [a, b]).filter((id) => projectOf(id) !== projectId));
    const ids = [...own.map(({ id }) => id), ...named].sort((a, b) => a - b);
    const place = (id: number): number => (projectOf(id) === projectId ? 0 : 10_000) + ids.indexOf(id);
    return toSlice({
      ...{ projectId, projectKey: `P${projectId}`, typicalDays: null, ends: own, selfLinks: 0, unclearLinkTypes: [] },
      outside: [...named].map((id) => ({ id, key: `P${projectOf(id)}-${id}`, open: null })),
      dependencies: ours
        .map(([provider, dependent, kind]) => ({ provider, dependent, kind: kind ?? ('finishToStart' as const) }))
        .sort(
          (a, b) =>
            place(a.provider) - place(b.provider) ||
            place(a.dependent) - place(b.dependent) ||
            KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
        ),
    });
  });
}

type Loaded = Parameters<typeof whatIf>[0];

function analysed(slices: readonly DependencySlice[]): Loaded {
  const { outlooks } = analyse(slices, SETTINGS);
  return slices.map((slice) => {
    const outlook = outlooks.get(slice.projectId);
    if (!outlook) throw new Error(`project ${slice.projectId} has no outlook`);
    return { slice, outlook };
  });
}

/** Loads first the projects of issues that changes name, then project by project what the movement reaches. */
function asPagesDo(all: Loaded, changes: readonly AssumedChange[]): WhatIfOutcome {
  const named = changes.flatMap((change) =>
    'issue' in change ? [change.issue] : [change.dependency.provider, change.dependency.dependent],
  );
  const wanted = new Set(named.map((id) => Math.floor(id / 100)));
  for (;;) {
    const outcome = whatIf(
      all.filter(({ slice }) => wanted.has(slice.projectId)),
      changes,
      MONDAY_TO_FRIDAY,
    );
    if (outcome.beyond.length === 0) return outcome;
    for (const projectId of outcome.beyond) {
      expect(wanted.has(projectId)).toBe(false);
      wanted.add(projectId);
    }
  }
}

/** 101 → 102 → 201, of which 102 has five working days to spare; 201 is finished exactly when planned. */
const CHAIN = portfolio({
  ends: [
    { id: 101, start: TODAY, due: day('2026-10-16') },
    { id: 102, start: day('2026-10-26'), due: day('2026-10-30') },
    { id: 201, start: day('2026-11-02'), due: day('2026-11-03'), milestone: true },
  ],
  arcs: [
    [101, 102],
    [102, 201],
  ],
});

describe('whatIf', () => {
  const shift = (issue: number, days: number): AssumedChange => ({ what: 'shift', issue, days });

  it('moves nothing while the float lasts', () => {
    expect(asPagesDo(analysed(CHAIN), [shift(101, 5)])).toEqual({
      moved: [{ id: 101, projectId: 1, from: day('2026-10-16'), to: day('2026-10-23'), milestone: false }],
      projects: [{ projectId: 1, from: day('2026-10-30'), to: day('2026-10-30') }],
      ...{ becomeLate: 0, stopBeingLate: 0, newlyInCycle: [], beyond: [] },
    });
  });

  it('moves what waits by what is left of the slip, in other projects too', () => {
    const { moved, projects, becomeLate } = asPagesDo(analysed(CHAIN), [shift(101, 7)]);
    expect(moved.map(({ id, to }) => [id, to])).toEqual([
      [101, day('2026-10-27')],
      [102, day('2026-11-03')],
      [201, day('2026-11-05')],
    ]);
    expect(projects.map(({ to }) => to)).toEqual([day('2026-11-03'), day('2026-11-05')]);
    expect(becomeLate).toBe(2);
  });

  it('names the projects that it would have to know', () => {
    const [one] = analysed(CHAIN);
    expect(whatIf([one], [shift(101, 5)], MONDAY_TO_FRIDAY).beyond).toEqual([]);
    expect(whatIf([one], [shift(101, 7)], MONDAY_TO_FRIDAY)).toMatchObject({ beyond: [2], moved: [{}, {}] });
  });

  it('lets nobody wait for what is dropped', () => {
    const late = portfolio({
      ends: [
        { id: 101, due: day('2026-10-30') },
        { id: 102, start: TODAY, due: TODAY },
      ],
      arcs: [[101, 102]],
    });
    expect(asPagesDo(analysed(late), [{ what: 'drop', issue: 101 }])).toMatchObject({
      moved: [
        { id: 101, from: day('2026-10-30'), to: null },
        { id: 102, from: day('2026-11-02'), to: TODAY },
      ],
      projects: [{ from: day('2026-11-02'), to: TODAY }],
      stopBeingLate: 1,
    });
  });

  it('says what an assumed dependency ties into a circle', () => {
    const dependency = { provider: 201, dependent: 101, kind: 'finishToStart' } as const;
    const outcome = asPagesDo(analysed(CHAIN), [{ what: 'addDependency', dependency }]);
    expect(outcome.newlyInCycle).toEqual([101, 102, 201]);
  });

  it('has no effect where nobody knows the issue', () => {
    expect(whatIf(analysed(CHAIN), [shift(999, 5), { what: 'drop', issue: 998 }], MONDAY_TO_FRIDAY).moved).toEqual([]);
    expect(whatIf([], [shift(101, 5)], MONDAY_TO_FRIDAY).moved).toEqual([]);
  });

  const days = fc.option(fc.integer({ min: -20, max: 60 }), { nil: null, freq: 2 });
  const end = fc.record({
    state: fc.constantFrom('todo' as const, 'todo' as const, 'inProgress' as const, 'done' as const),
    ...{ start: days, due: days, effortDays: fc.constantFrom(null, 1, 8) },
  });
  const ids = fc
    .integer({ min: 1, max: 4 })
    .chain((project) => fc.integer({ min: 1, max: 5 }).map((n) => project * 100 + n));
  const kind = fc.constantFrom(...KINDS, KINDS[0], KINDS[0]);
  const arc = fc.tuple(ids, ids, kind).filter(([a, b]) => a !== b);
  const written = fc.record({
    ends: fc.array(end, { minLength: 20, maxLength: 20 }),
    arcs: fc.array(arc, { maxLength: 30 }),
  });

  function write({
    ends,
    arcs,
  }: {
    ends: readonly Omit<WrittenEnd, 'id' | 'number'>[];
    arcs: Written['arcs'];
  }): Written {
    const distinct = new Map(arcs.map((each) => [each.join(' '), each]));
    const shifted = (offset: number | null | undefined): number | null =>
      typeof offset === 'number' ? TODAY + offset : null;
    return {
      ends: ends.map((each, i) => ({
        ...each,
        ...{ id: (Math.floor(i / 5) + 1) * 100 + (i % 5) + 1, start: shifted(each.start), due: shifted(each.due) },
      })),
      arcs: [...distinct.values()],
    };
  }

  /** The forecast of every open issue by id. */
  function finishes(all: Loaded): Map<number, number> {
    return new Map(
      all.flatMap(({ slice, outlook }) =>
        [...slice.ends.id].flatMap((id, place) => {
          const finish = outlook.ends.forecastFinish[place];
          return finish === NO_DAY ? [] : [[id, finish] as const];
        }),
      ),
    );
  }

  it('finds what a whole analysis with another due date, or another set of dependencies, finds', () => {
    fc.assert(
      fc.property(
        written,
        ids,
        fc.integer({ min: -10, max: 90 }),
        arc,
        fc.nat(),
        (random, issue, offset, added, nth) => {
          const before = write(random);
          const dropped = before.arcs.length > 0 ? before.arcs[nth % before.arcs.length] : null;
          // What is dropped may be what is added again: then it stays.
          const kept = before.arcs.filter((each) => each !== dropped);
          const isNew = !kept.some((each) => each.join(' ') === added.join(' '));
          const after: Written = {
            ends: before.ends.map((each) => (each.id === issue ? { ...each, due: TODAY + offset } : each)),
            arcs: [...kept, ...(isNew ? [added] : [])],
          };
          const dependency = ([provider, dependent, of]: Written['arcs'][number]): AssumedChange & object => ({
            what: 'addDependency',
            dependency: { provider, dependent, kind: of ?? 'finishToStart' },
          });
          const all = analysed(portfolio(before));
          const outcome = asPagesDo(all, [
            { what: 'finish', issue, day: TODAY + offset },
            ...(dropped ? [{ ...dependency(dropped), what: 'dropDependency' } as AssumedChange] : []),
            dependency(added),
          ]);
          const [old, now] = [finishes(all), finishes(analysed(portfolio(after)))];
          const moved = new Map(outcome.moved.map((each) => [each.id, [each.from, each.to]]));
          const stateOf = new Map(before.ends.map((each) => [each.id, STATE[each.state ?? 'todo']]));
          for (const [id, from] of old) {
            const to = now.get(id);
            // Without date and without any dependency left it is no item any more: it keeps what is known of itself.
            if (to === undefined) continue;
            expect([id, moved.get(id) ?? [from, from]]).toEqual([id, [from, to]]);
          }
          for (const id of moved.keys()) expect(stateOf.get(id)).not.toBe(STATE.done);
        },
      ),
      { numRuns: 400 },
    );
  });
});
