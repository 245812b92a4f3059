import { NO_FILTERS, type MapFilters } from '../../../static/dependencies/filters';
import {
  openPairs,
  selectionOfText,
  shownProjects,
  textOfSelection,
  type ShownProjects,
} from '../../../static/dependencies/shown-projects';
import { aMapProject, aPortfolioMap, pairColumns } from '../support/portfolio-map';

const view = aPortfolioMap();

function shown(filters: Partial<MapFilters>): ShownProjects {
  const leads = [{ accountId: 'acc-1', name: 'Maya Okafor', projectIds: ['10003', '10004'] }];
  return shownProjects(view, openPairs(view), { ...NO_FILTERS, ...filters }, leads);
}

function pairsOf({ pairs }: ShownProjects): string[] {
  return pairs.map(({ dependent, provider }) => `${dependent}-${provider}`);
}

test('without filters every pair with an open dependency is shown, and what is shown adds up to all', () => {
  const all = shown({});
  expect(pairsOf(all)).toEqual(['0-1', '0-4', '1-3', '2-0', '2-1', '5-2']);
  expect(all.open).toEqual({ shown: 34, total: 34 });
  expect(all.named).toEqual({ shown: 5, total: 5 });
});

test('the projects with most late dependencies come first, the anonymous one last', () => {
  const pairs = pairColumns(6, [
    { dependent: 0, provider: 1, open: 9 },
    { dependent: 2, provider: 3, open: 2, late: 1 },
    { dependent: 4, provider: 3, open: 1 },
    { dependent: 5, provider: 3, open: 8, late: 8 },
  ]);
  const map = aPortfolioMap({ pairs });
  const found = shownProjects(map, openPairs(map), NO_FILTERS);
  expect(found.projects.map((place) => map.projects[place].name)).toEqual([
    ...['Fleet telemetry', 'Ticketing app', 'Data platform', 'Signalling upgrade', 'Timetable engine'],
    null,
  ]);
});

test.each<[string, Partial<MapFilters>, string[]]>([
  ['late only', { lateOnly: true }, ['0-1', '2-0', '5-2']],
  ['critical only: no day to spare', { criticalOnly: true }, ['0-1', '2-0', '5-2']],
  ['a project, on either side', { projectId: '10000' }, ['0-1', '0-4', '2-0']],
  ['a project that nobody knows', { projectId: '99999' }, []],
  ['a name', { search: 'ticket' }, ['2-0', '2-1', '5-2']],
  ['a key', { search: 'FLE' }, ['1-3']],
  ['a kind', { kind: 'finishToFinish' }, ['1-3']],
  ['the usual kind', { kind: 'finishToStart' }, ['0-1', '0-4', '1-3', '2-0', '2-1', '5-2']],
  ['a lead, of either side', { owner: 'acc-1' }, ['0-4', '1-3']],
  ['a lead of none of them', { owner: 'acc-9' }, []],
  ['late, of a project', { lateOnly: true, projectId: '10002' }, ['2-0', '5-2']],
])('%s', (_, filters, expected) => {
  expect(pairsOf(shown(filters))).toEqual(expected);
});

test('led by nobody: of a hidden project nobody knows that', () => {
  const leads = [{ accountId: 'acc-1', name: 'Maya Okafor', projectIds: ['10000', '10001', '10002', '10003'] }];
  expect(pairsOf(shownProjects(view, openPairs(view), { ...NO_FILTERS, owner: 'none' }, leads))).toEqual(['0-4']);
});

test('within a horizon: what projects wait for that have to be finished until then, by target and else by forecast', () => {
  const projects = [
    aMapProject(0, 'Soon', { target: '2026-12-20', forecast: '2027-06-01' }),
    aMapProject(1, 'Overdue', { target: '2026-01-02' }),
    aMapProject(2, 'Later', { target: '2027-06-01', forecast: '2026-11-25' }),
    aMapProject(3, 'Forecast only', { target: null, forecast: '2026-12-01' }),
    aMapProject(4, 'Undated', { target: null, forecast: null }),
  ];
  const every = projects.map((_, dependent) => ({ dependent, provider: (dependent + 1) % 5 }));
  const dated = aPortfolioMap({ projects, pairs: pairColumns(5, every) });
  const found = shownProjects(dated, openPairs(dated), { ...NO_FILTERS, horizonDays: 30 });
  expect(found.pairs.map(({ dependent }) => dependent)).toEqual([0, 1, 3]);
});

test('a selection comes back from an address, a restricted project without an id', () => {
  for (const selection of [
    { of: 'project', project: 3 },
    { of: 'pair', dependent: 0, provider: 1 },
    { of: 'pair', dependent: 5, provider: 2 },
  ] as const) {
    expect(selectionOfText(view, textOfSelection(view, selection))).toEqual(selection);
  }
  expect(textOfSelection(view, { of: 'pair', dependent: 5, provider: 2 })).toBe('restricted-10002');
  expect(selectionOfText(view, '10000-77777')).toBeNull();
  expect(selectionOfText(aPortfolioMap({ projects: [aMapProject(0, 'Alone')] }), 'restricted')).toBeNull();
});
