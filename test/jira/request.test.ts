import { countIssues, JiraError, listProjects, readIssuePage } from '../../src/jira';
import type { JiraFault } from '../support/fake-jira';
import { FakeForge, type Outcome } from '../support/forge';
import { aProject } from '../support/issues';

/** Runs a call on a clock that jumps over every pause; answers it with the time that it took. */
async function onFastClock<T>(forge: FakeForge, work: () => Promise<T>): Promise<{ result: unknown; took: number }> {
  jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate'] });
  try {
    const running = forge.run(work).then(
      (outcome: Outcome<T>) => (outcome.killed ? 'killed' : outcome.value),
      (error: unknown) => error,
    );
    await jest.runAllTimersAsync();
    return { result: await running, took: Date.now() };
  } finally {
    jest.useRealTimers();
  }
}

function faulty(...faults: (JiraFault | null)[]): FakeForge {
  const forge = new FakeForge();
  forge.jira.projects = [aProject('10001', 'PAY', 7)];
  forge.jira.fault = (_endpoint, call) => faults[call - 1] ?? null;
  return forge;
}

describe('asking Jira', () => {
  test.each<[string, JiraFault]>([
    ['429 without Retry-After', { status: 429 }],
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['a lost connection', 'lost'],
  ])('comes through three times %s', async (_name, fault) => {
    const forge = faulty(fault, fault, fault);
    const { result } = await onFastClock(forge, () => countIssues(10001));
    expect(result).toBe(7);
    expect(forge.jira.calls).toHaveLength(4);
  });

  test('gives up after the fourth try', async () => {
    const forge = faulty(...Array<JiraFault>(9).fill({ status: 503 }));
    const { result } = await onFastClock(forge, () => countIssues(10001));
    expect(result).toMatchObject({ name: 'JiraError', failure: 'unavailable', details: { status: 503 } });
    expect(forge.jira.calls).toHaveLength(4);
  });

  test('does not ask again before Retry-After is over', async () => {
    const forge = faulty({ status: 429, headers: { 'retry-after': '30' } });
    const { result, took } = await onFastClock(forge, () => countIssues(10001));
    expect(result).toBe(7);
    expect(took).toBeGreaterThanOrEqual(30_000);
  });

  test('leaves a long Retry-After to its caller, at once', async () => {
    const forge = faulty({ status: 429, headers: { 'retry-after': '1800' } });
    const { result, took } = await onFastClock(forge, () => countIssues(10001));
    expect(result).toMatchObject({ failure: 'rateLimited', details: { retryAfterSeconds: 1800 } });
    expect(took).toBeLessThan(1000);
    expect(forge.jira.calls).toHaveLength(1);
  });

  test('gives up on an answer that never comes', async () => {
    const forge = faulty();
    forge.before = () => new Promise<void>(() => undefined);
    const { result } = await onFastClock(forge, () => countIssues(10001));
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
    const { result } = await onFastClock(forge, () => countIssues(10001));
    expect(result).toBeInstanceOf(JiraError);
    expect(result).toMatchObject({ failure });
    expect(forge.jira.calls).toHaveLength(1);
  });

  test('names the field of a reply that is not as documented', async () => {
    const forge = faulty();
    forge.jira.miscount = -8;
    const { result } = await onFastClock(forge, () => countIssues(10001));
    expect(result).toMatchObject({ failure: 'unexpectedReply', details: { field: 'count' } });
  });
});

describe('paging', () => {
  test.each([1, 3, 7, 100])('with pages of %i issues reads each issue once', async (size) => {
    const forge = faulty();
    forge.jira.pageSize = () => size;
    const keys: string[] = [];
    await forge.run(async () => {
      let token: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof readIssuePage>> = await readIssuePage(10001, ['status'], token);
        keys.push(...page.issues.map((issue) => (issue as { key: string }).key));
        token = page.nextPageToken;
      } while (token !== null);
    });
    expect(keys).toEqual(['PAY-1', 'PAY-2', 'PAY-3', 'PAY-4', 'PAY-5', 'PAY-6', 'PAY-7']);
  });

  test('lists projects beyond the first page, and not those in the archive', async () => {
    const forge = faulty();
    forge.jira.projects = ['A', 'B', 'C', 'D', 'E'].map((key, place) => aProject(String(10001 + place), key, 0));
    forge.jira.projects[1].archived = true;
    const outcome = await forge.run(() => listProjects('app'));
    if (outcome.killed) throw new Error('not killed');
    expect(outcome.value.map(({ key }) => key)).toEqual(['A', 'C', 'D', 'E']);
  });
});
