import {
  unpackPortfolio,
  type PackedPortfolio,
  type PortfolioView,
  type ProjectNames,
  type SavedView,
  type SavedViews,
  type TrendsView,
} from '../../../src/contract';
import { catalogue } from '../../../src/compliance';
import { portfolioResolver, projectResolver, refreshWorker } from '../../../src/index';
import { parseDay, type PortfolioRow } from '../../../src/model';
import { portfolioDay } from '../../../src/portfolio';
import { evaluateProject } from '../../../src/refresh/evaluate-project';
import {
  commitIndex,
  commitRows,
  forgetAccount,
  readDependencyReport,
  readSnapshot,
  readViews,
  writeGatesInShort,
  writePortfolioDay,
} from '../../../src/store';
import { useClock, type FakeForge } from '../../support/forge';
import { aFinding, aRow, aWeekAgo, randomOf } from '../../portfolio/support';
import { aProject } from '../../support/issues';
import { aSiteWithDependencies } from '../dependency-map/site';

type AnyReply = { readonly ok: boolean; readonly value?: unknown; readonly error?: { readonly kind: string } };

async function ask(
  forge: FakeForge,
  accountId: string,
  payload: unknown = {},
  functionKey = 'portfolio',
  resolver = portfolioResolver,
): Promise<AnyReply> {
  const event = { call: { functionKey, payload }, context: {} };
  const outcome = await forge.run(() => resolver(event as never, { principal: { accountId } }), { accountId });
  if (outcome.killed) throw new Error('not killed');
  return outcome.value as AnyReply;
}

async function viewFor(forge: FakeForge, accountId: string): Promise<PortfolioView> {
  await ask(forge, accountId);
  await forge.drain(refreshWorker);
  return unpackPortfolio((await ask(forge, accountId)).value as PackedPortfolio);
}

async function stored<T>(forge: FakeForge, read: () => Promise<T>): Promise<T> {
  const outcome = await forge.run(read);
  if (outcome.killed) throw new Error('not killed');
  return outcome.value;
}

useClock('2026-03-02T08:00:00Z');

test('every figure is that of the snapshots and of the dependency report', async () => {
  const forge = await aSiteWithDependencies();
  const { projects, rules, rolledUpAt, isBehind } = await viewFor(forge, 'pmo');
  expect(projects.map(({ key }) => key)).toEqual(['DAT', 'MER', 'RAIL', 'SIG']);
  expect(rolledUpAt).toMatch(/^2026-03-02T08:00/);
  expect(isBehind).toBe(false);
  const report = await stored(forge, readDependencyReport);
  for (const { id, key, standing, dependencies } of projects) {
    const found = await stored(forge, () => readSnapshot(Number(id)));
    if (found === null || report === null || standing === null) throw new Error('nothing stored');
    const { score, level, issues, findings } = found.value.snapshot;
    expect(standing).toMatchObject({ level, openIssues: issues.open, evaluatedOn: '2026-03-02', weekAgo: null });
    expect(standing.score).toBe(score === null ? null : Math.round(score * 100) / 100);
    for (const { rule, status, attainment, lifecycle, numerator, denominator, target } of findings) {
      const cell = standing.cells[rules.findIndex((each) => each.id === rule)];
      if (lifecycle === 'shadow') expect(cell).toBeUndefined();
      else {
        const size = denominator ?? 0;
        const isOfFew = attainment !== null && attainment < 1 && size > 1 && size < 10;
        expect(cell).toEqual({
          ...{ status, attainment: attainment && Math.round(attainment * 100) / 100 },
          ...(isOfFew && { few: [numerator, Math.ceil(size * target)] }),
        });
      }
    }
    const sum = (end: 'dependentProject' | 'providerProject', of: 'open' | 'late'): number =>
      report.coupling.filter((pair) => pair[end] === key).reduce((total, pair) => total + pair[of], 0);
    expect(dependencies).toEqual({
      ...{ waitsFor: sum('dependentProject', 'open'), waitsForLate: sum('dependentProject', 'late') },
      ...{ waitedFor: sum('providerProject', 'open'), waitedForLate: sum('providerProject', 'late') },
    });
  }
});

