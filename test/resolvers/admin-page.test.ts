import fc from 'fast-check';
import { defaultPlaybook } from '../../src/compliance';
import type { AdminPageFunction, AdminPageReplies, HealthView, ValueOf } from '../../src/contract';
import { adminResolver, appLifecycle, refreshWorker } from '../../src/index';
import {
  addJobEntry,
  commitIndex,
  createMarker,
  createRun,
  getMarker,
  noteDeleted,
  noteRemoved,
  readSettings,
  reservePoints,
  saveSettings,
  setFailure,
  setPause,
  setReconciliation,
  type JobEntry,
  type Reconciliation,
  type RefreshRun,
} from '../../src/store';
import { toEdit } from '../support/edited-playbook';
import { FakeForge, useClock } from '../support/forge';
import { aProject } from '../support/issues';

const NOW = '2026-03-02T10:00:00Z';
useClock(NOW);

const PAY = 10001;
const HUSH = 10002;

function aJob(overrides: Partial<JobEntry> = {}): JobEntry {
  return {
    ...{ at: Date.now(), job: 'whole', projectId: PAY, milliseconds: 1500, calls: 3, points: 230, bytes: 90_000 },
    ...{ issues: 220, outcome: 'done', cause: null, remedy: null, askedBy: null },
    ...overrides,
  };
}

function aRun(overrides: Partial<RefreshRun> = {}): RefreshRun {
  return {
    ...{ runId: 'run', mode: 'whole', startedAt: Date.now(), source: 'search', pages: 2 },
    ...{ pageToken: 'token', sinceMinutes: null, issuesRead: 200, issuesExpected: 310, aliveAt: Date.now() },
    ...{ restarts: 0, deferrals: 0, mergeOwed: false, behind: null, waiting: null, by: 'people', askedBy: null },
    ...overrides,
  };
}

function aReconciliation(overrides: Partial<Reconciliation> = {}): Reconciliation {
  return {
    ...{ at: Date.now(), issues: 300, contents: 20, missing: 0, gone: 0, linksDiffering: 0, contentsDiffering: 0 },
    repaired: true,
    ...overrides,
  };
}

/** `ada` administers Jira and browses PAY, not HUSH; `boss` administers and browses both; `pm` browses both only. */
function aSite(): FakeForge {
  const forge = new FakeForge();
  forge.jira.projects = [aProject('10001', 'PAY', 3), { ...aProject('10002', 'HUSH', 3), name: 'Merger with Zephyr' }];
  forge.jira.administrators.add('ada').add('boss');
  forge.jira.browse.set('ada', new Set(['10001']));
  for (const account of ['boss', 'pm']) forge.jira.browse.set(account, new Set(['10001', '10002']));
  forge.jira.users.set('ada', 'Ada Admin').set('pm', 'Pia Manager');
  return forge;
}

/** The site with something of everything that the page shows, of both projects. */
async function aBusySite(): Promise<FakeForge> {
  const forge = aSite();
  const minutesAgo = (minutes: number): number => Date.now() - minutes * 60_000;
  await forge.run(async () => {
    await commitIndex(
      [
        { id: PAY, key: 'PAY', name: 'Project PAY', lead: 'active' },
        { id: HUSH, key: 'HUSH', name: 'Merger with Zephyr', lead: 'active' },
      ],
      Date.now(),
    );
    await createRun(PAY, aRun({ askedBy: 'pm' }));
    await createRun(HUSH, aRun({ startedAt: minutesAgo(5), by: 'background' }));
    await createMarker(HUSH, { runId: 'm', at: Date.now() + 90_000, by: 'background', askedBy: null });
    const leaky = 'Merger with Zephyr has no HUSH-17; ask zoe@zephyr.example about HUSH (10002).';
    await setFailure(PAY, { at: minutesAgo(2), cause: 'Jira refused PAY-1.', remedy: 'Ask.' });
    await setFailure(HUSH, { at: minutesAgo(1), cause: leaky, remedy: leaky });
    await addJobEntry(aJob({ at: minutesAgo(3), askedBy: 'pm' }));
    await addJobEntry(aJob({ at: minutesAgo(2), projectId: HUSH, outcome: 'failed', cause: leaky, remedy: leaky }));
    await addJobEntry(aJob({ at: minutesAgo(1), projectId: null, job: 'merge', askedBy: 'left-the-company' }));
    await setReconciliation(PAY, aReconciliation({ missing: 2, contentsDiffering: 1 }));
    await setReconciliation(HUSH, aReconciliation({ at: minutesAgo(60), gone: 4 }));
    await reservePoints('2026-03-02T10', { what: 'whole', points: 4321, at: Date.now() }, Infinity);
    await reservePoints('2026-03-02T08', { what: 'whole', points: 1200, at: minutesAgo(100) }, Infinity);
    await setPause({ endpoint: 'search/jql', until: Date.now() + 60_000, reason: 'jira-burst-based' });
    await saveSettings({ backgroundShare: 0.6 }, 0, 'pm', minutesAgo(200));
  });
  return forge;
}

