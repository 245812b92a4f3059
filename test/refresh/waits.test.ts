import { appLifecycle, hourlyUpkeep, jiraEvents, refreshWorker } from '../../src/index';
import { startReconciliation } from '../../src/refresh';
import { addHint, getCampaign, getRound, getRun, listReconciliations, readIndex, readSnapshot } from '../../src/store';
import { FakeForge, useClock, type QueuedEvent } from '../support/forge';
import { aProject, done } from '../support/issues';
import { valueOf } from '../store/support/value-of';

useClock('2026-03-02T10:00:00Z');

/** Waits end some seconds after they must; chance would have some jobs come just early enough, others not. */
beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0.5));

const MINUTE = 60_000;
const [PAY, HR] = [10001, 10002];
/** Longer than the queue keeps a job. */
const WAIT_SECONDS = 1200;

function aNewSite(projects = 2): FakeForge {
  const forge = new FakeForge();
  forge.jira.projects = Array.from({ length: projects }, (_, place) =>
    aProject(String(PAY + place), `P${String.fromCharCode(65 + place)}Y`, 3),
  );
  return forge;
}

async function aReadSite(projects = 2): Promise<FakeForge> {
  const forge = aNewSite(projects);
  await install(forge);
  await forge.drain(refreshWorker);
  forge.jira.calls.length = 0;
  return forge;
}

async function install(forge: FakeForge): Promise<void> {
  await forge.run(() => appLifecycle());
}

/** An issue of the first project is closed, and the app hears of it. */
async function change(forge: FakeForge): Promise<void> {
  const [issue] = forge.jira.projects[0].issues;
  issue.fields.status = done;
  issue.fields.updated = new Date().toISOString();
  await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue }));
}

async function openIssues(forge: FakeForge): Promise<number | undefined> {
  return (await valueOf(forge, () => readSnapshot(PAY)))?.value.snapshot.issues.open;
}

/** Jira refuses the first calls of an endpoint, and asks to wait each time. Answers how many are still to be refused. */
function refuse(forge: FakeForge, refused: string, times: number, seconds = WAIT_SECONDS): () => number {
  let left = times;
  forge.jira.fault = (endpoint) => {
    if (endpoint !== refused || left === 0) return null;
    left -= 1;
    return { status: 429, headers: { 'retry-after': String(seconds) } };
  };
  return () => left;
}

const jobOf = ({ body }: QueuedEvent): string => (body as { job: string }).job;

/**
 * Delivers everything, each job three times, once five minutes late. Answers how many of a kind were queued at once, from
 * when `isCounted` on.
 */
async function drainThrice(forge: FakeForge, kind: string, isCounted: () => boolean = () => true): Promise<number> {
  const copies = new Set<QueuedEvent>();
  let most = 0;
  for (let deliveries = 0; forge.queue.length > 0; deliveries++) {
    if (deliveries > 1500) throw new Error('The queue does not run dry');
    const queued = forge.queue.filter((event) => !copies.has(event) && jobOf(event) === kind);
    if (isCounted()) most = Math.max(most, queued.length);
    const event = forge.takeNext();
    for (const late of copies.has(event) ? [] : [0, 5 * MINUTE]) {
      const copy = { ...event, dueAt: event.dueAt + late };
      copies.add(copy);
      forge.queue.push(copy);
    }
    await forge.deliver(event, refreshWorker);
  }
  return most;
}

