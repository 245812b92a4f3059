import { defaultPlaybook } from '../../src/compliance';
import { appLifecycle, refreshWorker } from '../../src/index';
import { FIELD_MEANINGS, type FieldMeaning, type Followers, type Playbook, type Snapshot } from '../../src/model';
import { publishPlaybook } from '../../src/refresh/apply-playbooks';
import { requestPreview } from '../../src/refresh/preview-playbook';
import { readDraft, readForeseenTies, readPreview, readSnapshot, saveDraft } from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aProject, block } from '../support/issues';
import { valueOf } from '../store/support/value-of';

useClock('2026-03-02T10:00:00Z');

const PROJECTS = 30;
const BY = { by: 'ada', at: 1 };
const NOBODY: Followers = { projects: [], categories: [], everyOther: false };
const EVERYONE: Followers = { ...NOBODY, everyOther: true };
const FIRST = 10001;

/** More projects than a step looks at; in the first, somebody works on what nobody is assigned to. */
async function aReadSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  forge.jira.projects = Array.from({ length: PROJECTS }, (_, i) => aProject(String(FIRST + i), `P${i}`, 2));
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return forge;
}

const strict: readonly Playbook['rules'][number][] = defaultPlaybook.rules.map((use) => ({
  ...use,
  level: 'foundation',
}));
const few = defaultPlaybook.rules.filter(({ rule }) => ['item-ownership', 'work-dated', 'resourced'].includes(rule));

async function draft(forge: FakeForge, changes: Partial<Playbook>): Promise<number> {
  const { revision } = await valueOf(forge, readDraft);
  const edited = { ...defaultPlaybook, id: 'mine', title: 'Mine', version: 0, ...changes };
  await forge.run(() => saveDraft(edited, revision, BY));
  return revision + 1;
}

describe('a preview', () => {
  test('foretells of every project what publishing does to it', async () => {
    const forge = await aReadSite();
    const scores = async (): Promise<unknown[]> => {
      const all = forge.jira.projects.map(({ id }) => valueOf(forge, () => readSnapshot(Number(id))));
      return (await Promise.all(all)).map((stored) => {
        const { score, level } = stored!.value.snapshot;
        return { score, level };
      });
    };
    const before = await scores();
    const revision = await draft(forge, { followers: EVERYONE, rules: few });
    expect(await valueOf(forge, () => requestPreview(revision))).toBe('started');
    expect(await valueOf(forge, () => requestPreview(revision))).toBe('underWay');
    const { deliveries } = await forge.drain(refreshWorker);
    expect(deliveries).toBe(2);
    const { meta, value } = (await valueOf(forge, readPreview))!;
    expect(meta).toMatchObject({ draft: revision, shelf: 0, done: PROJECTS, projects: PROJECTS });
    expect(meta.finishedAt).not.toBeNull();
    expect(value.moves.length).toBeGreaterThan(0);
    expect(await scores()).toEqual(before);
    await forge.run(() => publishPlaybook(revision, 'ada'));
    await forge.drain(refreshWorker);
    const after = await scores();
    const foretold = forge.jira.projects.map(({ id }, i) => {
      const move = value.moves.find(({ project }) => project === Number(id));
      return move === undefined ? before[i] : { score: move.score.after, level: move.level.after };
    });
    expect(foretold).toEqual(after);
    expect(value.facts).toHaveLength(PROJECTS);
  });

  test('looks only at projects that would follow another playbook', async () => {
    const forge = await aReadSite();
    const published = await draft(forge, { followers: EVERYONE });
    await forge.run(() => publishPlaybook(published, 'ada'));
    await forge.drain(refreshWorker);
    const revision = await draft(forge, {
      ...{ id: 'other', rules: strict },
      followers: { ...NOBODY, projects: [FIRST, FIRST + 28] },
    });
    await forge.run(() => requestPreview(revision));
    await forge.drain(refreshWorker);
    const { value } = (await valueOf(forge, readPreview))!;
    expect(value.facts.map(([id]) => id)).toEqual([FIRST, FIRST + 28]);
  });

  test('is the same wherever a step is killed, and when every job comes twice', async () => {
    const once = await aReadSite();
    const changes = { followers: EVERYONE, rules: few };
    const previewOf = async (forge: FakeForge): Promise<unknown> => (await valueOf(forge, readPreview))!.value;
    const revision = await draft(once, changes);
    await once.run(() => requestPreview(revision));
    await once.drain(refreshWorker);
    const expected = await previewOf(once);
    const forge = await aReadSite();
    await draft(forge, changes);
    for (const killAtCall of [1, 40, 300, 340, 345, 348]) {
      jest.setSystemTime(Date.now() + 3_600_000);
      await forge.run(() => requestPreview(revision));
      await forge.drain(refreshWorker, { killAtCall });
      expect([killAtCall, await previewOf(forge)]).toEqual([killAtCall, expected]);
    }
    jest.setSystemTime(Date.now() + 3_600_000);
    await forge.run(() => requestPreview(revision));
    forge.queue.push(...forge.queue);
    const { deliveries } = await forge.drain(refreshWorker);
    expect(deliveries).toBe(3);
    expect(await previewOf(forge)).toEqual(expected);
  });

  test('of a draft that somebody changed stays unfinished, and is not begun for one', async () => {
    const forge = await aReadSite();
    const revision = await draft(forge, { followers: EVERYONE });
    await forge.run(() => requestPreview(revision));
    await draft(forge, { followers: EVERYONE, title: 'Another' });
    await forge.drain(refreshWorker);
    expect((await valueOf(forge, readPreview))!.meta).toMatchObject({ done: 0, finishedAt: null });
    expect(await valueOf(forge, () => requestPreview(revision))).toBe('stale');
  });
});

