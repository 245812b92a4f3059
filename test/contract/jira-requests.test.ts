import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { SiteRequest } from '../../sandbox/jira/site-port';
import * as jira from '../../src/jira';
import { FakeForge } from '../support/forge';
import { textReply } from '../support/reply';
import { APP, asUser, GUS, PAT, serve, smallSite } from '../sandbox/jira/support/small-site';
import { findOperation, loadDocument } from './support/openapi';
import { validateRequest } from './validate-request';

/**
 * Each function that asks Jira, by itself, of the simulated Jira: what it sends fits Atlassian's document and only
 * reads, and it makes sense of replies that fit the document, too.
 */
const CASES: Readonly<Record<string, readonly (() => Promise<unknown>)[]>> = {
  activeAmong: [() => jira.activeAmong([PAT, GUS, 'a&b=c'])],
  browsableBy: [() => jira.browsableBy([10000, 10001], [1001, 1005])],
  countIssues: [() => jira.countIssues(10000)],
  countMatching: [
    () => jira.countMatching(10000, 'labels = blue', false),
    () => jira.countMatching(10000, 'x = y', true),
  ],
  createConditionIssue: [() => jira.createConditionIssue(10000, CONDITION)],
  doneAmong: [() => jira.doneAmong([1002, 1003, 4711])],
  findGroups: [() => jira.findGroups('AdM')],
  findPeople: [() => jira.findPeople('pa&t=', null), () => jira.findPeople('', 10_000)],
  groupsWithIds: [() => jira.groupsWithIds(['g-admins', 'a&b=c'])],
  isInGroup: [() => jira.isInGroup('g-2')],
  listChangesPage: [() => jira.listChangesPage(70, null)],
  listFields: [() => jira.listFields('user')],
  listGroupedProjects: [() => jira.listGroupedProjects()],
  listIssueIdsPage: [() => jira.listIssueIdsPage(10000, null)],
  listLeads: [() => jira.listLeads()],
  listLinkTypes: [() => jira.listLinkTypes()],
  listProjectRoles: [() => jira.listProjectRoles(10000)],
  listProjects: [() => jira.listProjects('app'), () => jira.listProjects('user')],
  listVersions: [() => jira.listVersions(10000)],
  namesOfVersions: [() => jira.namesOfVersions(10000)],
  mayAdministerJira: [() => jira.mayAdministerJira()],
  mayBrowse: [() => jira.mayBrowse(10000)],
  membershipOf: [() => jira.membershipOf(10000, { groups: ['g-2'], roles: [10002, 10003, 4711] })],
  namesOf: [() => jira.namesOf([PAT]), () => jira.namesOf(['712020:5b10a284-4c20-1657', 'a&b=c', PAT])],
  placeIssues: [() => jira.placeIssues([1001, 4711])],
  projectsOfIssues: [() => jira.projectsOfIssues([1001, 1005])],
  readChangedPage: [() => jira.readChangedPage(10000, 7, FIELDS, null)],
  readDueChangesPage: [() => jira.readDueChangesPage([1001, 1002, 4711], null)],
  readIssuePage: [() => jira.readIssuePage(10000, FIELDS, null)],
  readIssues: [() => jira.readIssues([1001, 1002, 4711], FIELDS)],
  readLinkedPage: [() => jira.readLinkedPage(10000, FIELDS, null)],
  readLiveIssues: [() => jira.readLiveIssues([1001, 'PAY-2'])],
  readProject: [() => jira.readProject(10000, 'app'), () => jira.readProject(10000, 'user')],
  readSiteSettings: [() => jira.readSiteSettings()],
  readSprintItems: [() => jira.readSprintItems(7, null)],
  readSprintPage: [() => jira.readSprintPage(7, FIELDS, null)],
  readStatusChanges: [() => jira.readStatusChanges([1001, 1002, 4711])],
  refusedConditions: [() => jira.refusedConditions(10000, ['labels = blue', 'x = = y'])],
  rightsIn: [() => jira.rightsIn(10000), () => jira.rightsIn(4711)],
  readVersionedPage: [() => jira.readVersionedPage(10000, [900, 901], FIELDS, null)],
};

/** What src/jira exports besides: none of it asks Jira's REST API. */
const NO_REQUESTS = [
  ...[
    'canMean',
    'conditionWithinProject',
    'customAmong',
    'fieldsFitting',
    'fieldsToRead',
    'guessFields',
    'isConsentRequest',
    'issuesByKey',
    'JiraError',
    'metered',
    'parseIssuePage',
    'placeOfIssue',
  ],
  'reportAccounts',
];

const FIELDS = jira.fieldsToRead({
  timeZone: 'UTC',
  startDateFields: ['customfield_10015'],
  sprintFields: ['customfield_10020'],
  pointsFields: ['customfield_10016'],
  teamFields: ['customfield_10001'],
  mapped: {},
});

const CONDITION = { summary: 'Name a deputy', description: 'By then.', due: '2026-12-01', assignee: PAT };

const ROOT = path.resolve(__dirname, '../..');
const READ = { ...APP, scopes: ['read:jira-work', 'read:jira-user'] };
const document = loadDocument();
const withDocument = document === null ? describe.skip : describe;

