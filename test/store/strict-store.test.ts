import { KvsRemote } from '../../sandbox/platform/kvs/kvs-remote';
import { KvsStore } from '../../sandbox/platform/kvs/kvs-store';
import type { GatewayRequest } from '../../sandbox/platform/gateway';
import { DEFAULT_TUNING } from '../../sandbox/platform/tuning';
import {
  addHint,
  addJobEntry,
  commitFacts,
  commitIndex,
  createMarker,
  deleteHints,
  deleteMarker,
  deleteProjectDocuments,
  getMarker,
  getPauses,
  listHints,
  listJobEntries,
  noteViewed,
  pointsOf,
  readFacts,
  readHistory,
  readIndex,
  readSettings,
  reservePoints,
  saveSettings,
  setPause,
  sweepStore,
  writeHistory,
} from '../../src/store';
import { runInProcess, type Process } from '../support/processes';
import { anIssue, someFacts } from '../support/facts';
import { useClock } from '../support/forge';
import { textReply } from '../support/reply';

useClock('2026-03-02T10:00:00Z');

const PAY = 10_001;
const T = Date.parse('2026-03-02T10:00:00Z');

/** The sandbox's store: refuses what Forge refuses, keeps its quotas, and lets queries see nothing new. */
function strictStore(): { readonly refusals: string[]; readonly run: <T>(work: () => Promise<T>) => Promise<T> } {
  const refusals: string[] = [];
  const clock = { now: () => T, queryDelayMilliseconds: 3_600_000, expiryLagMilliseconds: 0 };
  const store = new KvsStore({ ...clock, onChange: () => undefined });
  const kvs = new KvsRemote({
    ...{ store, scopes: ['storage:app'], entities: new Map(), now: () => T },
    unitsPerMinute: DEFAULT_TUNING.storageUnitsPerMinute,
  });
  const fetch: Process['fetch'] = async (to, path, init = {}) => {
    const request = { remote: to.remote, path, method: init.method ?? 'GET', body: init.body ?? '' };
    const { status, body = '', headers } = await kvs.handle(request as GatewayRequest);
    if (status >= 400 && status !== 404 && status !== 409) refusals.push(`${path}: ${body}`);
    return textReply(status, body, headers);
  };
  const process = { asker: { kind: 'app' as const }, name: 'test', fetch, timers: null, killAtCall: null };
  const life = { onKilled: () => undefined, calls: 0, dead: false, diedAt: null };
  return { refusals, run: (work) => runInProcess({ ...process, ...life }, work) };
}

test('all that is decided by gets works where queries are an hour late; no key, size or rate is refused', async () => {
  const { refusals, run } = strictStore();
  const {
    surroundings: _unknown,
    schedule: _neither,
    ...facts
  } = someFacts({
    issues: Array.from({ length: 3000 }, (_, place) => anIssue({ number: place + 1 })),
  });
  const meta = { readAt: T, wholeAt: T, runId: 'r1', issuesCounted: 3000, checkedAt: 0, versions: '' };
  const hint = { kind: 'gone', issueId: 7, at: T } as const;
  await run(async () => {
    expect(await commitFacts(PAY, facts, { ...meta, pace: { tokens: 3, at: T } })).toBe('written');
    expect((await readFacts(PAY))?.value).toEqual(facts);
    await commitIndex([{ id: PAY, key: 'PAY', name: 'Päyments', lead: 'active' }], T);
    expect((await readIndex()).projects).toEqual([{ id: PAY, key: 'PAY', name: 'Päyments', lead: 'active' }]);
    for (let turn = 1; turn <= 5; turn++) {
      const entry = { what: 'changes of 10001', points: 100, at: T };
      expect(await reservePoints('2026-03-02T10', entry, 450)).toEqual({
        granted: turn < 5,
        total: Math.min(4, turn) * 100,
      });
    }
    expect(await pointsOf('2026-03-02T10')).toBe(400);
    await setPause({ endpoint: 'search/jql', until: T + 1000, reason: 'jira-quota-tenant-based' });
    expect(await getPauses()).toHaveLength(1);
    expect(await saveSettings({ backgroundShare: 0.25 }, 0, '5b10:0a-1c', T)).toBe('saved');
    expect((await readSettings()).value.backgroundShare).toBe(0.25);
    expect(await createMarker(PAY, { runId: 'r', at: T, by: 'people', askedBy: 'a' })).toBe(true);
    expect(await createMarker(PAY, { runId: 's', at: T, by: 'people', askedBy: 'a' })).toBe(false);
    await deleteMarker(PAY);
    expect(await getMarker(PAY)).toBeNull();
    await addHint(PAY, hint);
    expect(await listHints(PAY)).toEqual([]);
    await deleteHints(PAY, [hint]);
    await noteViewed(PAY, T);
    await writeHistory(PAY, 20_514, { score: 1, coverage: 1, level: null, playbook: 'p@1', attainments: {}, few: {} });
    expect(await readHistory(PAY, 20_514, 20_514)).toEqual([]);
    await addJobEntry({
      ...{ at: T, job: 'whole', projectId: PAY, milliseconds: 1, calls: 1, points: 1, bytes: 1, issues: 1 },
      ...{ outcome: 'failed', cause: 'Jira said no.', remedy: 'Ask again.', askedBy: null },
    });
    expect(await listJobEntries(10)).toEqual([]);
    await deleteProjectDocuments(PAY);
    expect(await readFacts(PAY)).toBeNull();
    await sweepStore(T);
  });
  expect(refusals).toEqual([]);
});