describe('however often jobs come, they do not become more from wait to wait:', () => {
  const LANES = 4;
  const link = {
    eventType: 'avi:jira:created:issuelink',
    id: 7,
    sourceIssueId: 10001001,
    destinationIssueId: 10001002,
  };
  const readWhole = async (forge: FakeForge): Promise<void> => {
    await valueOf(forge, () => addHint(PAY, { kind: 'whole', at: Date.now() }));
    await change(forge);
  };

  test.each([
    ['those of a run that reads changes', 'project', 'search/jql', 1, change],
    ['those of a run that reads everything', 'project', 'search/jql', 1, readWhole],
    ['those that prove a project', 'project', 'search/jql', 1, (forge: FakeForge) => prove(forge, PAY)],
    ['those that place links', 'place', 'issue/bulkfetch', 1, (forge: FakeForge) => forge.run(() => jiraEvents(link))],
  ])('%s', async (_whose, kind, refused, most, begin) => {
    const forge = await aReadSite();
    const left = refuse(forge, refused, 6);
    await begin(forge);
    expect(await drainThrice(forge, kind)).toBeLessThanOrEqual(most);
    expect(left()).toBe(0);
    expect(forge.keys('run')).toEqual([]);
    expect(forge.keys('dirty')).toEqual([]);
  });

  test.each([
    ['those of lanes', 'fill', 'search/jql', LANES],
    ['those that list projects', 'discover', 'project/search', 1],
  ])('%s', async (_whose, kind, refused, most) => {
    const forge = aNewSite(5);
    const left = refuse(forge, refused, 6);
    await install(forge);
    // Twins of the job that begins the lanes begin them again; at their first wait they become one.
    expect(await drainThrice(forge, kind, () => left() < 2)).toBeLessThanOrEqual(most);
    expect(left()).toBe(0);
    expect((await valueOf(forge, readIndex)).projects).toHaveLength(5);
    expect((await valueOf(forge, getCampaign))?.finishedAt).not.toBeNull();
    expect(forge.keys('run')).toEqual([]);
  });

  test('those of a round, while a project is busy', async () => {
    const forge = await aReadSite(3);
    refuse(forge, 'search/jql', 6);
    await change(forge);
    await forge.deliver(forge.takeNext(), refreshWorker);
    expect(await valueOf(forge, () => getRun(PAY))).toMatchObject({ waiting: { for: 'jira' } });
    await prove(forge, null);
    expect(await drainThrice(forge, 'reconcile')).toBe(1);
    expect([...(await valueOf(forge, listReconciliations)).keys()].sort()).toEqual([PAY, HR, 10003]);
  });
});

async function prove(forge: FakeForge, projectId: number | null): Promise<void> {
  await valueOf(forge, () => startReconciliation(projectId, null));
}

/** A run of the first project that waits; its job is queued. */
async function aWaitingRun(seconds = 60): Promise<FakeForge> {
  const forge = await aReadSite();
  refuse(forge, 'search/jql', 1, seconds);
  await change(forge);
  await forge.deliver(forge.takeNext(), refreshWorker);
  expect(forge.queue).toHaveLength(1);
  forge.jira.calls.length = 0;
  return forge;
}

const searches = (forge: FakeForge): number =>
  forge.jira.calls.filter(({ endpoint }) => endpoint === 'search/jql').length;

