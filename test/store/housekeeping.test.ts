import {
  addJobEntry,
  createMarker,
  createRun,
  deleteProjectDocuments,
  deleteProjectPast,
  forgetAccount,
  getMarker,
  getRun,
  getViewedAt,
  listFailures,
  listJobEntries,
  listReconciliations,
  listStoredAccounts,
  listViewed,
  noteViewed,
  readSettings,
  readStagedPage,
  reservePoints,
  saveSettings,
  setFailure,
  setReconciliation,
  setRun,
  stagePage,
  sweepStore,
  writeHistory,
  type JobEntry,
  type PackedFacts,
  type RefreshRun,
} from '../../src/store';
import { inflate } from '../../src/store/bytes';
import { FakeForge, useClock } from '../support/forge';
import { someFacts } from '../support/facts';
import { valueOf } from './support/value-of';

useClock('2026-03-02T10:00:00Z');

const A_DAY = 86_400_000;
const PAY = 10_001;

const aRun = (overrides: Partial<RefreshRun> = {}): RefreshRun => ({
  ...{ runId: 'r1', mode: 'changes', startedAt: 5, source: 'search', pages: 0, pageToken: null },
  ...{ sinceMinutes: 7, issuesRead: 0, issuesExpected: null, aliveAt: 5, restarts: 0, deferrals: 0 },
  ...{ mergeOwed: false, behind: null, waiting: null, by: 'people', askedBy: null },
  ...overrides,
});

const anEntry = (overrides: Partial<JobEntry> = {}): JobEntry => ({
  ...{ at: Date.now(), job: 'changes', projectId: PAY, milliseconds: 9, calls: 3, points: 40, bytes: 1000 },
  ...{ issues: 5, outcome: 'done', cause: null, remedy: null, askedBy: null },
  ...overrides,
});

function someStoredFacts(): PackedFacts {
  const { surroundings, schedule: _unknown, ...facts } = someFacts();
  expect(surroundings).not.toBeNull();
  return facts;
}

describe('what an earlier version of the app left under way', () => {
  test('a run goes on as the whole reading it was', async () => {
    const forge = new FakeForge();
    const { runId, startedAt, pages, pageToken, issuesRead, issuesExpected, aliveAt } = aRun({ pages: 3 });
    const counters = { restarts: 0, deferrals: 1, mergeOwed: true };
    const value = { runId, startedAt, pages, pageToken, issuesRead, issuesExpected, aliveAt, ...counters };
    forge.storage.set(`run:${PAY}`, JSON.stringify({ schema: 1, value: { ...value, phase: 'reading' } }));
    expect(await valueOf(forge, () => getRun(PAY))).toEqual(
      aRun({ ...value, mode: 'whole', sinceMinutes: null, by: 'background' }),
    );
  });

  test('a run of version 2 goes on where it was', async () => {
    const forge = new FakeForge();
    const waiting = { until: 8, for: 'points' } as const;
    const [pages, issuesRead, issuesExpected, aliveAt] = [2, 140, 250, 7];
    const value = [
      ...['r1', 'changes', 5, 'reading', 'search', pages, 'a token', null, 12, issuesRead, issuesExpected, aliveAt],
      ...[1, 0, true, waiting, 'people', 'account'],
    ];
    forge.storage.set(`run:${PAY}`, JSON.stringify({ schema: 2, value }));
    expect(await valueOf(forge, () => getRun(PAY))).toEqual({
      ...{ runId: 'r1', mode: 'changes', startedAt: 5, source: 'search', pages, pageToken: 'a token', behind: null },
      ...{ sinceMinutes: 12, issuesRead, issuesExpected, aliveAt, restarts: 1, deferrals: 0, mergeOwed: true },
      ...{ waiting, by: 'people', askedBy: 'account' },
    });
  });

  test('a marker stands for its job', async () => {
    const forge = new FakeForge();
    forge.storage.set(`dirty:${PAY}`, JSON.stringify({ schema: 1, value: { runId: 'r1', at: 7 } }));
    expect(await valueOf(forge, () => getMarker(PAY))).toEqual({ runId: 'r1', at: 7, by: 'background', askedBy: null });
  });
});

describe('a run', () => {
  test('waiting or not comes back as it was', async () => {
    const forge = new FakeForge();
    for (const run of [aRun(), aRun({ waiting: { until: 9, for: 'points' }, pageToken: 'next', askedBy: 'ada' })]) {
      await forge.run(() => setRun(PAY, run));
      expect(await valueOf(forge, () => getRun(PAY))).toEqual(run);
    }
  });

  test('leaves staged pages that are read as they were written, and swept once it is over', async () => {
    const forge = new FakeForge();
    const facts = someStoredFacts();
    await forge.run(() => createRun(PAY, aRun()));
    await forge.run(() => stagePage(PAY, 'r1', 0, facts));
    await forge.run(() => stagePage(PAY, 'earlier', 4, facts));
    await forge.run(() => sweepStore(Date.now()));
    expect(await valueOf(forge, () => readStagedPage(PAY, 'r1', 0))).toEqual(facts);
    expect(await valueOf(forge, () => readStagedPage(PAY, 'earlier', 4))).toBeNull();
  });
});

