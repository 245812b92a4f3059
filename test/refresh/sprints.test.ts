import { appLifecycle, hourlyUpkeep, jiraEvents, refreshWorker } from '../../src/index';
import { getSprintStart, readClosedSprints, readSnapshot } from '../../src/store';
import type { FakeIssue } from '../support/fake-jira';
import { FakeForge, useClock } from '../support/forge';
import { aProject, anIssue, done } from '../support/issues';
import { reply } from '../support/reply';

useClock('2026-03-02T10:00:00Z');

const SPRINT = 'customfield_10020';
const A_DAY = 86_400_000;

async function aReadSite(...projects: Parameters<typeof aProject>[]): Promise<FakeForge> {
  const forge = new FakeForge();
  forge.jira.projects = projects.map((project) => aProject(...project));
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  forge.jira.calls.length = 0;
  return forge;
}

/** PAY has eight issues, HR four. */
const aSite = (): Promise<FakeForge> => aReadSite(['10001', 'PAY', 8], ['10002', 'HR', 4]);

async function valueOf<T>(forge: FakeForge, work: () => Promise<T>): Promise<T> {
  const outcome = await forge.run(work);
  if (outcome.killed) throw new Error('not killed');
  return outcome.value;
}

function plan(sprint: number, ...issues: readonly FakeIssue[]): void {
  for (const { fields } of issues) {
    fields[SPRINT] = [...((fields[SPRINT] ?? []) as unknown[]), { id: sprint, name: `Sprint ${sprint}` }];
  }
}

function finish(at: number, ...issues: readonly FakeIssue[]): void {
  for (const { fields } of issues) {
    Object.assign(fields, { status: done, resolution: { id: '1' }, resolutiondate: jiraInstant(at) });
  }
}

/** Jira writes instants with an offset that JavaScript's own do not have. */
const jiraInstant = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

function pass(milliseconds: number): void {
  jest.setSystemTime(Date.now() + milliseconds);
}

type Dates = Readonly<Record<string, string>>;

/** Jira tells of a sprint; its ids came as texts and as numbers, and any date may be missing. */
async function tell(
  forge: FakeForge,
  verb: 'started' | 'closed',
  id: number | string,
  dates: Dates = {},
): Promise<void> {
  const sprint = { id, name: `Sprint ${id}`, state: verb === 'started' ? 'active' : 'closed', originBoardId: '7' };
  const event = { eventType: `avi:jira-software:${verb}:sprint`, sprint: { ...sprint, ...dates } };
  await forge.run(() => jiraEvents(event));
}

async function play(forge: FakeForge, verb: 'started' | 'closed', id: number, dates: Dates = {}): Promise<void> {
  await tell(forge, verb, id, dates);
  await forge.drain(refreshWorker);
}

/** [committed, completed] of a project's closed sprints, the last one first. */
async function outcomes(forge: FakeForge, projectId = 10001): Promise<readonly unknown[]> {
  const stored = await valueOf(forge, () => readClosedSprints(projectId));
  return (stored?.value ?? []).map(({ id, committed, completed }) => [id, committed, completed]);
}

async function finding(forge: FakeForge, projectId = 10001): Promise<readonly unknown[]> {
  const stored = await valueOf(forge, () => readSnapshot(projectId));
  const found = stored?.value.snapshot.findings.find(({ rule }) => rule === 'sprint-commitment');
  return [found?.status, found?.numerator, found?.denominator];
}

function expectNothingLeft(forge: FakeForge): void {
  expect(forge.keys('sprint-news')).toEqual([]);
  expect(forge.queue).toEqual([]);
}

const issuesOf = (forge: FakeForge, place = 0): FakeIssue[] => forge.jira.projects[place].issues;

/** A sprint with four issues of PAY and three of HR; all of PAY's are done in it, and one of HR's. */
async function wholeSprint(forge: FakeForge): Promise<void> {
  const [pay, hr] = [issuesOf(forge), issuesOf(forge, 1)];
  plan(1, ...pay.slice(0, 4), ...hr.slice(0, 3));
  await play(forge, 'started', 1);
  pass(10 * A_DAY);
  finish(Date.now() - A_DAY, ...pay.slice(0, 4), hr[0]);
  await play(forge, 'closed', 1);
}

