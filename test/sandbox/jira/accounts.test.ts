import type { Actor } from '../../../sandbox/jira/site-port';
import { ADA, APP, asUser, GUS, PAT, serve, VIC } from './support/small-site';

const ada = asUser(ADA);
const reader: Actor = { kind: 'app', scopes: ['read:jira-work', 'read:jira-user'] };
const reporter: Actor = { kind: 'app', scopes: ['report:personal-data'] };
const LONG_AGO = '2026-01-01T00:00:00.000Z';

function report({ ask }: ReturnType<typeof serve>, accounts: readonly unknown[], actor = reporter) {
  return ask('POST', '/app/report-accounts', { accounts }, actor);
}

describe('people by account id', () => {
  it('are told many at once, in the order asked, without those that do not exist', async () => {
    const { ask } = serve();
    const path = `/rest/api/3/user/bulk?accountId=${PAT}&accountId=nobody&accountId=${ADA}&maxResults=200`;
    for (const actor of [reader, { ...asUser(VIC), scopes: ['read:jira-user'] } as Actor]) {
      const { body } = await ask('GET', path, undefined, actor);
      expect(body.values.map(({ accountId }) => accountId)).toEqual([PAT, ADA]);
      expect(body).toMatchObject({
        isLast: true,
        total: 2,
        values: [{ displayName: 'Pat Manager', active: true }, {}],
      });
    }
  });

  it('need the scope for people', async () => {
    const { ask } = serve();
    expect((await ask('GET', `/rest/api/3/user/bulk?accountId=${PAT}`, undefined, APP)).status).toBe(401);
  });
});

describe('who administers Jira', () => {
  it.each([
    [ADA, true],
    [PAT, false],
    [VIC, false],
  ])('%s: %s', async (accountId, may) => {
    const { ask } = serve();
    const actor: Actor = { kind: 'user', accountId, scopes: ['read:jira-work'] };
    const { body } = await ask('GET', '/rest/api/3/mypermissions?permissions=ADMINISTER', undefined, actor);
    expect(Object.keys(body.permissions)).toEqual(['ADMINISTER']);
    expect(body.permissions).toMatchObject({ ADMINISTER: { havePermission: may, type: 'GLOBAL' } });
  });
});

describe('the report of stored accounts', () => {
  it('is empty while every account is as it was', async () => {
    const reply = await report(
      serve(),
      [PAT, GUS, 'nobody'].map((accountId) => ({ accountId, updatedAt: LONG_AGO })),
    );
    expect([reply.status, reply.body, reply.headers['cycle-period']]).toEqual([204, null, '7']);
  });

  it('names who closed the account, and who changed since', async () => {
    const served = serve();
    await served.ask('PUT', '/sandbox/account', { accountId: VIC, closed: true }, ada);
    await served.ask('PUT', '/sandbox/account', { accountId: PAT, displayName: 'Pat Newname' }, ada);
    const accounts = [VIC, PAT, GUS].map((accountId) => ({ accountId, updatedAt: LONG_AGO }));
    const reply = await report(served, accounts);
    expect([reply.status, reply.body]).toEqual([
      200,
      {
        accounts: [
          { accountId: VIC, status: 'closed' },
          { accountId: PAT, status: 'updated' },
        ],
      },
    ]);
    const since = await report(served, [{ accountId: PAT, updatedAt: '2026-11-21T00:00:00Z' }]);
    expect(since.status).toBe(204);
  });

  it('takes 90 accounts with instants, from an app with the scope', async () => {
    const served = serve();
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ accountId: `account-${at}`, updatedAt: LONG_AGO }));
    expect((await report(served, many(90))).status).toBe(204);
    expect((await report(served, many(91))).status).toBe(400);
    expect((await report(served, [{ accountId: PAT, updatedAt: 'yesterday' }])).status).toBe(400);
    expect((await report(served, many(1), APP)).status).toBe(401);
  });
});

describe('a closed account', () => {
  it('has no name or address any more, and cannot act', async () => {
    const { ask } = serve();
    expect((await ask('PUT', '/sandbox/account', { accountId: ADA, closed: true }, asUser(PAT))).status).toBe(403);
    expect((await ask('PUT', '/sandbox/account', { accountId: PAT, closed: true }, ada)).status).toBe(204);
    const { body } = await ask('GET', '/rest/api/3/issue/PAY-1?fields=reporter');
    expect(body.fields.reporter).toMatchObject({ accountId: PAT, displayName: 'Former user', active: false });
    expect((await ask('GET', '/rest/api/3/myself', undefined, asUser(PAT))).status).toBe(401);
    expect((await ask('PUT', '/sandbox/account', { accountId: 'nobody', closed: true }, ada)).status).toBe(404);
  });
});
