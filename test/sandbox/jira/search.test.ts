import type { SiteData } from '../../../sandbox/jira/site-data';
import {
  ADA,
  anIssue,
  APP,
  asUser,
  NOW,
  PAT,
  serve,
  smallSite,
  VIC,
  type Answer,
  type ReplyBody,
} from './support/small-site';

const SEARCH = '/rest/api/3/search/jql';
const DAY = 24 * 3600 * 1000;

/** PAY with `count` issues, ids and numbers ascending together. */
function manyIssues(count: number): SiteData {
  return smallSite({
    issues: Array.from({ length: count }, (_, index) => anIssue(String(5000 + index), `PAY-${index + 1}`, '10000')),
    links: [],
  });
}

function ids(body: ReplyBody): readonly string[] {
  return body.issues.map((issue) => issue.id);
}

async function allPages(ask: ReturnType<typeof serve>['ask'], request: Record<string, unknown>): Promise<string[][]> {
  const pages: string[][] = [];
  let token: string | undefined;
  do {
    const { status, body }: Answer = await ask('POST', SEARCH, {
      ...request,
      ...(token ? { nextPageToken: token } : {}),
    });
    expect(status).toBe(200);
    pages.push([...ids(body)]);
    token = body.nextPageToken;
    expect(body.isLast).toBe(token === undefined);
    expect(body).not.toHaveProperty('total');
  } while (token !== undefined);
  return pages;
}

describe('fields of a search', () => {
  it('are only the id unless something else is asked for', async () => {
    const { ask } = serve();
    const { body } = await ask('POST', SEARCH, { jql: 'key = PAY-1' });
    expect(body).toEqual({ issues: [{ id: '1001' }], isLast: true });
  });

  it('add key and self when the key is asked for', async () => {
    const { ask } = serve();
    const { body } = await ask('GET', `${SEARCH}?jql=key%3DPAY-1&fields=key`);
    expect(body.issues[0]).toMatchObject({
      id: '1001',
      key: 'PAY-1',
      self: expect.stringMatching(/issue\/1001$/) as string,
    });
    expect(body.issues[0]).not.toHaveProperty('fields');
  });

  it('hold what was asked for, empty ones as null or an empty list, unknown ones not at all', async () => {
    const { ask } = serve();
    const fields = ['summary', 'duedate', 'assignee', 'labels', 'timetracking', 'customfield_10015', 'colour'];
    const { body } = await ask('POST', SEARCH, { jql: 'key = PAY-3', fields });
    expect(body.issues[0].fields).toEqual({
      summary: 'Summary of PAY-3',
      duedate: null,
      assignee: null,
      labels: [],
      timetracking: {},
      customfield_10015: null,
    });
  });

  it.each([
    ['*all', true, true],
    ['*navigable', false, true],
    ['*all,-comment', false, true],
    ['-summary', false, false],
  ])('%s', async (fields, comment, summary) => {
    const { ask } = serve();
    const { body } = await ask('POST', SEARCH, { jql: 'key = PAY-2', fields: fields.split(',') });
    const shown = body.issues[0].fields ?? {};
    expect('comment' in shown).toBe(comment);
    expect('summary' in shown).toBe(summary);
  });

  it('come from GET as a list with commas or as a repeated parameter', async () => {
    const { ask } = serve();
    const commas = await ask('GET', `${SEARCH}?jql=key%3DPAY-1&fields=summary,duedate`);
    const repeated = await ask('GET', `${SEARCH}?jql=key%3DPAY-1&fields=summary&fields=duedate`);
    expect(Object.keys(commas.body.issues[0].fields)).toEqual(['summary', 'duedate']);
    expect(repeated.body).toEqual(commas.body);
  });

  it('are explained by expand=names, and expand=changelog brings the histories, newest first', async () => {
    const { ask } = serve();
    const request = { jql: 'key = EXP-6', fields: ['duedate', 'customfield_10015'], expand: 'names,changelog' };
    const { body } = await ask('POST', SEARCH, request);
    expect(body.names).toEqual({ duedate: 'Due date', customfield_10015: 'Start date' });
    expect(body.issues[0].changelog.histories.map((history) => history.id)).toEqual(['502', '501']);
  });
});