async function ask<F extends AdminPageFunction>(
  forge: FakeForge,
  accountId: string | undefined,
  functionKey: F,
  payload: unknown,
): Promise<AdminPageReplies[F]> {
  const event = { call: { functionKey, payload }, context: { accountId: 'ada' } };
  const options = accountId === undefined ? {} : { accountId };
  const outcome = await forge.run(() => adminResolver(event as never, { principal: options }), options);
  if (outcome.killed) throw new Error('not killed');
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion -- the union is too complex for the rule.
  return outcome.value as AdminPageReplies[F];
}

async function valueOf<F extends AdminPageFunction>(
  reply: Promise<AdminPageReplies[F]>,
): Promise<ValueOf<AdminPageReplies[F]>> {
  const found = await reply;
  if (!found.ok) throw new Error(`refused: ${found.error.kind} ${found.error.message}`);
  return found.value as ValueOf<AdminPageReplies[F]>;
}

async function healthFor(forge: FakeForge, accountId: string): Promise<HealthView> {
  const value = await valueOf<'health'>(ask(forge, accountId, 'health', {}));
  if ('unchanged' in value) throw new Error('nothing was known');
  return value;
}

const aText = expect.any(String) as string;
const requests: [AdminPageFunction, Record<string, unknown>][] = [
  ['health', {}],
  ['saveSettings', { backgroundShare: 0.9, version: 1 }],
  ['pmoRole', { find: 'pmo' }],
  ['savePmoRole', { group: null, version: 0 }],
  ['refreshEverything', {}],
  ['refreshProject', { projectId: '10001' }],
  ['reconcile', { projectId: null }],
  ['reconcile', { projectId: '10001' }],
  ['diagnostics', {}],
  ['playbooks', {}],
  ['playbookChoices', {}],
  ['playbookVersions', { id: 'regulated' }],
  ['startDraft', { from: 'readyMade', id: 'regulated', revision: 0 }],
  ['saveDraft', { revision: 0, playbook: toEdit(defaultPlaybook) }],
  ['discardDraft', { revision: 0 }],
  ['startPreview', { revision: 0 }],
  ['playbookPreview', {}],
  ['publishPlaybook', { revision: 0 }],
];
const CANARIES = /HUSH|Zephyr|10002|zoe@/;

