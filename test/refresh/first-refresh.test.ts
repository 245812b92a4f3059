import type { ProjectPageReplies } from '../../src/contract';
import { appLifecycle, projectResolver, refreshWorker } from '../../src/index';
import { startRefresh } from '../../src/refresh';
import { getCampaign, noteViewed, readFactsHeader } from '../../src/store';
import { valueOf } from '../store/support/value-of';
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

describe('the first reading of a site', () => {
  test('begins with projects that were looked at lately, then those that changed lately, then the newest', async () => {
    const forge = new FakeForge();
    const updates = ['2026-01-05', '2026-02-27', null, '2026-02-28', '2025-12-01', null, '2026-03-01'];
    forge.jira.projects = updates.map((day, place) => {
      const project = aProject(String(10001 + place), `P${String.fromCharCode(65 + place)}`, 2);
      project.issues.forEach(({ fields }) => delete fields.updated);
      if (day !== null) project.issues[1].fields.updated = `${day}T10:00:00.000+0000`;
      return project;
    });
    await forge.run(() => noteViewed(10005, Date.now() - 7_200_000));
    await forge.run(() => noteViewed(10003, Date.now() - 60_000));
    await forge.run(() => appLifecycle());
    await forge.drain(refreshWorker);
    const campaign = await valueOf(forge, getCampaign);
    expect(campaign?.order).toEqual([10003, 10005, 10007, 10004, 10002, 10001, 10006]);
  });

  describe('while somebody presses Refresh as fast as the page lets them, on the largest project', () => {
    const [LARGEST, LARGE, SMALL, PROJECTS] = [10001, 1500, 1000, 13];
    const AN_HOUR = 3_600_000;
    const QUOTA = 6000;

    beforeEach(() => void (process.env.POINTS_PER_HOUR = String(QUOTA)));
    afterEach(() => void delete process.env.POINTS_PER_HOUR);

    /** Plays until all projects are read, and then to the end of the hour. Answers the hours that it took, and the runs of the largest. */
    async function fill(secondsBetweenPresses: number | null): Promise<{ hours: number; refreshes: number }> {
      const forge = new FakeForge();
      forge.jira.projects = Array.from({ length: PROJECTS }, (_, place) =>
        aProject(String(LARGEST + place), `P${String.fromCharCode(65 + place)}`, place === 0 ? LARGE : SMALL),
      );
      const begunAt = Date.now();
      await forge.run(() => noteViewed(LARGEST, begunAt));
      await forge.run(() => appLifecycle());
      const readAts = new Set<number>();
      let pressedAt = begunAt;
      for (;;) {
        const headers = [];
        for (const { id } of forge.jira.projects) headers.push(await valueOf(forge, () => readFactsHeader(Number(id))));
        if (headers[0] !== null) readAts.add(headers[0].meta.readAt);
        if (headers.every((header) => header !== null)) break;
        const due = Math.min(...forge.queue.map(({ dueAt }) => dueAt));
        const nextPress = secondsBetweenPresses === null ? Infinity : pressedAt + secondsBetweenPresses * 1000;
        if (nextPress < due) {
          jest.setSystemTime(Math.max(Date.now(), nextPress));
          pressedAt = Date.now();
          await forge.run(() => startRefresh(LARGEST, 'pm'));
        } else {
          await forge.deliver(forge.takeNext(), refreshWorker);
        }
        if (Date.now() - begunAt > 24 * AN_HOUR) throw new Error('The fill does not end');
      }
      return { hours: Math.ceil((Date.now() - begunAt) / AN_HOUR), refreshes: readAts.size };
    }

    test('the others are read within an hour more, and presses are refreshes no faster than a watched project may have', async () => {
      const alone = await fill(null);
      jest.setSystemTime(new Date('2026-03-02T10:00:00Z'));
      const pressed = await fill(3);
      expect(alone.refreshes).toBe(1);
      expect(pressed.refreshes).toBeGreaterThan(50);
      // One every twenty seconds; else there would be one with nearly each of 1,200 presses an hour.
      expect(pressed.refreshes).toBeLessThan(180 * pressed.hours);
      expect(pressed.hours).toBeLessThanOrEqual(alone.hours + 1);
    });
  });
});
