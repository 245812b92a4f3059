import { APP, anIssue, asUser, PAT, serve, smallSite, type Answer } from './support/small-site';

/** The queries by which an app keeps itself up to date, as Jira Cloud answers them. */

type Served = ReturnType<typeof serve>;

function search({ ask }: Served, body: unknown): Promise<Answer> {
  return ask('POST', '/rest/api/3/search/jql', body, APP);
}

async function ids(served: Served, jql: string): Promise<readonly string[]> {
  return (await search(served, { jql, fields: ['id'], maxResults: 5000 })).body.issues.map(({ id }) => id);
}

function bigProject(size: number): Served {
  const issues = Array.from({ length: size }, (_, at) => anIssue(String(50_000 + at), `PAY-${at + 1}`, '10000'));
  return serve(smallSite({ issues, links: [] }));
}

describe('issues with links', () => {
  it('are those of a link’s either end', async () => {
    const served = serve();
    expect(await ids(served, 'project = 10000 AND issueLinkType is not EMPTY ORDER BY key ASC')).toEqual(['1002']);
    expect(await ids(served, 'project = 10002 AND issueLinkType is not EMPTY ORDER BY key ASC')).toEqual(['1006']);
    expect(await ids(served, 'project = 10000 AND issueLinkType is EMPTY ORDER BY key ASC')).toEqual([
      '1001',
      '1003',
      '1004',
    ]);
  });

  it('are others once a link is made or deleted', async () => {
    const served = serve();
    const linked = 'project = 10000 AND issueLinkType is not EMPTY ORDER BY key ASC';
    const link = { type: { id: '100' }, inwardIssue: { key: 'PAY-1' }, outwardIssue: { key: 'PAY-3' } };
    await served.ask('POST', '/rest/api/3/issueLink', link, asUser(PAT));
    expect(await ids(served, linked)).toEqual(['1001', '1002', '1003']);
    await served.ask('DELETE', '/rest/api/3/issue/PAY-1', undefined, asUser(PAT));
    expect(await ids(served, linked)).toEqual(['1002']);
  });
});

describe('issues of versions, by id', () => {
  it('are those that have one of them', async () => {
    const served = serve();
    expect(await ids(served, 'project = 10000 AND fixVersion in (901, 900) ORDER BY key ASC')).toEqual(['1002']);
    expect(await ids(served, 'project = 10000 AND fixVersion in (900) ORDER BY key ASC')).toEqual([]);
  });
});

describe('what changed lately', () => {
  it.each([
    ['project = 10000 AND updated >= -7m ORDER BY key ASC', ['1001']],
    ['updated >= -7m ORDER BY key ASC', ['1006', '1001']],
    ['updated >= -1m ORDER BY key ASC', ['1006']],
  ])('%s', async (jql, expected) => {
    const served = serve();
    const edit = (key: string) =>
      served.ask('PUT', `/rest/api/3/issue/${key}`, { fields: { summary: 'Anew' } }, asUser(PAT));
    await edit('PAY-1');
    served.setNow(new Date('2026-11-20T10:05:00.000Z'));
    await edit('EXP-6');
    served.setNow(new Date('2026-11-20T10:06:00.000Z'));
    expect(await ids(served, jql)).toEqual(expected);
  });

  it('is bounded without a project, and a bare order is not', async () => {
    const served = serve();
    expect((await search(served, { jql: 'updated >= -70m ORDER BY key ASC' })).status).toBe(200);
    expect((await search(served, { jql: 'ORDER BY key ASC' })).status).toBe(400);
  });
});

describe('a page of search results', () => {
  it.each([
    [['id'], 5000, 5000],
    [['key'], 5000, 5000],
    [['summary'], 5000, 100],
    [['id', 'updated'], 5000, 100],
    [['*all'], 5000, 100],
    [['id'], 40, 40],
  ])('with the fields %j and %i asked for holds %i', async (fields, maxResults, size) => {
    const { body } = await search(bigProject(5001), { jql: 'project = 10000 ORDER BY key ASC', fields, maxResults });
    expect(body.issues).toHaveLength(size);
    expect(body.isLast).toBe(false);
  });

  it('and the next ones are all issues, each once', async () => {
    const served = bigProject(5001);
    const seen: string[] = [];
    let nextPageToken: string | undefined;
    do {
      const jql = 'project = 10000 ORDER BY key ASC';
      const { body } = await search(served, { jql, fields: ['id'], maxResults: 5000, nextPageToken });
      seen.push(...body.issues.map(({ id }) => id));
      nextPageToken = body.nextPageToken;
    } while (nextPageToken !== undefined);
    expect(seen).toEqual(Array.from({ length: 5001 }, (_, at) => String(50_000 + at)));
  });
});

describe('the approximate count', () => {
  it('follows what happens to the project', async () => {
    const served = serve();
    const count = async (jql = 'project = 10000') =>
      (await served.ask('POST', '/rest/api/3/search/approximate-count', { jql }, APP)).body.count;
    expect(await count()).toBe(4);
    await served.ask('DELETE', '/rest/api/3/issue/PAY-4', undefined, asUser(PAT));
    expect(await count()).toBe(3);
    const move = { targetToSourcesMapping: { 'EXP,1': { issueIdsOrKeys: ['PAY-1'] } } };
    await served.ask('POST', '/rest/api/3/bulk/issues/move', move, asUser(PAT));
    expect([await count(), await count('project = 10002')]).toEqual([2, 2]);
  });
});
