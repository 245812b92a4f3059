import { appLifecycle, hourlyUpkeep, projectResolver, refreshWorker } from '../../src/index';
import type {
  AuditEntry,
  ProjectPageFunction,
  Refusal,
  Reply,
  StandingView,
  ValueOf,
  WaiversView,
} from '../../src/contract';
import { actorOf, forgetAccount, readSnapshot, savePmoRole } from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aProject } from '../support/issues';
import { interleave, seeded } from '../store/support/interleave';

useClock('2026-03-02T10:00:00Z');

const PAY = '10001';
const RULE = 'item-ownership';
const PMO_GROUP = 'g-pmo';

/**
 * `pm` and `dev` edit PAY's issues, `guest` only browses it, `stranger` does not; `pmo` and `chief` have the PMO role as
 * administrators, and `chief` edits, too.
 */
async function aReadSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  const pay = aProject(PAY, 'PAY', 4);
  pay.issues.forEach((issue) => Object.assign(issue.fields, { assignee: null }));
  forge.jira.projects = [pay];
  for (const account of ['pm', 'dev', 'guest', 'pmo', 'chief']) {
    forge.jira.browse.set(account, new Set([PAY]));
    forge.jira.users.set(account, `Name of ${account}`);
  }
  for (const account of ['pm', 'dev', 'chief']) forge.jira.edit.set(account, new Set([PAY]));
  forge.jira.administrators.add('pmo').add('chief');
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return forge;
}

type Name = ProjectPageFunction;

function asking(accountId: string, functionKey: Name, payload: object): () => Promise<Reply<unknown>> {
  const event = { call: { functionKey, payload: { projectId: PAY, ...payload } }, context: {} };
  return () => projectResolver(event, { principal: { accountId } }) as Promise<Reply<unknown>>;
}

async function ask(
  forge: FakeForge,
  accountId: string,
  functionKey: Name,
  payload: object = {},
): Promise<Reply<unknown>> {
  const outcome = await forge.run(asking(accountId, functionKey, payload), { accountId });
  if (outcome.killed) throw new Error('not killed');
  return outcome.value;
}

async function valueOf<T = WaiversView>(reply: Promise<Reply<unknown>>): Promise<T> {
  const found = await reply;
  if (!found.ok) throw new Error(`refused: ${found.error.kind} ${found.error.message}`);
  return found.value as T;
}

async function refusalOf(reply: Promise<Reply<unknown>>): Promise<Pick<Refusal, 'kind' | 'field'>> {
  const found = await reply;
  if (found.ok) throw new Error('not refused');
  const { kind, field } = found.error;
  return field === undefined ? { kind } : { kind, field };
}

const aRequest = { rule: RULE, reason: 'New team', mitigation: 'Daily look', until: '2026-03-31' };
const request = (forge: FakeForge, by = 'pm', changes: object = {}) =>
  ask(forge, by, 'requestWaiver', { ...aRequest, ...changes });
const decide = (forge: FakeForge, by: string, waiver: number, decision = 'grant') =>
  ask(forge, by, 'decideWaiver', { waiver, decision, reason: 'Fair enough' });

async function standingOf(forge: FakeForge): Promise<StandingView> {
  return valueOf<ValueOf<Reply<StandingView>>>(ask(forge, 'pm', 'standing'));
}

async function ownership(forge: FakeForge): Promise<string | undefined> {
  const { snapshot } = await standingOf(forge);
  return snapshot?.findings.find(({ rule }) => rule === RULE)?.status;
}

/** Of any rule, those in shadow among them. */
async function statusInSnapshot(forge: FakeForge, rule: string): Promise<string | undefined> {
  const outcome = await forge.run(() => readSnapshot(Number(PAY)));
  return outcome.killed ? undefined : outcome.value?.value.snapshot.findings.find((each) => each.rule === rule)?.status;
}

const trail = async (forge: FakeForge, payload: object = {}): Promise<readonly AuditEntry[]> =>
  (await valueOf<{ entries: readonly AuditEntry[] }>(ask(forge, 'guest', 'auditTrail', payload))).entries;

/** Lets days pass, with the hourly upkeep of the last one. */
async function passDays(forge: FakeForge, days: number): Promise<void> {
  jest.setSystemTime(Date.now() + days * 86_400_000);
  await forge.run(() => hourlyUpkeep());
  await forge.drain(refreshWorker);
}

