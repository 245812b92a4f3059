import { appLifecycle, refreshWorker } from '../../src/index';
import { startReconciliation } from '../../src/refresh';
import { readSnapshot } from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aProject } from '../support/issues';
import { reply } from '../support/reply';

useClock('2026-03-02T10:00:00Z');

const PAY = 10001;

/** Has Jira find an issue by search, but not hand it out by id. */
function hide(forge: FakeForge, id: string): void {
  const { jira } = forge;
  forge.answers = {
    async answer(method, path, body, as) {
      const answer = jira.answer(method, path, body, as);
      if (!path.endsWith('/issue/bulkfetch')) return answer;
      const { issues } = (await answer.json()) as { issues: readonly { id: string }[] };
      return reply(200, { issues: issues.filter((issue) => issue.id !== id), issueErrors: [] });
    },
  };
}

async function issuesOf(forge: FakeForge): Promise<unknown> {
  const outcome = await forge.run(() => readSnapshot(PAY));
  if (outcome.killed || outcome.value === null) throw new Error('no snapshot');
  const { snapshot, unreadable } = outcome.value.value;
  return [snapshot.issues.read, snapshot.issues.unreadable, unreadable.map(({ issue }) => issue)];
}

test('an issue that a search finds, but that cannot be read, is told as unreadable and not taken for deleted', async () => {
  const forge = new FakeForge();
  forge.jira.projects = [aProject('10001', 'PAY', 5)];
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  expect(await issuesOf(forge)).toEqual([5, 0, []]);
  const [, , { id, key }] = forge.jira.projects[0].issues;
  hide(forge, id);
  await forge.run(() => startReconciliation(PAY, null));
  await forge.drain(refreshWorker);
  // It still counts among those that the project has.
  expect(await issuesOf(forge)).toEqual([5, 1, [key]]);
});

test('an issue that neither a search nor a reading finds is gone', async () => {
  const forge = new FakeForge();
  forge.jira.projects = [aProject('10001', 'PAY', 5)];
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  forge.jira.projects[0].issues.splice(2, 1);
  await forge.run(() => startReconciliation(PAY, null));
  await forge.drain(refreshWorker);
  expect(await issuesOf(forge)).toEqual([4, 0, []]);
});
