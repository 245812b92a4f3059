import { asUser, PAT, serve, VIC } from './support/small-site';

const pat = asUser(PAT);
const BEFORE = '2026-10-02T08:00:00.000+0000';

type Served = ReturnType<typeof serve>;

async function fixVersions({ ask }: Served, key = 'PAY-2'): Promise<unknown> {
  return (await ask('GET', `/rest/api/3/issue/${key}?fields=fixVersions`)).body.fields.fixVersions;
}

function told({ events }: Served): readonly string[] {
  return events.map(({ eventType }) => eventType);
}

describe('a version', () => {
  it('is made with its dates, and announced', async () => {
    const served = serve();
    const body = { name: ' 3.0 ', project: 'PAY', startDate: '2027-01-01', releaseDate: '2027-02-01' };
    const reply = await served.ask('POST', '/rest/api/3/version', body, pat);
    const version = {
      id: '10001',
      name: '3.0',
      archived: false,
      released: false,
      startDate: '2027-01-01',
      releaseDate: '2027-02-01',
      projectId: 10_000,
    };
    expect([reply.status, reply.body]).toMatchObject([201, version]);
    expect(told(served)).toEqual(['avi:jira:created:version']);
    expect(served.events[0]?.payload).toMatchObject({ version, atlassianId: PAT, selfGenerated: false });
    const listed = await served.ask('GET', '/rest/api/3/project/PAY/versions');
    expect(listed.body).toMatchObject([{ name: '1.0' }, { name: '2.0' }, { id: '10001' }]);
  });

  it.each([
    ['updated', { releaseDate: '2027-03-01' }],
    ['updated', { name: '2.0.1' }],
    ['updated', { startDate: '' }],
    ['released', { released: true }],
    ['archived', { archived: true }],
  ])('announces that it was %s: %j', async (verb, change) => {
    const served = serve();
    const reply = await served.ask('PUT', '/rest/api/3/version/901', change, pat);
    expect(reply.status).toBe(200);
    expect(told(served)).toEqual([`avi:jira:${verb}:version`]);
    expect(served.events[0]?.payload).toMatchObject({ version: { id: '901', projectId: 10_000 } });
  });

  it.each([
    ['unreleased', '900', { released: false }],
    ['unarchived', '901', { archived: false }],
  ])('announces that it was %s', async (verb, id, change) => {
    const served = serve();
    await served.ask('PUT', '/rest/api/3/version/901', { archived: true }, pat);
    served.events.length = 0;
    await served.ask('PUT', `/rest/api/3/version/${id}`, change, pat);
    expect(told(served)).toEqual([`avi:jira:${verb}:version`]);
  });

  it('that stays as it was announces nothing', async () => {
    const served = serve();
    await served.ask('PUT', '/rest/api/3/version/900', { name: '1.0', releaseDate: '2026-09-30' }, pat);
    expect(told(served)).toEqual([]);
  });

  it('shows its new date on its issues, whose updated does not move', async () => {
    const served = serve();
    await served.ask('PUT', '/rest/api/3/version/901', { releaseDate: '2027-03-01' }, pat);
    expect(await fixVersions(served)).toMatchObject([{ id: '901', releaseDate: '2027-03-01' }]);
    const { body } = await served.ask('GET', '/rest/api/3/issue/PAY-2?fields=updated');
    expect(body.fields.updated).toBe(BEFORE);
    await served.ask('PUT', '/rest/api/3/version/901', { releaseDate: null }, pat);
    expect(await fixVersions(served)).not.toHaveProperty('0.releaseDate');
  });
});