describe('every function of the admin page', () => {
  test.each(requests)('%s %j refuses whoever does not administer Jira; nothing changes', async (name, payload) => {
    const forge = await aBusySite();
    const stored = new Map(forge.storage);
    forge.jira.calls.length = 0;
    for (const account of ['pm', 'nobody', undefined]) {
      const reply = await ask(forge, account, name, payload);
      expect(reply).toMatchObject({ ok: false, error: { kind: 'noPermission', reference: aText } });
      expect(JSON.stringify(reply)).not.toMatch(/PAY|HUSH|Zephyr|Pia/);
    }
    expect(forge.storage).toEqual(stored);
    expect(forge.queue).toEqual([]);
    expect(new Set(forge.jira.calls.map(({ endpoint }) => endpoint))).toEqual(new Set(['mypermissions']));
  });

  test.each<[AdminPageFunction, unknown, string]>([
    ['health', { knownRevision: 7 }, 'knownRevision'],
    ['health', { knownRevision: 'x'.repeat(101) }, 'knownRevision'],
    ['saveSettings', { version: 1 }, 'backgroundShare'],
    ['saveSettings', { backgroundShare: 0.05, version: 1 }, 'backgroundShare'],
    ['saveSettings', { backgroundShare: 0.95, version: 1 }, 'backgroundShare'],
    ['saveSettings', { backgroundShare: 0.52, version: 1 }, 'backgroundShare'],
    ['saveSettings', { backgroundShare: '0.5', version: 1 }, 'backgroundShare'],
    ['saveSettings', { backgroundShare: 0.5, version: -1 }, 'version'],
    ['refreshEverything', { projectId: '10001' }, 'projectId'],
    ['refreshProject', { projectId: 'PAY' }, 'projectId'],
    ['reconcile', {}, 'projectId'],
    ['diagnostics', { all: true }, 'all'],
    ['playbookVersions', { id: '../etc' }, 'id'],
    ['startDraft', { from: 'somewhere', id: 'regulated', revision: 0 }, 'from'],
    ['publishPlaybook', { revision: '1' }, 'revision'],
    ['saveDraft', { revision: 0, playbook: { ...toEdit(defaultPlaybook), title: 7 } }, 'playbook.title'],
    ['saveDraft', { revision: 0, playbook: { ...toEdit(defaultPlaybook), version: 9 } }, 'playbook.version'],
    [
      'saveDraft',
      { revision: 0, playbook: { ...toEdit(defaultPlaybook), rules: Array(201).fill(0) } },
      'playbook.rules',
    ],
    ['saveDraft', { revision: 0, playbook: { ...toEdit(defaultPlaybook), hoursPerDay: null } }, 'playbook.hoursPerDay'],
  ])('%s names the field of %j that does not fit: %s', async (name, payload, field) => {
    const forge = aSite();
    expect(await ask(forge, 'ada', name, payload)).toMatchObject({
      ok: false,
      error: { kind: 'invalidRequest', field },
    });
  });

  test('answers any payload at all with a refusal that names a field, and changes nothing', async () => {
    const forge = await aBusySite();
    const stored = new Map(forge.storage);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...requests),
        fc.jsonValue(),
        fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue(), { maxKeys: 3 }),
        async ([name, payload], junk, fields) => {
          const spoilt = { ...payload, ...fields, notAsked: junk };
          expect(await ask(forge, 'ada', name, spoilt)).toMatchObject({
            ok: false,
            error: { kind: 'invalidRequest', field: aText },
          });
        },
      ),
      { numRuns: 300 },
    );
    expect(forge.storage).toEqual(stored);
    expect(forge.queue).toEqual([]);
  });

  test('says whether it is Jira or storage that fails', async () => {
    const forge = await aBusySite();
    forge.storageFault = () => 'INTERNAL';
    expect(await ask(forge, 'ada', 'health', {})).toMatchObject({ error: { kind: 'storageUnavailable' } });
    forge.jira.fault = () => ({ status: 503 });
    expect(await ask(forge, 'ada', 'health', {})).toMatchObject({ error: { kind: 'jiraUnavailable' } });
  });
});

