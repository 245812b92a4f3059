import type { ChangedIssuesView, ChangesView, Comparison, Reply } from '../../src/contract';
import { appLifecycle, hourlyUpkeep, jiraEvents, projectResolver, refreshWorker } from '../../src/index';
import { FakeForge, useClock } from '../support/forge';
import { aProject } from '../support/issues';

/** A Saturday. */
useClock('2026-03-07T10:00:00Z');

const PAY = '10001';
const RULE = 'item-ownership';

/** PAY-2 is hidden from `pm`. */
async function aReadSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  const pay = aProject(PAY, 'PAY', 4);
  for (const [place, issue] of pay.issues.entries()) {
    Object.assign(issue.fields, { assignee: place < 2 ? null : { accountId: 'dev', active: true } });
  }
  forge.jira.projects = [pay];
  for (const account of ['pm', 'pmo']) forge.jira.browse.set(account, new Set([PAY]));
  forge.jira.secured.set('pm', new Set(['10001002']));
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return forge;
}

/** Lets days go by, with the upkeep of their late evenings. */
async function passEvenings(forge: FakeForge, evenings: number): Promise<void> {
  for (let evening = 0; evening < evenings; evening++) {
    const next = new Date();
    next.setUTCHours(next.getUTCHours() >= 22 ? 46 : 22, 0, 0, 0);
    jest.setSystemTime(next);
    await forge.run(() => hourlyUpkeep());
    await forge.drain(refreshWorker);
  }
}

/** The first two issues get somebody, the others lose who they have. */
async function swapOwners(forge: FakeForge): Promise<void> {
  const [pay] = forge.jira.projects;
  for (const [place, issue] of pay.issues.entries()) {
    Object.assign(issue.fields, {
      assignee: place < 2 ? { accountId: 'dev', active: true } : null,
      updated: new Date().toISOString(),
    });
    const event = { eventType: 'avi:jira:updated:issue', issue: { id: issue.id, fields: { project: { id: PAY } } } };
    await forge.run(() => jiraEvents(event));
  }
  await forge.drain(refreshWorker);
}

async function ask<T>(
  forge: FakeForge,
  accountId: string,
  functionKey: 'changes' | 'changedIssues',
  payload: object = {},
): Promise<Reply<T>> {
  const event = { call: { functionKey, payload: { projectId: PAY, ...payload } }, context: {} };
  const outcome = await forge.run(() => projectResolver(event, { principal: { accountId } }), { accountId });
  if (outcome.killed) throw new Error('not killed');
  return outcome.value as Reply<T>;
}

async function valueOf<T>(reply: Promise<Reply<T>>): Promise<T> {
  const found = await reply;
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

async function comparison(forge: FakeForge, payload: object = {}): Promise<Comparison> {
  const view = await valueOf(ask<ChangesView>(forge, 'pm', 'changes', payload));
  if (view.comparison === null) throw new Error('nothing was kept');
  return view.comparison;
}

test('before the first Sunday has ended there is nothing to compare with; after it there is', async () => {
  const forge = await aReadSite();
  await passEvenings(forge, 1);
  expect(await valueOf(ask<ChangesView>(forge, 'pm', 'changes'))).toMatchObject({ days: [], comparison: null });
  await passEvenings(forge, 1);
  const { days, comparison } = await valueOf(ask<ChangesView>(forge, 'pm', 'changes'));
  expect(days).toEqual(['2026-03-08']);
  expect(comparison).toMatchObject({ since: '2026-03-08', rules: [] });
});

test('what changed since is told by rule, and by issue to those who may browse it', async () => {
  const forge = await aReadSite();
  await passEvenings(forge, 2);
  await swapOwners(forge);
  const { rules, since } = await comparison(forge);
  expect(rules.find(({ rule }) => rule === RULE)).toMatchObject({ appeared: 2, gone: 2 });
  const asked = { rule: RULE, since };
  const { issues, hidden, total } = await valueOf(ask<ChangedIssuesView>(forge, 'pm', 'changedIssues', asked));
  expect(issues.map(({ key, became }) => `${key} ${became}`)).toEqual(['PAY-3 worse', 'PAY-4 worse', 'PAY-1 better']);
  expect([total, hidden]).toEqual([4, 1]);
  const all = await valueOf(ask<ChangedIssuesView>(forge, 'pmo', 'changedIssues', asked));
  expect(all.issues).toHaveLength(4);
});

test('a day that was not kept stands for the newest before it; one before all of them for the first', async () => {
  const forge = await aReadSite();
  await passEvenings(forge, 2);
  await swapOwners(forge);
  await passEvenings(forge, 8);
  expect((await comparison(forge)).since).toBe('2026-03-15');
  expect((await comparison(forge, { since: '2026-03-12' })).since).toBe('2026-03-08');
  expect((await comparison(forge, { since: '2025-01-01' })).since).toBe('2026-03-08');
  const refused = await ask(forge, 'pm', 'changedIssues', { rule: RULE, since: '2026-03-12' });
  expect(refused).toMatchObject({ ok: false, error: { kind: 'notFound' } });
});
