import fc from 'fast-check';
import {
  browsableBy,
  mayAdministerJira,
  mayBrowse,
  metered,
  namesOf,
  placeIssues,
  readLiveIssues,
  type JiraUsage,
} from '../../src/jira';
import type { JiraFault } from '../support/fake-jira';
import type { FakeForge } from '../support/forge';
import { answerOf, aSite, JOB_CALLS, onFastClock } from './support/calls';

const ADA = 'account-ada';

/** What people's clicks ask, as them. */
const CLICKS: Readonly<Record<string, () => Promise<unknown>>> = {
  mayBrowse: () => mayBrowse(10001),
  mayAdministerJira: () => mayAdministerJira(),
  browsableBy: () => browsableBy([10001, 10002], [10001001]),
  readLiveIssues: () => readLiveIssues([10001001, 'PAY-2']),
  placeIssues: () => placeIssues([10001001, 10001002]),
  namesOf: () => namesOf([ADA, 'account-unknown']),
};
const ALL = { ...JOB_CALLS, ...CLICKS };

function aSiteWithAda(): FakeForge {
  const forge = aSite();
  forge.jira.browse.set(ADA, new Set(['10001']));
  forge.jira.users.set(ADA, 'Ada Admin');
  return forge;
}

/** Does the calls one after the other, whether they fail or not. */
async function doAll(names: readonly string[]): Promise<void> {
  for (const name of names) await ALL[name]().catch(() => undefined);
}

describe('a meter', () => {
  const failing = fc.constantFrom<JiraFault | null>(
    null,
    null,
    null,
    { status: 500 },
    { status: 404 },
    { status: 429 },
  );

  test('says what the platform counted: calls, points by Atlassian’s price list, bytes', async () => {
    const someCalls = fc.array(fc.constantFrom(...Object.keys(ALL)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(someCalls, fc.array(failing, { maxLength: 12 }), async (names, faults) => {
        const forge = aSiteWithAda();
        forge.jira.fault = (_endpoint, call) => faults[call - 1] ?? null;
        const { result } = await onFastClock(forge, () => metered(() => doAll(names)), ADA);
        expect((result as { usage: JiraUsage }).usage).toEqual(forge.meter.total());
        expect(forge.jira.calls).toHaveLength(forge.meter.total().calls);
      }),
      { numRuns: 200 },
    );
  });

  test.each(Object.entries(ALL))('of %s costs what forge’s price list says', async (_name, work) => {
    const forge = aSiteWithAda();
    const { usage } = await answerOf(forge, () => metered(work), ADA);
    expect(usage).toEqual(forge.meter.total());
    expect(usage.points).toBeGreaterThan(usage.calls);
  });

  test('around others counts theirs, too; beside others only its own', async () => {
    const forge = aSite();
    const inner: JiraUsage[] = [];
    const outer = await answerOf(forge, () =>
      metered(async () => {
        await JOB_CALLS.countIssues();
        const [a, b] = await Promise.all([metered(JOB_CALLS.readIssuePage), metered(JOB_CALLS.countIssues)]);
        inner.push(a.usage, b.usage);
      }),
    );
    expect(inner.map(({ calls, points }) => ({ calls, points }))).toEqual([
      { calls: 1, points: 8 },
      { calls: 1, points: 2 },
    ]);
    expect(outer.usage).toEqual(forge.meter.total());
    expect(outer.usage).toMatchObject({ calls: 3, points: 12 });
  });

  test('tells what was used when the work throws, before the error arrives', async () => {
    const forge = aSite();
    forge.jira.fault = (endpoint) => (endpoint === 'search/jql' ? { status: 429 } : null);
    const heard: unknown[] = [];
    const work = async (): Promise<void> => {
      await JOB_CALLS.countIssues();
      await JOB_CALLS.readIssuePage();
    };
    const hear = ({ calls, points }: JiraUsage): void => void heard.push({ calls, points });
    await answerOf(forge, () => metered(work, hear)).catch(({ failure }: { failure: unknown }) => heard.push(failure));
    expect(heard).toEqual([{ calls: 2, points: 3 }, 'rateLimited']);
  });

  test('counts a lost connection as a call that cost something', async () => {
    const forge = aSite();
    forge.jira.fault = (_endpoint, call) => (call === 1 ? 'lost' : null);
    const { result } = await onFastClock(forge, () => metered(JOB_CALLS.countIssues));
    expect(result).toMatchObject({ value: 7, usage: { calls: 2, points: 3 } });
  });

  test('is not needed', async () => {
    expect(await answerOf(aSite(), JOB_CALLS.countIssues)).toBe(7);
  });
});
