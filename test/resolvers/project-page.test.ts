import fc from 'fast-check';
import { defaultPlaybook } from '../../src/compliance';
import type {
  Export,
  ExportView,
  FindingView,
  ProjectPageFunction,
  Reply,
  ScorePathView,
  SelectInJiraView,
  StandingView,
} from '../../src/contract';
import { appLifecycle, jiraEvents, projectResolver, refreshWorker } from '../../src/index';
import { publishPlaybook } from '../../src/refresh/apply-playbooks';
import { evaluateProject } from '../../src/refresh/evaluate-project';
import {
  commitDependencyReport,
  createMarker,
  getViewedAt,
  readDependencyReport,
  readSnapshot,
  saveDraft,
} from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aProject, block } from '../support/issues';

useClock('2026-03-02T10:00:00Z');

/** PAY and HR wait for each other; `pm` browses PAY only, `pmo` both, `guest` neither; PAY-2 is secured from `pm`. */
async function aReadSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  const pay = aProject('10001', 'PAY', 120);
  const hr = aProject('10002', 'HR', 3);
  block(pay.issues[0], hr.issues[0]);
  block(hr.issues[0], pay.issues[0]);
  forge.jira.projects = [pay, hr];
  forge.jira.browse.set('pm', new Set(['10001'])).set('pmo', new Set(['10001', '10002']));
  forge.jira.secured.set('pm', new Set(['10001002']));
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  forge.jira.calls.length = 0;
  return forge;
}

async function ask<T>(
  forge: FakeForge,
  accountId: string,
  functionKey: ProjectPageFunction,
  payload: unknown,
): Promise<Reply<T>> {
  const event = { call: { functionKey, payload }, context: {} };
  const outcome = await forge.run(() => projectResolver(event as never, { principal: { accountId } }), { accountId });
  if (outcome.killed) throw new Error('not killed');
  return outcome.value as Reply<T>;
}

async function valueOf<T>(reply: Promise<Reply<T>>): Promise<T> {
  const found = await reply;
  if (!found.ok) throw new Error(`refused: ${found.error.kind} ${found.error.message}`);
  return found.value;
}

const aText = expect.any(String) as string;

/** Ids of other projects are refused for another reason: nobody may browse what is not there. */
function isNoId(value: unknown): boolean {
  return typeof value !== 'string' || !/^[1-9]\d*$/.test(value);
}
const RULE = 'item-ownership';
const requests: [ProjectPageFunction, Record<string, unknown>][] = [
  ['standing', { projectId: '10001' }],
  ['finding', { projectId: '10001', rule: RULE }],
  ['selectInJira', { projectId: '10001', rule: RULE }],
  ['refresh', { projectId: '10001' }],
  ['export', { projectId: '10001' }],
  ['history', { projectId: '10001', weeks: 4 }],
  ['scorePath', { projectId: '10001', target: 90 }],
];