describe('a waiver', () => {
  test('is requested, granted, holds until its last day and then counts again by itself', async () => {
    const forge = await aReadSite();
    expect(await ownership(forge)).toBe('fail');
    const requested = await valueOf(request(forge));
    expect(requested).toMatchObject({ steps: 1, mayRequest: true, today: '2026-03-02', latest: '2026-05-31' });
    expect(requested.waivers).toEqual([
      {
        ...{ id: 1, rule: RULE, title: 'Work in progress has an owner', state: 'waiting' },
        ...{ reason: 'New team', mitigation: 'Daily look', requestedAt: expect.any(String) as string },
        ...{ owner: { name: 'Name of pm' }, until: '2026-03-31', decision: null },
        ...{ mayDecide: false, mayWithdraw: true },
      },
    ]);
    expect(await ownership(forge)).toBe('fail');

    expect((await valueOf(ask(forge, 'pmo', 'waivers'))).waivers[0]).toMatchObject({
      mayDecide: true,
      mayWithdraw: false,
    });
    const granted = await valueOf(decide(forge, 'pmo', 1));
    expect(granted.waivers[0]).toMatchObject({
      ...{ state: 'inForce', mayDecide: false, mayWithdraw: true },
      decision: { by: { name: 'Name of pmo' }, at: expect.any(String) as string, reason: 'Fair enough' },
    });
    await forge.drain(refreshWorker);
    const waived = await standingOf(forge);
    expect(waived.waiverSteps).toBe(2);
    expect(waived.snapshot?.findings.find(({ rule }) => rule === RULE)).toMatchObject({
      ...{ status: 'exempt', contribution: null, waiver: { id: 1, until: '2026-03-31' }, numerator: 0, denominator: 4 },
    });

    expect(await statusInSnapshot(forge, 'waivers-current')).toBe('pass');
    await passDays(forge, 29);
    expect(await ownership(forge)).toBe('exempt');
    await passDays(forge, 1);
    expect(await ownership(forge)).toBe('fail');
    expect(await statusInSnapshot(forge, 'waivers-current')).toBe('fail');
    expect((await valueOf(ask(forge, 'guest', 'waivers'))).waivers).toMatchObject([{ id: 1, state: 'expired' }]);
    expect((await trail(forge)).map(({ what, by }) => [what, by?.name])).toEqual([
      ['expired', undefined],
      ['granted', 'Name of pmo'],
      ['requested', 'Name of pm'],
    ]);
    expect(forge.keys('evaluation-due')).toEqual([]);
  });

  test('that was withdrawn or refused does not hold, and the trail keeps why', async () => {
    const forge = await aReadSite();
    await valueOf(request(forge));
    expect((await valueOf(decide(forge, 'pmo', 1, 'refuse'))).waivers).toEqual([]);
    await valueOf(request(forge, 'dev'));
    await valueOf(decide(forge, 'pmo', 3));
    await forge.drain(refreshWorker);
    expect(await ownership(forge)).toBe('exempt');
    await valueOf(ask(forge, 'pmo', 'withdrawWaiver', { waiver: 3, reason: 'Mended' }));
    await forge.drain(refreshWorker);
    expect(await ownership(forge)).toBe('fail');
    const steps = await trail(forge);
    expect(steps.map(({ number, what, reason }) => [number, what, reason])).toEqual([
      [5, 'withdrawn', 'Mended'],
      [4, 'granted', 'Fair enough'],
      [3, 'requested', 'New team'],
      [2, 'refused', 'Fair enough'],
      [1, 'requested', 'New team'],
    ]);
    expect(await trail(forge, { before: 3 })).toEqual(steps.slice(3));
  });

  test('moves the score even where every job and the last of its requests’ calls is lost', async () => {
    for (let killAtCall = 1; killAtCall < 40; killAtCall += 3) {
      const forge = await aReadSite();
      await valueOf(request(forge));
      const deciding = asking('pmo', 'decideWaiver', { waiver: 1, decision: 'grant', reason: 'Fair' });
      await forge.run(deciding, { accountId: 'pmo', killAtCall });
      forge.queue.length = 0;
      const [{ state }] = (await valueOf(ask(forge, 'pm', 'waivers'))).waivers;
      await passDays(forge, 0);
      expect([killAtCall, await ownership(forge)]).toEqual([killAtCall, state === 'inForce' ? 'exempt' : 'fail']);
    }
  });
});