test('coverage, moves, recent scores, waived rules, the next level and ages are recounted from what is stored', async () => {
  const forge = await aSiteWithDependencies();
  await viewFor(forge, 'pmo');
  const random = randomOf(7);
  const hundredth = (): number => Math.round(100 * random()) / 100;
  const madeAt = Date.now() + 3_600_000;
  const rows = ['10001', '10002', '10003', '10004'].map((id, place) => {
    const findings = catalogue
      .slice(0, 12)
      .map(({ id: rule }, at) =>
        at === place
          ? aFinding(rule, null, { status: 'exempt' })
          : aFinding(rule, hundredth(), { weight: 2.5 * (1 + (at % 4)) }),
      );
    const before = Object.fromEntries(findings.map(({ rule, attainment }) => [rule, attainment && hundredth()]));
    return aRow(Number(id), {
      ...{ findings, weekAgo: aWeekAgo(100 * random(), before), coverage: hundredth() },
      recent: Array.from({ length: 28 }, (_, day) => (day < 3 * place ? null : Math.round(100 * random()))),
      readAt: madeAt - Math.floor(1e8 * random()),
      nextLevel: { level: 'managed', rules: [], issues: 3 + place },
    });
  });
  await stored(forge, () => commitRows(rows, { madeAt }));
  const { rules, projects } = unpackPortfolio((await ask(forge, 'pmo')).value as PackedPortfolio);
  for (const { projectId, coverage, findings, weekAgo, recent, readAt, nextLevel } of rows) {
    const standing = projects.find(({ id }) => id === String(projectId))?.standing;
    if (!standing) throw new Error('not shown');
    const idOf = (rule: number): string => rules[rule].id;
    expect(standing.coverage).toBe(coverage);
    expect(standing.toNextLevel).toBe(nextLevel?.issues);
    expect(standing.hoursOld).toBe(Math.floor((madeAt - readAt) / 3_600_000));
    expect(standing.cells.flatMap((cell, rule) => (cell?.status === 'exempt' ? [idOf(rule)] : []))).toEqual(
      findings.filter(({ status }) => status === 'exempt').map(({ rule }) => rule),
    );
    standing.recent.forEach((score, day) => {
      if (recent[day] === null) expect(score).toBeNull();
      else expect(Math.abs((score ?? NaN) - recent[day])).toBeLessThanOrEqual(100 / 60 + 1e-9);
    });
    expect(standing.recent).toHaveLength(28);
    // The same rules were assessed then and now, so that each moved the score by its share of the change.
    const assessed = findings.filter(({ attainment }) => attainment !== null);
    const whole = assessed.reduce((total, { weight }) => total + weight, 0);
    const moved = assessed
      .map(({ rule, weight, attainment }) => {
        const change = (attainment ?? 0) - (weekAgo?.attainments[rule] ?? 0);
        return { rule, points: (100 * weight * change) / whole };
      })
      .sort((one, other) => Math.abs(other.points) - Math.abs(one.points));
    expect(standing.moves.map(({ rule }) => idOf(rule))).toEqual(moved.slice(0, 3).map(({ rule }) => rule));
    standing.moves.forEach(({ points }, place) => expect(Math.abs(points - moved[place].points)).toBeLessThan(0.0501));
  }
});

test('a score by another version of the playbook is compared, but not by rules', async () => {
  const forge = await aSiteWithDependencies();
  await viewFor(forge, 'pmo');
  const findings = [aFinding('lags', 1), aFinding('leads', 0, { countsFrom: 20_498 })];
  const rowOf = (projectId: number, playbook: string): PortfolioRow =>
    aRow(projectId, { findings, weekAgo: { ...aWeekAgo(100, { lags: 1, leads: 0 }), playbook } });
  const rows = [rowOf(10001, 'p@1'), rowOf(10002, 'p@2')];
  await stored(forge, () => commitRows(rows, { madeAt: Date.now() + 1 }));
  const { rules, projects } = unpackPortfolio((await ask(forge, 'pmo')).value as PackedPortfolio);
  const of = (id: string): unknown => {
    const { score, weekAgo, moves } = projects.find((each) => each.id === id)?.standing ?? {};
    return { score, weekAgo, moves: moves?.map((move) => ({ ...move, rule: rules[move.rule].id })) };
  };
  expect(of('10001')).toEqual({
    ...{ score: 50, weekAgo: { score: 100, level: null, samePlaybook: true } },
    moves: [{ rule: 'leads', points: -50, countsSince: '2026-02-14' }],
  });
  expect(of('10002')).toEqual({ score: 50, weekAgo: { score: 100, level: null, samePlaybook: false }, moves: [] });
});