describe('a deleted version', () => {
  it('is taken off its issues without a trace on them', async () => {
    const served = serve();
    expect((await served.ask('DELETE', '/rest/api/3/version/901', undefined, pat)).status).toBe(204);
    expect(await fixVersions(served)).toEqual([]);
    const { body } = await served.ask('GET', '/rest/api/3/issue/PAY-2?fields=updated&expand=changelog');
    expect(body).toMatchObject({ fields: { updated: BEFORE }, changelog: { total: 0 } });
    expect(told(served)).toEqual(['avi:jira:deleted:version']);
    expect(served.events[0]?.payload).toMatchObject({
      version: { id: '901', name: '2.0', projectId: 10_000 },
      customFieldReplacements: [],
    });
    expect((await served.ask('GET', '/rest/api/3/version/901')).status).toBe(404);
  });

  it('no longer exists for JQL', async () => {
    const served = serve();
    const search = { jql: 'project = 10000 AND fixVersion in (901)', fields: ['id'] };
    expect((await served.ask('POST', '/rest/api/3/search/jql', search)).body.issues).toEqual([{ id: '1002' }]);
    await served.ask('DELETE', '/rest/api/3/version/901', undefined, pat);
    const reply = await served.ask('POST', '/rest/api/3/search/jql', search);
    expect([reply.status, reply.body.errorMessages]).toEqual([
      400,
      ["A value with ID '901' does not exist for the field 'fixVersion'."],
    ]);
  });

  it.each([
    ['DELETE', '/rest/api/3/version/901?moveFixIssuesTo=900', undefined],
    ['POST', '/rest/api/3/version/901/removeAndSwap', { moveFixIssuesTo: 900 }],
  ] as const)('makes place for another one: %s %s', async (method, path, body) => {
    const served = serve();
    expect((await served.ask(method, path, body, pat)).status).toBe(204);
    expect(await fixVersions(served)).toMatchObject([{ id: '900', releaseDate: '2026-09-30' }]);
    expect(served.events[0]?.payload).toMatchObject({ newFixVersion: { id: '900' } });
  });

  it('leaves other versions of the issue alone', async () => {
    const served = serve();
    const both = { fields: { fixVersions: [{ id: '900' }, { id: '901' }], versions: [{ id: '900' }] } };
    await served.ask('PUT', '/rest/api/3/issue/PAY-2', both, pat);
    await served.ask('DELETE', '/rest/api/3/version/900', undefined, pat);
    const { body } = await served.ask('GET', '/rest/api/3/issue/PAY-2?fields=fixVersions,versions');
    expect(body.fields).toMatchObject({ fixVersions: [{ id: '901' }], versions: [] });
  });
});

describe('a change of a version is refused', () => {
  it.each([
    [
      400,
      'POST',
      '/rest/api/3/version',
      { name: '', projectId: 10_000 },
      { name: 'You must specify a valid version name' },
    ],
    [
      400,
      'PUT',
      '/rest/api/3/version/901',
      { name: '1.0' },
      { name: 'A version with this name already exists in this project.' },
    ],
    [
      400,
      'PUT',
      '/rest/api/3/version/901',
      { releaseDate: '2027-02-30' },
      { releaseDate: 'Please enter the date in the following format: yyyy-MM-dd' },
    ],
  ] as const)('with %i for %s %s %j', async (status, method, path, body, errors) => {
    const served = serve();
    const reply = await served.ask(method, path, body, pat);
    expect([reply.status, reply.body.errors]).toEqual([status, errors]);
    expect(told(served)).toEqual([]);
  });

  it('to who does not administer the project', async () => {
    const { ask } = serve();
    const vic = asUser(VIC);
    expect((await ask('PUT', '/rest/api/3/version/901', { released: true }, vic)).status).toBe(400);
    expect((await ask('DELETE', '/rest/api/3/version/901', undefined, vic)).status).toBe(401);
    expect((await ask('POST', '/rest/api/3/version', { name: 'x', projectId: 10_000 }, vic)).status).toBe(404);
  });

  it('when the replacement is none', async () => {
    const { ask } = serve();
    for (const id of ['901', '999']) {
      expect((await ask('DELETE', `/rest/api/3/version/901?moveFixIssuesTo=${id}`, undefined, pat)).status).toBe(400);
    }
    expect((await ask('GET', '/rest/api/3/version/901')).status).toBe(200);
  });
});