describe('a sprint', () => {
  test('that is closed counts for each of its projects by that one’s items', async () => {
    const forge = await aSite();
    expect(await finding(forge)).toEqual(['notApplicable', 0, 0]);
    await wholeSprint(forge);
    expect([await outcomes(forge), await finding(forge)]).toEqual([[[1, 4, 4]], ['pass', 1, 1]]);
    expect([await outcomes(forge, 10002), await finding(forge, 10002)]).toEqual([[[1, 3, 1]], ['fail', 0, 1]]);
    expectNothingLeft(forge);
  });

  test('is asked for once when it begins and once when it ends, whatever else happens', async () => {
    const forge = await aSite();
    await wholeSprint(forge);
    const searches = forge.jira.calls.filter(({ endpoint }) => endpoint === 'search/jql');
    expect(searches.map(({ body, as }) => [(body as { jql: string }).jql, as.kind])).toEqual([
      ['sprint = 1 ORDER BY key ASC', 'app'],
      ['sprint = 1 ORDER BY key ASC', 'app'],
    ]);
  });

  test('counts neither sub-tasks and epics, nor what was done before it or after it; what was added later is completed', async () => {
    const forge = await aSite();
    const pay = issuesOf(forge);
    const [subTask, epic, doneBefore, , , , added, doneAfter] = pay;
    const type = { id: '1', name: 'T' };
    subTask.fields.issuetype = { ...type, subtask: true, hierarchyLevel: -1 };
    epic.fields.issuetype = { ...type, subtask: false, hierarchyLevel: 1 };
    plan(1, ...pay.slice(0, 6), doneAfter);
    finish(Date.now() - A_DAY, doneBefore);
    await play(forge, 'started', 1);
    pass(10 * A_DAY);
    plan(1, added);
    finish(Date.now() - A_DAY, subTask, epic, ...pay.slice(3, 7));
    const completeDate = jiraInstant(Date.now());
    pass(60_000);
    finish(Date.now(), doneAfter);
    await play(forge, 'closed', 1, { completeDate });
    expect(await outcomes(forge)).toEqual([[1, 4, 4]]);
  });

  test('that lost all its items completed none of them', async () => {
    const forge = await aSite();
    const pay = issuesOf(forge);
    plan(1, ...pay.slice(0, 3), issuesOf(forge, 1)[0]);
    await play(forge, 'started', 1);
    for (const { fields } of pay) delete fields[SPRINT];
    pass(10 * A_DAY);
    await play(forge, 'closed', 1);
    expect([await outcomes(forge), await finding(forge)]).toEqual([[[1, 3, 0]], ['fail', 0, 1]]);
  });

  test('that began before the app was there is kept, and not judged', async () => {
    const forge = await aSite();
    plan(1, ...issuesOf(forge).slice(0, 4));
    finish(Date.now() - A_DAY, ...issuesOf(forge).slice(0, 2));
    await play(forge, 'closed', 1);
    expect([await outcomes(forge), await finding(forge)]).toEqual([[[1, null, 2]], ['notApplicable', 0, 0]]);
  });

  test.each([
    ['an hour ago', 3_600_000, ['pass', 1, 1]],
    ['tomorrow, as people plan it', -A_DAY, ['pass', 1, 1]],
    ['more than a day ago', A_DAY + 1, ['notApplicable', 0, 0]],
  ])('whose start is told to have been %s', async (_, ago, expected) => {
    const forge = await aSite();
    const pay = issuesOf(forge).slice(0, 4);
    plan(1, ...pay);
    await play(forge, 'started', 1, { startDate: jiraInstant(Date.now() - ago) });
    pass(5 * A_DAY);
    finish(Date.now(), ...pay);
    await play(forge, 'closed', 1);
    expect(await finding(forge)).toEqual(expected);
  });

  test('is one of the last five: the sixth pushes out the first', async () => {
    const forge = await aSite();
    const pay = issuesOf(forge);
    for (let sprint = 1; sprint <= 6; sprint++) {
      for (const { fields } of pay) Object.assign(fields, { status: { id: '1' }, resolution: null, [SPRINT]: [] });
      plan(sprint, ...pay.slice(0, 5));
      await play(forge, 'started', sprint);
      pass(14 * A_DAY);
      finish(Date.now() - 1, ...pay.slice(0, sprint === 1 ? 0 : 4));
      await play(forge, 'closed', sprint);
      const judged = Math.min(5, sprint);
      const kept = sprint === 6 ? 5 : sprint - 1;
      expect([sprint, (await finding(forge)).slice(1)]).toEqual([sprint, [kept, judged]]);
    }
    expect(await outcomes(forge)).toEqual([6, 5, 4, 3, 2].map((sprint) => [sprint, 5, 4]));
  });
});

