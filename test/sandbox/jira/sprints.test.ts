import type { Actor, SiteEvent } from '../../../sandbox/jira/site-port';
import { anIssue, APP, asUser, PAT, serve, smallSite, VIC } from './support/small-site';

const SPRINT = 'customfield_10020';
const pat = asUser(PAT);
const DATES = { startDate: '2026-11-20T10:00:00.000Z', endDate: '2026-12-04T10:00:00.000Z' };
const DONE = { id: '30', name: 'Done' };

const sprint = (id: number, state: string, boardId = 3) => ({ id, name: `Sprint ${id}`, state, boardId });

/** PAY-101 and PAY-102 are in sprint 41, PAY-103 was in sprint 40, too; sprints 42 and 43 are to come, 43 on another board. */
function aBoard(state: 'future' | 'active' = 'future'): ReturnType<typeof serve> {
  const issues = [
    anIssue('9101', 'PAY-101', '10000', { [SPRINT]: [sprint(41, state)] }),
    anIssue('9102', 'PAY-102', '10000', { status: DONE, [SPRINT]: [sprint(41, state)] }),
    anIssue('9103', 'PAY-103', '10000', { [SPRINT]: [sprint(40, 'closed'), sprint(41, state)] }),
    anIssue('9104', 'PAY-104', '10000', { [SPRINT]: [sprint(42, 'future')] }),
    anIssue('9105', 'PAY-105', '10000', { [SPRINT]: [sprint(38, 'future', 4)] }),
  ];
  return serve({ ...smallSite(), issues: [...smallSite().issues, ...issues] });
}

const path = (id: number): string => `/rest/agile/1.0/sprint/${id}`;

function listen({ site }: ReturnType<typeof serve>): SiteEvent[] {
  const events: SiteEvent[] = [];
  site.onEvent((event) => void events.push(event));
  return events;
}

async function sprintsOf(served: ReturnType<typeof serve>, key: string): Promise<unknown> {
  const { body } = await served.ask('GET', `/rest/api/3/issue/${key}?fields=${SPRINT}`, undefined, pat);
  const all = (body as { fields: Record<string, readonly { id: number; state: string }[]> }).fields[SPRINT];
  return all.map(({ id, state }) => `${id} ${state}`);
}

describe('a sprint', () => {
  it('is started and announced; its issues are not', async () => {
    const served = aBoard();
    const events = listen(served);
    const { status, body } = await served.ask('POST', path(41), { state: 'active', ...DATES }, pat);
    expect([status, body]).toEqual([200, expect.objectContaining({ id: 41, state: 'active', originBoardId: 3 })]);
    expect(events.map(({ eventType }) => eventType)).toEqual(['avi:jira-software:started:sprint']);
    expect(events[0].payload).toMatchObject({
      sprint: { id: '41', name: 'Sprint 41', state: 'active', originBoardId: '3', ...DATES },
    });
    expect(await sprintsOf(served, 'PAY-103')).toEqual(['40 closed', '41 active']);
  });

  it('is closed now: what is not done goes to the next one of its board, and only that is updated', async () => {
    const served = aBoard('active');
    const events = listen(served);
    const { body } = await served.ask('POST', path(41), { state: 'closed' }, pat);
    expect(body).toMatchObject({ state: 'closed', completeDate: '2026-11-20T10:00:00.000Z' });
    expect(await sprintsOf(served, 'PAY-101')).toEqual(['41 closed', '42 future']);
    expect(await sprintsOf(served, 'PAY-102')).toEqual(['41 closed']);
    expect(await sprintsOf(served, 'PAY-103')).toEqual(['40 closed', '41 closed', '42 future']);
    expect(events.map(({ eventType }) => eventType)).toEqual([
      ...['avi:jira:updated:issue', 'avi:jira:updated:issue', 'avi:jira-software:closed:sprint'],
    ]);
  });

  it('goes to the backlog where no other is planned: its issues are as they were but for its state', async () => {
    const served = aBoard('active');
    await served.ask('POST', path(42), { state: 'active', ...DATES }, pat);
    const events = listen(served);
    await served.ask('POST', path(41), { state: 'closed' }, pat);
    expect(events.map(({ eventType }) => eventType)).toEqual(['avi:jira-software:closed:sprint']);
    expect(await sprintsOf(served, 'PAY-101')).toEqual(['41 closed']);
  });

  it('is found by JQL, closed or not', async () => {
    const served = aBoard('active');
    await served.ask('POST', path(41), { state: 'closed' }, pat);
    const found = await served.ask(
      'POST',
      '/rest/api/3/search/jql',
      { jql: 'sprint = 41 ORDER BY key ASC', fields: ['summary'] },
      pat,
    );
    expect((found.body as { issues: readonly { key: string }[] }).issues.map(({ key }) => key)).toEqual([
      ...['PAY-101', 'PAY-102', 'PAY-103'],
    ]);
  });

  it.each([
    ['future', 41, { state: 'active' }, 400],
    ['future', 41, { state: 'closed' }, 400],
    ['active', 41, { state: 'future' }, 400],
    ['active', 40, { state: 'active' }, 400],
    ['active', 41, { completeDate: '2026-11-20T10:00:00.000Z' }, 400],
    ['active', 99, { state: 'closed' }, 404],
  ] as const)('%s: %i %j is refused', async (state, id, body, status) => {
    const served = aBoard(state);
    const events = listen(served);
    expect((await served.ask('POST', path(id), body, pat)).status).toBe(status);
    expect(events).toEqual([]);
  });

  it('is changed by who may edit its issues, and by an app with the scope for it', async () => {
    const app: Actor = { kind: 'app', scopes: ['write:sprint:jira-software'] };
    expect((await aBoard('active').ask('POST', path(41), { state: 'closed' }, asUser(VIC))).status).toBe(403);
    expect((await aBoard('active').ask('POST', path(41), { state: 'closed' }, APP)).status).toBe(401);
    expect((await aBoard('active').ask('POST', path(41), { state: 'closed' }, app)).status).toBe(200);
  });

  it('keeps its name and goal to be changed once it is closed', async () => {
    const served = aBoard('active');
    const { body } = await served.ask('POST', path(40), { name: 'First', goal: 'Learn', endDate: DATES.endDate }, pat);
    expect(body).toMatchObject({ name: 'First', goal: 'Learn', state: 'closed' });
    expect(body).not.toHaveProperty('endDate');
  });
});
