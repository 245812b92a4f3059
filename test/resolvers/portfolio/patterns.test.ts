import type { PortfolioRow, ProjectCoupling, Tier } from '../../../src/model';
import { asPlaced } from '../../../src/resolvers/portfolio/portfolio-view';
import type { PortfolioViewer } from '../../../src/resolvers/portfolio/portfolio-viewer';
import { aFinding, aRow } from '../../portfolio/support';

const SHORT_ONES = 8;

/** 40 projects, of which the first eight fall short of one rule. */
const rows = (given: (isShort: boolean) => Partial<PortfolioRow>): readonly PortfolioRow[] =>
  Array.from({ length: 40 }, (_, place) => {
    const isShort = place < SHORT_ONES;
    return aRow(place + 1, { findings: [aFinding('leads', isShort ? 0.3 : 1)], ...given(isShort) });
  });

function groupsIn(stored: readonly PortfolioRow[], tiers: ReadonlyMap<number, Tier>): unknown[] {
  const projects = stored.map(({ projectId: id }) => ({ id, key: `P${id}`, name: `P${id}` }));
  const viewer = { projects, isPmo: true } as unknown as PortfolioViewer;
  const { patterns } = asPlaced(viewer, { rows: stored, madeAt: 0, coupling: [], tiers });
  return patterns.map((pattern) => (pattern.in === 'group' ? pattern.group : pattern.in));
}

test('what recurs among projects of one stage is told of that stage', () => {
  const inStage = rows((isShort) => {
    const stage = isShort ? 'Build' : 'Plan';
    return { gate: { stage, next: null, standing: null, gateReady: null } };
  });
  expect(groupsIn(inStage, new Map())).toEqual([{ kind: 'stage', name: 'Build' }]);
});

test('what recurs among projects of one tier is told of that tier', () => {
  const tiers = new Map(
    rows(() => ({})).map(({ projectId }): [number, Tier] => [
      projectId,
      projectId <= SHORT_ONES ? 'directive' : 'supportive',
    ]),
  );
  expect(
    groupsIn(
      rows(() => ({})),
      tiers,
    ),
  ).toEqual([{ kind: 'tier', name: 'directive' }]);
});

test.each([
  ['all of it', SHORT_ONES],
  ['half of it', SHORT_ONES / 2],
  ['two of its projects', 2],
])('of a stage a viewer who may see %s is told of those projects only', (_, seen) => {
  const all = rows((isShort) => {
    const stage = isShort ? 'Build' : 'Plan';
    return { gate: { stage, next: null, standing: null, gateReady: null } };
  });
  const visible = all.filter(({ projectId }) => projectId > SHORT_ONES - seen);
  const projects = visible.map(({ projectId: id }) => ({ id, key: `P${id}`, name: `P${id}` }));
  const viewer = { projects, isPmo: true } as unknown as PortfolioViewer;
  const { patterns, projects: shown } = asPlaced(viewer, { rows: all, madeAt: 0, coupling: [], tiers: new Map() });
  expect(shown.filter(({ standing }) => standing?.gate?.stage === 'Build')).toHaveLength(seen);
  const places = Array.from({ length: seen }, (_none, place) => place);
  // Fewer than three are no pattern, however many there are that one may not see.
  expect(patterns).toEqual(
    seen < 3
      ? []
      : [
          {
            ...{ in: 'group', group: { kind: 'stage', name: 'Build' } },
            rules: [{ rule: 0, projects: places, of: seen, trend: { before: 0, now: 0 } }],
          },
        ],
  );
});

test('a component of projects that the viewer may not browse is told to nobody but those who may', () => {
  const inComponent = rows((isShort) => ({
    places: [
      {
        kind: 'component',
        name: isShort ? 'Quail component' : 'Web',
        judged: ['leads'],
        short: isShort ? ['leads'] : [],
      },
    ],
  }));
  const seenBy = (ids: (id: number) => boolean): string => {
    const projects = inComponent
      .filter(({ projectId }) => ids(projectId))
      .map(({ projectId: id }) => {
        return { id, key: `P${id}`, name: `P${id}` };
      });
    const viewer = { projects, isPmo: true } as unknown as PortfolioViewer;
    return JSON.stringify(asPlaced(viewer, { rows: inComponent, madeAt: 0, coupling: [], tiers: new Map() }));
  };
  expect(seenBy(() => true)).toContain('Quail component');
  expect(seenBy((id) => id > SHORT_ONES)).not.toMatch(/quail/i);
  // Two of its projects are no pattern.
  expect(seenBy((id) => id > SHORT_ONES - 2)).not.toMatch(/quail/i);
});

test('how many waited too long a week ago is told of those whom the viewer may browse', () => {
  const ids = Array.from({ length: 40 }, (_, place) => place + 1);
  const keyOf = (id: number): string => `P${id}`;
  // Ten wait too long for project 40, all others in time for project 39; a week ago five did, of whom one is hidden.
  const coupling = ids.slice(0, 30).map((id): ProjectCoupling => {
    const provider = id <= 10 ? 40 : 39;
    return {
      ...{ dependentProject: keyOf(id), providerProject: keyOf(provider) },
      ...{ total: 1, open: 1, late: id <= 10 ? 1 : 0, leastSlack: null, kinds: 1 },
    };
  });
  const lateWaits = [1, 2, 3, 4, 5].map((dependent) => ({ dependent, provider: 40 }));
  const projects = ids.filter((id) => id !== 5).map((id) => ({ id, key: keyOf(id), name: keyOf(id) }));
  const viewer = { projects, isPmo: true } as unknown as PortfolioViewer;
  const stored = { rows: [], madeAt: 0, coupling, tiers: new Map() };
  const trendOf = (of: Parameters<typeof asPlaced>[1]) =>
    asPlaced(viewer, of).patterns.map((pattern) => pattern.in === 'waiting' && pattern.trend);
  expect(trendOf({ ...stored, lateWaits })).toEqual([{ before: 4, now: 9 }]);
  expect(trendOf(stored)).toEqual([{ before: 0, now: 0 }]);
});