describe('every function of the project page', () => {
  test.each(requests)(
    '%s refuses whoever may not browse, and leaves storage and queue as they are',
    async (name, payload) => {
      const forge = await aReadSite();
      const stored = new Map(forge.storage);
      for (const projectId of ['10001', '99999']) {
        const reply = await ask(forge, 'guest', name, { ...payload, projectId });
        expect(reply).toMatchObject({ ok: false, error: { kind: 'noPermission', reference: aText } });
        expect(JSON.stringify(reply)).not.toMatch(/PAY|Payroll|HR/);
      }
      expect(forge.storage).toEqual(stored);
      expect(forge.queue).toEqual([]);
      expect(new Set(forge.jira.calls.map(({ endpoint }) => endpoint))).toEqual(new Set(['mypermissions']));
    },
  );

  test.each<[ProjectPageFunction, unknown, string]>([
    ['standing', { projectId: 'PAY' }, 'projectId'],
    ['standing', { projectId: '10001/../2' }, 'projectId'],
    ['standing', {}, 'projectId'],
    ['standing', null, 'projectId'],
    ['standing', { projectId: '10001', knownRevision: 7 }, 'knownRevision'],
    ['standing', { projectId: '10001', extra: 1 }, 'extra'],
    ['finding', { projectId: '10001', rule: 'x"y' }, 'rule'],
    ['finding', { projectId: '10001', rule: RULE, offset: -1 }, 'offset'],
    ['selectInJira', { projectId: '10001' }, 'rule'],
    ['export', { projectId: '10001', projectid: '1' }, 'projectid'],
    ['history', { projectId: '10001', weeks: 5 }, 'weeks'],
    ['scorePath', { projectId: '10001', target: 101 }, 'target'],
  ])('%s names the field of %j that does not fit: %s', async (name, payload, field) => {
    const forge = await aReadSite();
    expect(await ask(forge, 'pm', name, payload)).toMatchObject({
      ok: false,
      error: { kind: 'invalidRequest', field },
    });
  });

  test('answers any payload at all with a refusal that names a field, and asks nobody else', async () => {
    const forge = await aReadSite();
    const stored = new Map(forge.storage);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...requests.map(([name]) => name)),
        fc.oneof(
          fc.jsonValue(),
          fc.record({ projectId: fc.oneof(fc.jsonValue().filter(isNoId), fc.constant('10001')), zzz: fc.jsonValue() }),
        ),
        async (name, payload) => {
          const reply = await ask(forge, 'pm', name, payload);
          expect(reply).toMatchObject({ ok: false, error: { kind: 'invalidRequest', field: aText } });
        },
      ),
      { numRuns: 300 },
    );
    expect(forge.storage).toEqual(stored);
    expect(forge.queue).toEqual([]);
  });

  test('says whether it is Jira or storage that fails', async () => {
    const forge = await aReadSite();
    forge.jira.fault = () => ({ status: 429, headers: { 'retry-after': '60' } });
    expect(await ask(forge, 'pm', 'standing', { projectId: '10001' })).toMatchObject({
      error: { kind: 'jiraUnavailable' },
    });
    forge.jira.fault = () => null;
    forge.storageFault = () => 'INTERNAL';
    expect(await ask(forge, 'pm', 'standing', { projectId: '10001' })).toMatchObject({
      error: { kind: 'storageUnavailable' },
    });
  });
});

