import { isDeepStrictEqual } from 'node:util';
import { appLifecycle, jiraEvents, refreshWorker } from '../../src/index';
import { readDependencyReport, readSnapshot } from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aProject, block, done } from '../support/issues';

useClock('2026-03-02T10:00:00Z');

/** Two projects that wait for each other; pages of two issues, so that a reading takes several. */
function aSite(): FakeForge {
  const forge = new FakeForge();
  const pay = aProject('10001', 'PAY', 5);
  const hr = aProject('10002', 'HR', 2);
  block(pay.issues[0], hr.issues[0]);
  block(hr.issues[0], pay.issues[0]);
  forge.jira.projects = [pay, hr];
  forge.jira.pageSize = () => 2;
  return forge;
}

interface Seen {
  readonly snapshots: readonly unknown[];
  readonly report: unknown;
}

async function look(forge: FakeForge): Promise<Seen> {
  const outcome = await forge.run(async () => ({
    snapshots: await Promise.all([10001, 10002].map(async (id) => (await readSnapshot(id))?.value ?? null)),
    report: await readDependencyReport(),
  }));
  if (outcome.killed) throw new Error('not killed');
  return outcome.value;
}

/** Lets others go first a few times, so that jobs interleave. */
async function yields(times: number): Promise<void> {
  for (let time = 0; time < times; time++) await new Promise((resolve) => setImmediate(resolve));
}

/** What differs, in few words: whole snapshots are long. */
function differences(seen: Seen, expected: Seen): readonly string[] {
  const parts = [...expected.snapshots.keys()].filter(
    (place) => !isDeepStrictEqual(seen.snapshots[place], expected.snapshots[place]),
  );
  return [
    ...parts.map((place) => `snapshot ${place}: ${seen.snapshots[place] === null ? 'none' : 'another'}`),
    ...(isDeepStrictEqual(seen.report, expected.report) ? [] : ['report']),
  ];
}

function expectNothingLeft(forge: FakeForge): void {
  for (const kind of ['run', 'staged', 'dirty', 'failure']) expect([kind, forge.keys(kind)]).toEqual([kind, []]);
}

async function undisturbed(): Promise<Seen> {
  const forge = aSite();
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return look(forge);
}

describe('a first refresh', () => {
  test('finds both projects in the cycle', async () => {
    const { snapshots, report } = await undisturbed();
    expect(snapshots).toHaveLength(2);
    expect(report).toMatchObject({ dependencies: 2, crossProject: 2, cycles: [{ live: true }] });
  });

  /** Every job of the queue is killed once at its n-th call, for every n that any of them reaches. */
  test('killed at any call of any job comes to the same snapshots', async () => {
    const expected = await undisturbed();
    let kills = 1;
    for (let call = 1; kills > 0; call++) {
      const forge = aSite();
      kills = 0;
      await forge.run(() => appLifecycle());
      const killed = new Set<string>();
      for (let deliveries = 0; forge.queue.length > 0; deliveries++) {
        if (deliveries > 500) throw new Error(`the queue does not run dry after kills at call ${call}`);
        const event = forge.takeNext();
        const identity = JSON.stringify(event.body);
        const first = !killed.has(identity);
        killed.add(identity);
        if (await forge.deliver(event, refreshWorker, first ? call : undefined)) kills++;
      }
      expect([call, differences(await look(forge), expected)]).toEqual([call, []]);
      expectNothingLeft(forge);
    }
  });

  test('a kill costs one page at most', async () => {
    for (let call = 1; ; call++) {
      const forge = aSite();
      await forge.run(() => appLifecycle());
      let discovered = false;
      let wasKilled = false;
      while (forge.queue.length > 0) {
        const event = forge.takeNext();
        const { job, projectId } = event.body as { job: string; projectId?: number };
        const isIt = discovered && !wasKilled && job === 'project' && projectId === 10001;
        discovered ||= job === 'discover';
        if (await forge.deliver(event, refreshWorker, isIt ? call : undefined)) wasKilled = true;
        else if (isIt) break;
      }
      const pages = forge.jira.calls.filter(
        ({ endpoint, body }) =>
          endpoint === 'search/jql' && (body as { jql: string }).jql === 'project = 10001 ORDER BY key ASC',
      );
      expect(pages.length).toBeLessThanOrEqual(4);
      if (!wasKilled) break;
    }
  });

  test('with every event delivered twice comes to the same snapshots', async () => {
    const expected = await undisturbed();
    const forge = aSite();
    await forge.run(() => appLifecycle());
    const seen = new Set<string>();
    while (forge.queue.length > 0) {
      const event = forge.takeNext();
      await forge.deliver(event, refreshWorker);
      const identity = JSON.stringify(event.body);
      if (!seen.has(identity)) await forge.deliver(event, refreshWorker);
      seen.add(identity);
    }
    expect(differences(await look(forge), expected)).toEqual([]);
    expectNothingLeft(forge);
  });

  test('with every job beside its twin comes to the same snapshots', async () => {
    const expected = await undisturbed();
    for (let round = 0; round < 3; round++) {
      const forge = aSite();
      forge.before = () => yields(Math.floor(Math.random() * 4));
      await forge.run(() => appLifecycle());
      while (forge.queue.length > 0) {
        const event = forge.takeNext();
        await Promise.all([forge.deliver(event, refreshWorker), forge.deliver(event, refreshWorker)]);
      }
      expect(differences(await look(forge), expected)).toEqual([]);
      expect(forge.keys('dirty')).toEqual([]);
    }
  });
});

describe('an edit while a reading is under way', () => {
  test('is in the snapshot in the end, wherever it falls', async () => {
    for (let call = 1; call < 60; call += 2) {
      const forge = aSite();
      await forge.run(() => appLifecycle());
      await forge.drain(refreshWorker);
      const issue = forge.jira.projects[0].issues[0];
      const event = { eventType: 'avi:jira:updated:issue', issue };
      await forge.run(() => jiraEvents(event));

      let calls = 0;
      let edited = false;
      forge.before = async () => {
        if (edited || ++calls !== call) return;
        edited = true;
        issue.fields.status = done;
        issue.fields.updated = new Date().toISOString();
        await forge.run(() => jiraEvents(event));
      };
      await forge.drain(refreshWorker);
      if (!edited) break;
      const { snapshots } = await look(forge);
      expect([call, snapshots[0]]).toMatchObject([call, { snapshot: { issues: { read: 5, open: 4 } } }]);
      expectNothingLeft(forge);
    }
  });
});
