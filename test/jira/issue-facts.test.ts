import fc from 'fast-check';
import { parseIssuePage, type FieldSettings } from '../../src/jira';
import { parseDay, type PlaceKind, type PlaceSet, type ProjectIdentity } from '../../src/model';
import { anIssue, done, inProgress, toDo } from '../support/issues';

const project: ProjectIdentity = { id: 10001, key: 'PAY', name: 'Payroll', lead: 'active' };
const site: FieldSettings = {
  timeZone: 'UTC',
  startDateFields: ['customfield_10015', 'customfield_10115'],
  sprintFields: ['customfield_10020'],
  pointsFields: ['customfield_10016', 'customfield_10026'],
  teamFields: ['customfield_10001'],
  mapped: {},
};
const of = { id: '10001', key: 'PAY' };

function factsOf(fields: Record<string, unknown>, settings: FieldSettings = site) {
  const page = parseIssuePage([anIssue(of, 12, fields)], project, settings);
  expect(page.unreadable).toEqual([]);
  return page.issues[0];
}

const named = (kind: PlaceKind, ...names: readonly string[]): PlaceSet => names.map((name) => ({ kind, name }));

describe('the facts of an issue', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['its number and id', {}, { id: 10001012, number: 12 }],
    ['to do', { status: toDo }, { state: 'todo', categorised: true }],
    ['in progress', { status: inProgress }, { state: 'inProgress', categorised: true }],
    ['done', { status: done }, { state: 'done', categorised: true }],
    ['no category, unresolved', { status: { name: 'Odd' } }, { state: 'todo', categorised: false }],
    [
      'no category, resolved',
      { status: { name: 'Odd' }, resolution: { name: 'Fixed' } },
      { state: 'done', categorised: false },
    ],
    ['"No Category"', { status: { statusCategory: { key: 'undefined' } } }, { state: 'todo', categorised: false }],
    ['no status at all', { status: null, resolution: { id: '1' } }, { state: 'done', categorised: false }],
    ['a level that Jira gives', { issuetype: { name: 'Epic', hierarchyLevel: 2 } }, { level: 2 }],
    ['a sub-task', { issuetype: { name: 'Step', subtask: true } }, { level: -1 }],
    ['an epic by name', { issuetype: { name: 'Epic', subtask: false } }, { level: 1 }],
    ['any other type', { issuetype: { name: 'Story' } }, { level: 0 }],
    ['no type', { issuetype: null }, { level: 0 }],
    ['an assignee', { assignee: { accountId: 'x' } }, { hasAssignee: true }],
    ['an original estimate', { timeoriginalestimate: 3600 }, { hasEstimate: true }],
    ['an estimate of nothing', { timeoriginalestimate: 0 }, { hasEstimate: false }],
    ['points in the second field', { customfield_10016: null, customfield_10026: 5 }, { hasEstimate: true }],
    ['points of nothing', { customfield_10016: 0 }, { hasEstimate: false }],
    ['the first start date that is filled', { customfield_10115: '2026-02-03' }, { start: parseDay('2026-02-03') }],
    ['due', { duedate: '2026-02-28' }, { due: parseDay('2026-02-28') }],
    ['a dated version', { fixVersions: [{ name: 'a' }, { releaseDate: '2026-05-01' }] }, { hasPlannedEnd: true }],
    ['an undated version', { fixVersions: [{ name: 'a' }] }, { hasPlannedEnd: false }],
    ['a dated sprint', { customfield_10020: [{ endDate: '2026-05-01T10:00:00.000Z' }] }, { hasPlannedEnd: true }],
    ['a sprint to come', { customfield_10020: [{ state: 'future' }] }, { hasPlannedEnd: false }],
    [
      'components by name and the team, trimmed',
      {
        components: [
          { id: '2', name: 'Web' },
          { id: '1', name: ' API ' },
          { id: '3', name: 'Web' },
        ],
        customfield_10001: { id: '36885b3c-1bf0', name: 'Red', title: 'Red', isVisible: true },
      },
      { places: [...named('component', 'API', 'Web'), ...named('team', 'Red')] },
    ],
    [
      'a team of which only the title is told',
      { customfield_10001: { title: 'Red' } },
      { places: named('team', 'Red') },
    ],
    ['a team that Jira hides', { customfield_10001: { name: 'Red', isVisible: false } }, { places: [] }],
    [
      'what is neither component nor team',
      { components: [null, {}, 'API', { name: 7 }, { name: ' ' }] },
      { places: [] },
    ],
    ['components in no list', { components: { name: 'API' }, customfield_10001: 'Red' }, { places: [] }],
    [
      'the first five of its components',
      { components: [...'gfedcba'].map((name) => ({ name })) },
      { places: named('component', ...'abcde') },
    ],
    ['a long name', { components: [{ name: 'x'.repeat(300) }] }, { places: named('component', 'x'.repeat(100)) }],
    ['done, in a component', { status: done, components: [{ name: 'API' }] }, { places: [] }],
    ['a parent', { parent: { id: '77', key: 'PAY-1' } }, { parentId: 77 }],
    [
      'finished, by resolution',
      { status: done, resolutiondate: '2026-02-27T23:30:00.000+0000' },
      { finishedOn: parseDay('2026-02-27') },
    ],
    [
      'finished, by status',
      { status: done, statuscategorychangedate: '2026-02-20T01:00:00.000-0500' },
      { finishedOn: parseDay('2026-02-20') },
    ],
    [
      'not finished although resolved once',
      { status: toDo, resolutiondate: '2026-02-27T23:30:00.000+0000' },
      { finishedOn: null },
    ],
    ['the name of its type', { issuetype: { name: 'Milestone' } }, { typeName: 'Milestone' }],
    ['a type without a name', { issuetype: { subtask: false } }, { typeName: '' }],
    [
      'the sprint under way, before those that ended or are to come',
      {
        customfield_10020: [
          { state: 'closed', startDate: '2026-01-05T08:00:00Z', endDate: '2026-01-16T17:00:00Z' },
          { state: 'future', startDate: '2026-01-19T08:00:00Z', endDate: '2026-01-30T17:00:00Z' },
          { state: 'active', startDate: '2026-02-02T08:00:00Z', endDate: '2026-02-13T17:00:00Z' },
        ],
      },
      { sprintStart: parseDay('2026-02-02'), sprintEnd: parseDay('2026-02-13') },
    ],
    [
      'of sprints to come the one that ends first, before one without dates',
      {
        customfield_10020: [
          { state: 'future' },
          { state: 'future', endDate: '2026-03-13T17:00:00Z' },
          { state: 'future', endDate: '2026-02-27T17:00:00Z' },
        ],
      },
      { sprintStart: null, sprintEnd: parseDay('2026-02-27') },
    ],
    [
      'a sprint that ended is none, though it was a planned end',
      { customfield_10020: [{ state: 'CLOSED', endDate: '2026-02-27T17:00:00Z' }] },
      { sprintEnd: null, hasPlannedEnd: true },
    ],
    [
      'a sprint that is complete and does not say its state',
      { customfield_10020: [{ endDate: '2026-02-27T17:00:00Z', completeDate: '2026-02-27T17:30:00Z' }] },
      { sprintEnd: null },
    ],
    [
      'the unreleased version that is due first',
      {
        fixVersions: [
          { id: '1', released: true, releaseDate: '2026-01-31' },
          { id: '2', released: false, releaseDate: '2026-06-30' },
          { id: '4', released: false, releaseDate: '2026-03-31' },
          { id: '3', released: false, releaseDate: '2026-03-31' },
          { id: '5', released: false },
        ],
      },
      { versionId: 3, versionEnd: parseDay('2026-03-31') },
    ],
    [
      'a released version is behind us',
      { fixVersions: [{ id: '1', released: true, releaseDate: '2026-01-31' }] },
      { versionId: null, versionEnd: null, hasPlannedEnd: true },
    ],
    ['the remaining estimate', { timeestimate: 7200, timeoriginalestimate: 28800 }, { effortMinutes: 120 }],
    ['nothing remaining', { timeestimate: 0, timeoriginalestimate: 28800 }, { effortMinutes: 0 }],
    ['the original estimate for want of another', { timeoriginalestimate: 28800 }, { effortMinutes: 480 }],
    ['a part of a minute', { timeestimate: 61 }, { effortMinutes: 2 }],
    ['an estimate beyond all bounds', { timeestimate: 1e15 }, { effortMinutes: 2147483647 }],
    ['an estimate below nothing', { timeestimate: -60 }, { effortMinutes: 0 }],
    [
      'nothing planned once done',
      {
        status: done,
        timeestimate: 3600,
        customfield_10020: [{ state: 'active', endDate: '2026-02-27T17:00:00Z' }],
        fixVersions: [{ id: '2', released: false, releaseDate: '2026-06-30' }],
      },
      { sprintStart: null, sprintEnd: null, versionId: null, versionEnd: null, effortMinutes: 0, hasPlannedEnd: true },
    ],
  ])('%s', (_name, fields, expected) => {
    expect(factsOf(fields)).toMatchObject(expected);
  });

  test('a sprint’s days are those of the site’s time zone, too', () => {
    const fields = { customfield_10020: [{ state: 'active', endDate: '2026-02-27T20:00:00Z' }] };
    expect(factsOf(fields, { ...site, timeZone: 'Asia/Tokyo' }).sprintEnd).toBe(parseDay('2026-02-28'));
  });

  test('days are those of the site’s time zone', () => {
    const fields = { updated: '2026-03-01T23:30:00.000+0000' };
    expect(factsOf(fields).updatedOn).toBe(parseDay('2026-03-01'));
    expect(factsOf(fields, { ...site, timeZone: 'Asia/Tokyo' }).updatedOn).toBe(parseDay('2026-03-02'));
  });

  test('links keep their direction, far end and words', () => {
    const type = { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' };
    const links = [
      { type, outwardIssue: { id: '5', key: 'HR-5', fields: { status: done } } },
      { type, inwardIssue: { id: '6', key: 'HR-6', fields: { status: toDo } } },
      { type: { name: 'Depends' }, inwardIssue: { id: '7', key: 'HR-7', fields: { status: { name: 'Odd' } } } },
    ];
    const page = parseIssuePage([anIssue(of, 12, { issuelinks: links })], project, site);
    expect(page.linkTypes).toEqual([type, { name: 'Depends', inward: null, outward: null }]);
    expect(page.links).toEqual([
      { issueId: 10001012, type: 0, outward: true, farId: 5, farKey: 'HR-5', farState: 'done' },
      { issueId: 10001012, type: 0, outward: false, farId: 6, farKey: 'HR-6', farState: 'open' },
      { issueId: 10001012, type: 1, outward: false, farId: 7, farKey: 'HR-7', farState: 'unknown' },
    ]);
  });
});