test('stages and next gates are those of the last evaluation', async () => {
  const forge = await aSiteWithDependencies();
  const gates = { stage: 'Plan', next: { title: 'Plan approved', planned: parseDay('2026-03-20'), forecast: null } };
  const asked = { atGate: true, atEntry: false, until: null, else: null };
  const criteria = [
    asked,
    { ...asked, until: parseDay('2026-03-02'), atEntry: true },
    { ...asked, else: 'query' as const },
  ];
  await stored(forge, () => writeGatesInShort(10003, { events: 1, passed: [], ...gates, criteria }));
  await stored(forge, () => evaluateProject(10003));
  const { projects } = await viewFor(forge, 'pmo');
  expect(projects.map(({ key, standing }) => [key, standing?.gate ?? null])).toEqual([
    ['DAT', null],
    ['MER', null],
    [
      'RAIL',
      {
        ...{ stage: 'Plan', next: { title: 'Plan approved', planned: '2026-03-20', forecast: null } },
        standing: { asked: 1, settled: 1, uncounted: 0 },
        gateReady: { asked: 3, settled: 1, uncounted: 1 },
      },
    ],
    ['SIG', null],
  ]);
});

test('who has the PMO role sees what rules in shadow would do, a project manager does not', async () => {
  const forge = await aSiteWithDependencies();
  forge.jira.administrators.add('pmo');
  const [pmo, pm] = [await viewFor(forge, 'pmo'), await viewFor(forge, 'pm')];
  expect([pmo.isPmo, pm.isPmo]).toEqual([true, false]);
  const shadows = ({ playbooks: [{ rules }] }: PortfolioView): number =>
    rules.filter((use) => use?.lifecycle === 'shadow').length;
  expect([shadows(pmo) > 0, shadows(pm)]).toEqual([true, 0]);
});

test('a viewer sees the projects that Jira lets them browse, and nothing of the others', async () => {
  const forge = await aSiteWithDependencies();
  expect((await viewFor(forge, 'pm')).projects.map(({ key }) => key)).toEqual(['DAT', 'RAIL', 'SIG']);
  expect(JSON.stringify(await ask(forge, 'pm'))).not.toMatch(/MER|10004/);
  expect(await ask(forge, 'guest')).toMatchObject({ ok: false, error: { kind: 'noPermission' } });
});

test('names are those that Jira tells the viewer of their own projects', async () => {
  const forge = await aSiteWithDependencies();
  const named = async (accountId: string): Promise<string> =>
    JSON.stringify((await ask(forge, accountId, {}, 'projectNames')).value);
  const [pmo, pm] = [await named('pmo'), await named('pm')];
  expect(pmo).toMatch(/^\{"leads":\[.*\],"categories":\[.*\]\}$/);
  expect(pm).not.toMatch(/10004/);
  expect(await ask(forge, 'guest', {}, 'projectNames')).toMatchObject({ ok: false, error: { kind: 'noPermission' } });
});

test('what is known already is not sent again, and what was evaluated since says so', async () => {
  const forge = await aSiteWithDependencies();
  const { revision } = await viewFor(forge, 'pmo');
  expect((await ask(forge, 'pmo', { knownRevision: revision })).value).toEqual({ unchanged: true, revision });
  expect(await ask(forge, 'pmo', { knownRevision: 7 })).toMatchObject({ ok: false, error: { kind: 'invalidRequest' } });
});

