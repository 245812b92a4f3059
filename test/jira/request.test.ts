import fc from 'fast-check';
import { countIssues, JiraError, mayBrowse, readIssuePage } from '../../src/jira';
import type { JiraFault } from '../support/fake-jira';
import type { FakeForge } from '../support/forge';
import { reply, textReply } from '../support/reply';
import { answerOf, aSite, JOB_CALLS, onFastClock } from './support/calls';

function faulty(...faults: (JiraFault | null)[]): FakeForge {
  const forge = aSite();
  forge.jira.browse.set('account-ada', new Set(['10001']));
  forge.jira.fault = (_endpoint, call) => faults[call - 1] ?? null;
  return forge;
}

const asTheApp = (): Promise<number> => countIssues(10001);
const asAUser = (): Promise<boolean> => mayBrowse(10001);

describe('asking Jira', () => {
  test.each<[string, JiraFault]>([
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['a lost connection', 'lost'],
  ])('comes through three times %s', async (_name, fault) => {
    const forge = faulty(fault, fault, fault);
    const { result } = await onFastClock(forge, asTheApp);
    expect(result).toBe(7);
    expect(forge.jira.calls).toHaveLength(4);
  });

  test.each(Object.entries(JOB_CALLS))('%s gives up after the fourth 503, and does not ask on', async (_name, work) => {
    const forge = aSite();
    forge.jira.fault = () => ({ status: 503 });
    const { result } = await onFastClock(forge, work);
    expect(result).toMatchObject({ name: 'JiraError', failure: 'unavailable', details: { status: 503 } });
    expect(forge.jira.calls).toHaveLength(4);
  });

  test('at 20 % errors takes at most twice the calls, and hardly ever gives up', async () => {
    let state = 7;
    const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const forge = aSite();
    forge.jira.fault = () => (random() < 0.2 ? { status: 500 } : null);
    let failed = 0;
    for (let run = 0; run < 300; run++) {
      const { result } = await onFastClock(forge, asTheApp);
      if (result instanceof JiraError) failed++;
    }
    expect(forge.jira.calls.length).toBeGreaterThan(300);
    expect(forge.jira.calls.length).toBeLessThanOrEqual(2 * 300);
    expect(failed).toBeLessThanOrEqual(3);
  });

  test('pauses between tries at random, up to 0.8, 1.6 and 3.2 seconds', async () => {
    const dice = fc.nat(999).map((thousandths) => thousandths / 1000);
    await fc.assert(
      fc.asyncProperty(fc.tuple(dice, dice, dice), async (thrown) => {
        let throws = 0;
        const random = jest.spyOn(Math, 'random').mockImplementation(() => thrown[throws++]);
        const { took } = await onFastClock(faulty({ status: 500 }, { status: 500 }, { status: 500 }), asTheApp);
        random.mockRestore();
        const expected = thrown.reduce((sum, dice, place) => sum + dice * 800 * 2 ** place, 0);
        // Timers tick in whole milliseconds.
        expect(Math.abs(took - expected)).toBeLessThanOrEqual(3);
      }),
      { numRuns: 50 },
    );
  });

  test('waits as long as a 503 says, if that is not beyond the deadline', async () => {
    const patient = await onFastClock(faulty({ status: 503, headers: { 'retry-after': '30' } }), asTheApp);
    expect(patient.result).toBe(7);
    expect(patient.took).toBeGreaterThanOrEqual(30_000);
    const hopeless = faulty({ status: 503, headers: { 'retry-after': '600' } });
    expect((await onFastClock(hopeless, asTheApp)).result).toMatchObject({ failure: 'unavailable' });
    expect(hopeless.jira.calls).toHaveLength(1);
  });

  test('gives up on an answer that never comes', async () => {
    const forge = faulty();
    forge.before = () => new Promise<void>(() => undefined);
    const { result } = await onFastClock(forge, asTheApp);
    expect(result).toMatchObject({ failure: 'unavailable' });
  });

  test.each([
    [400, 'badRequest'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [410, 'notFound'],
  ])('does not repeat a %i: %s', async (status, failure) => {
    const forge = faulty({ status });
    const { result } = await onFastClock(forge, asTheApp);
    expect(result).toBeInstanceOf(JiraError);
    expect(result).toMatchObject({ failure });
    expect(forge.jira.calls).toHaveLength(1);
  });

  test('names the field of a reply that is not as documented', async () => {
    const forge = faulty();
    forge.jira.miscount = -8;
    const { result } = await onFastClock(forge, asTheApp);
    expect(result).toMatchObject({ failure: 'unexpectedReply', details: { field: 'count' } });
  });

  test('says so when the reply is no JSON', async () => {
    const forge = aSite();
    // What counts for the fake reads JSON only.
    jest.spyOn(forge.meter, 'count').mockImplementation();
    forge.answers = { answer: () => textReply(200, '<html>') };
    const { result } = await onFastClock(forge, asTheApp);
    expect(result).toMatchObject({ failure: 'unexpectedReply', details: { field: '(whole reply)' } });
  });
});

describe('a 429 as the app', () => {
  test.each(Object.entries(JOB_CALLS))('%s makes no further call', async (_name, work) => {
    const forge = aSite();
    forge.jira.fault = () => ({ status: 429, headers: { 'retry-after': '1' } });
    const { result, took } = await onFastClock(forge, work);
    expect(result).toMatchObject({ failure: 'rateLimited', details: { status: 429, retryAfterSeconds: 1 } });
    expect(forge.jira.calls).toHaveLength(1);
    expect(took).toBe(0);
  });

  test('in the middle of a list ends it there', async () => {
    const forge = faulty(null, { status: 429 });
    forge.jira.projects = ['A', 'B', 'C', 'D', 'E'].map((key, place) => ({
      ...{ id: String(10001 + place), key, name: key, issues: [] },
    }));
    const { result } = await onFastClock(forge, () => JOB_CALLS.listProjects());
    expect(result).toMatchObject({ failure: 'rateLimited', details: { endpoint: 'project/search' } });
    expect(forge.jira.calls).toHaveLength(2);
  });

  const at = (seconds: number): string => new Date(seconds * 1000).toISOString();
  test.each<[string, Record<string, string>, { retryAfterSeconds: number; reason?: string }]>([
    [
      'Retry-After and reason',
      { 'retry-after': '1800', 'ratelimit-reason': 'jira-quota-global-based' },
      { retryAfterSeconds: 1800, reason: 'jira-quota-global-based' },
    ],
    ['a burst', { 'ratelimit-reason': 'jira-burst-based' }, { retryAfterSeconds: 0, reason: 'jira-burst-based' }],
    ['nothing', {}, { retryAfterSeconds: 0 }],
    ['the instant of the reset only', { 'x-ratelimit-reset': at(900) }, { retryAfterSeconds: 900 }],
    ['an instant to the minute', { 'x-ratelimit-reset': '1970-01-01T00:15Z' }, { retryAfterSeconds: 900 }],
    ['both', { 'retry-after': '5', 'x-ratelimit-reset': at(900) }, { retryAfterSeconds: 5 }],
    ['an instant that is over', { 'x-ratelimit-reset': '1969-12-31T23:00Z' }, { retryAfterSeconds: 0 }],
    ['nonsense', { 'retry-after': 'soon', 'x-ratelimit-reset': 'later' }, { retryAfterSeconds: 0 }],
    ['a negative time', { 'retry-after': '-7' }, { retryAfterSeconds: 0 }],
  ])('passes on what it tells: %s', async (_name, headers, told) => {
    const { result } = await onFastClock(faulty({ status: 429, headers }), asTheApp);
    expect(result).toBeInstanceOf(JiraError);
    expect((result as JiraError).details).toEqual({ endpoint: 'search/approximate-count', status: 429, ...told });
  });

  test('is one, too, when Forge’s own proxy says it', async () => {
    const forge = faulty({ status: 429, headers: { 'forge-proxy-error': 'RATE_LIMITED' } });
    const { result } = await onFastClock(forge, asTheApp);
    expect(result).toMatchObject({ failure: 'rateLimited', details: { retryAfterSeconds: 0 } });
    expect(forge.jira.calls).toHaveLength(1);
  });
});

describe('a 429 as a user', () => {
  test('is waited out, up to three times', async () => {
    const forge = faulty({ status: 429 }, { status: 429 }, { status: 429 });
    const { result } = await onFastClock(forge, asAUser, 'account-ada');
    expect(result).toBe(true);
    expect(forge.jira.calls).toHaveLength(4);
  });

  test('is not asked about again before Retry-After is over', async () => {
    const forge = faulty({ status: 429, headers: { 'retry-after': '9' } });
    const { result, took } = await onFastClock(forge, asAUser, 'account-ada');
    expect(result).toBe(true);
    expect(took).toBeGreaterThanOrEqual(9_000);
  });

  test('that asks for longer than a person waits is told at once', async () => {
    const forge = faulty({ status: 429, headers: { 'retry-after': '1800' } });
    const { result, took } = await onFastClock(forge, asAUser, 'account-ada');
    expect(result).toMatchObject({ failure: 'rateLimited', details: { retryAfterSeconds: 1800 } });
    expect(took).toBeLessThan(1000);
    expect(forge.jira.calls).toHaveLength(1);
  });
});

describe('a 400', () => {
  const fields = ['status', 'customfield_10016', 'customfield_10015'];
  test.each<[string, unknown, string | null]>([
    [
      'a message that names a field of the request',
      { errorMessages: ["Field 'customfield_10015' does not exist or you do not have permission to view it."] },
      'customfield_10015',
    ],
    ['errors by field', { errorMessages: [], errors: { customfield_10016: 'No such field.' } }, 'customfield_10016'],
    ['another field', { errorMessages: ["Field 'customfield_99' does not exist."] }, null],
    ['a longer id', { errorMessages: ["Field 'customfield_100155' does not exist."] }, null],
    ['a word that is a field, too', { errorMessages: ['The status of the token is invalid.'] }, null],
    ['a token', { errorMessages: ['The provided next page token is invalid or expired.'] }, null],
  ])('with %s', async (_name, body, field) => {
    const forge = aSite();
    forge.answers = { answer: () => reply(400, body) };
    const error = await answerOf(forge, () => readIssuePage(10001, fields, null)).catch((thrown: unknown) => thrown);
    const details = { endpoint: 'search/jql', status: 400 };
    expect(error).toMatchObject(
      field === null ? { failure: 'badRequest', details } : { failure: 'unknownField', details: { ...details, field } },
    );
  });
});