describe('health', () => {
  test('tells what is being read, what waits until when and why, and what it costs', async () => {
    const { progress, hours, settings } = await healthFor(await aBusySite(), 'boss');
    expect(progress).toMatchObject({
      campaign: null,
      runsInAll: 2,
      points: {
        ...{ hour: '2026-03-02T10', nextHourAt: '2026-03-02T11:00:00.000Z', spent: 4321 },
        ...{ limit: 39_000, quota: 65_000, share: 0.6 },
      },
    });
    expect(progress.runs).toMatchObject([
      { project: { kind: 'named', key: 'HUSH' }, startedAt: '2026-03-02T09:55:00.000Z', askedBy: null },
      { project: { key: 'PAY' }, pages: 2, issuesRead: 200, issuesExpected: 310, askedBy: { name: 'Pia Manager' } },
    ]);
    expect(progress.waits).toEqual([
      { what: 'calls', why: 'jira', until: '2026-03-02T10:01:00.000Z', count: 0, endpoint: 'search/jql' },
      { what: 'projects', why: 'gathering', until: '2026-03-02T10:01:30.000Z', count: 1, endpoint: null },
    ]);
    expect(hours).toHaveLength(24);
    expect(hours.filter(({ spent }) => spent > 0)).toEqual([{ hour: '2026-03-02T08', spent: 1200 }]);
    expect(hours.at(-1)?.hour).toBe('2026-03-02T09');
    expect(settings).toEqual({
      ...{ backgroundShare: 0.6, version: 1, changedBy: { name: 'Pia Manager' } },
      changedAt: '2026-03-02T06:40:00.000Z',
    });
  });

  test('a first reading that has used the hour up: how many projects wait, and until when', async () => {
    const forge = aSite();
    process.env.POINTS_PER_HOUR = '2000';
    try {
      forge.jira.projects = Array.from({ length: 6 }, (_, place) => aProject(String(PAY + place), `P${place}`, 220));
      await forge.run(() => appLifecycle());
      while (forge.queue.some(({ dueAt }) => dueAt < Date.parse('2026-03-02T10:30:00Z'))) {
        await forge.deliver(forge.takeNext(), refreshWorker);
      }
      const { progress, projects } = await healthFor(forge, 'boss');
      const waiting = progress.runs.filter(({ waiting: wait }) => wait?.for === 'points');
      expect(waiting.length).toBeGreaterThan(0);
      expect(progress.points.spent).toBeLessThan(progress.points.limit);
      expect(progress.waits).toEqual([
        { what: 'background', why: 'points', until: aText, count: waiting.length, endpoint: null },
      ]);
      expect(progress.waits[0].until).toMatch(/^2026-03-02T11:00:[0-2]/);
      expect(projects.neverRead).toBeGreaterThanOrEqual(waiting.length);
    } finally {
      delete process.env.POINTS_PER_HOUR;
    }
  });

  test('a pause of everything is told as one, and not as points that are used up', async () => {
    const forge = aSite();
    await forge.run(() => setPause({ endpoint: 'all', until: Date.now() + 600_000, reason: 'jira-quota' }));
    expect((await healthFor(forge, 'boss')).progress.waits).toEqual([
      { what: 'calls', why: 'jira', until: '2026-03-02T10:10:00.000Z', count: 0, endpoint: 'all' },
    ]);
  });

  test.each<[Partial<RefreshRun>, string]>([
    [{ by: 'people' }, 'people'],
    [{ by: 'background', mode: 'reconcile' }, 'reconcile'],
    [{ by: 'background', mode: 'changes' }, 'background'],
  ])('a run of %j that waits for points is told as one of %s', async (run, what) => {
    const forge = aSite();
    const until = Date.parse('2026-03-02T11:00:03Z');
    await forge.run(() => createRun(PAY, aRun({ ...run, waiting: { until, for: 'points' } })));
    expect((await healthFor(forge, 'boss')).progress.waits).toEqual([
      { what, why: 'points', until: '2026-03-02T11:00:03.000Z', count: 1, endpoint: null },
    ]);
  });

  test('lists jobs newest first, failures and comparisons, with names as Jira gives them now', async () => {
    const { jobs, failures, failuresInAll, reconciliation, projects } = await healthFor(await aBusySite(), 'boss');
    expect(jobs.map(({ job, outcome, askedBy }) => [job, outcome, askedBy])).toEqual([
      ['merge', 'done', { name: null }],
      ['whole', 'failed', null],
      ['whole', 'done', { name: 'Pia Manager' }],
    ]);
    expect(jobs[0].project).toBeNull();
    expect(jobs[2]).toMatchObject({ milliseconds: 1500, calls: 3, points: 230, bytes: 90_000, issues: 220 });
    expect(failures.map(({ project, cause }) => [project.kind === 'named' && project.key, cause])).toEqual([
      ['HUSH', 'Merger with Zephyr has no HUSH-17; ask zoe@zephyr.example about HUSH (10002).'],
      ['PAY', 'Jira refused PAY-1.'],
    ]);
    expect(failuresInAll).toBe(2);
    expect(reconciliation).toMatchObject({
      ...{ checked: 2, projects: 2, issues: 600, contents: 40, differences: 7, differingInAll: 2 },
      ...{ oldestAt: '2026-03-02T09:00:00.000Z', newestAt: '2026-03-02T10:00:00.000Z' },
    });
    expect(projects).toEqual({ total: 2, fresh: 0, waiting: 0, stale: 0, failed: 2, neverRead: 0 });
  });

  test('an administrator who may not browse a project learns that there is one, and nothing more', async () => {
    const forge = await aBusySite();
    const health = await healthFor(forge, 'ada');
    expect(JSON.stringify(health)).not.toMatch(CANARIES);
    expect(health.progress.runs.map(({ project }) => project.kind)).toEqual(['named', 'hidden']);
    expect(health.failures.map(({ project }) => project.kind)).toEqual(['named', 'hidden']);
    expect(health.failures[1].cause).toContain('has no an issue; ask somebody about');
    expect(health.jobs.map(({ project }) => project?.kind)).toEqual([undefined, 'hidden', 'named']);
    expect(health.reconciliation.differing.map(({ project }) => project.kind)).toEqual(['named', 'hidden']);
    expect(health.projects.total).toBe(2);
    const again = await ask(forge, 'ada', 'health', { knownRevision: health.revision });
    expect(JSON.stringify(again)).not.toMatch(CANARIES);
  });

  test('names a project that Jira does not show the app, with what to do, to whom Jira shows it', async () => {
    const forge = aSite();
    const pay = { id: PAY, key: 'PAY', name: 'Project PAY', lead: 'active' } as const;
    await forge.run(() => commitIndex([pay], Date.now()));
    await forge.run(() => noteRemoved(HUSH, Date.now() - 60_000));
    const health = await healthFor(forge, 'boss');
    expect(health.failuresInAll).toBe(1);
    expect(health.failures).toEqual([
      {
        project: { kind: 'named', id: '10002', key: 'HUSH', name: 'Merger with Zephyr' },
        at: '2026-03-02T09:59:00.000Z',
        cause: expect.stringContaining('does not let Plumbline read') as string,
        remedy: expect.stringContaining('role atlassian-addons-project-access') as string,
      },
    ]);
    const others = await healthFor(forge, 'ada');
    expect([others.failures, others.failuresInAll]).toEqual([[], 0]);
    expect(JSON.stringify(others)).not.toMatch(CANARIES);
  });

  test('tells of no refusal where a project is archived, was deleted, or is listed again', async () => {
    const forge = aSite();
    const told = async (): Promise<number> => (await healthFor(forge, 'boss')).failuresInAll;
    await forge.run(() => noteRemoved(HUSH, Date.now()));
    expect(await told()).toBe(1);
    forge.jira.projects[1].archived = true;
    expect(await told()).toBe(0);
    forge.jira.projects[1].archived = false;
    await forge.run(() => commitIndex([{ id: HUSH, key: 'HUSH', name: 'Merger', lead: 'active' }], Date.now()));
    expect(await told()).toBe(0);
    await forge.run(() => commitIndex([], Date.now() + 1));
    expect(await told()).toBe(1);
    await forge.run(() => noteDeleted(HUSH));
    expect(await told()).toBe(0);
  });

  test('answers the progress only while nothing else is newer, and asks Jira little for it', async () => {
    const forge = await aBusySite();
    const { revision } = await healthFor(forge, 'boss');
    jest.setSystemTime(Date.now() + 20_000);
    forge.jira.calls.length = 0;
    const reply = await valueOf<'health'>(ask(forge, 'boss', 'health', { knownRevision: revision }));
    expect(reply).toMatchObject({ unchanged: true, revision, progress: { runsInAll: 2 } });
    expect(forge.jira.calls.map(({ endpoint }) => endpoint).sort()).toEqual([
      'mypermissions',
      'permissions/check',
      'user/bulk',
    ]);
  });

  test('while jobs come thick and fast, puts the whole together now and then, and in the end', async () => {
    const forge = await aBusySite();
    const { revision } = await healthFor(forge, 'boss');
    const isUnchanged = async (): Promise<boolean> =>
      'unchanged' in (await valueOf<'health'>(ask(forge, 'boss', 'health', { knownRevision: revision })));
    jest.setSystemTime(Date.now() + 3000);
    await forge.run(() => addJobEntry(aJob()));
    expect(await isUnchanged()).toBe(true);
    jest.setSystemTime(Date.now() + 15_000);
    expect(await isUnchanged()).toBe(false);
  });

  test('names nobody, but shows everything else, when Jira does not tell names', async () => {
    const forge = await aBusySite();
    forge.jira.fault = (endpoint) => (endpoint === 'user/bulk' ? { status: 403 } : null);
    const { settings, jobs } = await healthFor(forge, 'boss');
    expect(settings.changedBy).toEqual({ name: null });
    expect(jobs).toHaveLength(3);
  });
});

