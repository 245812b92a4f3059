import { ADA, APP, asUser, PAT, serve, smallSite, VIC } from './support/small-site';

const ada = asUser(ADA);
const pat = asUser(PAT);
const BEFORE = '2026-10-02T08:00:00.000+0000';

type Served = ReturnType<typeof serve>;

function told({ events }: Served): readonly string[] {
  return events.map(({ eventType }) => eventType);
}

async function listed({ ask }: Served, query = ''): Promise<readonly string[]> {
  return (await ask('GET', `/rest/api/3/project/search${query}`)).body.values.map(({ key }) => key);
}

async function found({ ask }: Served, jql: string): Promise<readonly string[]> {
  const { body } = await ask('POST', '/rest/api/3/search/jql', { jql, fields: ['key'] });
  return body.issues.map(({ key }) => key);
}

async function linksOf({ ask }: Served, key: string): Promise<readonly string[]> {
  const { body } = await ask('GET', `/rest/api/3/issue/${key}?fields=issuelinks`);
  return body.fields.issuelinks.map(({ id }) => id);
}

describe('an archived project', () => {
  it('leaves lists and searches until it is restored', async () => {
    const served = serve();
    expect((await served.ask('POST', '/rest/api/3/project/PAY/archive', undefined, ada)).status).toBe(204);
    expect(await listed(served)).toEqual(['EXP', 'SEC']);
    expect(await listed(served, '?status=archived')).toEqual(['OLD', 'PAY']);
    expect(await found(served, 'project = 10000')).toEqual([]);
    expect((await served.ask('GET', '/rest/api/3/project/10000')).body).toMatchObject({ key: 'PAY', archived: true });

    expect((await served.ask('POST', '/rest/api/3/project/10000/restore', undefined, ada)).status).toBe(200);
    expect(await listed(served)).toEqual(['EXP', 'PAY', 'SEC']);
    expect(await found(served, 'project = 10000')).toHaveLength(4);
    expect(told(served)).toEqual(['avi:jira:archived:project', 'avi:jira:unarchived:project']);
    expect(served.events[0]?.payload).toMatchObject({ project: { id: '10000', key: 'PAY', name: 'Payments' } });
  });

  it('cannot be deleted before it is restored', async () => {
    const served = serve();
    const path = '/rest/api/3/project/OLD';
    expect((await served.ask('DELETE', path, undefined, ada)).status).toBe(404);
    expect((await served.ask('POST', `${path}/archive`, undefined, ada)).status).toBe(400);
    expect(told(served)).toEqual([]);
  });
});

describe('a project in the trash', () => {
  async function trashed(): Promise<Served> {
    const served = serve();
    expect((await served.ask('DELETE', '/rest/api/3/project/PAY', undefined, ada)).status).toBe(204);
    return served;
  }

  it('is deleted for administrators and the app, and gone for everybody else', async () => {
    const served = await trashed();
    const { body } = await served.ask('GET', '/rest/api/3/project/10000', undefined, APP);
    expect(body).toMatchObject({
      key: 'PAY',
      deleted: true,
      deletedBy: { accountId: ADA },
      deletedDate: '2026-11-20T10:00:00.000Z',
      retentionTillDate: '2027-01-19T10:00:00.000Z',
    });
    expect((await served.ask('GET', '/rest/api/3/project/PAY', undefined, pat)).status).toBe(404);
    expect(await listed(served)).toEqual(['EXP', 'SEC']);
    expect(await listed(served, '?status=deleted')).toEqual(['PAY']);
  });

  it('hides its issues: from searches, from reading, and at the far end of links', async () => {
    const served = await trashed();
    const { ask } = served;
    expect((await ask('GET', '/rest/api/3/issue/1002')).status).toBe(404);
    const bulk = await ask('POST', '/rest/api/3/issue/bulkfetch', { issueIdsOrKeys: ['1002', '1006'] });
    expect(bulk.body.issues.map(({ id }) => id)).toEqual(['1006']);
    expect(await linksOf(served, 'EXP-6')).toEqual([]);
    expect(await found(served, 'created is not EMPTY ORDER BY key')).toEqual(['EXP-6', 'SEC-1']);
    const search = await ask('POST', '/rest/api/3/search/jql', { jql: 'project = 10000' });
    expect([search.status, search.body.errorMessages]).toEqual([
      400,
      ["A value with ID '10000' does not exist for the field 'project'."],
    ]);
  });

  it('tells only its id and key, and nothing of its issues and links', async () => {
    const served = await trashed();
    expect(told(served)).toEqual(['avi:jira:softdeleted:project']);
    expect(served.events[0]?.payload.project).toEqual({
      self: 'https://small.example.net/rest/api/3/project/10000',
      id: '10000',
      key: 'PAY',
    });
  });

  it('comes back whole', async () => {
    const served = await trashed();
    const { status, body } = await served.ask('POST', '/rest/api/3/project/10000/restore', undefined, ada);
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('deleted');
    expect(told(served).at(-1)).toBe('avi:jira:restored:project');
    expect(await linksOf(served, 'EXP-6')).toEqual(['2002']);
    expect(await found(served, 'project = PAY')).toHaveLength(4);
  });
});

