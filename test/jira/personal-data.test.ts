import { metered, reportAccounts } from '../../src/jira';
import type { FakeForge } from '../support/forge';
import type { ForgeFetch } from '../support/processes';
import { reply, type Reply } from '../support/reply';
import { answerOf, aSite } from './support/calls';

const AT = Date.UTC(2026, 2, 1, 9, 12);
const accounts = (count: number): { accountId: string; updatedAt: number }[] =>
  Array.from({ length: count }, (_, place) => ({ accountId: `account-${place}`, updatedAt: AT + place }));

interface Report {
  readonly accounts: readonly { readonly accountId: string; readonly updatedAt: string }[];
}

/** Has Atlassian answer something of its own, and remembers what was reported. */
async function reportTo(answer: (report: Report) => Reply | Promise<Reply>, count: number) {
  const reports: Report[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const work = async () => {
    const forge = globalThis as unknown as { __forge_fetch__: ForgeFetch };
    const fetch = forge.__forge_fetch__;
    forge.__forge_fetch__ = async (to, path, init) => {
      expect([to.provider, path, init?.method]).toEqual(['app', '/app/report-accounts', 'POST']);
      const report = JSON.parse(init?.body ?? '') as Report;
      reports.push(report);
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      await new Promise(setImmediate);
      atOnce--;
      return answer(report);
    };
    try {
      return await reportAccounts(accounts(count));
    } finally {
      forge.__forge_fetch__ = fetch;
    }
  };
  const result: unknown = await answerOf(aSite(), work).catch((thrown: unknown) => thrown);
  return { result, reports, mostAtOnce };
}

describe('reporting accounts to Atlassian', () => {
  test('answers for whom something has to be done', async () => {
    const forge: FakeForge = aSite();
    forge.accounts.set('account-1', 'closed').set('account-95', 'updated');
    expect(await answerOf(forge, () => reportAccounts(accounts(100)))).toEqual([
      { accountId: 'account-1', status: 'closed' },
      { accountId: 'account-95', status: 'updated' },
    ]);
  });

  test('tells ids and instants, 90 at once, one call after the other', async () => {
    const { result, reports, mostAtOnce } = await reportTo(() => reply(204, undefined), 200);
    expect(result).toEqual([]);
    expect(reports.map((report) => report.accounts.length)).toEqual([90, 90, 20]);
    expect(reports.flatMap((report) => report.accounts.map(({ accountId }) => accountId))).toEqual(
      accounts(200).map(({ accountId }) => accountId),
    );
    expect(reports[0].accounts[0]).toEqual({ accountId: 'account-0', updatedAt: '2026-03-01T09:12:00.000Z' });
    expect(mostAtOnce).toBe(1);
  });

  test('is no call for nobody', async () => {
    expect((await reportTo(() => reply(500, null), 0)).reports).toEqual([]);
  });

  test('costs calls, but no points', async () => {
    const { usage } = await answerOf(aSite(), () => metered(() => reportAccounts(accounts(91))));
    expect(usage).toEqual({ calls: 2, points: 0, bytes: 0 });
  });

  test.each<[string, Reply, object]>([
    [
      'a 429',
      reply(429, null, { 'retry-after': '60' }),
      { failure: 'rateLimited', details: { endpoint: 'report-accounts', status: 429, retryAfterSeconds: 60 } },
    ],
    ['a 503', reply(503, null), { failure: 'unavailable', details: { status: 503 } }],
    ['a 403', reply(403, null), { failure: 'forbidden', details: { status: 403 } }],
    ['a 400', reply(400, null), { failure: 'badRequest', details: { status: 400 } }],
    ['no list', reply(200, {}), { failure: 'unavailable' }],
    [
      'an unknown status',
      reply(200, { accounts: [{ accountId: 'account-0', status: 'gone' }] }),
      { failure: 'unexpectedReply', details: { field: 'accounts.0.status' } },
    ],
    [
      'an account without id',
      reply(200, { accounts: [{ status: 'closed' }] }),
      { failure: 'unexpectedReply', details: { field: 'accounts.0.accountId' } },
    ],
  ])('fails at %s, and reports no further', async (_name, answer, error) => {
    const { result, reports } = await reportTo(() => answer, 200);
    expect(result).toMatchObject({ name: 'JiraError', ...error });
    expect(reports).toHaveLength(1);
  });

  test('fails when nobody answers', async () => {
    const { result } = await reportTo(() => Promise.reject(new TypeError('fetch failed')), 1);
    expect(result).toMatchObject({ failure: 'unavailable' });
  });
});
