import { ENDPOINTS } from '../../../sandbox/jira/endpoints';
import { ADA, APP, asUser, GUS, PAT, serve, smallSite, VIC } from './support/small-site';

describe('scopes', () => {
  const guarded = ENDPOINTS.filter((endpoint) => endpoint.scopes.length > 0);

  it.each(guarded.map((endpoint) => [endpoint.method, endpoint.path, endpoint.scopes.join(' ')] as const))(
    '%s %s needs %s',
    async (method, path, scopes) => {
      const { ask } = serve();
      const asked = path.replace(/\{[^}]+\}/g, '1');
      const body = method === 'POST' || method === 'PUT' ? {} : undefined;
      const others = ENDPOINTS.flatMap((endpoint) => endpoint.scopes).filter((scope) => scope !== scopes);
      for (const actor of [
        { kind: 'app', scopes: others } as const,
        { kind: 'user', accountId: ADA, scopes: others } as const,
      ]) {
        const reply = await ask(method, asked, body, actor);
        expect(reply.status).toBe(401);
        expect(reply.body).toEqual({ code: 401, message: 'Unauthorized; scope does not match' });
      }
    },
  );

  it('are not asked of a person who uses Jira itself', async () => {
    const { ask } = serve();
    expect((await ask('GET', '/rest/api/3/field', undefined, asUser(VIC))).status).toBe(200);
  });
});

describe('who is not signed in', () => {
  it.each(['/rest/api/3/myself', '/rest/api/3/user/bulk?accountId=x', '/rest/api/3/statuses?id=10'])(
    'is not let into %s',
    async (path) => {
      const { ask } = serve();
      expect((await ask('GET', path, undefined, { kind: 'anonymous' })).status).toBe(401);
    },
  );

  it.each([GUS, 'nobody'])('includes the account %s', async (accountId) => {
    const { ask } = serve();
    expect((await ask('GET', '/rest/api/3/myself', undefined, asUser(accountId))).status).toBe(401);
  });

  it('sees no project and no issue', async () => {
    const { ask } = serve();
    const projects = await ask('GET', '/rest/api/3/project/search', undefined, { kind: 'anonymous' });
    expect(projects.body.values).toEqual([]);
    expect((await ask('GET', '/rest/api/3/issue/PAY-1', undefined, { kind: 'anonymous' })).status).toBe(404);
  });
});

