import type { IssueFacts, ProjectIdentity } from '../../src/model';
import { factsOfPage } from '../../src/refresh/assemble';
import { compareIssues } from '../../src/refresh/compare-issues';
import type { PackedFacts } from '../../src/store';
import { anIssue, blocks, LINK_TYPES } from '../support/facts';

const pay: ProjectIdentity = { id: 1, key: 'PAY', name: 'Payments', lead: 'active' };

function factsOf(issues: readonly IssueFacts[], links = blocks(1, 2)): PackedFacts {
  return factsOfPage({ issues, links, linkTypes: LINK_TYPES, mapped: {}, unreadable: [] }, pay);
}

const [one, two] = [anIssue({ number: 1 }), anIssue({ number: 2, typeName: 'Bug' })];
const stored = factsOf([one, two]);
const NOTHING = { missing: [], contents: [], links: [] };

describe('comparing what was read with what is stored', () => {
  test('finds nothing where nothing is different, however types are numbered', () => {
    expect(compareIssues(stored, factsOf([two], blocks(1, 2).slice(1)))).toEqual(NOTHING);
    expect(compareIssues(stored, stored)).toEqual(NOTHING);
  });

  test.each<[string, Partial<IssueFacts>]>([
    ['type', { typeName: 'Story' }],
    ['start of the sprint', { sprintStart: 20_000 }],
    ['end of the sprint', { sprintEnd: 20_000 }],
    ['version', { versionId: 7 }],
    ['date of the version', { versionEnd: 20_000 }],
    ['estimate', { effortMinutes: 60 }],
    ['due date', { due: 20_000 }],
    ['assignee', { hasAssignee: false }],
    ['component', { places: [{ kind: 'component', name: 'API' }] }],
  ])('finds another %s', (_, change) => {
    expect(compareIssues(stored, factsOf([one, { ...two, ...change }]))).toEqual({ ...NOTHING, contents: [two.id] });
  });

  test('finds a component of another name, however sets of places are numbered', () => {
    const called = (name: string): Partial<IssueFacts> => ({ places: [{ kind: 'component', name }] });
    const both = factsOf([
      { ...one, ...called('Web') },
      { ...two, ...called('API') },
    ]);
    expect(compareIssues(both, factsOf([{ ...one, ...called('Web') }], blocks(1, 2).slice(0, 1)))).toEqual(NOTHING);
    const renamed = factsOf([{ ...one, ...called('Site') }], blocks(1, 2).slice(0, 1));
    expect(compareIssues(both, renamed)).toEqual({ ...NOTHING, contents: [one.id] });
  });

  test('finds issues that are not stored, and other links', () => {
    const three = anIssue({ number: 3 });
    expect(compareIssues(stored, factsOf([one, three], blocks(1, 2).slice(0, 1)))).toEqual({
      ...NOTHING,
      missing: [three.id],
    });
    expect(compareIssues(stored, factsOf([one, two], []))).toEqual({ ...NOTHING, links: [one.id, two.id] });
  });
});