describe('tiers', () => {
  const tiersOf = (forge: FakeForge, accountId: string): Promise<unknown> =>
    viewFor(forge, accountId).then(({ projects }) => projects.map(({ key, tier }) => [key, tier]));
  const set = (forge: FakeForge, accountId: string, tiers: unknown): Promise<AnyReply> =>
    ask(forge, accountId, { tiers }, 'setTiers');

  test('are given and taken by the PMO, and are told to whoever browses the project', async () => {
    const forge = await aSiteWithDependencies(({ jira }) => void jira.administrators.add('pmo'));
    const { revision } = await viewFor(forge, 'pm');
    await set(forge, 'pmo', [
      { projectId: '10001', tier: 'directive' },
      { projectId: '10003', tier: 'supportive' },
      { projectId: '10004', tier: 'directive' },
    ]);
    expect(await ask(forge, 'pm', { knownRevision: revision })).not.toMatchObject({ value: { unchanged: true } });
    expect(await set(forge, 'pmo', [{ projectId: '10003', tier: null }])).toMatchObject({ value: { projects: 1 } });
    expect(await tiersOf(forge, 'pm')).toEqual([
      ['DAT', 'directive'],
      ['RAIL', null],
      ['SIG', null],
    ]);
    expect(await ask(forge, 'pm', { projectId: '10001' }, 'standing', projectResolver)).toMatchObject({
      value: { project: { key: 'DAT' }, tier: 'directive' },
    });
  });

  test.each([
    ['without the PMO role', 'pm', [{ projectId: '10001', tier: 'directive' }], 'noPermission'],
    ['of a project that one may not browse', 'lead', [{ projectId: '10004', tier: 'directive' }], 'notFound'],
    ['that there is not', 'lead', [{ projectId: '10001', tier: 'heavy' }], 'invalidRequest'],
    ['of no project', 'lead', [], 'invalidRequest'],
  ])('are refused %s', async (_, accountId, tiers, kind) => {
    const forge = await aSiteWithDependencies(({ jira }) => {
      jira.administrators.add('lead');
      jira.browse.set('lead', new Set(['10001']));
    });
    expect(await set(forge, accountId, tiers)).toMatchObject({ error: { kind } });
    expect((await viewFor(forge, 'pmo')).projects.map(({ tier }) => tier)).toEqual([null, null, null, null]);
  });
});