describe('projects', () => {
  it.each([
    ['the app', APP, ['EXP', 'PAY', 'SEC']],
    ['an administrator', asUser(ADA), ['EXP', 'PAY', 'SEC']],
    ['somebody who may browse but one', asUser(VIC), ['EXP', 'PAY']],
  ])('in the list for %s', async (_, actor, keys) => {
    const { ask } = serve();
    const { body } = await ask('GET', '/rest/api/3/project/search', undefined, actor);
    expect(body.values.map((project) => project.key)).toEqual(keys);
    expect(body).toMatchObject({ startAt: 0, maxResults: 50, total: keys.length, isLast: true });
  });

  it('come in pages with the address of the next one', async () => {
    const { ask } = serve();
    const { body } = await ask('GET', '/rest/api/3/project/search?maxResults=2&orderBy=-key');
    expect(body.values.map((project) => project.key)).toEqual(['SEC', 'PAY']);
    const next = new URL(body.nextPage);
    const { body: last } = await ask('GET', `${next.pathname}${next.search}`);
    expect(last.values.map((project) => project.key)).toEqual(['EXP']);
    expect(last.isLast).toBe(true);
  });

  it('are found by key, id, words and state', async () => {
    const { ask } = serve();
    const keysOf = async (query: string): Promise<readonly string[]> =>
      (await ask('GET', `/rest/api/3/project/search?${query}`)).body.values.map((project) => project.key);
    expect(await keysOf('keys=PAY&keys=SEC')).toEqual(['PAY', 'SEC']);
    expect(await keysOf('id=10001')).toEqual(['SEC']);
    expect(await keysOf('query=paym')).toEqual(['PAY']);
    expect(await keysOf('status=archived')).toEqual(['OLD']);
    expect(await keysOf('categoryId=700')).toEqual(['PAY']);
  });

  it("refuse an unknown order in Jira's words", async () => {
    const { ask } = serve();
    const { status, body } = await ask('GET', '/rest/api/3/project/search?orderBy=zz');
    expect(status).toBe(400);
    expect(body.errorMessages).toEqual([
      'The field to order by should be one of [name, key, owner, category, issueCount, lastIssueUpdatedTime, archivedDate, deletedDate]. Instead, it was: zz.',
    ]);
  });

  it('tell how many issues they have, and when one was last updated, when asked', async () => {
    const { ask } = serve();
    const { body } = await ask('GET', '/rest/api/3/project/search?expand=insight&keys=PAY');
    const { body: found } = await ask('POST', '/rest/api/3/search/jql', {
      ...{ jql: 'project = PAY ORDER BY updated DESC', fields: ['updated'], maxResults: 100 },
    });
    const [{ fields }] = found.issues;
    expect(body.values[0]).toMatchObject({
      insight: { totalIssueCount: found.issues.length, lastIssueUpdateTime: fields.updated },
    });
    const { body: unasked } = await ask('GET', '/rest/api/3/project/search?keys=PAY');
    expect(unasked.values[0]).not.toHaveProperty('insight');
  });

  it('show the lead when asked, null when there is none, nothing when the export does not tell', async () => {
    const { ask } = serve();
    const { body } = await ask('GET', '/rest/api/3/project/search?expand=lead');
    const [exported, pay, sec] = body.values;
    expect(exported).not.toHaveProperty('lead');
    expect(pay?.lead).toMatchObject({ accountId: PAT, active: true, displayName: 'Pat Manager' });
    expect(sec?.lead).toBeNull();
    const { body: bare } = await ask('GET', '/rest/api/3/project/search');
    expect(bare.values[1]).not.toHaveProperty('lead');
  });

  it.each([
    ['SEC', "No project could be found with key 'SEC'."],
    ['10001', "No project could be found with id '10001'."],
  ])('that may not be browsed do not exist: %s', async (idOrKey, message) => {
    const { ask } = serve();
    const { status, body } = await ask('GET', `/rest/api/3/project/${idOrKey}`, undefined, asUser(VIC));
    expect(status).toBe(404);
    expect(body).toEqual({ errorMessages: [message], errors: {} });
  });

  it('tell their roles and who is in them', async () => {
    const { ask } = serve();
    const { body: roles } = await ask('GET', '/rest/api/3/project/PAY/role');
    expect(Object.keys(roles)).toEqual(['Administrators', 'Developers']);
    const { body: role } = await ask('GET', new URL(String(roles['Administrators'])).pathname);
    expect(role.actors.map((actor) => actor.displayName)).toEqual(['Pat Manager', 'admins']);
  });
});

describe('issues that may not be browsed', () => {
  it.each(['PAY-4', '1004', 'SEC-1', 'PAY-77'])('%s does not exist for Vic', async (idOrKey) => {
    const { ask } = serve();
    const { status, body } = await ask('GET', `/rest/api/3/issue/${idOrKey}`, undefined, asUser(VIC));
    expect(status).toBe(404);
    expect(body.errorMessages).toEqual(['Issue does not exist or you do not have permission to see it.']);
  });

  it('are left out of the links of those that may', async () => {
    const { ask } = serve();
    const farKeys = async (accountId: string): Promise<readonly (string | undefined)[]> => {
      const { body } = await ask('GET', '/rest/api/3/issue/PAY-2?fields=issuelinks', undefined, asUser(accountId));
      return body.fields.issuelinks.map((link) => (link.outwardIssue ?? link.inwardIssue)?.key);
    };
    expect(await farKeys(ADA)).toEqual(['SEC-1', 'EXP-6', 'FAR-1']);
    expect(await farKeys(VIC)).toEqual(['EXP-6', 'FAR-1']);
  });

  it('are left out of bulkfetch, changelogs, parents and sub-tasks', async () => {
    const hidden = smallSite();
    const data = {
      ...hidden,
      issues: hidden.issues.map((issue) => (issue.key === 'PAY-2' ? { ...issue, securityAccountIds: [PAT] } : issue)),
    };
    const { ask } = serve(data);
    const vic = asUser(VIC);
    const { body } = await ask(
      'POST',
      '/rest/api/3/issue/bulkfetch',
      { issueIdsOrKeys: ['PAY-3', 'PAY-2'], fields: ['parent'] },
      vic,
    );
    expect(body.issues.map((issue) => [issue.key, issue.fields])).toEqual([['PAY-3', {}]]);
    expect(body.issueErrors.map((error) => error.id)).toEqual(['PAY-2']);
    const changes = await ask('POST', '/rest/api/3/changelog/bulkfetch', { issueIdsOrKeys: ['PAY-2'] }, vic);
    expect(changes.body.issueChangeLogs).toEqual([]);
    expect((await ask('GET', '/rest/api/3/issue/PAY-2/changelog', undefined, vic)).status).toBe(404);
  });

  it('are found under the key they had before they were moved', async () => {
    const { ask } = serve();
    expect((await ask('GET', '/rest/api/3/issue/pay-99?fields=summary')).body.key).toBe('EXP-6');
  });
});