describe('a preview of a draft that ties projects together otherwise', () => {
  const FEEDS = { id: '10009', name: 'Feed', inward: 'is fed by', outward: 'feeds' };
  const SECOND = FIRST + 1;

  /** P1-1 blocks P0-1, and P0-1 "feeds" P1-1, which means nothing yet; P2-1 is due long before the last of P2. */
  async function aTiedSite(): Promise<FakeForge> {
    const forge = new FakeForge();
    const [p0, p1, p2] = [0, 1, 2].map((i) =>
      aProject(String(FIRST + i), `P${i}`, 2, { assignee: { accountId: 'a' } }),
    );
    const [one, other] = [p0.issues[0], p1.issues[0]];
    block(other, one);
    const shown = ({ id, key, fields }: typeof one): unknown => ({ id, key, fields: { status: fields.status } });
    (one.fields.issuelinks as unknown[]).push({ id: '2', type: FEEDS, outwardIssue: shown(other) });
    (other.fields.issuelinks as unknown[]).push({ id: '2', type: FEEDS, inwardIssue: shown(one) });
    [...p0.issues, ...p1.issues].forEach((issue) => (issue.fields.duedate = '2026-03-20'));
    [p2.issues[0].fields.duedate, p2.issues[1].fields.duedate] = ['2026-03-05', '2026-04-30'];
    forge.jira.projects = [p0, p1, p2];
    await forge.run(() => appLifecycle());
    await forge.drain(refreshWorker);
    return forge;
  }

  const rulesOf = (...enforced: readonly string[]): Playbook['rules'] =>
    defaultPlaybook.rules.map((use) => ({
      ...use,
      lifecycle: enforced.includes(use.rule) ? ('enforced' as const) : ('shadow' as const),
    }));
  const feedMeans = { feed: { as: 'dependency', provider: 'outwardSource', kind: 'finishToStart' } } as const;

  test.each<[string, string, number, Partial<Playbook>]>([
    [
      'of links: a circle, also for a project that goes on by its playbook',
      ...(['dependency-cycles', SECOND] as const),
      { followers: { ...NOBODY, projects: [FIRST] }, linkMeanings: feedMeans },
    ],
    [
      'of links: what waits is late',
      ...(['negative-float', SECOND] as const),
      { followers: EVERYONE, linkMeanings: feedMeans, rules: rulesOf('negative-float', 'work-dated') },
    ],
    [
      'of the calendar: more days are worked',
      ...(['high-float', FIRST + 2] as const),
      {
        followers: EVERYONE,
        calendar: { weekdays: [true, true, true, true, true, true, true], holidays: [] },
        rules: rulesOf('high-float', 'work-dated'),
      },
    ],
  ])('foretells its meaning %s', async (_, rule, project, changes) => {
    const forge = await aTiedSite();
    const found = async (): Promise<Snapshot> => (await valueOf(forge, () => readSnapshot(project)))!.value.snapshot;
    const before = await found();
    const revision = await draft(forge, changes);
    await forge.run(() => requestPreview(revision));
    await forge.drain(refreshWorker);
    const { meta, value } = (await valueOf(forge, readPreview))!;
    const move = value.moves.find((each) => each.project === project);
    expect(await valueOf(forge, () => readForeseenTies(meta.startedAt))).toBeNull();
    await forge.run(() => publishPlaybook(revision, 'ada'));
    await forge.drain(refreshWorker);
    const after = await found();
    const figures = ({ findings }: Snapshot): unknown => {
      const { numerator, denominator } = findings.find((each) => each.rule === rule)!;
      return [numerator, denominator];
    };
    // The merge changes what the rule finds, and not the playbook alone.
    expect(figures(after)).not.toEqual(figures(before));
    expect(move).toMatchObject({
      score: { before: before.score, after: after.score },
      level: { before: before.level, after: after.level },
    });
  });
});