describe('standing', () => {
  test('of a project that was never read starts its first reading, once, and shows it', async () => {
    const forge = new FakeForge();
    forge.jira.projects = [aProject('10001', 'PAY', 3)];
    forge.jira.browse.set('pm', new Set(['10001']));
    const first = await valueOf(ask<StandingView>(forge, 'pm', 'standing', { projectId: '10001' }));
    expect(first).toMatchObject({
      revision: 'none',
      snapshot: null,
      project: { key: 'PAY', name: 'Project PAY' },
      refresh: { phase: 'queued', issuesRead: 0 },
    });
    await ask(forge, 'pm', 'standing', { projectId: '10001', knownRevision: 'none' });
    expect(forge.queue).toHaveLength(1);
    await forge.drain(refreshWorker);
    const second = await valueOf(
      ask<StandingView>(forge, 'pm', 'standing', { projectId: '10001', knownRevision: 'none' }),
    );
    expect(second).toMatchObject({
      snapshot: { issues: { read: 3 } },
      readAt: '2026-03-02T10:00:00.000Z',
      stale: false,
    });
  });

  test('of a project that the app may not read says so, and asks for nothing', async () => {
    const forge = new FakeForge();
    forge.jira.projects = [aProject('10001', 'PAY', 3)];
    forge.jira.closedToApp.add('10001');
    forge.jira.browse.set('pm', new Set(['10001']));
    const view = await valueOf(ask<StandingView>(forge, 'pm', 'standing', { projectId: '10001' }));
    expect(view).toMatchObject({
      snapshot: null,
      refresh: null,
      failure: { cause: expect.stringContaining('not let') as string },
    });
    expect(forge.queue).toEqual([]);
    // The admin page tells it from here on.
    expect(forge.keys('removed')).toEqual(['removed:10001']);
  });

  test('answers "unchanged" cheaply, and anew once something is newer', async () => {
    const forge = await aReadSite();
    const { revision, readAt } = await valueOf(ask<StandingView>(forge, 'pm', 'standing', { projectId: '10001' }));
    forge.jira.calls.length = 0;
    const again = await valueOf(ask(forge, 'pm', 'standing', { projectId: '10001', knownRevision: revision }));
    const current = { stale: false, refresh: null, failure: null, waiverSteps: 0 };
    expect(again).toEqual({ unchanged: true, revision, readAt, ...current });
    expect(forge.jira.calls).toHaveLength(1);

    const issue = forge.jira.projects[0].issues[4];
    issue.fields.assignee = { accountId: 'x', displayName: 'Xenia' };
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue }));
    expect(await valueOf(ask(forge, 'pm', 'standing', { projectId: '10001', knownRevision: revision }))).toMatchObject({
      unchanged: true,
      refresh: { phase: 'queued' },
    });
    await forge.drain(refreshWorker);
    const after = await valueOf(
      ask<StandingView>(forge, 'pm', 'standing', { projectId: '10001', knownRevision: revision }),
    );
    expect(after.snapshot?.findings.find(({ rule }) => rule === RULE)).toMatchObject({
      numerator: 1,
      denominator: 120,
      offenderCount: 119,
      sentence: '119 of 120 items in progress have nobody assigned',
    });
  });

  test('tells, as the export does, from when an announced rule counts, and what it would do to the score', async () => {
    const forge = await aReadSite();
    const on = Math.floor(Date.now() / 86_400_000) + 30;
    await forge.run(async () => {
      const rules = defaultPlaybook.rules.map((use) =>
        use.rule === RULE ? { ...use, lifecycle: 'announced' as const, countsFrom: on } : use,
      );
      await saveDraft({ ...defaultPlaybook, id: 'mine', version: 0, rules }, 0, { by: 'ada', at: 1 });
      await publishPlaybook(1, 'ada');
    });
    await forge.drain(refreshWorker);
    const { announced, snapshot } = await valueOf(ask<StandingView>(forge, 'pmo', 'standing', { projectId: '10001' }));
    const before = snapshot!.score!;
    expect(snapshot!.findings.find(({ rule }) => rule === RULE)?.countsFrom).toBe('2026-04-01');
    expect(announced).toMatchObject([{ from: '2026-04-01', rules: 1 }]);
    expect(announced[0].score).toBeLessThan(before);
    const exported = await exportFor(forge, 'pmo');
    expect(exported.snapshot?.findings.find(({ rule }) => rule === RULE)?.countsFrom).toBe('2026-04-01');
    jest.setSystemTime(Date.now() + 30 * 86_400_000);
    await forge.run(() => evaluateProject(10001));
    const then = await valueOf(ask<StandingView>(forge, 'pmo', 'standing', { projectId: '10001' }));
    expect(then.announced).toEqual([]);
    expect(then.snapshot!.findings.find(({ rule }) => rule === RULE)).not.toHaveProperty('countsFrom');
  });

  test('turns stale with time, also for a page that polls', async () => {
    const forge = await aReadSite();
    const { revision } = await valueOf(ask<StandingView>(forge, 'pm', 'standing', { projectId: '10001' }));
    jest.setSystemTime(Date.now() + 3 * 3_600_000);
    const view = await valueOf(
      ask<StandingView>(forge, 'pm', 'standing', { projectId: '10001', knownRevision: revision }),
    );
    expect(view.stale).toBe(true);
  });

  test('of a project that changed brings its refresh forward once somebody looks, and only then', async () => {
    const forge = await aReadSite();
    const inTenMinutes = Date.now() + 600_000;
    const marker = { runId: 'later', at: inTenMinutes, by: 'background', askedBy: null } as const;
    await forge.run(() => createMarker(10001, marker));
    const look = (): Promise<StandingView> =>
      valueOf(ask<StandingView>(forge, 'pm', 'standing', { projectId: '10001' }));
    const lookedAt = Date.now();
    const first = await look();
    expect(first.refresh).toMatchObject({ phase: 'queued', changesWaiting: true, waiting: null });
    expect(forge.queue.map(({ dueAt }) => dueAt <= Date.now())).toEqual([true]);
    await look();
    expect(forge.queue).toHaveLength(1);
    await forge.drain(refreshWorker);
    expect((await look()).refresh).toBeNull();
    expect(await forge.run(() => getViewedAt(10001))).toMatchObject({ value: lookedAt });
  });

  test('notes every five minutes that somebody looks, not at every look', async () => {
    const forge = await aReadSite();
    const noted: unknown[] = [];
    for (let minute = 0; minute <= 12; minute++) {
      await valueOf(ask(forge, 'pm', 'standing', { projectId: '10001' }));
      noted.push(forge.storage.get('viewed:10001'));
      jest.setSystemTime(Date.now() + 60_000);
    }
    expect(new Set(noted).size).toBe(3);
  });

  test('names unreadable issues only to those who may browse them', async () => {
    const forge = await aReadSite();
    const updated = new Date().toISOString().replace('Z', '+0000');
    for (const place of [1, 2]) {
      Object.assign(forge.jira.projects[0].issues[place].fields, { duedate: 'soon', updated });
    }
    await forge.run(() => jiraEvents({ eventType: 'x', issue: forge.jira.projects[0].issues[0] }));
    await forge.drain(refreshWorker);
    const view = await valueOf(ask<StandingView>(forge, 'pm', 'standing', { projectId: '10001' }));
    expect(view.unreadable).toEqual({
      count: 2,
      examples: [{ issue: 'PAY-3', field: 'duedate', reason: aText }],
    });
  });
});