describe('events of sprints', () => {
  test('with ids as texts and dates that nobody can read are read all the same', async () => {
    const forge = await aSite();
    plan(1, ...issuesOf(forge).slice(0, 3));
    await tell(forge, 'started', '1', { startDate: 'tomorrow' });
    await forge.drain(refreshWorker);
    await tell(forge, 'closed', '1', { completeDate: '' });
    await forge.drain(refreshWorker);
    expect(await outcomes(forge)).toEqual([[1, 3, 0]]);
  });

  test.each([
    [{ eventType: 'avi:jira-software:started:sprint' }],
    [{ eventType: 'avi:jira-software:started:sprint', sprint: { id: 'x' } }],
    [{ eventType: 'avi:jira-software:updated:sprint', sprint: { id: 1 } }],
  ])('that tell nothing (%j) do nothing', async (event) => {
    const forge = new FakeForge();
    await forge.run(() => jiraEvents(event));
    expect([forge.queue, forge.storage.size]).toEqual([[], 0]);
  });

  test('that come twice, and again after all was counted, change nothing', async () => {
    const forge = await aSite();
    const pay = issuesOf(forge).slice(0, 4);
    plan(1, ...pay);
    await tell(forge, 'started', 1);
    await play(forge, 'started', 1);
    pass(5 * A_DAY);
    await play(forge, 'started', 1);
    finish(Date.now(), ...pay);
    const dates = { completeDate: jiraInstant(Date.now()) };
    await tell(forge, 'closed', 1, dates);
    await play(forge, 'closed', 1, dates);
    await play(forge, 'started', 1);
    await play(forge, 'closed', 1, dates);
    expect([await outcomes(forge), await finding(forge)]).toEqual([[[1, 4, 4]], ['pass', 1, 1]]);
    expectNothingLeft(forge);
  });

  test('that come the wrong way round leave the sprint unjudged, and what is over does not begin', async () => {
    const forge = await aSite();
    plan(1, ...issuesOf(forge).slice(0, 4));
    await play(forge, 'closed', 1);
    await play(forge, 'started', 1);
    await play(forge, 'closed', 1);
    expect([await outcomes(forge), await finding(forge)]).toEqual([[[1, null, 0]], ['notApplicable', 0, 0]]);
  });

  test('of start and end at once are worked off in their order', async () => {
    const forge = await aSite();
    plan(1, ...issuesOf(forge).slice(0, 4));
    await tell(forge, 'started', 1);
    await tell(forge, 'closed', 1);
    await forge.drain(refreshWorker);
    expect(await outcomes(forge)).toEqual([[1, 4, 0]]);
  });

  test('whose job was never queued are found by the upkeep', async () => {
    const forge = await aSite();
    plan(1, ...issuesOf(forge).slice(0, 4));
    forge.pushFault = () => reply(503, {});
    await tell(forge, 'started', 1);
    forge.pushFault = () => null;
    expect(forge.queue).toEqual([]);
    pass(61 * 60_000);
    await forge.run(() => hourlyUpkeep());
    await forge.drain(refreshWorker);
    await play(forge, 'closed', 1);
    expect(await outcomes(forge)).toEqual([[1, 4, 0]]);
    expectNothingLeft(forge);
  });

  test('of a sprint that is deleted meanwhile leave nothing behind', async () => {
    const forge = await aSite();
    plan(1, ...issuesOf(forge).slice(0, 4));
    await play(forge, 'started', 1);
    forge.jira.fault = (endpoint) => (endpoint === 'search/jql' ? { status: 400 } : null);
    await play(forge, 'closed', 1);
    expect(await outcomes(forge)).toEqual([]);
    expectNothingLeft(forge);
    expect(await valueOf(forge, () => getSprintStart(1))).not.toBeNull();
    pass(200 * A_DAY);
    expect(await valueOf(forge, () => getSprintStart(1))).toBeNull();
  });

  test('wait while Jira asks to', async () => {
    const forge = await aSite();
    plan(1, ...issuesOf(forge).slice(0, 4));
    let refusals = 3;
    forge.jira.fault = (endpoint) => {
      if (endpoint !== 'search/jql' || refusals === 0) return null;
      refusals--;
      return { status: 429, headers: { 'retry-after': '1800' } };
    };
    await play(forge, 'started', 1);
    expect(refusals).toBe(0);
    await play(forge, 'closed', 1);
    expect(await outcomes(forge)).toEqual([[1, 4, 0]]);
    expectNothingLeft(forge);
  });

  test('of a sprint of thousands of issues cost twenty calls, and it is not judged', async () => {
    const forge = await aReadSite(['10001', 'PAY', 2101]);
    plan(1, ...issuesOf(forge));
    await play(forge, 'started', 1);
    expect(forge.jira.calls.filter(({ endpoint }) => endpoint === 'search/jql')).toHaveLength(20);
    for (const { fields } of issuesOf(forge).slice(4)) fields[SPRINT] = [];
    await play(forge, 'closed', 1);
    expect([await outcomes(forge), await finding(forge)]).toEqual([[[1, null, 0]], ['notApplicable', 0, 0]]);
  });
});

