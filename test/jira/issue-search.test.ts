import {
  JiraError,
  listChangesPage,
  listIssueIdsPage,
  readChangedPage,
  readIssuePage,
  readLinkedPage,
  readVersionedPage,
  type IssuePage,
} from '../../src/jira';
import { reply } from '../support/reply';
import { aProject } from '../support/issues';
import { answerOf, aSite } from './support/calls';

type ReadPage = (token: string | null) => Promise<IssuePage>;

/** Keys of all pages, in their order. */
async function keysOf(readPage: ReadPage): Promise<readonly string[]> {
  const keys: string[] = [];
  let token: string | null = null;
  do {
    const page: IssuePage = await readPage(token);
    keys.push(...page.issues.map((issue) => (issue as { key: string }).key));
    token = page.nextPageToken;
  } while (token !== null);
  return keys;
}

describe('reading pages', () => {
  test.each([1, 3, 7, 100])('of %i issues reads each issue once', async (size) => {
    const forge = aSite();
    forge.jira.pageSize = () => size;
    const keys = await answerOf(forge, () => keysOf((token) => readIssuePage(10001, ['status'], token)));
    expect(keys).toEqual(['PAY-1', 'PAY-2', 'PAY-3', 'PAY-4', 'PAY-5', 'PAY-6', 'PAY-7']);
    expect(forge.jira.calls).toHaveLength(Math.ceil(7 / size));
  });

  test.each<[string, ReadPage, readonly string[]]>([
    ['what changed lately', (token) => readChangedPage(10001, 5, ['status'], token), ['PAY-4']],
    ['what has a link', (token) => readLinkedPage(10001, ['status'], token), ['PAY-1', 'PAY-2']],
    ['what is planned for a version', (token) => readVersionedPage(10001, [900], ['status'], token), ['PAY-3']],
    ['what is planned for none of these', (token) => readVersionedPage(10001, [901], ['status'], token), []],
  ])('finds %s', async (_name, readPage, keys) => {
    const forge = aSite();
    expect(await answerOf(forge, () => keysOf(readPage))).toEqual(keys);
  });

  test('asks for the fields that it was told, 100 issues at once', async () => {
    const forge = aSite();
    await answerOf(forge, () => readLinkedPage(10001, ['status', 'customfield_10016'], null));
    expect(forge.jira.calls[0].body).toEqual({
      jql: 'project = 10001 AND issueLinkType is not EMPTY ORDER BY key ASC',
      fields: ['status', 'customfield_10016'],
      maxResults: 100,
    });
  });

  test('goes by the token, not by how many issues a page has', async () => {
    const forge = aSite();
    const pages = [
      { issues: [{ key: 'PAY-1' }], nextPageToken: 'a' },
      { issues: [], nextPageToken: 'b', isLast: false },
      { issues: [{ key: 'PAY-2' }], nextPageToken: 'c', isLast: true },
    ];
    forge.answers = { answer: () => reply(200, pages.shift()) };
    expect(await answerOf(forge, () => keysOf((token) => readIssuePage(10001, ['status'], token)))).toEqual([
      'PAY-1',
      'PAY-2',
    ]);
  });

  test('stops at a page that leads to itself', async () => {
    const forge = aSite();
    forge.answers = { answer: () => reply(200, { issues: [], nextPageToken: 'again' }) };
    const error = await answerOf(forge, () => keysOf((token) => readIssuePage(10001, [], token))).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ failure: 'unexpectedReply', details: { field: 'nextPageToken' } });
  });
});

describe('listing ids', () => {
  test('takes 5,000 at once', async () => {
    const forge = aSite();
    forge.jira.projects = [aProject('10001', 'PAY', 700), aProject('10002', 'HR', 3)];
    const { ids, nextPageToken } = await answerOf(forge, () => listIssueIdsPage(10001, null));
    expect(ids).toEqual(Array.from({ length: 700 }, (_, place) => 10001001 + place));
    expect(nextPageToken).toBeNull();
    expect(forge.jira.calls.map(({ body }) => body)).toEqual([
      { jql: 'project = 10001 ORDER BY key ASC', fields: ['id'], maxResults: 5000 },
    ]);
  });

  test('is refused whole where one id cannot be read: a list with gaps proves nothing', async () => {
    const forge = aSite();
    forge.answers = { answer: () => reply(200, { issues: [{ id: '5' }, { id: 'b17' }], isLast: true }) };
    const error = await answerOf(forge, () => listIssueIdsPage(10001, null)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(JiraError);
    expect(error).toMatchObject({ failure: 'unexpectedReply', details: { field: 'issues.1.id' } });
  });
});

describe('listing changes of the site', () => {
  test('tells issue, project and instant', async () => {
    const forge = aSite();
    const updated = new Date(Date.now() - 60_000);
    const other = aProject('10002', 'HR', 2);
    other.issues[1].fields.updated = updated.toISOString().replace('Z', '+0000');
    forge.jira.projects = [...forge.jira.projects, other];
    const { changes } = await answerOf(forge, () => listChangesPage(70, null));
    expect(changes.map(({ issueId, projectId }) => [issueId, projectId])).toEqual([
      [10001004, 10001],
      [10002002, 10002],
    ]);
    expect(changes[1].updatedAt).toBe(updated.getTime());
    expect(forge.jira.calls[0].body).toMatchObject({
      jql: 'updated >= -70m ORDER BY key ASC',
      fields: ['project', 'updated'],
    });
  });

  test.each([
    ['no instant', undefined],
    ['nonsense', 'yesterday'],
    ['null', null],
  ])('takes an issue with %s for changed', async (_name, updated) => {
    const forge = aSite();
    const issues = [
      { id: '5', fields: { project: { id: '10001' }, updated } },
      { id: 'b17', fields: { project: { id: '10001' } } },
      'PAY-1',
    ];
    forge.answers = { answer: () => reply(200, { issues, isLast: true }) };
    const { changes } = await answerOf(forge, () => listChangesPage(70, null));
    expect(changes).toEqual([{ issueId: 5, projectId: 10001, updatedAt: Infinity }]);
  });
});