describe('a finding', () => {
  test('shows its issues as the viewer may see them now, 50 at a time, and counts the hidden', async () => {
    const forge = await aReadSite();
    const first = await valueOf(ask<FindingView>(forge, 'pm', 'finding', { projectId: '10001', rule: RULE }));
    expect(first).toMatchObject({ total: 120, offset: 0, hidden: 1 });
    expect(first.issues).toHaveLength(49);
    expect(first.issues[0]).toMatchObject({ key: 'PAY-1', summary: 'Issue 1 of PAY', status: 'Doing', assignee: null });
    expect(JSON.stringify(first)).not.toContain('PAY-2"');
    const last = await valueOf(
      ask<FindingView>(forge, 'pm', 'finding', { projectId: '10001', rule: RULE, offset: 100 }),
    );
    expect(last.issues).toHaveLength(20);
  });

  test('that the project does not have is not found', async () => {
    const forge = await aReadSite();
    expect(await ask(forge, 'pm', 'finding', { projectId: '10001', rule: 'no-such-rule' })).toMatchObject({
      error: { kind: 'notFound' },
    });
  });

  test('of a rule in shadow is told by no function: it is for the PMO', async () => {
    const forge = await aReadSite();
    const stored = await forge.run(() => readSnapshot(10001));
    expect(JSON.stringify(stored)).toContain('"rule":"high-float","lifecycle":"shadow"');
    for (const name of ['standing', 'export'] as const) {
      expect(JSON.stringify(await valueOf(ask(forge, 'pmo', name, { projectId: '10001' })))).not.toContain(
        'high-float',
      );
    }
    for (const name of ['finding', 'selectInJira'] as const) {
      const reply = await ask(forge, 'pmo', name, { projectId: '10001', rule: 'high-float' });
      expect(reply).toMatchObject({ ok: false, error: { kind: 'notFound' } });
    }
  });

  test('is selected in Jira by the keys that the viewer may browse, 200 at most', async () => {
    const forge = await aReadSite();
    const view = await valueOf(ask<SelectInJiraView>(forge, 'pm', 'selectInJira', { projectId: '10001', rule: RULE }));
    expect(view).toMatchObject({ named: 119, total: 120 });
    expect(view.jql).toMatch(/^key in \("PAY-1", "PAY-3", /);
    expect(view.jql).not.toContain('"PAY-2"');
  });

  test('of a group on the path to the next level selects only what is mended for all its rules', async () => {
    const forge = await aReadSite();
    const { path } = await valueOf(ask<StandingView>(forge, 'pmo', 'standing', { projectId: '10001' }));
    const group = path?.groups.find(({ issues }) => issues > 0 && issues < 120);
    if (!path || !group) throw new Error('no such group');
    expect(path.groups.reduce((sum, { rules, issues }) => sum + rules.length * Math.max(1, issues), 0)).toBe(
      path.fixes,
    );
    const asked = { projectId: '10001', rule: group.rules[0], path: group.rules };
    const { jql, named, total } = await valueOf(ask<SelectInJiraView>(forge, 'pmo', 'selectInJira', asked));
    expect([named, total, jql.split(',').length]).toEqual([group.issues, group.issues, group.issues]);
    const other = { ...asked, path: [...group.rules, 'no-such-rule'] };
    expect(await ask(forge, 'pmo', 'selectInJira', other)).toMatchObject({ ok: false, error: { kind: 'notFound' } });
  });

  test('all of whose issues are hidden is selected by no JQL', async () => {
    const forge = await aReadSite();
    forge.jira.secured.set('pm', new Set(forge.jira.projects[0].issues.map(({ id }) => id)));
    expect(await valueOf(ask(forge, 'pm', 'selectInJira', { projectId: '10001', rule: RULE }))).toEqual({
      jql: '',
      named: 0,
      total: 120,
      next: null,
    });
  });

  test('of more issues than one query names, goes on where the one before ended', async () => {
    const forge = new FakeForge();
    forge.jira.projects = [aProject('10001', 'PAY', 420)];
    forge.jira.browse.set('pm', new Set(['10001']));
    forge.jira.secured.set('pm', new Set(['10001002', '10001250']));
    await forge.run(() => appLifecycle());
    await forge.drain(refreshWorker);
    const keys: string[] = [];
    const named: number[] = [];
    for (let from: number | null = 0; from !== null;) {
      const asked = { projectId: '10001', rule: RULE, from };
      const view: SelectInJiraView = await valueOf(ask<SelectInJiraView>(forge, 'pm', 'selectInJira', asked));
      keys.push(...(view.jql.match(/PAY-\d+/g) ?? []));
      named.push(view.named);
      from = view.next;
    }
    expect(named).toEqual([200, 200, 18]);
    expect(new Set(keys).size).toBe(418);
  });

  test('on the way to a score is told by the fewest fixes, whose issues can be selected', async () => {
    const forge = await aReadSite();
    const asked = { projectId: '10001', target: 100 };
    const { path } = await valueOf(ask<ScorePathView>(forge, 'pmo', 'scorePath', asked));
    expect(path?.scoreAfter).toBeCloseTo(100, 9);
    const group = path?.groups.find(({ issues }) => issues > 0);
    if (!group) throw new Error('no such group');
    const selected = { ...asked, rule: group.rules[0], path: group.rules };
    expect(await valueOf(ask(forge, 'pmo', 'selectInJira', selected))).toMatchObject({ named: group.issues });
    const reached = await valueOf(ask<ScorePathView>(forge, 'pmo', 'scorePath', { ...asked, target: 30 }));
    expect(reached.path).toMatchObject({ fixes: 0, groups: [] });
  });
});

describe('refresh', () => {
  test('starts one reading, not two', async () => {
    const forge = await aReadSite();
    expect(await valueOf(ask(forge, 'pm', 'refresh', { projectId: '10001' }))).toMatchObject({ started: true });
    expect(await valueOf(ask(forge, 'pm', 'refresh', { projectId: '10001' }))).toMatchObject({ started: false });
    expect(forge.queue).toHaveLength(1);
    await forge.drain(refreshWorker);
    expect(await valueOf(ask(forge, 'pm', 'refresh', { projectId: '10001' }))).toMatchObject({ started: true });
  });
});

/** All parts as one. */
async function exportFor(forge: FakeForge, accountId: string): Promise<Export> {
  let text = '';
  for (;;) {
    const payload = { projectId: '10001', from: text.length };
    const part = await valueOf(ask<ExportView>(forge, accountId, 'export', payload));
    expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(2_000_000);
    text += part.text;
    if (text.length >= part.length) return JSON.parse(text) as Export;
  }
}

describe('an export', () => {
  test('holds everything for whoever may browse everything', async () => {
    const forge = await aReadSite();
    const view = await exportFor(forge, 'pmo');
    expect(view.hidden).toBe(0);
    expect(view.snapshot?.findings.find(({ rule }) => rule === RULE)?.offenders).toHaveLength(120);
    expect(view.dependencies?.cycles).toMatchObject([{ live: true, issues: [{ key: 'PAY-1' }, { key: 'HR-1' }] }]);
    expect(view.dependencies?.coupling).toHaveLength(2);
  });

  test('leaves out what the viewer may not browse, and keeps its place in a cycle without its name', async () => {
    const forge = await aReadSite();
    const view = await exportFor(forge, 'pm');
    const text = JSON.stringify(view);
    expect(text).not.toMatch(/HR|10002|"PAY-2"|10001002/);
    expect(view.dependencies?.cycles).toMatchObject([
      { live: true, issues: [{ key: 'PAY-1' }, { id: -1, key: 'hidden', projectKey: 'hidden', open: true }] },
    ]);
    expect(view.dependencies?.cycles[0].dependencies).toHaveLength(2);
    expect(view.dependencies?.coupling).toEqual([]);
    expect(view.hidden).toBeGreaterThan(2);
  });

  test('of more than 2 MB comes in parts that are less', async () => {
    const forge = await aReadSite();
    const ring = Array.from({ length: 20_000 }, (_, place) => 20_000_000 + place);
    await forge.run(async () => {
      const report = await readDependencyReport();
      if (report === null) throw new Error('There is no report.');
      const issues = ring.map((id) => ({ id, key: `HR-${id}`, projectKey: 'HR', open: true }));
      const dependencies = ring.map((provider, place) => {
        return { provider, dependent: ring[(place + 1) % ring.length], kind: 'finishToStart' as const };
      });
      const cycle = { live: true, issues, dependencies, suggestedCut: [dependencies[0]], cutIsLeast: true };
      await commitDependencyReport({ ...report, cycles: [cycle] }, Date.now() + 1);
    });
    const view = await exportFor(forge, 'pm');
    expect(view.dependencies?.cycles.map(({ issues }) => issues.length)).toEqual([ring.length]);
  });
});