describe('a wait', () => {
  test.each([
    ['one after the other', false],
    ['beside each other', true],
  ])('that two jobs end, %s, is ended once', async (_how, beside) => {
    const forge = await aWaitingRun();
    const event = forge.takeNext();
    const deliver = (): Promise<boolean> => forge.deliver(event, refreshWorker);
    if (beside) await Promise.all([deliver(), deliver()]);
    else {
      await deliver();
      await deliver();
    }
    expect(searches(forge)).toBe(1);
    expect(await openIssues(forge)).toBe(2);
  });

  test('is not ended before its time, although the queue keeps nothing for so long', async () => {
    const forge = await aWaitingRun(3600);
    const { waiting } = (await valueOf(forge, () => getRun(PAY)))!;
    for (let early = 0; early < 3; early++) {
      await forge.deliver(forge.takeNext(), refreshWorker);
      expect(forge.queue).toHaveLength(1);
      expect(forge.jira.calls).toEqual([]);
    }
    await forge.drain(refreshWorker);
    expect(Date.now()).toBeGreaterThanOrEqual(waiting!.until);
    expect(await openIssues(forge)).toBe(2);
  });

  /** Refused before anything is done, and done without anybody hearing of it: at each of the job's first storage calls. */
  test.each([
    ['refused', 'INTERNAL_ERROR'],
    ['not answered', { lost: true } as const],
  ])('is ended by the same job when its storage call was %s the first time', async (_how, fault) => {
    for (let call = 1; call <= 8; call++) {
      const forge = await aWaitingRun();
      let calls = 0;
      forge.storageFault = () => (++calls === call ? fault : null);
      await forge.drain(refreshWorker);
      expect(calls).toBeGreaterThan(call);
      expect([call, await openIssues(forge), forge.keys('run')]).toEqual([call, 2, []]);
    }
  });

  test('whose job is lost is ended by the upkeep', async () => {
    const forge = await aWaitingRun();
    forge.queue.length = 0;
    jest.setSystemTime(Date.now() + 12 * MINUTE);
    await forge.run(() => hourlyUpkeep());
    await forge.drain(refreshWorker);
    expect(await openIssues(forge)).toBe(2);
    expect(forge.keys('run')).toEqual([]);
  });

  test('of one project has the round go on with the next one when it is over', async () => {
    const forge = await aReadSite(3);
    refuse(forge, 'search/jql', 1, 3600);
    const over = Date.now() + 3600 * 1000;
    await prove(forge, null);
    while (forge.queue.some((event) => jobOf(event) === 'reconcile') && (await roundIsAt(forge)) === PAY) {
      await forge.deliver(forge.takeNext(), refreshWorker);
    }
    expect(await valueOf(forge, () => getRun(PAY))).toMatchObject({ mode: 'reconcile', waiting: { for: 'jira' } });
    expect((await valueOf(forge, getRound))?.aliveAt).toBeGreaterThanOrEqual(over);
    forge.jira.calls.length = 0;
    while (forge.jira.calls.length === 0) await forge.deliver(forge.takeNext(), refreshWorker);
    expect(Date.now()).toBeGreaterThanOrEqual(over);
    await forge.drain(refreshWorker);
    expect([...(await valueOf(forge, listReconciliations)).keys()].sort()).toEqual([PAY, HR, 10003]);
    expect(await roundIsAt(forge)).toBeNull();
  });

  async function roundIsAt(forge: FakeForge): Promise<number | null | undefined> {
    return (await valueOf(forge, getRound))?.at;
  }
});

describe('a job that has to wait and whose push is refused', () => {
  test('is tried again', async () => {
    const forge = aNewSite();
    refuse(forge, 'project/search', 1, 60);
    await install(forge);
    let refused = 0;
    forge.pushFault = () => (++refused === 1 ? new Response('{}', { status: 500 }) : null);
    await forge.drain(refreshWorker);
    expect(refused).toBeGreaterThan(1);
    expect((await valueOf(forge, readIndex)).projects).toHaveLength(2);
  });
});

describe('a run of a lane', () => {
  /** What has it begin anew, once. */
  test.each([
    ['whose page token is refused', 'search/jql', 400],
    ['that fewer issues come of than Jira counts', 'search/approximate-count', 200],
  ])('%s is read on by its lane', async (_why, endpoint, status) => {
    const forge = aNewSite(5);
    forge.jira.pageSize = () => 2;
    let asked = 0;
    forge.jira.fault = (each) => {
      if (each !== endpoint) return null;
      asked += 1;
      if (status === 200) forge.jira.miscount = asked <= 2 ? 3 : 0;
      return status === 400 && asked === 2 ? { status } : null;
    };
    const kinds = new Set<string>();
    const { enqueue } = forge;
    forge.enqueue = (event) => {
      kinds.add(jobOf(event));
      enqueue(event);
    };
    await install(forge);
    await forge.drain(refreshWorker);
    expect(kinds).not.toContain('project');
    expect((await valueOf(forge, getCampaign))?.finishedAt).not.toBeNull();
    expect(forge.keys('run')).toEqual([]);
    expect(forge.keys('failure')).toEqual([]);
  });
});