describe('saved views', () => {
  const ofRail = { name: 'Rail', address: '/projects?owner=account-ada&sort=-late', isShared: false, replaces: null };
  const viewsOf = (reply: AnyReply): readonly SavedView[] => (reply.value as SavedViews).views;
  const led = (forge: FakeForge): void => {
    forge.jira.administrators.add('pmo');
    forge.jira.projects[2].lead = { active: true, accountId: 'account-ada', displayName: 'Ada' };
  };

  test('are kept for who saved them; those with the PMO role share', async () => {
    const forge = await aSiteWithDependencies(led);
    expect(await ask(forge, 'pm', ofRail, 'saveView')).toMatchObject({ value: { maySave: true, mayShare: false } });
    expect(await ask(forge, 'pm', { ...ofRail, isShared: true }, 'saveView')).toMatchObject({
      error: { kind: 'noPermission' },
    });
    await ask(forge, 'pmo', { ...ofRail, name: 'All of us', isShared: true }, 'saveView');
    const seen = async (accountId: string): Promise<unknown> =>
      viewsOf(await ask(forge, accountId, {}, 'savedViews')).map(({ name, isShared }) => [name, isShared]);
    expect(await seen('pm')).toEqual([
      ['Rail', false],
      ['All of us', true],
    ]);
    expect(await seen('pmo')).toEqual([['All of us', true]]);
    expect(await ask(forge, 'guest', {}, 'savedViews')).toMatchObject({ error: { kind: 'noPermission' } });
  });

  test('name nobody where they are stored, and nobody at all once an account is closed', async () => {
    const forge = await aSiteWithDependencies(led);
    const shared = { ...ofRail, isShared: true };
    expect(viewsOf(await ask(forge, 'pmo', shared, 'saveView'))).toMatchObject([
      { address: '/projects?sort=-late&owner=account-ada' },
    ]);
    await ask(forge, 'pmo', ofRail, 'saveView');
    const kept = await stored(forge, () => readViews(null));
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain('account-ada');
    for (const accountId of ['account-ada', 'pmo']) await stored(forge, () => forgetAccount(accountId));
    expect(viewsOf(await ask(forge, 'pmo', {}, 'savedViews'))).toMatchObject([
      { isShared: true, address: '/projects?sort=-late&owner=closed' },
    ]);
  });

  test('of projects without a lead hold that word, and no account beside it', async () => {
    const forge = await aSiteWithDependencies(led);
    const address = '/projects?owner=none&owner=account-ada&sort=-late';
    const [{ address: saved }] = viewsOf(await ask(forge, 'pmo', { ...ofRail, address, isShared: true }, 'saveView'));
    expect(saved).toBe('/projects?sort=-late&owner=none');
    expect(JSON.stringify(await stored(forge, () => readViews(null)))).not.toContain('account-ada');
  });

  test('that are shared tell nobody of leads, stages and playbooks of projects that are hidden from them', async () => {
    const forge = await aSiteWithDependencies((site) => {
      led(site);
      site.jira.projects[3].lead = { active: true, accountId: 'account-mia', displayName: 'Mia' };
    });
    await viewFor(forge, 'pmo');
    const gate = (stage: string) => ({ stage, next: null, standing: null, gateReady: null });
    const rows = [
      aRow(10003, { gate: gate('Build') }),
      aRow(10004, { gate: gate('Secret merger'), playbook: { id: 'mergers', version: 2, title: 'Mergers' } }),
    ];
    await stored(forge, () => commitRows(rows, { madeAt: Date.now() + 1 }));
    const queries = [
      'owner=account-ada',
      'owner=account-mia',
      'owner=none',
      'stage=Build',
      'stage=Secret+merger',
      'stage=Build&stage=Secret+merger',
      'stage=+none',
      'playbook=p',
      'playbook=p%401',
      'playbook=mergers%402',
    ];
    for (const [place, query] of queries.entries()) {
      const view = { name: `V${place}`, address: `/projects?${query}`, isShared: true, replaces: null };
      expect(await ask(forge, 'pmo', view, 'saveView')).toMatchObject({ ok: true });
    }
    const seen = async (accountId: string): Promise<unknown> =>
      viewsOf(await ask(forge, accountId, {}, 'savedViews')).map(({ address }) => address.replace('/projects?', ''));
    expect(await seen('pmo')).toEqual(queries);
    expect(await seen('pm')).toEqual([
      'owner=account-ada',
      'owner=closed',
      'owner=none',
      'stage=Build',
      'stage=+elsewhere',
      'stage=+elsewhere',
      'stage=+none',
      'playbook=p',
      'playbook=p%401',
      'playbook=+elsewhere',
    ]);
  });

  test('are replaced and deleted only as they were seen', async () => {
    const forge = await aSiteWithDependencies(led);
    const [{ id, version }] = viewsOf(await ask(forge, 'pm', { ...ofRail, address: '/projects' }, 'saveView'));
    const next = { ...ofRail, address: '/heat-map', replaces: { id, version } };
    expect(viewsOf(await ask(forge, 'pm', next, 'saveView'))).toMatchObject([{ id, address: '/heat-map', version: 2 }]);
    for (const [functionKey, payload] of [
      ['saveView', next],
      ['deleteView', { id, version, isShared: false }],
    ] as const) {
      expect(await ask(forge, 'pm', payload, functionKey)).toMatchObject({ error: { kind: 'conflict' } });
    }
    const now = { id, version: 2, isShared: false };
    expect(viewsOf(await ask(forge, 'pm', now, 'deleteView'))).toEqual([]);
    expect(await ask(forge, 'pm', now, 'deleteView')).toMatchObject({ error: { kind: 'notFound' } });
  });

  test.each([
    ['a name that is taken', {}, 'conflict'],
    ['no name', { name: ' ' }, 'invalidRequest'],
    ['a name that is too long', { name: 'x'.repeat(101) }, 'invalidRequest'],
    ['an address elsewhere', { name: 'B', address: 'https://example.com/' }, 'invalidRequest'],
    ['a lead of nothing that one may see', { name: 'C', address: '/?owner=account-zoe' }, 'notFound'],
  ])('are refused: %s', async (_, change, kind) => {
    const forge = await aSiteWithDependencies();
    const plain = { ...ofRail, address: '/projects' };
    await ask(forge, 'pm', plain, 'saveView');
    expect(await ask(forge, 'pm', { ...plain, ...change }, 'saveView')).toMatchObject({ error: { kind } });
  });
});

const TODAY = parseDay('2026-03-02') ?? 0;

