import type { MapScope } from '../../../src/contract';
import {
  NO_FILTERS,
  filtersOfQuery,
  finds,
  isFiltered,
  queryOfFilters,
  type MapFilters,
} from '../../../static/dependencies/filters';
import { pathOfPlace, placeOfPath } from '../../../static/dependencies/routes';

const SCOPES: readonly (readonly [MapScope, string])[] = [
  [{ of: 'project', projectId: '10001' }, '/timeline/project/10001'],
  [{ of: 'pair', dependentProjectId: '10001', providerProjectId: '10002' }, '/timeline/pair/10001/10002'],
  [{ of: 'chain', issueId: '20417' }, '/timeline/issue/20417'],
  [{ of: 'criticalPath', projectId: '10001' }, '/timeline/critical-path/10001'],
  [
    { of: 'criticalPath', projectId: '10001', to: { kind: 'milestone', id: '20260' } },
    '/timeline/critical-path/10001/milestone/20260',
  ],
  [
    { of: 'criticalPath', projectId: '10001', to: { kind: 'version', id: '7' } },
    '/timeline/critical-path/10001/version/7',
  ],
  [{ of: 'cycle', issueId: '20417' }, '/timeline/cycle/20417'],
];

test.each(SCOPES)('the issues of %j have an address of their own', (scope, path) => {
  const place = { level: 'issues', view: 'timeline', scope } as const;
  expect(pathOfPlace('/dependencies', place)).toBe(`/dependencies${path}`);
  expect(placeOfPath('/dependencies', `/dependencies${path}`)).toEqual(place);
  expect(placeOfPath('', path)).toEqual(place);
});

test.each(['matrix', 'graph', 'timeline', 'table'] as const)(
  'the %s of the portfolio has an address of its own',
  (view) => {
    expect(placeOfPath('', pathOfPlace('', { level: 'projects', view }))).toEqual({ level: 'projects', view });
  },
);

test.each([
  '/dependencies',
  '/dependencies/',
  '/dependencies/painting',
  '/dependencies/matrix/project/10001',
  '/dependencies/timeline/project',
  '/dependencies/timeline/project/10001/10002',
  '/dependencies/timeline/pair/10001',
  '/dependencies/timeline/project/SIG',
  '/dependencies/timeline/project/0',
  '/dependencies/timeline/portfolio/10001',
  '/dependencies/timeline/critical-path/10001/sprint/7',
  '/dependencies/timeline/critical-path/10001/version',
  '/dependencies/timeline/critical-path/10001/version/SIG',
  '/dependenciesque/matrix',
  '/findings/work-dated',
])('%s is the address of no map', (path) => {
  expect(placeOfPath('/dependencies', path)).toBeNull();
});

test('filters come back from an address as they went into it', () => {
  const filters: MapFilters = {
    ...{ lateOnly: true, criticalOnly: true, kind: 'startToStart', projectId: '10001' },
    ...{ owner: 'Ana & Björn?', horizonDays: 90, search: 'G2 = 100 %' },
  };
  const text = queryOfFilters(filters).toString();
  expect(filtersOfQuery(new URLSearchParams(text))).toEqual(filters);
  expect(queryOfFilters(NO_FILTERS).toString()).toBe('');
  expect([isFiltered(filters), isFiltered(NO_FILTERS)]).toEqual([true, false]);
});

test('an address that asks for what nobody offers filters nothing', () => {
  const query = new URLSearchParams('late=yes&kind=endToEnd&project=SIG&days=17&owner=');
  expect(filtersOfQuery(query)).toEqual(NO_FILTERS);
});

test('searching ignores case and surrounding space, and names that are hidden', () => {
  expect(finds(' SIGnal ', ['Signalling upgrade', null])).toBe(true);
  expect(finds('null', [null])).toBe(false);
  expect(finds('', [null])).toBe(true);
});
