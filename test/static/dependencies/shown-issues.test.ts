import { NO_FILTERS, type MapFilters } from '../../../static/dependencies/filters';
import { daysBetween, ownersOf, shownIssues } from '../../../static/dependencies/shown-issues';
import type { ShownIssues } from '../../../static/dependencies/shown-map';
import { aDependency, aRestrictedIssue, anIssueMap, anIssueOnMap } from '../support/issue-map';

/** 0 → 1 late, 1 → 2 start to start, 3 → 4 needed next year; 5 alone. 0 critical, 1 on the path; 4 restricted; 3 of another project. */
const view = anIssueMap({
  issues: [
    anIssueOnMap(0, { critical: true, assignee: 'Tomasz Nowak', assigneeId: 'account-tomasz' }),
    anIssueOnMap(1, { onPath: true }),
    anIssueOnMap(2, { summary: 'Radio survey' }),
    anIssueOnMap(3, { project: 1, assignee: null, assigneeId: null }),
    aRestrictedIssue(),
    anIssueOnMap(5),
  ],
  dependencies: [
    aDependency(0, 1, { lateness: 'lateNow', neededBy: '2026-12-04' }),
    aDependency(1, 2, { kind: 'startToStart', neededBy: null }),
    aDependency(3, 4, { neededBy: '2027-06-01' }),
  ],
});

function shown(filters: Partial<MapFilters>): ShownIssues {
  return shownIssues(view, { ...NO_FILTERS, ...filters });
}

test.each<[string, Partial<MapFilters>, number[], number[]]>([
  ['no filter', {}, [0, 1, 2, 3, 4, 5], [0, 1, 2]],
  ['late only', { lateOnly: true }, [0, 1], [0]],
  ['critical only: both ends', { criticalOnly: true }, [0, 1], [0]],
  ['a kind', { kind: 'startToStart' }, [1, 2], [1]],
  ['an owner, with the other end', { owner: 'account-tomasz' }, [0, 1], [0]],
  ['a project, with the restricted other end', { projectId: '10002' }, [3, 4], [2]],
  ['a word', { search: 'RADIO' }, [1, 2], [1]],
  ['what is needed soon, by need and else by forecast', { horizonDays: 30 }, [0, 1, 2], [0, 1]],
  ['late, of an owner without late ones', { lateOnly: true, search: 'radio' }, [], []],
])('%s', (_, filters, issues, dependencies) => {
  expect(shown(filters)).toEqual({ issues, dependencies });
});

test('owners are named once, in order, and nobody is no owner', () => {
  expect(ownersOf(view)).toEqual([
    { id: 'account-maya', name: 'Maya Okafor' },
    { id: 'account-tomasz', name: 'Tomasz Nowak' },
  ]);
});

test('days between are calendar days, over a change of clocks and a leap day too', () => {
  expect([daysBetween('2026-03-28', '2026-03-30'), daysBetween('2028-02-28', '2028-03-01')]).toEqual([2, 2]);
});