describe('the count of a sprint', () => {
  async function undisturbed(): Promise<readonly unknown[]> {
    const forge = await aSite();
    await wholeSprint(forge);
    return look(forge);
  }

  async function look(forge: FakeForge): Promise<readonly unknown[]> {
    const ids = [10001, 10002];
    return Promise.all(ids.map(async (id) => [await outcomes(forge, id), await finding(forge, id)]));
  }

  test('killed at any call comes to the same', async () => {
    const expected = await undisturbed();
    let kills = 1;
    for (let call = 1; kills > 0; call++) {
      const forge = await aSite();
      kills = 0;
      const drain = forge.drain.bind(forge);
      forge.drain = async (worker) => {
        const ended = await drain(worker, { killAtCall: call });
        kills += ended.kills;
        return ended;
      };
      await wholeSprint(forge);
      expect([call, await look(forge)]).toEqual([call, expected]);
      expectNothingLeft(forge);
    }
  });

  test('beside its twin, and beside that of another sprint of the project, loses nothing', async () => {
    for (let round = 0; round < 5; round++) {
      const forge = await aSite();
      const pay = issuesOf(forge);
      plan(1, ...pay.slice(0, 4));
      plan(2, ...pay.slice(4, 8));
      for (const sprint of [1, 2]) await play(forge, 'started', sprint);
      pass(5 * A_DAY);
      finish(Date.now(), ...pay);
      for (const sprint of [1, 2]) await tell(forge, 'closed', sprint, { completeDate: jiraInstant(Date.now()) });
      forge.before = async () => {
        for (let time = Math.floor(Math.random() * 4); time > 0; time--) await new Promise(setImmediate);
      };
      const [one, other] = [forge.takeNext(), forge.takeNext()];
      await Promise.all([one, one, other, other].map((event) => forge.deliver(event, refreshWorker)));
      await forge.drain(refreshWorker);
      expect([...(await outcomes(forge))].sort()).toEqual([
        [1, 4, 4],
        [2, 4, 4],
      ]);
      expect(await finding(forge)).toEqual(['pass', 2, 2]);
    }
  });

  test('is deleted with its project', async () => {
    const forge = await aSite();
    await wholeSprint(forge);
    forge.jira.projects = forge.jira.projects.filter(({ key }) => key !== 'PAY');
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:deleted:project', project: { id: 10001, key: 'PAY' } }));
    await forge.drain(refreshWorker);
    await forge.run(() => hourlyUpkeep());
    await forge.drain(refreshWorker);
    expect(await outcomes(forge)).toEqual([]);
    expect(await outcomes(forge, 10002)).toEqual([[1, 3, 1]]);
    expect(
      [...forge.storage].filter(([key, text]) => key.startsWith('sprints-head:10001') && /closedAt/.test(text)),
    ).toEqual([]);
  });

  test('of an issue that moved meanwhile is its new project’s', async () => {
    const forge = await aSite();
    const [pay, hr] = forge.jira.projects;
    plan(1, ...pay.issues.slice(0, 4));
    await play(forge, 'started', 1);
    const moved = pay.issues.splice(0, 1)[0];
    hr.issues.push({ ...anIssue(hr, 9, { [SPRINT]: moved.fields[SPRINT] }), id: moved.id });
    pass(A_DAY);
    finish(Date.now(), ...pay.issues.slice(0, 3), hr.issues[4]);
    await play(forge, 'closed', 1);
    expect(await outcomes(forge)).toEqual([[1, 4, 3]]);
    expect([await outcomes(forge, 10002), await finding(forge, 10002)]).toEqual([[[1, 0, 1]], ['notApplicable', 0, 0]]);
  });
});