describe('a project deleted for good', () => {
  it.each([false, true])('is gone with its issues and their links (out of the trash: %s)', async (isTrashed) => {
    const served = serve();
    if (isTrashed) await served.ask('DELETE', '/rest/api/3/project/PAY', undefined, ada);
    served.events.length = 0;
    const path = '/rest/api/3/project/10000?enableUndo=false';
    expect((await served.ask('DELETE', path, undefined, ada)).status).toBe(204);
    expect(told(served)).toEqual(['avi:jira:deleted:project']);
    expect(served.events[0]?.payload).toMatchObject({ project: { id: '10000', key: 'PAY' } });
    expect((await served.ask('GET', '/rest/api/3/project/10000')).status).toBe(404);
    expect(await listed(served, '?status=deleted&status=live&status=archived')).toEqual(['EXP', 'OLD', 'SEC']);
    expect(await linksOf(served, 'EXP-6')).toEqual([]);
    expect((await served.ask('GET', '/rest/api/3/issueLink/2002')).status).toBe(404);
    expect((await served.ask('GET', '/rest/api/3/issue/PAY-2')).status).toBe(404);
    expect((await served.ask('GET', '/rest/api/3/version/901')).status).toBe(404);
    const anew = { key: 'PAY', name: 'Again', leadAccountId: PAT, projectTypeKey: 'software' };
    expect((await served.ask('POST', '/rest/api/3/project', anew, ada)).status).toBe(201);
  });
});

describe('a new project', () => {
  it('is everybody’s to work in, and announced', async () => {
    const served = serve();
    const body = { key: 'NEW', name: 'New one', leadAccountId: PAT, projectTypeKey: 'software' };
    const reply = await served.ask('POST', '/rest/api/3/project', body, ada);
    expect([reply.status, reply.body]).toEqual([
      201,
      { id: 10_004, key: 'NEW', self: 'https://small.example.net/rest/api/3/project/10004' },
    ]);
    expect(told(served)).toEqual(['avi:jira:created:project']);
    const issue = { fields: { project: { key: 'NEW' }, issuetype: { id: '1' }, summary: 'First' } };
    expect((await served.ask('POST', '/rest/api/3/issue', issue, asUser(VIC))).body.key).toBe('NEW-1');
    expect((await served.ask('PUT', '/rest/api/3/project/NEW', { name: 'Newer' }, pat)).status).toBe(200);
    expect((await served.ask('GET', '/rest/api/3/project/NEW')).body).toMatchObject({ lead: { accountId: PAT } });
  });
});