describe('a preview of a draft that is the first to name a field', () => {
  const [FULL, BARE] = [FIRST, FIRST + 1];
  const VALUES: Readonly<Record<FieldMeaning, { readonly type: string; readonly values: readonly unknown[] }>> = {
    start: { type: 'date', values: ['2026-03-05', '2026-04-20'] },
    points: { type: 'number', values: [3, 5] },
    baselineFinish: { type: 'date', values: ['2026-02-05', '2026-02-20'] },
    fixedDate: { type: 'date', values: ['2026-03-20', null] },
    plannedValue: { type: 'number', values: [100, 100] },
    earnedValue: { type: 'number', values: [10, 10] },
    actualCost: { type: 'number', values: [50, 50] },
    probability: { type: 'number', values: [5, 5] },
    impact: { type: 'number', values: [5, 5] },
    response: { type: 'string', values: ['avoid', null] },
    contingency: { type: 'string', values: ['wait', null] },
    target: { type: 'date', values: ['2026-03-03', '2026-03-04'] },
  };
  const idOf = (meaning: FieldMeaning): string => `customfield_${10_301 + FIELD_MEANINGS.indexOf(meaning)}`;
  /** All of them, for rules of costs and risks need several. */
  const ALL = Object.fromEntries(FIELD_MEANINGS.map((meaning) => [meaning, idOf(meaning)]));
  const rules: Playbook['rules'] = defaultPlaybook.rules.map((use) => ({ ...use, lifecycle: 'enforced' }));

  test.each(FIELD_MEANINGS)('tells no wrong figure: %s', async (meaning) => {
    const forge = new FakeForge();
    const risk = { issuetype: { id: '9', name: 'Risk', hierarchyLevel: 0 }, duedate: '2026-03-20' };
    const full = aProject(String(FULL), 'FULL', 2, { ...risk, assignee: { accountId: 'a' } });
    forge.jira.projects = [full, aProject(String(BARE), 'BARE', 0)];
    for (const each of FIELD_MEANINGS) {
      const { type, values: usual } = VALUES[each];
      // The worse of two indices counts: that of the field that is new.
      const values = each === meaning && each === 'actualCost' ? [900, 900] : usual;
      full.issues.forEach((issue, i) => (issue.fields[idOf(each)] = values[i]));
      // No name tells what it means.
      forge.jira.fields.push({ id: idOf(each), name: `Note ${idOf(each)}`, schema: { type } });
    }
    await forge.run(() => appLifecycle());
    await forge.drain(refreshWorker);
    const { [meaning]: _named, ...others } = ALL;
    const published = await draft(forge, { followers: EVERYONE, rules, fields: others });
    await forge.run(() => publishPlaybook(published, 'ada'));
    await forge.drain(refreshWorker);
    const found = async (project: number): Promise<Snapshot> =>
      (await valueOf(forge, () => readSnapshot(project)))!.value.snapshot;
    const [fullBefore, bareBefore] = [await found(FULL), await found(BARE)];

    const revision = await draft(forge, { followers: EVERYONE, rules, version: 1, fields: ALL });
    await forge.run(() => requestPreview(revision));
    await forge.drain(refreshWorker);
    const { value } = (await valueOf(forge, readPreview))!;
    expect(value.awaited).toEqual([meaning]);
    // A project without issues has nothing to be read: of it everything is known.
    expect(value.moves.map(({ project }) => project)).toEqual([FULL]);
    const [move] = value.moves;
    expect(move).toMatchObject({
      score: { before: fullBefore.score, after: null },
      level: { before: fullBefore.level, after: null },
      rules: [],
    });

    await forge.run(() => publishPlaybook(revision, 'ada'));
    await forge.drain(refreshWorker);
    const figures = ({ findings }: Snapshot): ReadonlyMap<string, string> =>
      new Map(
        findings.map(({ rule, status, numerator, denominator }) => [rule, `${status} ${numerator}/${denominator}`]),
      );
    const [was, is] = [figures(fullBefore), figures(await found(FULL))];
    const other = [...is.keys()].filter((rule) => is.get(rule) !== was.get(rule));
    // What moves is among what was said not to be foreseen, and something does.
    expect(other).not.toEqual([]);
    expect(other.filter((rule) => !move.unforeseen.includes(rule))).toEqual([]);
    expect((await found(BARE)).score).toBe(bareBefore.score);
  });

  test('foretells all where it names the very field that was guessed', async () => {
    const forge = await aReadSite();
    const revision = await draft(forge, { followers: EVERYONE, rules: few, fields: { start: 'customfield_10015' } });
    await forge.run(() => requestPreview(revision));
    await forge.drain(refreshWorker);
    const { value } = (await valueOf(forge, readPreview))!;
    expect(value.awaited).toEqual([]);
    const told = value.moves.map(({ project, score }) => [project, score.after]);
    expect(told).toHaveLength(PROJECTS);
    await forge.run(() => publishPlaybook(revision, 'ada'));
    await forge.drain(refreshWorker);
    for (const [project, score] of told) {
      const stored = await valueOf(forge, () => readSnapshot(project!));
      expect([project, stored!.value.snapshot.score]).toEqual([project, score]);
    }
  });
});
