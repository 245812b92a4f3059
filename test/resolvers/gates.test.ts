import { createHash } from 'node:crypto';
import { createJiraSite } from '../../sandbox/jira';
import type {
  GateFunction,
  GateReplies,
  GatesView,
  ProjectSettingsFunction,
  ProjectSettingsReplies,
  Refusal,
  ValueOf,
} from '../../src/contract';
import { gateRequests, projectSettingsRequests } from '../../src/contract';
import { firstBreak } from '../../src/gates';
import { projectResolver } from '../../src/index';
import type { ChainEntry, Criterion, Lifecycle } from '../../src/model';
import { aCriterion } from '../gates/support';
import { anIssue, aProject, asUser, POWERFUL_APP, smallSite } from '../sandbox/jira/support/small-site';
import { FakeForge, useClock } from '../support/forge';
import { textReply } from '../support/reply';

useClock('2026-11-20T10:00:00Z');

type Functions = GateReplies & ProjectSettingsReplies;
const PAY = '10000';
const HUSH = '10001';
const PEOPLE = ['pam', 'pia', 'dan', 'dora', 'rob', 'eve', 'gus', 'root'];
const SPONSORS = 10_004;

/** pam administers PAY, pia edits its issues, eve browses it; dan, the board (dora) and sponsors (rob) may decide. */
function aSite() {
  const forge = new FakeForge();
  const roles = {
    Administrators: { users: ['pam'], groups: ['admins'] },
    Developers: { users: ['pia'], groups: [] },
    Sponsors: { users: ['rob'], groups: [] },
  };
  const data = smallSite({
    users: PEOPLE.map((accountId) => ({ accountId, displayName: `Named ${accountId}`, active: accountId !== 'gus' })),
    groups: [
      { groupId: 'g-admins', name: 'admins', members: ['root'] },
      { groupId: 'g-board', name: 'board', members: ['dora'] },
    ],
    projects: [
      aProject({ id: PAY, key: 'PAY', name: 'Payments', roles, leadAccountId: 'pam' }),
      aProject({ id: HUSH, key: 'HUSH', name: 'Hushed', roles: {}, browse: { groups: ['admins'] } }),
    ],
    issues: [
      anIssue('1001', 'PAY-1', PAY, { labels: ['risky'] }),
      anIssue('1002', 'PAY-2', PAY, { labels: ['risky'] }, { securityAccountIds: ['pia'] }),
      anIssue('1003', 'HUSH-1', HUSH),
    ],
    links: [],
    outsideIssues: [],
  });
  const site = createJiraSite(data, { clock: () => new Date(), baseUrl: 'https://small.example.net' });
  forge.answers = {
    async answer(method, path, body, as) {
      const request = { method: method as 'GET', path, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      const actor = as.kind === 'app' ? POWERFUL_APP : asUser(as.accountId);
      const { status, headers, body: text } = await site.handle(request, actor);
      return textReply(status, text, headers);
    },
  };
  const edit = (key: string, fields: object): Promise<unknown> =>
    site.handle({ method: 'PUT', path: `/rest/api/3/issue/${key}`, body: JSON.stringify({ fields }) }, asUser('pia'));
  const transition = (key: string, id: string): Promise<unknown> => {
    const body = JSON.stringify({ transition: { id } });
    return site.handle({ method: 'POST', path: `/rest/api/3/issue/${key}/transitions`, body }, asUser('pia'));
  };
  return { forge, edit, transition };
}

type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

async function ask<F extends keyof Functions>(
  forge: FakeForge,
  accountId: string,
  functionKey: F,
  payload: object = {},
): Promise<Reply<ValueOf<Functions[F]>>> {
  const event = { call: { functionKey, payload: { projectId: PAY, ...payload } }, context: {} };
  const outcome = await forge.run(() => projectResolver(event as never, { principal: { accountId } }), { accountId });
  if (outcome.killed) throw new Error('not killed');
  return outcome.value as Reply<ValueOf<Functions[F]>>;
}

async function valueOf<T>(reply: Promise<Reply<T>>): Promise<T> {
  const found = await reply;
  if (!found.ok) throw new Error(`refused: ${found.error.kind} ${found.error.message}`);
  return found.value;
}

async function refusalOf(reply: Promise<Reply<unknown>>): Promise<readonly (string | undefined)[]> {
  const found = await reply;
  return found.ok ? ['done'] : [found.error.kind, found.error.field];
}

const DECIDERS = { people: ['dan'], groups: ['g-board'], roles: [SPONSORS] };
const RISKS = aCriterion('c1', { check: { of: 'jql', jql: 'labels = risky', expect: { of: 'none' } } });
const PLAN = aCriterion('c2', { check: { of: 'evidence', kind: 'page', freshDays: 30 } });
const STAFFED = aCriterion('c3', {
  check: { of: 'statement', text: 'It is staffed', by: { people: [], groups: ['g-board'], roles: [] } },
  due: 'entry',
});

function ours(first: readonly Criterion[] = [RISKS, PLAN], second: readonly Criterion[] = [STAFFED]): Lifecycle {
  const stages = [first, second].map((criteria, place) => ({
    ...{ id: `s${place}`, title: place === 0 ? 'Plan' : 'Build', criteria },
    gate: { id: `g${place}`, title: `Gate ${place}`, planned: null, forecast: null, deciders: DECIDERS, quorum: 1 },
  }));
  return { title: 'Ours', stages };
}

async function setUp(lifecycle = ours()) {
  const site = aSite();
  const saved = await valueOf(ask(site.forge, 'pam', 'saveLifecycle', { lifecycle, version: 0 }));
  expect(saved).toMatchObject({ saved: true, view: { version: 1, lifecycle: { title: 'Ours' } } });
  return site;
}

/** What is at rest of gates and people. */
function atRest(forge: FakeForge): string {
  const kinds = ['gate-record', 'lifecycle', 'actor', 'actor-account'];
  return JSON.stringify([...forge.storage].filter(([key]) => kinds.includes(key.split(':')[0])).sort());
}

const statusesIn = (view: GatesView): readonly string[] =>
  view.tracker?.gateReady.criteria.map(({ status }) => status) ?? [];

test('a gate from what is missing to a conditional go, an issue that is overdue, and a passport that shows all of it', async () => {
  const { forge, edit, transition } = await setUp();
  const first = await valueOf(ask(forge, 'pia', 'gates'));
  expect(first).toMatchObject({
    mayContribute: true,
    tracker: { stage: 'Plan', next: 'g0', standing: { asked: 0 }, gateReady: { settled: 0, asked: 3 } },
  });
  expect(first.tracker?.gateReady.criteria[0]).toMatchObject({ found: '2 issues are found, none expected' });
  // Whoever may not browse one of them does not learn of it.
  const [seen] = (await valueOf(ask(forge, 'eve', 'gates'))).tracker?.gateReady.criteria ?? [];
  expect(seen).toMatchObject({ found: '1 issue is found, none expected', mayConfirm: false });

  const link = 'https://wiki.example/plan';
  const attached = { criterion: 'c2', link, title: 'Plan', datedOn: '2026-11-19' };
  await valueOf(ask(forge, 'pia', 'attachEvidence', attached));
  const requested = await valueOf(ask(forge, 'pia', 'requestReview', { gate: 'g0', note: 'Please' }));
  const review = requested.tracker?.review?.id;
  expect(requested.tracker).toMatchObject({ next: 'g0', review: { mayDecide: false, mayWithdraw: true } });

  await edit('PAY-1', { labels: [] });
  const forDora = await valueOf(ask(forge, 'dora', 'gates'));
  expect(forDora.tracker?.review).toMatchObject({
    mayDecide: true,
    requestedBy: { name: 'Named pia' },
    changed: [{ criterion: 'c1', before: '2 issues are found, none expected', now: 'No issue is found, as expected' }],
  });
  expect(statusesIn(await valueOf(ask(forge, 'dora', 'confirmStatement', { criterion: 'c3', holds: true })))).toEqual([
    'met',
    'met',
    'met',
  ]);

  const condition = { text: 'Name a deputy', criterion: null, owner: 'pia', due: '2026-11-25' };
  const decision = { review, decision: 'conditionalGo', reason: 'Nearly', conditions: [condition] };
  const decided = await valueOf(ask(forge, 'rob', 'decideReview', decision));
  expect(decided.tracker).toMatchObject({ stage: 'Build', next: 'g1', review: null });
  expect(decided.tracker?.gates[0]).toMatchObject({
    status: 'passedWithConditions',
    conditions: [{ standing: 'open', due: '2026-11-25', hasIssue: false }],
  });
  const conditionId = decided.tracker?.gates[0].conditions[0].id;
  const raised = await valueOf(ask(forge, 'pia', 'raiseCondition', { condition: conditionId }));
  const key = raised.tracker?.gates[0].conditions[0].issueKey ?? '';
  // What an evaluation reads of it, and that one is to come.
  expect(forge.storage.get('gates-in-short:10000')).toMatch(/"value":\[6,\[\[\d+\]\],"Build",/);
  expect(forge.keys('evaluation-due')).toHaveLength(1);
  expect(key).toMatch(/^PAY-\d+$/);
  expect(await refusalOf(ask(forge, 'pia', 'raiseCondition', { condition: conditionId }))).toEqual([
    'conflict',
    undefined,
  ]);

  jest.setSystemTime(new Date('2026-11-26T10:00:00Z'));
  expect((await valueOf(ask(forge, 'pia', 'gates'))).tracker).toMatchObject({
    next: 'g0',
    gates: [{ status: 'blocked' }, {}],
  });
  await transition(key, '30');
  expect((await valueOf(ask(forge, 'pia', 'gates'))).tracker).toMatchObject({
    next: 'g1',
    gates: [{ status: 'passed' }, {}],
  });

  const passport = await valueOf(ask(forge, 'eve', 'gatePassport'));
  const entries = JSON.parse(passport.text) as ChainEntry[];
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  expect([firstBreak(entries, sha256), passport.brokenAt, passport.head]).toEqual([null, null, entries.at(-1)?.hash]);
  expect(entries.map(({ event }) => event.kind)).toEqual([
    ...['lifecycleSaved', 'evidenceAttached', 'reviewRequested', 'statementConfirmed', 'decided', 'conditionRaised'],
  ]);
  expect(Object.values(passport.people)).toContainEqual({ name: 'Named rob' });
  expect(passport.text).not.toMatch(/Named|"(pam|pia|rob|dora)"/);
});

test('a decider who may create issues makes them of the conditions at once, and a hold or a waiver goes its way', async () => {
  const { forge } = await setUp(ours([PLAN], []));
  const asked = await valueOf(ask(forge, 'pam', 'requestReview', { gate: 'g0', note: '' }));
  const review = asked.tracker?.review?.id;
  expect(
    await refusalOf(ask(forge, 'dan', 'decideReview', { review, decision: 'go', reason: 'r', conditions: [] })),
  ).toEqual(['conflict', 'decision']);
  const conditions = [{ text: 'Write the plan', criterion: 'c2', owner: 'gus', due: '2026-11-30' }];
  const conditional = { review, decision: 'conditionalGo', reason: 'r', conditions };
  expect(await refusalOf(ask(forge, 'dan', 'decideReview', conditional))).toEqual(['conflict', 'conditions.0.owner']);
  await valueOf(ask(forge, 'dan', 'decideReview', { review, decision: 'hold', reason: 'Not yet', conditions: [] }));
  const waiver = { criterion: 'c2', reason: 'r', mitigation: 'm', until: '2026-12-01' };
  const waiting = await valueOf(ask(forge, 'pia', 'requestCriterionWaiver', waiver));
  const { id } = waiting.tracker?.gateReady.criteria[0].waiver ?? {};
  expect(
    await refusalOf(ask(forge, 'pia', 'decideCriterionWaiver', { waiver: id, decision: 'grant', reason: 'r' })),
  ).toEqual(['noPermission', undefined]);
  const granted = await valueOf(
    ask(forge, 'dora', 'decideCriterionWaiver', { waiver: id, decision: 'grant', reason: 'r' }),
  );
  expect(granted.tracker).toMatchObject({ gates: [{ status: 'held' }, {}], gateReady: { settled: 1, asked: 1 } });
  await valueOf(ask(forge, 'pia', 'requestReview', { gate: 'g0', note: '' }));
});

test('the project record names its sponsor without their account being in the record, and nobody who has left', async () => {
  const { forge } = await setUp(ours([aCriterion('c1', { check: { of: 'record', field: 'sponsor' } })], []));
  const sponsor = { field: 'sponsor', text: 'not kept', person: 'dora' };
  expect(await refusalOf(ask(forge, 'pia', 'fillRecord', { ...sponsor, person: 'gus' }))).toEqual([
    'conflict',
    'person',
  ]);
  const found = async (anybody: boolean) =>
    (await valueOf(ask(forge, 'pia', 'findOwners', { text: 'Named d', anybody }))).people;
  expect((await found(false)).map(({ accountId }) => accountId)).not.toContain('dora');
  expect((await found(true)).map(({ accountId }) => accountId)).toContain('dora');
  const view = await valueOf(ask(forge, 'pia', 'fillRecord', sponsor));
  expect(view.tracker?.gateReady).toMatchObject({
    ...{ settled: 1, asked: 1 },
    criteria: [{ look: { of: 'record', field: 'sponsor', text: '', person: { name: 'Named dora' } } }],
  });
  const passport = await valueOf(ask(forge, 'eve', 'gatePassport'));
  expect(passport.text).not.toMatch(/dora|not kept/);
  expect(Object.values(passport.people)).toContainEqual({ name: 'Named dora' });
});

describe('a person without the right', () => {
  const payloads = {
    attachEvidence: { criterion: 'c2', link: 'https://a.example', title: '', datedOn: '2026-11-19' },
    confirmStatement: { criterion: 'c3', holds: true },
    fillRecord: { field: 'sponsor', text: '', person: 'dan' },
    requestCriterionWaiver: { criterion: 'c2', reason: 'r', mitigation: 'm', until: '2026-12-01' },
    decideCriterionWaiver: { waiver: 'w', decision: 'grant', reason: 'r' },
    withdrawCriterionWaiver: { waiver: 'w' },
    requestReview: { gate: 'g0', note: '' },
    decideReview: { review: 'r', decision: 'hold', reason: 'r', conditions: [] },
    withdrawReview: { review: 'r', reason: 'r' },
    raiseCondition: { condition: 'k' },
    previewLifecycle: { lifecycle: ours() },
    saveLifecycle: { lifecycle: ours(), version: 1 },
    importLifecycle: { text: '{}' },
    giveLifecycle: { mayDiffer: true, version: 1, givenVersion: 0 },
    findDeciders: { text: 'dan' },
    findOwners: { text: '' },
    ...{ gates: {}, gatePassport: {}, lifecycle: {}, exportLifecycle: {} },
  } satisfies Readonly<Record<GateFunction | ProjectSettingsFunction, object>>;
  const functions = Object.keys(payloads) as (keyof typeof payloads)[];

  test('is refused by every function, of this project and of a foreign one, and changes nothing', async () => {
    expect(functions.sort()).toEqual([...Object.keys(gateRequests), ...Object.keys(projectSettingsRequests)].sort());
    const { forge } = await setUp();
    const review = (await valueOf(ask(forge, 'pia', 'requestReview', { gate: 'g0', note: '' }))).tracker?.review?.id;
    const waiver = { criterion: 'c2', reason: 'r', mitigation: 'm', until: '2026-12-01' };
    const asked = await valueOf(ask(forge, 'pia', 'requestCriterionWaiver', waiver));
    const real = { review, waiver: asked.tracker?.review?.criteria[1].waiver?.id };
    const before = atRest(forge);
    for (const name of functions) {
      const own: Record<string, unknown> = payloads[name];
      const payload = Object.fromEntries(
        Object.entries(own).map(([key, value]) => [key, key in real ? real[key as 'review'] : value]),
      );
      const isReading = name === 'gates' || name === 'gatePassport' || name === 'findOwners';
      const [kind] = await refusalOf(ask(forge, 'eve', name, payload));
      expect([name, kind]).toEqual([
        name,
        isReading ? 'done' : name === 'raiseCondition' ? 'conflict' : 'noPermission',
      ]);
      for (const projectId of [HUSH, '4711', '10000 OR 1=1']) {
        const [foreign] = await refusalOf(ask(forge, 'pam', name, { ...payload, projectId }));
        expect([name, foreign]).toEqual([name, projectId.includes(' ') ? 'invalidRequest' : 'noPermission']);
      }
    }
    expect(atRest(forge)).toBe(before);
  });

  test('who requested a review does not decide on it, even as a decider', async () => {
    const { forge } = await setUp({
      ...ours(),
      stages: ours().stages.map((stage) => ({
        ...stage,
        gate: { ...stage.gate, deciders: { people: ['pam', 'dan'], groups: [], roles: [] } },
      })),
    });
    const review = (await valueOf(ask(forge, 'pam', 'requestReview', { gate: 'g0', note: '' }))).tracker?.review?.id;
    const before = atRest(forge);
    const hold = { review, decision: 'hold', reason: 'r', conditions: [] };
    expect(await refusalOf(ask(forge, 'pam', 'decideReview', hold))).toEqual(['noPermission', undefined]);
    expect(atRest(forge)).toBe(before);
  });
});

describe('settings', () => {
  const jql = (text: string): Lifecycle =>
    ours([aCriterion('c1', { check: { of: 'jql', jql: text, expect: { of: 'none' } } })]);

  test.each<[string, Lifecycle, readonly string[]]>([
    ['a query that Jira does not know', jql('flavour = sweet sour'), ['stages.0.criteria.0.check.jql']],
    ['a query that would reach outside', jql('labels = x) OR (labels = y'), ['stages.0.criteria.0.check.jql']],
    ['a query of another project', jql('project = HUSH'), ['stages.0.criteria.0.check.jql']],
    [
      'a decider who left',
      {
        ...ours(),
        stages: [
          {
            ...ours().stages[0],
            gate: { ...ours().stages[0].gate, deciders: { ...DECIDERS, people: ['dan', 'gus'] } },
          },
        ],
      },
      ['stages.0.gate.deciders.people.1'],
    ],
    ['a text of 300 KB', ours([{ ...RISKS, help: 'x'.repeat(300_000) }]), ['stages.0.criteria.0.help', 'stages']],
  ])('refuse %s at its field, and save nothing', async (_what, lifecycle, fields) => {
    const { forge } = aSite();
    const saved = await valueOf(ask(forge, 'pam', 'saveLifecycle', { lifecycle, version: 0 }));
    expect(saved).toMatchObject({ saved: false });
    expect('problems' in saved ? saved.problems.map(({ field }) => field) : []).toEqual(fields);
    expect(atRest(forge)).toBe('[]');
  });

  test('of two admins who save at once, the second is shown what the first saved', async () => {
    const { forge } = await setUp();
    const mine = { ...ours(), title: 'Mine' };
    await valueOf(ask(forge, 'pam', 'saveLifecycle', { lifecycle: mine, version: 1 }));
    const stale = await valueOf(
      ask(forge, 'pam', 'saveLifecycle', { lifecycle: { ...ours(), title: 'Other' }, version: 1 }),
    );
    expect(stale).toMatchObject({ saved: false, theirs: { version: 2, lifecycle: { title: 'Mine' } } });
    expect(forge.keys('lifecycle')).toHaveLength(1);
  });

  test('show people, templates and roles, say what a change does, and travel as a file without people', async () => {
    const { forge } = await setUp();
    const view = await valueOf(ask(forge, 'pam', 'lifecycle'));
    expect(view).toMatchObject({
      lifecycle: ours(),
      savedBy: { name: 'Named pam' },
      people: { dan: { name: 'Named dan' } },
    });
    expect(view.roles).toContainEqual({ id: SPONSORS, name: 'Sponsors' });
    const [, build] = ours().stages;
    const preview = await valueOf(
      ask(forge, 'pam', 'previewLifecycle', { lifecycle: { title: 'Ours', stages: [build] } }),
    );
    expect(preview).toMatchObject({ problems: [], migration: { stageBefore: 'Plan', stageAfter: 'Build' } });
    const { text } = await valueOf(ask(forge, 'pam', 'exportLifecycle'));
    expect(text).not.toMatch(/dan|g-board|10004/);
    const read = await valueOf(ask(forge, 'pam', 'importLifecycle', { text }));
    expect(read.lifecycle?.stages.map(({ title }) => title)).toEqual(['Plan', 'Build']);
    for (const bad of [
      '{',
      'null',
      '{"format":"plumbline-lifecycle","version":1,"lifecycle":{"title":1}}',
      text.replace('"Plan"', '7'),
    ]) {
      expect(await valueOf(ask(forge, 'pam', 'importLifecycle', { text: bad }))).toMatchObject({ lifecycle: null });
    }
  });
});

test('what an administrator of Jira gives to a playbook binds its projects where they may not differ', async () => {
  const { forge } = await setUp();
  const give = (who: string, mayDiffer: boolean | null, givenVersion: number) =>
    ask(forge, who, 'giveLifecycle', { mayDiffer, version: 1, givenVersion });
  expect(await refusalOf(give('pam', true, 0))).toEqual(['noPermission', undefined]);
  const { given, view } = await valueOf(give('root', false, 0));
  expect([given, view.playbook.isFollowed, view.playbook.given?.mayDiffer]).toEqual([true, true, false]);
  expect(JSON.stringify(view.playbook.given)).not.toMatch(/dan|g-board|10004/);
  // Somebody who has not seen that yet changes nothing.
  expect(await valueOf(give('root', true, 0))).toMatchObject({ given: false, view: { playbook: { givenVersion: 1 } } });

  const [plan, build] = ours().stages;
  const own = { ...ours(), stages: [plan, { ...build, criteria: [] }] };
  const refused = await valueOf(ask(forge, 'pam', 'saveLifecycle', { lifecycle: own, version: 1 }));
  expect('problems' in refused && refused.problems.map(({ field }) => field)).toEqual(['stages.1']);
  const dated = { ...ours(), stages: [{ ...plan, gate: { ...plan.gate, planned: 20_800 } }, build] };
  expect(await valueOf(ask(forge, 'pam', 'saveLifecycle', { lifecycle: dated, version: 1 }))).toMatchObject({
    saved: true,
    view: { playbook: { isFollowed: true, mayGive: false } },
  });
  expect(
    await valueOf(ask(forge, 'root', 'giveLifecycle', { mayDiffer: null, version: 2, givenVersion: 1 })),
  ).toMatchObject({
    given: true,
    view: { playbook: { given: null, isFollowed: true } },
  });
  expect(await valueOf(ask(forge, 'pam', 'saveLifecycle', { lifecycle: own, version: 2 }))).toMatchObject({
    saved: true,
  });
});

test('a record that was changed from outside is shown as such, and nothing is added to it', async () => {
  const { forge } = await setUp();
  await valueOf(ask(forge, 'pia', 'requestReview', { gate: 'g0', note: 'Please' }));
  const [, key] = forge.keys('gate-record');
  const sound = forge.storage.get(key) ?? '';
  for (const changed of [sound.replace('Please', 'Pleaze'), sound.replace('"note"', '"nota"')]) {
    forge.storage.set(key, changed);
    expect(await valueOf(ask(forge, 'eve', 'gates'))).toMatchObject({ brokenAt: 2, events: 1 });
    expect(await refusalOf(ask(forge, 'pia', 'requestReview', { gate: 'g0', note: '' }))).toEqual([
      'conflict',
      undefined,
    ]);
  }
  forge.storage.set(key, sound);
  const [lifecycle] = forge.keys('lifecycle');
  forge.storage.set(lifecycle, (forge.storage.get(lifecycle) ?? '').replace('Ours', 'Mine'));
  expect(await valueOf(ask(forge, 'eve', 'gates'))).toMatchObject({ brokenAt: 1, tracker: null });
});