describe('mypermissions', () => {
  const keys = 'BROWSE_PROJECTS,EDIT_ISSUES,ADMINISTER_PROJECTS,ADMINISTER';

  it.each([
    ['PAT', PAT, 'projectKey=PAY', [true, true, true, false]],
    ['VIC', VIC, 'projectId=10000', [true, false, false, false]],
    ['ADA', ADA, 'projectKey=SEC', [true, true, true, true]],
    ['VIC, of any project', VIC, '', [true, false, false, false]],
    ['PAT, of an issue', PAT, 'issueKey=PAY-4', [true, true, true, false]],
  ])('of %s', async (_, accountId, context, held) => {
    const { ask } = serve();
    const { body } = await ask(
      'GET',
      `/rest/api/3/mypermissions?permissions=${keys}&${context}`,
      undefined,
      asUser(accountId),
    );
    expect(keys.split(',').map((key) => body.permissions[key]?.havePermission)).toEqual(held);
  });

  it.each([
    ['', 400, { errorMessages: ["The 'permissions' query parameter is required."], errors: {} }],
    ['permissions=LAUNCH_ROCKETS', 400, { errorMessages: [], errors: { LAUNCH_ROCKETS: 'Unrecognized permission' } }],
    [
      'permissions=BROWSE_PROJECTS&projectKey=SEC',
      404,
      { errorMessages: ['Could not find project with provided key.'], errors: {} },
    ],
  ])('refuses ?%s', async (query, status, body) => {
    const { ask } = serve();
    const reply = await ask('GET', `/rest/api/3/mypermissions?${query}`, undefined, asUser(VIC));
    expect({ status: reply.status, body: reply.body }).toEqual({ status, body });
  });
});

describe('permissions/check', () => {
  const asked = {
    globalPermissions: ['ADMINISTER'],
    projectPermissions: [
      { permissions: ['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'], projects: [10000, 10001, 77], issues: [1002, 1004] },
    ],
  };

  it('answers for the viewer and leaves out what is not held or not there', async () => {
    const { ask } = serve();
    const { body } = await ask('POST', '/rest/api/3/permissions/check', asked, asUser(VIC));
    expect(body).toEqual({
      globalPermissions: [],
      projectPermissions: [
        { permission: 'BROWSE_PROJECTS', projects: [10000], issues: [1002] },
        { permission: 'ADMINISTER_PROJECTS', projects: [], issues: [] },
      ],
    });
  });

  it('answers for another account to administrators and the app only', async () => {
    const { ask } = serve();
    const forPat = { ...asked, accountId: PAT };
    const asAda = await ask('POST', '/rest/api/3/permissions/check', forPat, asUser(ADA));
    expect(asAda.body.projectPermissions[0]).toEqual({
      permission: 'BROWSE_PROJECTS',
      projects: [10000],
      issues: [1002, 1004],
    });
    expect((await ask('POST', '/rest/api/3/permissions/check', forPat, APP)).body).toEqual(asAda.body);
    expect((await ask('POST', '/rest/api/3/permissions/check', forPat, asUser(VIC))).status).toBe(403);
  });

  it('takes 1,000 projects and no more', async () => {
    const { ask } = serve();
    const check = (count: number): Promise<{ status: number }> =>
      ask('POST', '/rest/api/3/permissions/check', {
        projectPermissions: [
          { permissions: ['BROWSE_PROJECTS'], projects: Array.from({ length: count }, (_, index) => index + 1) },
        ],
      });
    expect((await check(1000)).status).toBe(200);
    expect((await check(1001)).status).toBe(400);
  });
});

