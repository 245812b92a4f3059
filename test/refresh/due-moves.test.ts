import { appLifecycle, jiraEvents, refreshWorker } from '../../src/index';
import { dueMovesById, NO_DAY, type DueMove } from '../../src/model';
import { startReconciliation } from '../../src/refresh';
import { readFacts, readSnapshot } from '../../src/store';
import { valueOf } from '../store/support/value-of';
import { day } from '../support/facts';
import { FakeForge, useClock } from '../support/forge';
import { aProject, done } from '../support/issues';

useClock('2026-03-02T10:00:00Z');

const PAY = 10001;
const AN_HOUR = 3_600_000;
const [FIRST, SECOND] = [10001001, 10001002];

const setTo = (created: string, from: string | null, to: string | null) => ({ created, from, to });
const MOVED = setTo('2026-02-20T09:00:00.000+0000', '2026-03-01', '2026-03-20');
const MOVED_AGAIN = setTo('2026-03-01T09:00:00.000+0000', '2026-03-20', '2026-04-20');

/** Three issues, of which the first two are due, and the first was moved once. */
async function aReadSite(prepare: (forge: FakeForge) => void = () => undefined): Promise<FakeForge> {
  const forge = new FakeForge();
  forge.jira.projects = [aProject(String(PAY), 'PAY', 3)];
  for (const { fields } of forge.jira.projects[0].issues.slice(0, 2)) fields.duedate = '2026-03-20';
  forge.jira.dueHistories.set(String(FIRST), [MOVED]);
  prepare(forge);
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return forge;
}

async function movesIn(forge: FakeForge): Promise<ReadonlyMap<number, DueMove> | null> {
  const moves = (await valueOf(forge, () => readFacts(PAY)))?.value.dueMoves;
  return moves === undefined ? null : dueMovesById(moves);
}

/** Something happens to an issue, and the app hears of it. */
async function change(forge: FakeForge, place: number, fields: Record<string, unknown>): Promise<void> {
  jest.setSystemTime(Date.now() + AN_HOUR);
  const issue = forge.jira.projects[0].issues[place];
  Object.assign(issue.fields, { updated: new Date().toISOString(), ...fields });
  forge.jira.calls.length = 0;
  await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue }));
  await forge.drain(refreshWorker);
}

/** Of which issues histories were asked for, call by call. */
function asked(forge: FakeForge): readonly (readonly string[])[] {
  return forge.jira.calls
    .filter(({ endpoint }) => endpoint === 'changelog/bulkfetch')
    .map(({ body }) => (body as { issueIdsOrKeys: readonly string[] }).issueIdsOrKeys);
}

describe('what became of due dates', () => {
  test('is read with all issues, in one call for those that have one', async () => {
    const forge = await aReadSite();
    expect(await movesIn(forge)).toEqual(
      new Map([[FIRST, { first: day('2026-03-01'), lastButOne: NO_DAY, postponedLate: NO_DAY }]]),
    );
    expect(asked(forge)).toEqual([[String(FIRST), String(SECOND)]]);
  });

  test('is asked again of issues that changed and have one, and stays of the others', async () => {
    const forge = await aReadSite();
    await change(forge, 2, { summary: 'Nobody wants it by any day' });
    expect(asked(forge)).toEqual([]);
    expect(await movesIn(forge)).toHaveProperty('size', 1);
    forge.jira.dueHistories.set(String(SECOND), [MOVED, MOVED_AGAIN]);
    await change(forge, 1, { duedate: '2026-04-20' });
    expect(asked(forge)).toEqual([[String(SECOND)]]);
    expect(await movesIn(forge)).toEqual(
      new Map([
        [FIRST, { first: day('2026-03-01'), lastButOne: NO_DAY, postponedLate: NO_DAY }],
        [SECOND, { first: day('2026-03-01'), lastButOne: day('2026-02-20'), postponedLate: NO_DAY }],
      ]),
    );
  });

  test('is read to the end where Jira hands out changes by the page', async () => {
    const forge = await aReadSite(({ jira }) => {
      jira.dueHistories.set(String(FIRST), [MOVED, MOVED_AGAIN]);
      jira.changesAPage = 1;
    });
    expect(asked(forge)).toHaveLength(2);
    expect((await movesIn(forge))?.get(FIRST)?.lastButOne).toBe(day('2026-02-20'));
  });

  test('is forgotten with the due date', async () => {
    const forge = await aReadSite();
    await change(forge, 0, { duedate: null });
    expect(await movesIn(forge)).toEqual(new Map());
  });

  test('reaches the rules', async () => {
    const forge = await aReadSite(({ jira }) => jira.dueHistories.set(String(FIRST), [MOVED, MOVED_AGAIN]));
    const snapshot = (await valueOf(forge, () => readSnapshot(PAY)))?.value.snapshot;
    const finding = snapshot?.findings.find(({ rule }) => rule === 'date-churn');
    expect(finding).toMatchObject({ denominator: 2, offenders: [{ key: 'PAY-1', reason: 'movedOften' }] });
  });

  test.each([403, 404])('is not known where Jira refuses changelogs with %p; everything else is', async (status) => {
    const forge = await aReadSite(({ jira }) => {
      jira.fault = (endpoint) => (endpoint === 'changelog/bulkfetch' ? { status } : null);
    });
    expect(await movesIn(forge)).toBeNull();
    const snapshot = (await valueOf(forge, () => readSnapshot(PAY)))?.value.snapshot;
    expect(snapshot?.findings.find(({ rule }) => rule === 'date-churn')).toMatchObject({ status: 'notAssessable' });
    // Allowed by now: the next change asks for all.
    forge.jira.fault = () => null;
    await change(forge, 2, { status: done });
    expect(asked(forge)).toEqual([[String(FIRST), String(SECOND)]]);
    expect(await movesIn(forge)).toHaveProperty('size', 1);
  });

  test('is proved by a reconciliation', async () => {
    const forge = await aReadSite();
    forge.jira.dueHistories.set(String(FIRST), [MOVED, MOVED_AGAIN]);
    jest.setSystemTime(Date.now() + AN_HOUR);
    await forge.run(() => startReconciliation(PAY, null));
    await forge.drain(refreshWorker);
    expect((await movesIn(forge))?.get(FIRST)?.lastButOne).toBe(day('2026-02-20'));
  });
});