describe('another key of a project', () => {
  it('is followed by its issues, which say nothing of it', async () => {
    const served = serve();
    expect((await served.ask('PUT', '/rest/api/3/project/PAY', { key: 'MONEY' }, ada)).body.key).toBe('MONEY');
    expect(told(served)).toEqual(['avi:jira:updated:project']);
    expect(served.events[0]?.payload).toMatchObject({ project: { id: '10000', key: 'MONEY' } });
    const { body } = await served.ask(
      'GET',
      '/rest/api/3/issue/1002?fields=updated,parent,issuelinks&expand=changelog',
    );
    expect(body).toMatchObject({
      key: 'MONEY-2',
      fields: { updated: BEFORE, parent: { key: 'MONEY-1' } },
      changelog: { total: 0 },
    });
    expect(await found(served, 'project = 10000 ORDER BY key')).toEqual(['MONEY-1', 'MONEY-2', 'MONEY-3', 'MONEY-4']);
    const far = await served.ask('GET', '/rest/api/3/issue/EXP-6?fields=issuelinks');
    expect(far.body.fields.issuelinks).toMatchObject([{ outwardIssue: { id: '1002', key: 'MONEY-2' } }]);
  });

  it('leaves the old keys leading to what they named', async () => {
    const served = serve();
    await served.ask('PUT', '/rest/api/3/project/PAY', { key: 'MONEY' }, ada);
    expect((await served.ask('GET', '/rest/api/3/project/PAY')).body.key).toBe('MONEY');
    expect((await served.ask('GET', '/rest/api/3/issue/PAY-2')).body.key).toBe('MONEY-2');
    const taken = { key: 'PAY', name: 'Other', leadAccountId: PAT, projectTypeKey: 'software' };
    expect((await served.ask('POST', '/rest/api/3/project', taken, ada)).status).toBe(400);
    await served.ask('DELETE', '/rest/api/3/issue/MONEY-4', undefined, pat);
    expect((await served.ask('GET', '/rest/api/3/issue/PAY-4')).status).toBe(404);
    const issue = { fields: { project: { key: 'MONEY' }, issuetype: { id: '1' }, summary: 'Next' } };
    expect((await served.ask('POST', '/rest/api/3/issue', issue, pat)).body.key).toBe('MONEY-5');
  });

  it('is for Jira administrators, and must be free', async () => {
    const served = serve();
    const rename = (key: string, actor = ada) => served.ask('PUT', '/rest/api/3/project/PAY', { key }, actor);
    expect((await rename('MONEY', pat)).status).toBe(403);
    expect((await rename('PAY', pat)).status).toBe(200);
    expect((await rename('EXP')).body.errors).toEqual({ projectKey: "Project 'Exported' uses this project key." });
    expect((await rename('m')).status).toBe(400);
  });
});

describe('a deleted issue', () => {
  it('takes its links along without a word about them', async () => {
    const served = serve();
    const path = '/rest/api/3/issue/1002?deleteSubtasks=true';
    expect((await served.ask('DELETE', path, undefined, pat)).status).toBe(204);
    expect(told(served)).toEqual(['avi:jira:deleted:issue', 'avi:jira:deleted:issue']);
    expect(await linksOf(served, 'EXP-6')).toEqual([]);
    const { body } = await served.ask('GET', '/rest/api/3/issue/EXP-6?fields=updated');
    expect(body.fields.updated).toBe(BEFORE);
  });
});

describe('the journal', () => {
  it('makes all of it again on another copy of the site', async () => {
    const first = serve();
    const journal: Parameters<Parameters<typeof first.site.onMutation>[0]>[0][] = [];
    first.site.onMutation((mutation) => journal.push(mutation));
    const move = { targetToSourcesMapping: { 'EXP,1': { issueIdsOrKeys: ['PAY-2'] } } };
    const steps = [
      ['POST', '/rest/api/3/version', { name: '3.0', projectId: 10_000 }],
      ['DELETE', '/rest/api/3/version/900', undefined],
      ['POST', '/rest/api/3/bulk/issues/move', move],
      ['PUT', '/rest/api/3/project/PAY', { key: 'MONEY' }],
      ['DELETE', '/rest/api/3/project/SEC?enableUndo=false', undefined],
      ['DELETE', '/rest/api/3/project/MONEY', undefined],
      ['PUT', '/sandbox/account', { accountId: VIC, closed: true }],
    ] as const;
    for (const [method, path, body] of steps) {
      expect((await first.ask(method, path, body, ada)).status).toBeLessThan(300);
    }
    const second = serve(smallSite());
    expect(await second.site.replay(journal)).toEqual({ applied: steps.length, refused: [] });
    expect(second.events).toEqual([]);
    for (const path of ['/rest/api/3/issue/1002', '/rest/api/3/project/10000', '/rest/api/3/users/search']) {
      expect((await second.ask('GET', path)).body).toEqual((await first.ask('GET', path)).body);
    }
  });
});
