import { unpackPortfolioMap, type IssueMapView, type MapScope, type PortfolioMapView } from '../../../src/contract';
import { defaultPlaybook } from '../../../src/compliance';
import { appLifecycle, refreshWorker } from '../../../src/index';
import { publishPlaybook } from '../../../src/refresh/apply-playbooks';
import { readDraft, readShare, saveDraft } from '../../../src/store';
import { FakeForge, useClock } from '../../support/forge';
import { aProject, block, toDo } from '../../support/issues';
import { valueOf } from '../../store/support/value-of';
import { askMap, aSiteWithDependencies, issueOf, mapValue, TODAY } from './site';

useClock('2026-03-02T10:00:00Z');

async function portfolioOf(forge: FakeForge, accountId: string): Promise<PortfolioMapView> {
  const reply = await mapValue(forge, accountId, 'portfolioMap', {});
  if ('unchanged' in reply) throw new Error('unchanged');
  return unpackPortfolioMap(reply);
}

/** `RAIL waits for SIG: 2 open`, in the order of the map. */
function pairsInWords({ projects, pairs }: PortfolioMapView): readonly string[] {
  return projects.flatMap(({ key }, dependent) => {
    const places = Array.from(
      { length: pairs.first[dependent + 1] - pairs.first[dependent] },
      (_, i) => pairs.first[dependent] + i,
    );
    return places.map((at) => {
      const provider = projects[pairs.provider[at]].key ?? 'hidden';
      return `${key ?? 'hidden'} waits for ${provider}: ${pairs.open[at]} open, ${pairs.late[at]} late, least ${pairs.leastSlack[at]}`;
    });
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

function issueMap(forge: FakeForge, accountId: string, scope: MapScope): Promise<IssueMapView> {
  return mapValue(forge, accountId, 'issueMap', { scope });
}

function keysOf({ issues }: IssueMapView): readonly string[] {
  return issues.map(({ key }) => key ?? 'hidden').sort();
}

/** Publishes a playbook for all projects by which a parent finishes after its children. */
async function letParentsWait(forge: FakeForge): Promise<void> {
  const followers = { projects: [], categories: [], everyOther: true };
  const playbook = { ...defaultPlaybook, id: 'parents', version: 0, followers, parentWaitsForChildren: true };
  const { revision } = await valueOf(forge, readDraft);
  await valueOf(forge, () => saveDraft(playbook, revision, { by: 'ada', at: 1 }));
  expect(await valueOf(forge, () => publishPlaybook(revision + 1, 'ada'))).toBe('published');
  await forge.drain(refreshWorker);
}

describe('the portfolio map', () => {
  test('of somebody who browses everything names all projects and pairs', async () => {
    const view = await portfolioOf(await aSiteWithDependencies(), 'pmo');
    expect(view.projects.map(({ key }) => key)).toEqual(['DAT', 'MER', 'RAIL', 'SIG']);
    expect(pairsInWords(view)).toEqual([
      'MER waits for SIG: 1 open, 0 late, least null',
      'RAIL waits for MER: 1 open, 1 late, least -45',
      'RAIL waits for SIG: 2 open, 1 late, least -5',
      'SIG waits for DAT: 1 open, 1 late, least -5',
      'SIG waits for MER: 1 open, 0 late, least null',
    ]);
    expect(view).toMatchObject({ asOf: TODAY, stale: false, dependencies: { total: 6, open: 6, crossProject: 6 } });
    expect(sum(view.pairs.open)).toBe(view.dependencies.crossProject);
    expect(sum(view.pairs.late)).toBe(view.lateness.lateNow + view.lateness.willBeLate);
  });

  test('of others holds what they may not browse as one project without a name, and the same sums', async () => {
    const forge = await aSiteWithDependencies();
    const all = await portfolioOf(forge, 'pmo');
    const view = await portfolioOf(forge, 'pm');
    expect(pairsInWords(view)).toEqual([
      'RAIL waits for SIG: 2 open, 1 late, least -5',
      'RAIL waits for hidden: 1 open, 1 late, least -45',
      'SIG waits for DAT: 1 open, 1 late, least -5',
      'SIG waits for hidden: 1 open, 0 late, least null',
      'hidden waits for SIG: 1 open, 0 late, least null',
    ]);
    expect(view.projects.at(-1)).toEqual({
      ...{ id: null, key: null, name: null, target: null, forecast: null, leastFloat: null },
      ...{ waitingForIt: 2, waitedFor: 1, instability: 1 / 3, items: 2, estimated: 1, undated: 1 },
    });
    expect([sum(view.pairs.open), sum(view.pairs.late)]).toEqual([sum(all.pairs.open), sum(all.pairs.late)]);
    expect([view.lateness, view.dependencies]).toEqual([all.lateness, all.dependencies]);
    expect(JSON.stringify(view)).not.toMatch(/MER|10004/);
  });

  test('offers a cycle by an issue that the viewer may browse, if there is one', async () => {
    const forge = await aSiteWithDependencies();
    const cyclesOf = async (): Promise<unknown> => (await portfolioOf(forge, 'pm')).cycles;
    expect(await cyclesOf()).toEqual([{ issueId: '10002003', issues: 2, live: true, projects: [2, 3] }]);
    forge.jira.secured.set('pm', new Set(['10002003']));
    expect(await cyclesOf()).toEqual([{ issueId: null, issues: 2, live: true, projects: [2, 3] }]);
  });

  test('is sent once, and anew when the viewer may browse more', async () => {
    const forge = await aSiteWithDependencies();
    const { revision } = await portfolioOf(forge, 'pm');
    const again = (): Promise<unknown> => mapValue(forge, 'pm', 'portfolioMap', { knownRevision: revision });
    expect(await again()).toEqual({ unchanged: true, revision });
    forge.jira.browse.get('pm')?.add('10004');
    expect(await again()).not.toHaveProperty('unchanged');
  });

  test('before anything was read is empty', async () => {
    const forge = new FakeForge();
    forge.jira.browse.set('pm', new Set(['10001']));
    expect(await portfolioOf(forge, 'pm')).toMatchObject({ asOf: null, mergedAt: null, projects: [], stale: false });
    expect(forge.queue).toEqual([]);
  });
});

describe('a map on a later day', () => {
  test('shows the forecast of the day before and has one new one made', async () => {
    const forge = await aSiteWithDependencies();
    jest.setSystemTime(new Date('2026-03-03T08:00:00Z'));
    const { stale, revision } = await portfolioOf(forge, 'pm');
    expect(stale).toBe(true);
    await issueMap(forge, 'pmo', { of: 'project', projectId: '10003' });
    await portfolioOf(forge, 'pmo');
    expect(forge.queue.map(({ body }) => (body as { job: string }).job)).toEqual(['merge']);
    await forge.drain(refreshWorker);
    const fresh = await portfolioOf(forge, 'pm');
    expect(fresh).toMatchObject({ stale: false, asOf: '2026-03-03' });
    expect(fresh.revision).not.toBe(revision);
    expect(forge.queue).toEqual([]);
  });

  test('in a weekend without news writes no schedule anew', async () => {
    const forge = await aSiteWithDependencies();
    const lookOn = async (instant: string): Promise<Map<string, string | undefined>> => {
      jest.setSystemTime(new Date(instant));
      await portfolioOf(forge, 'pmo');
      await forge.drain(refreshWorker);
      return new Map(forge.keys('outlook').map((key) => [key, forge.storage.get(key)]));
    };
    const onSaturday = await lookOn('2026-03-07T08:00:00Z');
    expect(onSaturday.size).toBe(4);
    expect(await lookOn('2026-03-08T08:00:00Z')).toEqual(onSaturday);
    expect((await portfolioOf(forge, 'pmo')).asOf).toBe('2026-03-08');
    expect(await lookOn('2026-03-10T08:00:00Z')).not.toEqual(onSaturday);
  });
});

describe('the issue map', () => {
  test('of a project shows its open dependencies with their neighbours, nameless where the viewer may not browse', async () => {
    const forge = await aSiteWithDependencies();
    const scope: MapScope = { of: 'project', projectId: '10003' };
    expect(keysOf(await issueMap(forge, 'pmo', scope))).toEqual([
      'MER-2',
      'RAIL-1',
      'RAIL-2',
      'RAIL-3',
      'SIG-1',
      'SIG-2',
    ]);
    const view = await issueMap(forge, 'pm', scope);
    expect(keysOf(view)).toEqual(['RAIL-1', 'RAIL-2', 'RAIL-3', 'SIG-1', 'SIG-2', 'hidden']);
    expect(view).toMatchObject({ today: TODAY, asOf: TODAY, issueCount: 6, dependencyCount: 3, anonymous: 1 });
    expect(view.projects.map(({ key }) => key)).toEqual(['SIG', 'RAIL']);
    const hidden = view.issues.findIndex(({ anonymous }) => anonymous);
    expect(view.issues[hidden]).toMatchObject({
      ...{ id: null, key: null, summary: null, assignee: null, assigneeId: null, status: null, project: null },
      state: 'todo',
      ...{ plannedFinish: '2026-05-29', forecastFinish: '2026-05-29', onPath: true },
    });
    expect(view.dependencies).toContainEqual(
      expect.objectContaining({ provider: hidden, lateness: 'willBeLate', slack: -45, onPath: true }),
    );
    expect(JSON.stringify(view)).not.toMatch(/MER|10004/);
  });

  test('of a project shows children of its issues in other projects, which alone know of them', async () => {
    const forge = await aSiteWithDependencies((site) => {
      const [child, mother] = [issueOf(site, 'DAT-2'), issueOf(site, 'RAIL-4')];
      Object.assign(child.fields, { parent: { id: mother.id, key: mother.key } });
      Object.assign(mother.fields, { duedate: '2026-04-10' });
    });
    const parent = issueOf(forge, 'RAIL-4');
    await letParentsWait(forge);
    const view = await issueMap(forge, 'pmo', { of: 'project', projectId: '10003' });
    const between = ({ provider, dependent }: IssueMapView['dependencies'][number]): unknown[] =>
      [provider, dependent].map((place) => view.issues[place].key);
    expect(view.dependencies.find((each) => each.kind === 'finishToFinish')).toBeDefined();
    expect(view.dependencies.map(between)).toContainEqual(['DAT-2', 'RAIL-4']);
    const chain = await issueMap(forge, 'pmo', { of: 'chain', issueId: parent.id });
    expect(keysOf(chain)).toEqual(['DAT-2', 'RAIL-4']);
    const panel = await mapValue(forge, 'pmo', 'issueContext', { issueId: parent.id });
    expect(panel).toMatchObject({ waitsForCount: 1, waitsFor: [{ key: 'DAT-2', kind: 'finishToFinish' }] });
  });

  test('of a pair shows the dependencies between the two, one way', async () => {
    const forge = await aSiteWithDependencies();
    const pair = { of: 'pair', dependentProjectId: '10003', providerProjectId: '10002' } as const;
    expect(keysOf(await issueMap(forge, 'pm', pair))).toEqual(['RAIL-1', 'RAIL-2', 'SIG-1', 'SIG-2']);
    const back = { of: 'pair', dependentProjectId: '10002', providerProjectId: '10003' } as const;
    expect(await issueMap(forge, 'pm', back)).toMatchObject({ issues: [], issueCount: 0, dependencyCount: 0 });
  });

  test('of a chain follows it through other projects, past a secured issue', async () => {
    const forge = await aSiteWithDependencies();
    const scope: MapScope = { of: 'chain', issueId: issueOf(forge, 'RAIL-1').id };
    expect(keysOf(await issueMap(forge, 'pmo', scope))).toEqual(['DAT-1', 'RAIL-1', 'SIG-1']);
    const view = await issueMap(forge, 'pm', scope);
    expect(keysOf(view)).toEqual(['RAIL-1', 'SIG-1', 'hidden']);
    expect(view.dependencies).toHaveLength(2);
    expect(JSON.stringify(view)).not.toMatch(/DAT|10001/);
  });

  test('of a critical path shows each step, where one outside the project waits for another there, too', async () => {
    const forge = await aSiteWithDependencies((site) => {
      const [first, second, own] = ['DAT-1', 'DAT-2', 'SIG-1'].map((key) => issueOf(site, key));
      block(first, second);
      block(second, own);
    });
    const view = await issueMap(forge, 'pmo', { of: 'criticalPath', projectId: '10002' });
    expect(view.issues.map(({ key }) => key)).toEqual(['SIG-1', 'DAT-2', 'DAT-1']);
    const steps = view.dependencies.filter(({ onPath }) => onPath);
    expect(steps.map(({ provider, dependent }) => [provider, dependent]).sort()).toEqual([
      [1, 0],
      [2, 1],
    ]);
    expect(view.notes.join()).not.toMatch(/more projects/);
  });

  test('of a critical path shows what the project waits for, whoever does it', async () => {
    const forge = await aSiteWithDependencies();
    const view = await issueMap(forge, 'pm', { of: 'criticalPath', projectId: '10003' });
    expect(view.issues.map(({ key, onPath }) => [key, onPath])).toEqual([
      ['RAIL-3', true],
      [null, true],
    ]);
    expect(view.issues[0].drivenBy).toBe(1);
  });

  test('of a critical path to a milestone or a version names those that the viewer may browse, with their dates', async () => {
    const forge = await aSiteWithDependencies((site) => {
      const [data, signalling] = site.jira.projects;
      const version = { id: '77', name: 'Release 7', releaseDate: '2026-03-04' };
      Object.assign(signalling, { versions: [version] });
      Object.assign(signalling.issues[1].fields, { fixVersions: [version] });
      const milestone = { id: '9', name: 'Milestone', subtask: false, hierarchyLevel: 0 };
      for (const issue of [signalling.issues[0], data.issues[0]]) Object.assign(issue.fields, { issuetype: milestone });
    });
    const first = issueOf(forge, 'SIG-1');
    const path = { of: 'criticalPath', projectId: '10002' } as const;
    const view = await issueMap(forge, 'pm', { ...path, to: { kind: 'milestone', id: first.id } });
    expect(view.issues.map(({ key, onPath }) => [key, onPath])).toEqual([
      ['SIG-1', true],
      [null, true],
    ]);
    expect(view.path).toEqual({ length: 19, leastFloat: -5 });
    expect(view.targets.map(({ kind, name, due, forecast, late }) => [kind, name, due, forecast, late])).toEqual([
      ['project', 'Project SIG', '2026-03-20', '2026-03-27', 5],
      ['milestone', expect.stringMatching(/^SIG-1 /), '2026-03-20', '2026-03-27', 5],
      ['version', 'Release 7', '2026-03-04', '2026-03-06', 2],
    ]);
    expect(JSON.stringify(view)).not.toContain('DAT');
    const released = await issueMap(forge, 'pm', { ...path, to: { kind: 'version', id: '77' } });
    expect(released).toMatchObject({ path: { length: 4, leastFloat: -2 }, issues: [{ key: 'SIG-2' }] });
    const none = await issueMap(forge, 'pm', { ...path, to: { kind: 'version', id: '78' } });
    expect(none).toMatchObject({ path: null, issues: [], targets: [{}, {}, {}] });

    const hidden = await issueMap(forge, 'pm', { of: 'criticalPath', projectId: '10001' });
    expect(hidden.targets.map(({ kind }) => kind)).toEqual(['project']);
    const all = await issueMap(forge, 'pmo', { of: 'criticalPath', projectId: '10001' });
    expect(all.targets.map(({ kind }) => kind)).toEqual(['project', 'milestone']);

    const cost = await mapValue(forge, 'pmo', 'issueContext', { issueId: issueOf(forge, 'DAT-1').id });
    expect(cost.ifItSlips).toMatchObject({ days: 5, issues: 2, milestones: 1, most: 5 });
    expect(cost.ifItSlips?.movedMilestones).toEqual([{ key: 'SIG-1', summary: first.fields.summary, days: 5 }]);
  });

  test('of a cycle shows its dependencies and which one to cut', async () => {
    const forge = await aSiteWithDependencies();
    const view = await issueMap(forge, 'pm', { of: 'cycle', issueId: issueOf(forge, 'SIG-3').id });
    expect(keysOf(view)).toEqual(['SIG-3', 'hidden']);
    expect(view.dependencies.map(({ suggestedCut }) => suggestedCut).sort()).toEqual([false, true]);
    expect(view.notes.join()).toContain('2 of 2 issues are in a cycle');
  });

  test('of an issue that Jira has moved to a project of the viewer tells nothing of the one that it was in', async () => {
    const forge = await aSiteWithDependencies();
    const [, , rail, merger] = forge.jira.projects;
    const [moved] = merger.issues.splice(1, 1);
    rail.issues.push(moved);
    const view = await issueMap(forge, 'pm', { of: 'project', projectId: '10003' });
    expect(view.anonymous).toBe(1);
    expect(JSON.stringify(view)).not.toMatch(/MER|10004/);
  });

  test('shows the 300 most pressing issues of a larger project, and counts them all', async () => {
    const forge = new FakeForge();
    const [own, other] = [
      aProject('10001', 'BIG', 400, { status: toDo }),
      aProject('10002', 'FAR', 1, { status: toDo }),
    ];
    own.issues.forEach((issue, place) => {
      Object.assign(issue.fields, { customfield_10015: '2026-06-01', duedate: '2026-06-05' });
      // One after the other, though all are planned for the same week: all but the first few are late.
      if (place > 0) block(own.issues[place - 1], issue);
    });
    forge.jira.projects = [own, other];
    forge.jira.browse.set('pm', new Set(['10001']));
    await forge.run(() => appLifecycle());
    await forge.drain(refreshWorker);
    const view = await issueMap(forge, 'pm', { of: 'project', projectId: '10001' });
    expect(view).toMatchObject({ issueCount: 400, dependencyCount: 399, anonymous: 0 });
    expect(view.issues).toHaveLength(300);
    expect(view.dependencies.every(({ provider, dependent }) => provider >= 0 && dependent >= 0)).toBe(true);
  });
});

describe('an issue in brief', () => {
  test('says what it waits for, what waits for it, what its slipping would cost, and what is wrong with it', async () => {
    const forge = await aSiteWithDependencies();
    const issueId = issueOf(forge, 'SIG-1').id;
    const view = await mapValue(forge, 'pmo', 'issueContext', { issueId });
    expect(view).toMatchObject({
      ...{ asOf: TODAY, projectId: '10002', state: 'todo', waitsForCount: 1, waitedForByCount: 1, inCycle: false },
      waitsFor: [{ key: 'DAT-1', lateness: 'willBeLate', forecastFinish: '2026-03-13', slack: -5 }],
      waitedForBy: [{ key: 'RAIL-1', lateness: 'willBeLate', slack: -5 }],
      ...{ plannedFinish: '2026-03-20', forecastFinish: '2026-03-27', slip: 5, totalFloat: -5, freeFloat: 0 },
      ifItSlips: { days: 5, issues: 1, projects: 1, milestones: 0, most: 5, movedMilestones: [] },
    });
    expect(view.findings.map(({ rule }) => rule)).toContain('leads');
    const secured = await mapValue(forge, 'pm', 'issueContext', { issueId });
    expect(secured.waitsFor).toEqual([{ ...view.waitsFor[0], id: null, key: null, summary: null }]);
    expect(JSON.stringify(secured)).not.toMatch(/DAT|10001/);
  });

  test('that nothing hangs on says so, and one of a project that was never read, too', async () => {
    const forge = await aSiteWithDependencies();
    const nothing = { waitsFor: [], waitsForCount: 0, waitedForBy: [], waitedForByCount: 0, ifItSlips: null };
    const alone = await mapValue(forge, 'pmo', 'issueContext', { issueId: issueOf(forge, 'DAT-2').id });
    expect(alone).toMatchObject({ projectId: '10001', state: 'todo', ...nothing });
    forge.jira.projects.push(aProject('10009', 'NEW', 1));
    forge.jira.browse.get('pmo')?.add('10009');
    const unread = await mapValue(forge, 'pmo', 'issueContext', { issueId: '10009001' });
    expect(unread).toMatchObject({ projectId: null, state: 'inProgress', ...nothing, findings: [] });
  });
});

test('a project that is gone is gone from the store and from all maps', async () => {
  const forge = await aSiteWithDependencies();
  const shareOf = async (projectId: number): Promise<unknown> => {
    const outcome = await forge.run(() => readShare(projectId, 0));
    return outcome.killed ? undefined : outcome.value;
  };
  expect(await shareOf(10_004)).toMatchObject({ slice: { projectKey: 'MER' }, outlook: { projectId: 10_004 } });
  forge.jira.projects.pop();
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  expect(await shareOf(10_004)).toBeNull();
  const view = await portfolioOf(forge, 'pmo');
  expect(JSON.stringify(view)).not.toMatch(/MER|10004/);
  expect(await askMap(forge, 'pmo', 'issueMap', { scope: { of: 'project', projectId: '10004' } })).toMatchObject({
    error: { kind: 'noPermission' },
  });
});
