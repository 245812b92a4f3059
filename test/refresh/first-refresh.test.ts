import type { ProjectPageReplies } from '../../src/contract';
import { appLifecycle, projectResolver, refreshWorker } from '../../src/index';
import { FakeForge, useClock } from '../support/forge';
import { aProject, block } from '../support/issues';

useClock('2026-03-02T10:00:00Z');

describe('the first refresh', () => {
  test('goes from installing to a page that shows a score', async () => {
    const forge = new FakeForge();
    forge.jira.projects = [aProject('10001', 'PAY', 250), aProject('10002', 'HR', 3), aProject('10003', 'WEB', 1)];
    forge.jira.browse.set('pm', new Set(['10001']));
    const [first, second] = forge.jira.projects[0].issues;
    const [other] = forge.jira.projects[1].issues;
    block(first, other);
    block(other, second);
    block(second, first);

    await forge.run(() => appLifecycle());
    await forge.drain(refreshWorker);

    const payload = { call: { functionKey: 'standing', payload: { projectId: '10001' } }, context: {} };
    const outcome = await forge.run(() => projectResolver(payload as never, {}), { accountId: 'pm' });
    if (outcome.killed) throw new Error('not killed');
    const reply = outcome.value as ProjectPageReplies['standing'];
    if (!reply.ok || 'unchanged' in reply.value) throw new Error(`no view: ${JSON.stringify(reply)}`);
    const view = reply.value;
    expect(view.project).toEqual({ id: '10001', key: 'PAY', name: 'Project PAY' });
    expect(view.refresh).toBeNull();
    expect(view.snapshot?.issues).toEqual({ read: 250, evaluated: 250, unreadable: 0, open: 250, uncategorised: 0 });
    const cycles = view.snapshot?.findings.find(({ rule }) => rule === 'dependency-cycles');
    expect(cycles).toMatchObject({ status: 'fail', numerator: 0, denominator: 2 });
    expect(forge.keys('run')).toEqual([]);
    expect(forge.keys('staged')).toEqual([]);
    expect(forge.keys('dirty')).toEqual([]);
  });
});