describe('an issue that does not fit', () => {
  const good = anIssue(of, 1);
  test.each<[string, unknown, { issue: string; field: string }]>([
    ['no project', anIssue(of, 2, { project: undefined }), { issue: 'PAY-2', field: 'project' }],
    ['another project', anIssue(of, 2, { project: { id: '9' } }), { issue: 'PAY-2', field: 'project' }],
    ['a due date in words', anIssue(of, 2, { duedate: 'soon' }), { issue: 'PAY-2', field: 'duedate' }],
    ['a day that does not exist', anIssue(of, 2, { duedate: '2026-02-30' }), { issue: 'PAY-2', field: 'duedate' }],
    [
      'an instant without offset',
      anIssue(of, 2, { updated: '2026-02-03T10:00:00' }),
      { issue: 'PAY-2', field: 'updated' },
    ],
    ['a bad start date', anIssue(of, 2, { customfield_10115: 7 }), { issue: 'PAY-2', field: 'customfield_10115' }],
    [
      'a bad sprint',
      anIssue(of, 2, { customfield_10020: [{ endDate: 'x' }] }),
      { issue: 'PAY-2', field: 'customfield_10020.0.endDate' },
    ],
    ['points in words', anIssue(of, 2, { customfield_10026: 'many' }), { issue: 'PAY-2', field: 'customfield_10026' }],
    ['an id of letters', { ...anIssue(of, 2), id: 'b17' }, { issue: 'PAY-2', field: 'id' }],
    ['a numeric id', { ...anIssue(of, 2), id: 17 }, { issue: 'PAY-2', field: 'id' }],
    ['an id too large', { ...anIssue(of, 2), id: '9999999999999999' }, { issue: 'PAY-2', field: 'id' }],
    ['a malformed key', { ...anIssue(of, 2), key: 'PAY2' }, { issue: 'PAY2', field: 'key' }],
    ['a key of another project', { ...anIssue(of, 2), key: 'OLD-2' }, { issue: 'OLD-2', field: 'key' }],
    ['no key', { ...anIssue(of, 2), key: undefined }, { issue: '10001002', field: 'key' }],
    ['no fields', { id: '5', key: 'PAY-5' }, { issue: 'PAY-5', field: 'fields' }],
    [
      'a link to nothing',
      anIssue(of, 2, { issuelinks: [{ type: { name: 'Blocks' } }] }),
      { issue: 'PAY-2', field: 'issuelinks.0' },
    ],
    [
      'a link of no type',
      anIssue(of, 2, { issuelinks: [{ outwardIssue: { id: '5', key: 'A-5' } }] }),
      { issue: 'PAY-2', field: 'issuelinks.0.type' },
    ],
    ['a status that is text', anIssue(of, 2, { status: 'Done' }), { issue: 'PAY-2', field: 'status' }],
    ['no object', 'PAY-2', { issue: 'an issue without id and key', field: '' }],
  ])('%s is named, counted and skipped', (_name, bad, expected) => {
    const page = parseIssuePage([good, bad, anIssue(of, 3)], project, site);
    expect(page.issues.map(({ number }) => number)).toEqual([1, 3]);
    expect(page.unreadable).toHaveLength(1);
    expect(page.unreadable[0]).toMatchObject(expected);
    expect(page.unreadable[0].reason).not.toBe('');
  });

  test('whatever Jira sends, every issue is either read or reported', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), fc.jsonValue(), (replies, value) => {
        const all = [...replies, anIssue(of, 4, { duedate: value, issuelinks: value, status: value })];
        const page = parseIssuePage(all, project, site);
        expect(page.issues.length + page.unreadable.length).toBe(all.length);
      }),
    );
  });
});