/** Asks the simulated Jira; tells what was asked besides what came of it. */
async function asked(work: () => Promise<unknown>): Promise<{ value: unknown; requests: readonly SiteRequest[] }> {
  const requests: SiteRequest[] = [];
  const { site } = serve(smallSite());
  const forge = new FakeForge();
  forge.answers = {
    async answer(method, where, body, as) {
      const request = {
        method: method as SiteRequest['method'],
        path: where,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      };
      requests.push(request);
      const { status, headers, body: text } = await site.handle(request, as.kind === 'app' ? READ : asUser(PAT));
      return textReply(status, text, headers);
    },
  };
  const outcome = await forge.run(work, { accountId: PAT });
  if (outcome.killed) throw new Error('not killed');
  return { value: outcome.value, requests };
}

const each = Object.entries(CASES).flatMap(([name, works]) =>
  works.map((work, place) => [place === 0 ? name : `${name}, differently`, work] as const),
);

test('every function of src/jira that asks something is here', () => {
  const functions = Object.entries(jira).flatMap(([name, exported]) => (typeof exported === 'function' ? [name] : []));
  expect(functions.sort()).toEqual([...Object.keys(CASES), ...NO_REQUESTS].sort());
});

/** What writes into Jira, as the user. */
const WRITES = ['createConditionIssue'];

test.each(each.filter(([name]) => !WRITES.includes(name)))('%s only reads', async (_name, work) => {
  const { requests } = await asked(work);
  expect(requests.length).toBeGreaterThan(0);
  const reading =
    /^(GET |POST \/rest\/api\/3\/(search\/jql|search\/approximate-count|jql\/parse\?validation=strict|(issue|changelog)\/bulkfetch|permissions\/check)$)/;
  expect(requests.map(({ method, path: where }) => `${method} ${where}`).filter((one) => !reading.test(one))).toEqual(
    [],
  );
});

withDocument("Atlassian's OpenAPI document", () => {
  test.each(each)('allows what %s asks', async (_name, work) => {
    if (document === null) return;
    const { requests } = await asked(work);
    expect(requests.flatMap((request) => validateRequest(document, request))).toEqual([]);
  });

  test('asks for the scopes that the manifest has, and no more', async () => {
    if (document === null) return;
    const scopes = new Set<string>();
    for (const [, work] of each) {
      for (const { method, path: where } of (await asked(work)).requests) {
        const found = findOperation(document, method, where.split('?')[0]);
        for (const way of found?.operation.security ?? []) way.OAuth2?.forEach((scope) => scopes.add(scope));
      }
    }
    const manifest = parse(readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8')) as {
      readonly permissions: { readonly scopes: readonly string[] };
    };
    const granted = manifest.permissions.scopes.filter((scope) => scope.includes(':jira-'));
    expect([...scopes].sort()).toEqual([...granted].sort());
  });
});

describe('replies that fit the document', () => {
  const idsOf = (page: unknown): readonly unknown[] =>
    (page as jira.IssuePage).issues.map((issue) => (issue as { id: string }).id);

  test.each<[string, () => Promise<unknown>, readonly string[]]>([
    ['linked issues', CASES.readLinkedPage[0], ['1002']],
    ['issues planned for a version', CASES.readVersionedPage[0], ['1002']],
    ['issues that changed lately', CASES.readChangedPage[0], []],
    ['issues by id', CASES.readIssues[0], ['1001', '1002']],
  ])('are read: %s', async (_name, work, ids) => {
    expect(idsOf((await asked(work)).value)).toEqual(ids);
  });

  test('are read: versions, names, permissions, changes of the site', async () => {
    expect((await asked(CASES.listVersions[0])).value).toEqual([
      { id: 900, releaseDate: '2026-09-30', released: true },
      { id: 901, releaseDate: null, released: false },
    ]);
    expect((await asked(CASES.namesOf[1])).value).toEqual(new Map([[PAT, 'Pat Manager']]));
    expect((await asked(CASES.mayAdministerJira[0])).value).toBe(false);
    const { value } = await asked(() => jira.listChangesPage(100_000, null));
    expect((value as { changes: unknown }).changes).toContainEqual({
      issueId: 1001,
      projectId: 10000,
      updatedAt: Date.parse('2026-10-02T08:00:00Z'),
    });
  });

  test('are read: what gates ask', async () => {
    const answers = await Promise.all(
      ['activeAmong', 'countMatching', 'doneAmong', 'membershipOf', 'refusedConditions', 'rightsIn'].map(
        async (name) => (await asked(CASES[name][0])).value,
      ),
    );
    expect(answers).toEqual([
      new Set([PAT]),
      1,
      new Set([1003]),
      { groups: new Set(), roles: new Set([10002, 10003]) },
      new Map([[1, expect.stringMatching(/./)]]),
      { mayEditIssues: true, mayAdminister: true },
    ]);
    expect((await asked(CASES.countMatching[1])).value).toBeNull();
    expect((await asked(CASES.findGroups[0])).value).toEqual([{ id: 'g-1', name: 'admins' }]);
    expect((await asked(CASES.rightsIn[1])).value).toEqual({ mayEditIssues: false, mayAdminister: false });
    expect((await asked(CASES.listProjectRoles[0])).value).toContainEqual({ id: 10003, name: 'Developers' });
    const { value, requests } = await asked(CASES.createConditionIssue[0]);
    expect(value).toMatchObject({ id: expect.any(Number) as number });
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  test('refuse a version that is gone: the query fails, it does not come back empty', async () => {
    const outcome = asked(() => jira.readVersionedPage(10000, [900, 4711], FIELDS, null));
    await expect(outcome).rejects.toMatchObject({ failure: 'badRequest', details: { status: 400 } });
  });
});