describe('trends', () => {
  const all = { weeks: 4, groups: [['10001', '10002', '10003', '10004']] };
  const asked = async (forge: FakeForge, accountId: string, payload: unknown = all): Promise<TrendsView> =>
    (await ask(forge, accountId, payload, 'trends')).value as TrendsView;

  test('their last point is what the page counts, over the projects that the viewer may browse', async () => {
    const forge = await aSiteWithDependencies();
    for (const viewer of ['pmo', 'pm']) {
      const { projects } = await viewFor(forge, viewer);
      const { days, groups } = await asked(forge, viewer);
      const scores = projects.flatMap(({ standing }) => standing?.score ?? []);
      const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
      expect([viewer, days]).toEqual([viewer, ['2026-03-02']]);
      expect(groups[0][0]).toMatchObject({
        projects: projects.length,
        score: scores.length === 0 ? null : Math.round(mean * 10) / 10,
        late: projects.reduce((sum, { dependencies }) => sum + dependencies.waitsForLate, 0),
      });
    }
    expect(await ask(forge, 'guest', all, 'trends')).toMatchObject({ error: { kind: 'noPermission' } });
    expect(await ask(forge, 'pm', { ...all, weeks: 5 }, 'trends')).toMatchObject({ error: { kind: 'invalidRequest' } });
  });

  test('groups are counted each by itself; a hidden project is not even in a mean that somebody asks for', async () => {
    const forge = await aSiteWithDependencies();
    const rows = [aRow(10001, { score: 40 }), aRow(10002, { score: 60 }), aRow(10004, { score: 100 })];
    await stored(forge, () => writePortfolioDay(portfolioDay(TODAY - 7, rows, new Map([[10004, 9]]))));
    const groups = [['10001', '10004'], ['10002'], ['10004']];
    const points = async (viewer: string): Promise<unknown> =>
      (await asked(forge, viewer, { weeks: 4, groups })).groups.map(([{ projects, score, late }]) => {
        return [projects, score, late];
      });
    expect(await points('pmo')).toEqual([
      [2, 70, 9],
      [1, 60, 0],
      [1, 100, 9],
    ]);
    expect(await points('pm')).toEqual([
      [1, 40, 0],
      [1, 60, 0],
      [0, null, 0],
    ]);
  });
});

describe('a large portfolio', () => {
  const random = randomOf(4711);

  test.each([
    [1000, 300_000],
    [2000, 600_000],
  ])(
    'of %i projects takes at most 60 values of storage and 5 calls of Jira, for the page and for its longest trends',
    async (size, bytes) => {
      const ids = Array.from({ length: size }, (_, place) => 10_001 + place);
      const forge = await aSiteWithDependencies();
      await viewFor(forge, 'pmo');
      const rows = ids.map((id) =>
        aRow(id, { score: 100 * random(), findings: catalogue.map((rule) => aFinding(rule.id, random())) }),
      );
      const now = Date.now() + 3_600_000;
      await stored(forge, async () => {
        const index = ids.map((id) => ({ id, key: `P${id}`, name: `Project ${id}`, lead: 'active' as const }));
        await commitIndex(index, now);
        await commitRows(rows, { madeAt: now });
        await writePortfolioDay(portfolioDay(TODAY, rows, new Map()));
      });
      const [day] = forge.keys('portfolio-day');
      for (let back = 1; back <= 104 * 7; back++) {
        forge.kvs.storage.set(`portfolio-day:${TODAY - back}`, forge.kvs.storage.get(day) ?? '');
      }
      const lead = { active: true, accountId: 'account-ada', displayName: 'Ada' };
      const projectCategory = { id: '500', name: 'Rail systems' };
      forge.jira.projects = ids.map((id) => ({ ...aProject(String(id), `P${id}`, 0), lead, projectCategory }));
      forge.jira.browse.set('pmo', new Set(ids.map(String)));
      for (const [functionKey, payload] of [
        ['portfolio', {}],
        ['trends', { weeks: 104, groups: [ids.map(String)] }],
      ] as const) {
        forge.jira.calls.length = 0;
        const before = forge.kvs.usage.reads;
        const reply = await ask(forge, 'pmo', payload, functionKey);
        const reads = forge.kvs.usage.reads - before;
        expect([functionKey, reply.ok, reads <= 60, forge.jira.calls.length <= 5]).toEqual([
          functionKey,
          true,
          true,
          true,
        ]);
        expect(JSON.stringify(reply).length).toBeLessThan(bytes);
      }
      const { days, groups } = (await ask(forge, 'pmo', { weeks: 104, groups: [ids.map(String)] }, 'trends'))
        .value as TrendsView;
      expect(groups[0].map(({ projects }) => projects)).toEqual(days.map(() => size));
      expect(days).toHaveLength(46);
      // Names come by the hundred, apart from the page, which is there without them.
      forge.jira.calls.length = 0;
      forge.jira.projectsPerPage = 100;
      const { leads, categories } = (await ask(forge, 'pmo', {}, 'projectNames')).value as ProjectNames;
      expect(leads.flatMap(({ projectIds }) => projectIds)).toHaveLength(size);
      expect(categories).toEqual([{ id: 500, name: 'Rail systems' }]);
      expect(forge.jira.calls.length).toBeLessThanOrEqual(size / 100 + 4);
    },
  );
});