describe('whoever may not', () => {
  test.each<[string, string, Name, object, Refusal['kind'], string | null]>([
    ['stranger', 'sees nothing', 'waivers', {}, 'noPermission', null],
    ['stranger', 'reads no trail', 'auditTrail', {}, 'noPermission', null],
    ['stranger', 'requests nothing', 'requestWaiver', aRequest, 'noPermission', null],
    ['guest', 'requests nothing', 'requestWaiver', aRequest, 'noPermission', null],
    ['pm', 'requests nothing of an unknown rule', 'requestWaiver', { ...aRequest, rule: 'no-rule' }, 'notFound', null],
    ['pm', 'requests no past day', 'requestWaiver', { ...aRequest, until: '2026-03-01' }, 'conflict', 'until'],
    ['pm', 'requests no 91 days', 'requestWaiver', { ...aRequest, until: '2026-06-01' }, 'conflict', 'until'],
    ['pm', 'requests until a day', 'requestWaiver', { ...aRequest, until: 'soon' }, 'invalidRequest', 'until'],
    ['pm', 'gives a reason', 'requestWaiver', { ...aRequest, reason: '  ' }, 'invalidRequest', 'reason'],
    ['pm', 'is brief', 'requestWaiver', { ...aRequest, mitigation: 'x'.repeat(1001) }, 'invalidRequest', 'mitigation'],
    ['pm', 'decides nothing', 'decideWaiver', { waiver: 1, decision: 'grant', reason: 'x' }, 'noPermission', null],
    [
      'chief',
      'decides nothing of their own',
      'decideWaiver',
      { waiver: 2, decision: 'grant', reason: 'x' },
      'noPermission',
      null,
    ],
    ['pmo', 'decides on what exists', 'decideWaiver', { waiver: 9, decision: 'grant', reason: 'x' }, 'conflict', null],
    [
      'pmo',
      'grants or refuses',
      'decideWaiver',
      { waiver: 1, decision: 'maybe', reason: 'x' },
      'invalidRequest',
      'decision',
    ],
    ['dev', 'withdraws nothing of others', 'withdrawWaiver', { waiver: 1, reason: 'x' }, 'noPermission', null],
    ['pmo', 'withdraws no request of others', 'withdrawWaiver', { waiver: 1, reason: 'x' }, 'noPermission', null],
  ])('%s %s', async (account, _what, name, payload, kind, field) => {
    const forge = await aReadSite();
    await valueOf(request(forge));
    await valueOf(request(forge, 'chief', { rule: 'work-dated' }));
    for (const each of ['pm', 'dev', 'chief', 'pmo', 'guest', 'stranger']) await forge.run(() => actorOf(each));
    const stored = new Map(forge.storage);
    expect(await refusalOf(ask(forge, account, name, payload))).toEqual(field === null ? { kind } : { kind, field });
    expect([...forge.storage].filter(([key, value]) => stored.get(key) !== value).map(([key]) => key)).toEqual([]);
    expect(forge.storage.size).toBe(stored.size);
    expect(forge.queue).toEqual([]);
  });

  test('is whoever is not in the chosen group, administrators included', async () => {
    const forge = await aReadSite();
    await valueOf(request(forge));
    await forge.run(() => savePmoRole({ id: PMO_GROUP, name: 'PMO' }, 0, 'x', 1));
    expect(await refusalOf(decide(forge, 'pmo', 1))).toEqual({ kind: 'noPermission' });
    forge.jira.groupsOf.set('guest', [PMO_GROUP]);
    expect((await valueOf(decide(forge, 'guest', 1))).waivers).toMatchObject([{ state: 'inForce' }]);
  });
});

describe('people at once', () => {
  test('decide once: the other is told', async () => {
    for (let seed = 0; seed < 15; seed++) {
      const forge = await aReadSite();
      await valueOf(request(forge));
      const grant = { waiver: 1, decision: 'grant', reason: 'x' };
      const as = (accountId: string, payload: object) => ({
        ...{ accountId, work: asking(accountId, 'decideWaiver', payload) },
      });
      const outcomes = await interleave(
        forge,
        [as('pmo', grant), as('chief', { ...grant, decision: 'refuse' })],
        seeded(seed),
      );
      expect(outcomes.map((outcome) => !outcome.killed && outcome.value.ok).sort()).toEqual([false, true]);
      expect(await trail(forge)).toHaveLength(2);
    }
  });
});

test('a closed account leaves its steps without its name', async () => {
  const forge = await aReadSite();
  await valueOf(request(forge));
  await valueOf(decide(forge, 'pmo', 1));
  await forge.run(() => forgetAccount('pm'));
  expect([...forge.storage.values()].join()).not.toContain('"pm"');
  expect((await trail(forge)).map(({ what, by }) => [what, by?.name])).toEqual([
    ['granted', 'Name of pmo'],
    ['requested', undefined],
  ]);
});

test('no name is stored, and the snapshot names the waiver alone', async () => {
  const forge = await aReadSite();
  await valueOf(request(forge));
  await valueOf(decide(forge, 'pmo', 1));
  await forge.drain(refreshWorker);
  expect([...forge.storage.values()].join()).not.toContain('Name of');
  const outcome = await forge.run(() => readSnapshot(Number(PAY)));
  expect(outcome.killed).toBe(false);
  if (!outcome.killed) expect(JSON.stringify(outcome.value?.value)).not.toContain('New team');
});