describe('settings', () => {
  test('are saved with who and when, in every step of the scale', async () => {
    const forge = aSite();
    for (let step = 0; step <= 16; step++) {
      const backgroundShare = Number((0.1 + step * 0.05).toFixed(2));
      const reply = await valueOf<'saveSettings'>(
        ask(forge, 'ada', 'saveSettings', { backgroundShare, version: step }),
      );
      expect(reply).toMatchObject({
        saved: true,
        settings: { backgroundShare, version: step + 1, changedBy: { name: 'Ada Admin' } },
      });
    }
  });

  test('that somebody else saved first stay, and are told', async () => {
    const forge = await aBusySite();
    const reply = await valueOf<'saveSettings'>(
      ask(forge, 'ada', 'saveSettings', { backgroundShare: 0.2, version: 0 }),
    );
    expect(reply).toMatchObject({
      saved: false,
      settings: { backgroundShare: 0.6, version: 1, changedBy: { name: 'Pia Manager' } },
    });
    const stored = await forge.run(readSettings);
    expect(stored).toMatchObject({ value: { value: { backgroundShare: 0.6 } } });
  });
});

describe('work that is started here', () => {
  test('a project that the administrator browses is asked for in their name', async () => {
    const forge = aSite();
    const reply = await valueOf<'refreshProject'>(ask(forge, 'ada', 'refreshProject', { projectId: '10001' }));
    expect(reply).toEqual({ started: true });
    expect(forge.queue).toHaveLength(1);
    const marker = await forge.run(() => getMarker(PAY));
    expect(marker).toMatchObject({ value: { by: 'people', askedBy: 'ada' } });
    expect(await ask(forge, 'ada', 'refreshProject', { projectId: '10001' })).toMatchObject({
      value: { started: false },
    });
  });

  test.each<['refreshProject' | 'reconcile', string]>([
    ['refreshProject', '10002'],
    ['refreshProject', '99999'],
    ['reconcile', '10002'],
    ['reconcile', '99999'],
    ['reconcile', '999999999999999999'],
  ])('%s of %s, which the administrator may not browse, is refused without a trace', async (name, projectId) => {
    const forge = await aBusySite();
    const stored = new Map(forge.storage);
    const refused = await ask(forge, 'ada', name, { projectId });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'noPermission' } });
    expect(JSON.stringify(refused)).not.toMatch(CANARIES);
    expect(forge.storage).toEqual(stored);
    expect(forge.queue).toEqual([]);
  });

  test('everything is read once, however often it is asked for', async () => {
    const forge = aSite();
    expect(await ask(forge, 'ada', 'refreshEverything', {})).toMatchObject({ value: { started: true } });
    expect(forge.queue).toHaveLength(1);
    expect(await ask(forge, 'boss', 'refreshEverything', {})).toMatchObject({ value: { started: false } });
    expect(forge.queue).toHaveLength(1);
  });

  test('comparing everything is not begun twice', async () => {
    const comparisons = ({ queue }: FakeForge): readonly unknown[] =>
      queue.map(({ body }) => body).filter((body) => (body as { job: string }).job === 'reconcile');
    const forge = await aBusySite();
    expect(await ask(forge, 'ada', 'reconcile', { projectId: null })).toMatchObject({ value: { started: true } });
    expect(comparisons(forge)).toMatchObject([{ round: expect.any(String) as unknown, askedBy: 'ada' }]);
    expect(await ask(forge, 'boss', 'reconcile', { projectId: null })).toMatchObject({ value: { started: false } });
    expect(comparisons(forge)).toHaveLength(1);
  });

  test('a project that is being compared is not compared beside itself', async () => {
    const forge = aSite();
    await forge.run(() => createRun(PAY, aRun({ mode: 'reconcile' })));
    expect(await ask(forge, 'ada', 'reconcile', { projectId: '10001' })).toMatchObject({ value: { started: false } });
    expect(forge.queue).toEqual([]);
  });
});

test('diagnostics hold nothing that points at a person, a project or an issue of the site', async () => {
  const forge = await aBusySite();
  const view = await valueOf<'diagnostics'>(ask(forge, 'boss', 'diagnostics', {}));
  const text = JSON.stringify(view);
  expect(text).not.toMatch(/PAY|HUSH|Project|Zephyr|1000\d|zoe|Pia|Ada|left-the-company|"pm"|boss|-17/);
  expect(view.jobs.map(({ project, asked, outcome }) => [project, asked, outcome])).toEqual([
    [null, true, 'done'],
    ['p2', false, 'failed'],
    ['p1', true, 'done'],
  ]);
  expect(view.failures.map(({ project }) => project).sort()).toEqual(['p1', 'p2']);
  expect(view.failures.find(({ project }) => project === 'p1')?.cause).toBe('Jira refused an issue.');
  expect(view.runs.map(({ project }) => project).sort()).toEqual(['p1', 'p2']);
  expect(view.reconciliations.find(({ project }) => project === 'p2')).toMatchObject({ gone: 4 });
  expect(view).toMatchObject({ settings: { backgroundShare: 0.6 }, points: { spent: 4321 }, states: { total: 2 } });
});
