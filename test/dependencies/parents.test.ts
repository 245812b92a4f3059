import { defaultPlaybook } from '../../src/compliance';
import { analyse, dependencySlice } from '../../src/dependencies';
import { KnownGraph } from '../../src/dependencies/views';
import { formatDay, type DependencyReport, type IssueFacts, type IssueLink, type ProjectFacts } from '../../src/model';
import { anIssue, blocks, day, isWaitedForBy, someFacts, TODAY } from '../support/facts';

function project(
  id: number,
  key: string,
  issues: readonly IssueFacts[],
  links: readonly IssueLink[] = [],
): ProjectFacts {
  return someFacts({ project: { id, key, name: key, lead: 'active' }, issues, links, surroundings: null });
}

const EPIC = 10_001;

/**
 * The epic PAY-1 is due before its children PAY-2 (which PAY-3 waits for) and WEB-1; PAY-4 is its child and done; PAY-5
 * names as its parent an issue that nobody holds.
 */
const site = [
  project(
    1,
    'PAY',
    [
      anIssue({ number: 1, level: 1, start: TODAY, due: day('2026-10-16') }),
      anIssue({ number: 2, parentId: EPIC, start: TODAY, due: day('2026-10-20') }),
      anIssue({ number: 3, start: TODAY, due: day('2026-10-16') }),
      anIssue({ number: 4, parentId: EPIC, state: 'done' }),
      anIssue({ number: 5, parentId: 66_666 }),
    ],
    blocks(2, 3),
  ),
  project(2, 'WEB', [anIssue({ number: 1, id: 90_001, parentId: EPIC, start: TODAY, due: day('2026-10-28') })]),
];

function analysed(
  parentWaitsForChildren: boolean,
  facts: readonly ProjectFacts[] = site,
): { readonly report: DependencyReport; readonly graph: KnownGraph } {
  const slices = facts.map((each) => dependencySlice(each, { ...defaultPlaybook, parentWaitsForChildren }));
  const { report, outlooks } = analyse(slices, { asOf: TODAY, calendar: defaultPlaybook.calendar });
  const shares = slices.flatMap((slice) => {
    const outlook = outlooks.get(slice.projectId);
    return outlook === undefined ? [] : [{ slice, outlook }];
  });
  return { report, graph: new KnownGraph(shares) };
}

function finishOf(graph: KnownGraph, id: number): string | null {
  const finish = graph.issue(id)?.forecastFinish ?? null;
  return finish === null ? null : formatDay(finish);
}

test('parent and child are no dependency unless the playbook says so', () => {
  const { report, graph } = analysed(false);
  expect(defaultPlaybook.parentWaitsForChildren).toBe(false);
  expect(report).toMatchObject({ dependencies: 1, open: 1, crossProject: 0, withUnknownEnd: 0 });
  expect(graph.providersOf(EPIC)).toEqual([]);
  expect(finishOf(graph, EPIC)).toBe('2026-10-16');
});

test('where it does, a parent finishes no sooner than its children, wherever they are', () => {
  const { report, graph } = analysed(true);
  // PAY-2 → PAY-3 by a link; PAY-2, PAY-4, WEB-1 → PAY-1 and PAY-5 → nobody's by their parents.
  expect(report).toMatchObject({ dependencies: 5, open: 4, crossProject: 2, withUnknownEnd: 1 });
  expect(report.byKind).toMatchObject({ finishToStart: 1, finishToFinish: 4 });
  expect(report.coupling).toMatchObject([{ dependentProject: 'PAY', providerProject: 'WEB', open: 1 }]);
  expect(graph.providersOf(EPIC).map(({ provider, kind }) => [provider, kind])).toEqual([
    [10_002, 'finishToFinish'],
    [90_001, 'finishToFinish'],
  ]);
  expect(finishOf(graph, EPIC)).toBe('2026-10-28');
  expect(graph.issue(EPIC)).toMatchObject({ driver: 'provider', drivenBy: 90_001 });
});

test('a parent that a link has told of keeps its key; a child that its parent blocks is in a cycle; an own parent is none', () => {
  const { report } = analysed(true, [
    project(
      1,
      'PAY',
      [anIssue({ number: 1 }), anIssue({ number: 2, parentId: 10_001 }), anIssue({ number: 3, parentId: 70_001 })],
      [...blocks(1, 2), isWaitedForBy(3, { farId: 70_001, farKey: 'OPS-1', farState: 'unknown' })],
    ),
    project(2, 'WEB', [anIssue({ number: 1, id: 90_001, parentId: 90_001 })]),
  ]);
  expect(report.cycles.map(({ issues }) => issues.map(({ key }) => key))).toEqual([['PAY-1', 'PAY-2']]);
  expect(report).toMatchObject({ dependencies: 4, withUnknownEnd: 2 });
});

test('the slice of a child names its parent elsewhere, by key where a link told of it', () => {
  const facts = project(
    1,
    'PAY',
    [anIssue({ number: 1, parentId: 70_001 }), anIssue({ number: 2, parentId: 60_001 })],
    [isWaitedForBy(1, { farId: 70_001, farKey: 'OPS-1', farState: 'open' })],
  );
  const { outside } = dependencySlice(facts, { ...defaultPlaybook, parentWaitsForChildren: true });
  expect([...outside.id]).toEqual([60_001, 70_001]);
  expect(outside.prefixes).toEqual(['', 'OPS']);
  expect([...outside.prefix]).toEqual([0, 1]);
  expect([...outside.number]).toEqual([0, 1]);
});

test('of a parent elsewhere its own project tells whether it is done, though nothing there is linked or dated', () => {
  const parent = (state: IssueFacts['state']): readonly ProjectFacts[] => [
    project(1, 'PAY', [anIssue({ number: 1, level: 1, state })]),
    project(2, 'WEB', [anIssue({ number: 1, id: 90_001, parentId: EPIC, due: day('2026-10-28') })]),
  ];
  expect(analysed(true, parent('done')).report).toMatchObject({ dependencies: 1, open: 0, withUnknownEnd: 0 });
  expect(analysed(true, parent('todo')).report).toMatchObject({ dependencies: 1, open: 1, withUnknownEnd: 0 });
});