describe('pages of a search', () => {
  it('hold at most 100 issues with fields, whatever was asked for', async () => {
    const { ask } = serve(manyIssues(250));
    const request = { jql: 'project = PAY ORDER BY key', fields: ['summary'], maxResults: 5000 };
    const pages = await allPages(ask, request);
    expect(pages.map((page) => page.length)).toEqual([100, 100, 50]);
    expect(pages.flat()).toEqual(Array.from({ length: 250 }, (_, index) => String(5000 + index)));
  });

  it('hold up to 5,000 issues when only ids or keys are asked for, and 50 by default', async () => {
    const { ask } = serve(manyIssues(5200));
    const request = { jql: 'project = PAY', fields: ['key'], maxResults: 5000 };
    expect((await allPages(ask, request)).map((page) => page.length)).toEqual([5000, 200]);
    expect(ids((await ask('POST', SEARCH, { jql: 'project = PAY' })).body)).toHaveLength(50);
  });

  it('are followed by no token when the last one is just full', async () => {
    const { ask } = serve(manyIssues(4));
    const pages = await allPages(ask, { jql: 'project = PAY', maxResults: 2 });
    expect(pages.map((page) => page.length)).toEqual([2, 2]);
  });

  it.each([0, -1, 5001])('of %d are refused', async (maxResults) => {
    const { ask } = serve();
    const { status, body } = await ask('POST', SEARCH, { jql: 'project = PAY', maxResults });
    expect(status).toBe(400);
    expect(body.errorMessages).toEqual(['The max results parameter has to be between 1 and 5,000.']);
  });

  it('of a size that is no number are refused as Spring does', async () => {
    const { ask } = serve();
    const reply = await ask('GET', `${SEARCH}?jql=project%3DPAY&maxResults=x`);
    expect(reply.status).toBe(400);
    expect(reply.headers['content-type']).toBe('application/problem+json;charset=UTF-8');
    expect(reply.body).toEqual({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: "Failed to convert 'maxResults' with value: 'x'",
      instance: SEARCH,
    });
  });
});

describe('page tokens', () => {
  const request = { jql: 'project = PAY ORDER BY key', maxResults: 3, fields: ['key'] };

  it('outlive a restart of the site', async () => {
    const { body } = await serve(manyIssues(7)).ask('POST', SEARCH, request);
    const next = await serve(manyIssues(7)).ask('POST', SEARCH, { ...request, nextPageToken: body.nextPageToken });
    expect(ids(next.body)).toEqual(['5003', '5004', '5005']);
  });

  it.each([
    ['another query', 'project = PAY', NOW],
    ['a token that is more than seven days old', request.jql, new Date(NOW.getTime() + 7 * DAY + 1)],
  ])('are refused for %s', async (_, jql, now) => {
    const { ask, setNow } = serve(manyIssues(7));
    const { body } = await ask('POST', SEARCH, request);
    setNow(now);
    const next = await ask('POST', SEARCH, { ...request, jql, nextPageToken: body.nextPageToken });
    expect(next.status).toBe(400);
    expect(next.body.errorMessages).toEqual(['The provided next page token is invalid or expired.']);
  });

  it('are still good after seven days, and refused when somebody changed a character', async () => {
    const { ask, setNow } = serve(manyIssues(7));
    const token = (await ask('POST', SEARCH, request)).body.nextPageToken ?? '';
    setNow(new Date(NOW.getTime() + 7 * DAY));
    expect((await ask('POST', SEARCH, { ...request, nextPageToken: token })).status).toBe(200);
    const forged = Buffer.from(Buffer.from(token, 'base64url').toString().replace('[3,', '[4,')).toString('base64url');
    expect((await ask('POST', SEARCH, { ...request, nextPageToken: forged })).status).toBe(400);
  });

  it.each([
    ['the last issue of the page was deleted', '5002', ['5003', '5004', '5005']],
    ['an issue before it was deleted', '5000', ['5003', '5004', '5005']],
    ['an issue behind it was deleted', '5004', ['5003', '5005', '5006']],
  ])('go on without gap or repetition when %s', async (_, deleted, expected) => {
    const { ask } = serve(manyIssues(7));
    const { body } = await ask('POST', SEARCH, request);
    expect((await ask('DELETE', `/rest/api/3/issue/${deleted}`)).status).toBe(204);
    const next = await ask('POST', SEARCH, { ...request, nextPageToken: body.nextPageToken });
    expect(ids(next.body)).toEqual(expected);
  });
});