describe('the job log', () => {
  test('answers the newest entries first', async () => {
    const forge = new FakeForge();
    for (const at of [3, 1, 2]) await forge.run(() => addJobEntry(anEntry({ at })));
    expect((await valueOf(forge, () => listJobEntries(2))).map(({ at }) => at)).toEqual([3, 2]);
    expect(await valueOf(forge, () => listJobEntries(1))).toEqual([anEntry({ at: 3 })]);
  });

  test('forgets what is two weeks old', async () => {
    const forge = new FakeForge();
    for (const days of [0, 13, 14.01, 15, 20]) {
      await forge.run(() => addJobEntry(anEntry({ at: Date.now() - days * A_DAY })));
    }
    await forge.run(() => sweepStore(Date.now()));
    expect(await valueOf(forge, () => listJobEntries(100))).toHaveLength(2);
  });
});

describe('attention', () => {
  test('is noted once a minute', async () => {
    const forge = new FakeForge();
    expect(await valueOf(forge, () => getViewedAt(PAY))).toBe(0);
    const now = Date.now();
    for (const seconds of [0, 20, 59]) await forge.run(() => noteViewed(PAY, now + seconds * 1000));
    expect(await valueOf(forge, () => getViewedAt(PAY))).toBe(now);
    await forge.run(() => noteViewed(PAY, now + 60_000));
    expect(await valueOf(forge, listViewed)).toEqual(new Map([[PAY, now + 60_000]]));
    expect(forge.kvs.usage.writes).toBe(2);
  });
});

describe('results by project', () => {
  test('of reconciliations and failures are listed', async () => {
    const forge = new FakeForge();
    const result = {
      ...{ at: 1, issues: 100, contents: 20, missing: 1, gone: 0, linksDiffering: 2, contentsDiffering: 0 },
      repaired: true,
    };
    const failure = { at: 2, cause: 'Jira said no.', remedy: 'Ask again.' };
    await forge.run(() => setReconciliation(PAY, result));
    await forge.run(() => setFailure(PAY, failure));
    expect(await valueOf(forge, listReconciliations)).toEqual(new Map([[PAY, result]]));
    expect(await valueOf(forge, listFailures)).toEqual(new Map([[PAY, failure]]));
  });

  test('go with the project’s content', async () => {
    const forge = new FakeForge();
    const row = { score: 1, coverage: 1, level: null, playbook: 'p@1', attainments: {}, few: {} };
    await forge.run(() => writeHistory(PAY, 20_000, row));
    await forge.run(() => noteViewed(PAY, Date.now()));
    await forge.run(() => deleteProjectDocuments(PAY));
    expect(forge.keys('history')).not.toEqual([]);
    await forge.run(() => deleteProjectPast(PAY));
    expect([...forge.storage.keys()]).toEqual([]);
  });
});

/** All that is stored; small documents lie deflated in their headers. */
function textsAtRest(forge: FakeForge): readonly string[] {
  return [...forge.storage.values()].flatMap((text) => {
    const inline = /=([^"]+)"/.exec(text);
    return inline === null ? [text] : [text, inflate(inline[1]).toString('utf8')];
  });
}

describe('accounts', () => {
  async function withAccounts(): Promise<FakeForge> {
    const forge = new FakeForge();
    await forge.run(() => createRun(PAY, aRun({ askedBy: 'ada', startedAt: 10 })));
    await forge.run(() => createMarker('merge', { runId: 'r', at: 20, by: 'people', askedBy: 'ada' }));
    await forge.run(() => createMarker(PAY, { runId: 'r', at: 20, by: 'people', askedBy: 'bob' }));
    await forge.run(() => addJobEntry(anEntry({ at: 30, askedBy: 'bob' })));
    await forge.run(() => addJobEntry(anEntry({ at: 31, askedBy: null })));
    await forge.run(() => saveSettings({ backgroundShare: 0.3 }, 0, 'cleo', 40));
    return forge;
  }

  test('at rest are listed, each with when it was stored last', async () => {
    expect(await valueOf(await withAccounts(), listStoredAccounts)).toEqual([
      { accountId: 'ada', updatedAt: 20 },
      { accountId: 'bob', updatedAt: 30 },
      { accountId: 'cleo', updatedAt: 40 },
    ]);
  });

  test.each(['ada', 'bob', 'cleo'])('that is forgotten (%s) is nowhere, and all else stays', async (accountId) => {
    const forge = await withAccounts();
    const before = [...forge.storage.keys()];
    expect(textsAtRest(forge).some((text) => text.includes(accountId))).toBe(true);
    const others = (await valueOf(forge, listStoredAccounts)).filter((account) => account.accountId !== accountId);
    await forge.run(() => forgetAccount(accountId));
    expect(textsAtRest(forge).filter((text) => text.includes(accountId))).toEqual([]);
    expect(await valueOf(forge, listStoredAccounts)).toEqual(others);
    expect(await valueOf(forge, readSettings)).toMatchObject({ value: { backgroundShare: 0.3 }, version: 1 });
    expect([...forge.storage.keys()]).toEqual(expect.arrayContaining(before));
  });
});

describe('the sweep', () => {
  test('deletes ledgers after two days', async () => {
    const forge = new FakeForge();
    const entry = { what: 'x', points: 1, at: 1 };
    for (const hour of ['2026-02-28T09', '2026-02-28T11', '2026-03-02T09']) {
      await forge.run(() => reservePoints(hour, entry, 10));
    }
    await forge.run(() => sweepStore(Date.now()));
    expect(forge.keys('points').map((key) => key.slice(7, 20))).toEqual(['2026-02-28T11', '2026-03-02T09']);
  });
});
