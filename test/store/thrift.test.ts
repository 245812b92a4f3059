import {
  amendFactsMeta,
  commitFacts,
  commitSnapshot,
  createMarker,
  deleteMarker,
  getMarker,
  readFactsHeader,
  reservePoints,
  setRun,
  type FactsMeta,
  type PackedFacts,
  type SnapshotMeta,
} from '../../src/store';
import { defaultPlaybook, evaluate } from '../../src/compliance';
import { FakeForge, useClock } from '../support/forge';
import { anIssue, someFacts, TODAY } from '../support/facts';
import { seeded } from './support/interleave';

useClock('2026-03-02T10:00:00Z');

const PAY = 10_001;
const ISSUES = 1000;

/** A project of 1,000 issues; those of `changed` have been updated today. */
function facts(changed: readonly number[] = []): PackedFacts {
  const next = seeded(7);
  const issues = Array.from({ length: ISSUES }, (_, place) => {
    const [start, days, age] = [TODAY - Math.floor(next() * 300), Math.floor(next() * 60), Math.floor(next() * 200)];
    const state = next() < 0.5 ? ('done' as const) : ('todo' as const);
    return anIssue({
      number: place + 1,
      state,
      ...{ start: next() < 0.6 ? start : null, due: next() < 0.6 ? start + days : null },
      ...{ finishedOn: state === 'done' ? start + days : null, hasAssignee: next() < 0.8 },
      updatedOn: changed.includes(place) ? TODAY : TODAY - 1 - age,
    });
  });
  const { surroundings: _unknown, schedule: _neither, ...packed } = someFacts({ issues });
  return packed;
}

const meta = (readAt: number): FactsMeta => ({
  ...{ readAt, wholeAt: 1_790_000_000_000, runId: '6f0c2a34-9f4e-4b5f-9d0e-3f1c2b7a8d90', issuesCounted: ISSUES },
  ...{ checkedAt: 1_790_000_000_000, versions: 'q83vEjRWeJC', pace: { tokens: 2.25, at: 1_790_000_000_000 } },
});

const snapshotMeta = (readAt: number): SnapshotMeta => ({
  ...{ readAt, mergedAt: 1_790_000_000_000, surroundings: 'q83vEjRWeJCr', day: TODAY },
  ...{ scheduledAt: 1_790_000_000_000, schedule: 'q83vEjRW', waivers: 0, gates: 0, sprints: 0 },
  playbook: { id: defaultPlaybook.id, version: defaultPlaybook.version },
});

interface Cost {
  readonly read: number;
  readonly written: number;
  readonly calls: number;
}

async function cost(forge: FakeForge, work: () => Promise<unknown>): Promise<Cost> {
  const before = { ...forge.kvs.usage };
  const outcome = await forge.run(work);
  if (outcome.killed) throw new Error('Nobody killed it');
  const { usage } = forge.kvs;
  const [read, written] = [usage.readBytes - before.readBytes, usage.writtenBytes - before.writtenBytes];
  return { read, written, calls: outcome.calls };
}

/** Bytes of the parts that hold content. */
function partBytes(forge: FakeForge, kind: string): number {
  return forge.keys(`${kind}-part`).reduce((sum, key) => sum + (forge.storage.get(key) ?? '').length, 0);
}

const T = 1_790_000_000_000;

describe('what storage costs, in bytes as Forge bills them', () => {
  test('a commit writes what changed and at most 700 bytes beside; so does an amendment', async () => {
    const forge = new FakeForge();
    const first = await cost(forge, () => commitFacts(PAY, facts(), meta(T)));
    const content = partBytes(forge, 'facts');
    expect(first.written - content).toBeLessThan(700);
    expect(content / ISSUES).toBeLessThan(30);
    const before = new Map(forge.storage);
    const second = await cost(forge, () => commitFacts(PAY, facts([500]), meta(T + 1)));
    const fresh = forge.keys('facts-part').filter((key) => !before.has(key));
    const changed = fresh.reduce((sum, key) => sum + (forge.storage.get(key) ?? '').length, 0);
    expect(fresh.length).toBeLessThanOrEqual(2);
    expect(changed).toBeLessThan(content / 2);
    expect(second.written - changed).toBeLessThan(700);
    const amended = await cost(forge, () => amendFactsMeta(PAY, (stored) => ({ ...stored, checkedAt: T })));
    expect(amended.written).toBeLessThan(450);
    const header = await cost(forge, () => readFactsHeader(PAY));
    expect(header.read).toBeLessThan(450);
    expect(header.calls).toBe(3);
  });

  test('a snapshot that did not change costs its header', async () => {
    const forge = new FakeForge();
    const { project } = facts();
    const snapshot = evaluate({ ...facts(), surroundings: null, schedule: null }, defaultPlaybook, TODAY);
    const stored = { snapshot, project: { id: project.id, key: project.key, name: project.name }, unreadable: [] };
    await forge.run(() => commitSnapshot(PAY, stored, snapshotMeta(T)));
    const again = await cost(forge, () => commitSnapshot(PAY, stored, snapshotMeta(T + 1)));
    expect(again.written).toBeLessThan(230);
    expect(partBytes(forge, 'snapshot')).toBeLessThan(2000);
  });

  test('an event’s marker, a run’s step and a reservation are small', async () => {
    const forge = new FakeForge();
    const marker = { runId: '6f0c2a34-9f4e-4b5f-9d0e-3f1c2b7a8d90', at: T, by: 'background', askedBy: null } as const;
    const markerCycle = await cost(forge, async () => {
      await createMarker(PAY, marker);
      await getMarker(PAY);
      await deleteMarker(PAY);
    });
    const reserve = () => reservePoints('2026-03-02T10', { what: 'changes of 10001', points: 140, at: T }, 32_500);
    await forge.run(reserve);
    const reservation = await cost(forge, reserve);
    const step = await cost(forge, () =>
      setRun(PAY, {
        ...{ runId: marker.runId, mode: 'changes', startedAt: T, source: 'search', pages: 1 },
        ...{ pageToken: null, sinceMinutes: 70, issuesRead: 100, issuesExpected: 120, aliveAt: T, restarts: 0 },
        ...{ deferrals: 0, mergeOwed: false, behind: null, waiting: null, by: 'background', askedBy: null },
      }),
    );
    expect(markerCycle.written).toBeLessThan(120);
    expect(reservation.written).toBeLessThan(120);
    expect(step.written).toBeLessThan(220);
  });
});