describe('what a search finds', () => {
  const everything = { jql: 'created is not empty ORDER BY key', maxResults: 100, fields: ['key'] };

  it.each([
    ['the app', APP, ['EXP-6', 'PAY-1', 'PAY-2', 'PAY-3', 'PAY-4', 'SEC-1']],
    ['an administrator', asUser(ADA), ['EXP-6', 'PAY-1', 'PAY-2', 'PAY-3', 'SEC-1']],
    ['the PM', asUser(PAT), ['EXP-6', 'PAY-1', 'PAY-2', 'PAY-3', 'PAY-4']],
    ['somebody without the security level', asUser(VIC), ['EXP-6', 'PAY-1', 'PAY-2', 'PAY-3']],
    ['nobody in particular', { kind: 'anonymous' } as const, []],
  ])('for %s', async (_, actor, keys) => {
    const { ask } = serve();
    const { status, body } = await ask('POST', SEARCH, everything, actor);
    expect(status).toBe(200);
    expect(body.issues.map((issue) => issue.key)).toEqual(keys);
    const { body: count } = await ask('POST', '/rest/api/3/search/approximate-count', { jql: everything.jql }, actor);
    expect(count).toEqual({ count: keys.length });
  });

  it('changes with the site, although results are kept for the next page', async () => {
    const { ask } = serve();
    const jql = 'project = PAY AND duedate is empty';
    const before = (await ask('POST', '/rest/api/3/search/approximate-count', { jql })).body.count;
    await ask('PUT', '/rest/api/3/issue/PAY-2', { fields: { duedate: '2026-12-01' } });
    expect((await ask('POST', '/rest/api/3/search/approximate-count', { jql })).body.count).toBe(before - 1);
  });

  it('is an error to those who are signed in when the site knows no such field', async () => {
    const { ask } = serve();
    const { status, body } = await ask('POST', SEARCH, { jql: 'colour = red' }, asUser(PAT));
    expect(status).toBe(400);
    expect(body.errorMessages[0]).toMatch(/colour/);
  });

  it('asks the clock anew for relative dates, though nothing changed meanwhile', async () => {
    const data = smallSite({ issues: [anIssue('1', 'PAY-1', '10000', { updated: NOW.toISOString() })], links: [] });
    const { ask, setNow } = serve(data);
    const search = async (): Promise<readonly string[]> =>
      ids((await ask('POST', SEARCH, { jql: 'updated >= -1d' })).body);
    expect(await search()).toEqual(['1']);
    setNow(new Date(NOW.getTime() + 2 * DAY));
    expect(await search()).toEqual([]);
  });

  it('means days in the time zone of who asks', async () => {
    const data = smallSite({ issues: [anIssue('1', 'PAY-1', '10000', { updated: '2026-11-20T03:00:00.000+0000' })] });
    const { ask } = serve(data);
    const jql = 'updated >= "2026-11-20"';
    // 03:00 UTC is 04:00 of the 20th in Berlin and 22:00 of the 19th in New York.
    expect((await ask('POST', '/rest/api/3/search/approximate-count', { jql }, asUser(VIC))).body.count).toBe(1);
    expect((await ask('POST', '/rest/api/3/search/approximate-count', { jql }, asUser(PAT))).body.count).toBe(0);
  });
});

describe('jql/parse', () => {
  it('names the errors of a query and says nothing of a right one', async () => {
    const { ask } = serve();
    const { body } = await ask('POST', '/rest/api/3/jql/parse?validation=strict', {
      queries: ['key = A-1', 'project ='],
    });
    expect(body.queries[0]).toEqual({ query: 'key = A-1' });
    expect(body.queries[1].errors).toHaveLength(1);
  });
});