describe('people', () => {
  it('are found by the beginning of a name', async () => {
    const { ask } = serve();
    const { body } = await ask('GET', '/rest/api/3/user/search?query=man', undefined, asUser(VIC));
    expect((body as unknown as readonly { accountId: string }[]).map((user) => user.accountId)).toEqual([PAT]);
  });

  it('may be assigned when they are active and may edit the project', async () => {
    const { ask } = serve();
    const { body } = await ask('GET', '/rest/api/3/user/assignable/search?issueKey=PAY-1', undefined, asUser(PAT));
    expect((body as unknown as readonly { accountId: string }[]).map((user) => user.accountId)).toEqual([ADA, PAT]);
  });

  it.each([
    ['/rest/api/3/user/search', 'The username or property query parameter must be provided'],
    [
      '/rest/api/3/user/search?query=a&accountId=b',
      "The query parameters 'query' and 'accountId' are mutually exclusive.",
    ],
    ['/rest/api/3/user/assignable/search', 'No project, issue key or issue ID was provided'],
  ])('%s is refused', async (path, message) => {
    const { ask } = serve();
    const { status, body } = await ask('GET', path);
    expect([status, body.errorMessages]).toEqual([400, [message]]);
  });

  it('in groups are told to administrators', async () => {
    const { ask } = serve();
    const path = '/rest/api/3/group/member?groupname=staff';
    expect((await ask('GET', path, undefined, asUser(VIC))).status).toBe(403);
    const active = await ask('GET', path, undefined, asUser(ADA));
    expect(active.body.values.map((user) => user.accountId)).toEqual([ADA]);
    const all = await ask('GET', `${path}&includeInactiveUsers=true`, undefined, asUser(ADA));
    expect(all.body.total).toBe(2);
  });
});

describe('paths', () => {
  it('that nothing serves are answered as by Spring', async () => {
    const { ask } = serve();
    const { status, headers, body } = await ask('GET', '/rest/api/3/issue/PUB-1/no-such-thing');
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json;charset=UTF-8');
    expect(body).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'No endpoint GET /rest/api/3/issue/PUB-1/no-such-thing.',
      instance: '/rest/api/3/issue/PUB-1/no-such-thing',
    });
  });

  it.each(['%', '%E0%A4%A', '..%2F..%2F', '__proto__', 'constructor'])(
    'that name nothing, such as %s, are not found',
    async (name) => {
      const { ask } = serve();
      expect((await ask('GET', `/rest/api/3/issue/${name}`)).status).toBe(404);
      expect((await ask('GET', `/rest/api/3/project/${name}`)).status).toBe(404);
    },
  );

  it('with the wrong method are answered 405', async () => {
    const { ask } = serve();
    const { status, body } = await ask('GET', '/rest/api/3/search/approximate-count');
    expect([status, body.detail]).toEqual([405, "Method 'GET' is not supported."]);
  });

  it('with a body that is no JSON, or not what the endpoint takes, are answered 400', async () => {
    const { ask } = serve();
    const broken = await ask('POST', '/rest/api/3/issue', '{');
    expect([broken.status, broken.body]).toEqual([
      400,
      { errorMessages: ['There was an error parsing JSON. Check that your request body is valid.'] },
    ]);
    const wrong = await ask('POST', '/rest/api/3/issue/bulkfetch', { issueIdsOrKeys: 'PAY-1' });
    expect([wrong.status, wrong.body]).toEqual([
      400,
      { errorMessages: ['Invalid request payload. Refer to the REST API documentation and try again.'] },
    ]);
  });
});
