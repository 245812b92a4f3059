import { ADA, asUser, PAT, serve, VIC } from './support/small-site';

const pat = asUser(PAT);
const NOW_AS_JIRA = '2026-11-20T10:00:00.000+0000';

type Served = ReturnType<typeof serve>;

function move({ ask }: Served, target: string, issues: readonly string[], actor = pat) {
  const targetToSourcesMapping = { [target]: { issueIdsOrKeys: issues, inferFieldDefaults: true } };
  return ask('POST', '/rest/api/3/bulk/issues/move', { targetToSourcesMapping }, actor);
}

describe('an issue moved to another project', () => {
  it('keeps its id, gets the next key there, and is found by the old one', async () => {
    const served = serve();
    expect((await move(served, 'EXP,1', ['PAY-1'])).status).toBe(201);
    const { body } = await served.ask('GET', '/rest/api/3/issue/PAY-1?fields=project,updated,duedate');
    expect(body).toMatchObject({
      id: '1001',
      key: 'EXP-7',
      fields: { project: { id: '10002' }, updated: NOW_AS_JIRA, duedate: '2026-12-24' },
    });
    const search = (jql: string) => served.ask('POST', '/rest/api/3/search/jql', { jql, fields: ['id'] });
    expect((await search('project = 10002 ORDER BY key')).body.issues).toEqual([{ id: '1006' }, { id: '1001' }]);
    expect((await search('project = 10000 ORDER BY key')).body.issues.map(({ id }) => id)).not.toContain('1001');
  });

  it('writes project, key and what it lost down, and announces it', async () => {
    const served = serve();
    await move(served, 'EXP,1', ['PAY-2']);
    const items = [
      {
        field: 'project',
        fieldtype: 'jira',
        fieldId: 'project',
        from: '10000',
        fromString: 'Payments',
        to: '10002',
        toString: 'Exported',
      },
      { field: 'Key', fieldtype: 'jira', from: null, fromString: 'PAY-2', to: null, toString: 'EXP-7' },
      {
        field: 'Fix Version',
        fieldtype: 'jira',
        fieldId: 'fixVersions',
        from: '901',
        fromString: '2.0',
        to: null,
        toString: null,
      },
    ];
    expect(served.events.map(({ eventType }) => eventType)).toEqual([
      'avi:jira:updated:issue',
      'avi:jira:updated:issue',
    ]);
    expect(served.events[0]?.payload).toMatchObject({
      issue: { id: '1002', key: 'EXP-7', fields: { project: { id: '10002', key: 'EXP' } } },
      changelog: { items },
      atlassianId: PAT,
    });
    const { body } = await served.ask('GET', '/rest/api/3/issue/1002?fields=fixVersions&expand=changelog');
    expect(body.fields.fixVersions).toEqual([]);
    expect(body.changelog.histories[0]?.items).toEqual(items);
  });

  it('takes its sub-tasks and its links along', async () => {
    const served = serve();
    await move(served, 'EXP,1', ['PAY-2']);
    const { body } = await served.ask('GET', '/rest/api/3/issue/1003?fields=parent,project,issuetype');
    expect(body).toMatchObject({
      key: 'EXP-8',
      fields: { parent: { id: '1002', key: 'EXP-7' }, project: { id: '10002' }, issuetype: { name: 'Sub-task' } },
    });
    const far = await served.ask('GET', '/rest/api/3/issue/EXP-6?fields=issuelinks');
    expect(far.body.fields.issuelinks).toMatchObject([{ id: '2002', outwardIssue: { id: '1002', key: 'EXP-7' } }]);
  });

  it('may become another type, below another parent', async () => {
    const served = serve();
    await move(served, 'PAY,5,PAY-2', ['PAY-4']);
    const { body } = await served.ask('GET', '/rest/api/3/issue/PAY-4?fields=parent,issuetype&expand=changelog');
    expect(body).toMatchObject({ key: 'PAY-4', fields: { parent: { key: 'PAY-2' }, issuetype: { name: 'Sub-task' } } });
    expect(body.changelog.histories[0]?.items).toMatchObject([
      { field: 'issuetype', fromString: 'Story', toString: 'Sub-task' },
      { field: 'IssueParentAssociation', toString: 'PAY-2' },
    ]);
  });

  it('comes back under its next key, and all its keys lead to it', async () => {
    const served = serve();
    await move(served, 'EXP,1', ['PAY-1']);
    await move(served, 'PAY,2', ['EXP-7']);
    for (const key of ['PAY-1', 'EXP-7', 'PAY-5']) {
      expect((await served.ask('GET', `/rest/api/3/issue/${key}`)).body).toMatchObject({ id: '1001', key: 'PAY-5' });
    }
  });

  it('has its task’s progress told', async () => {
    const served = serve();
    const { taskId } = (await move(served, 'EXP,1', ['PAY-2'])).body as { taskId?: string };
    const { body } = await served.ask('GET', `/rest/api/3/bulk/queue/${taskId}`, undefined, pat);
    expect(body).toMatchObject({
      status: 'COMPLETE',
      progressPercent: 100,
      processedAccessibleIssues: [1002, 1003],
      submittedBy: { accountId: PAT },
    });
  });
});

describe('a move is refused', () => {
  it.each([
    ['an issue that is none', 'EXP,1', ['PAY-1', 'NO-1'], pat],
    ['a project that is none', 'NONE,1', ['PAY-1'], pat],
    ['a type that is none', 'EXP,77', ['PAY-1'], pat],
    ['a sub-task without a parent', 'EXP,5', ['PAY-1'], pat],
    ['no issues at all', 'EXP,1', [], pat],
    ['somebody who may not edit', 'EXP,1', ['PAY-1'], asUser(VIC)],
    ['an archived target', 'OLD,1', ['PAY-1'], asUser(ADA)],
  ] as const)('for %s, and nothing moves', async (_, target, issues, actor) => {
    const served = serve();
    expect((await move(served, target, issues, actor)).status).toBe(400);
    expect(served.events).toEqual([]);
    expect((await served.ask('GET', '/rest/api/3/issue/1001')).body.key).toBe('PAY-1');
  });
});
