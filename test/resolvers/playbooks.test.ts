import { readyMadePlaybooks } from '../../src/compliance';
import type {
  AdminPageFunction,
  AdminPageReplies,
  AdminPageRequest,
  EditedPlaybook,
  ValueOf,
} from '../../src/contract';
import { adminResolver, appLifecycle, refreshWorker } from '../../src/index';
import { readDraft, readSnapshot } from '../../src/store';
import { toEdit } from '../support/edited-playbook';
import { FakeForge, useClock } from '../support/forge';
import { aProject } from '../support/issues';
import { valueOf } from '../store/support/value-of';

useClock('2026-03-02T10:00:00Z');

const PAY = 10001;
const HUSH = 10002;
const NOBODY = { projects: [], categories: [], everyOther: false };
const EVERYONE = { ...NOBODY, everyOther: true };

/** `ada` and `boss` administer Jira; `ada` may not browse HUSH. */
async function aSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  const pay = { ...aProject(String(PAY), 'PAY', 3), projectCategory: { id: '70', name: 'Payments' } };
  const hush = { ...aProject(String(HUSH), 'HUSH', 3), name: 'Merger with Zephyr' };
  forge.jira.projects = [pay, hush];
  forge.jira.administrators.add('ada').add('boss');
  forge.jira.browse.set('ada', new Set([String(PAY)])).set('boss', new Set([String(PAY), String(HUSH)]));
  forge.jira.users.set('ada', 'Ada Admin').set('boss', 'Bo Boss');
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return forge;
}

/** As one of the administrators; @throws when the app refuses to answer */
async function ask<F extends AdminPageFunction>(
  forge: FakeForge,
  accountId: string,
  functionKey: F,
  payload: AdminPageRequest<F>,
): Promise<ValueOf<AdminPageReplies[F]>> {
  const event = { call: { functionKey, payload }, context: {} };
  const outcome = await forge.run(() => adminResolver(event as never, { principal: { accountId } }), { accountId });
  if (outcome.killed) throw new Error('not killed');
  const reply = outcome.value as AdminPageReplies[F];
  if (!reply.ok) throw new Error(`${reply.error.kind} ${reply.error.field}: ${reply.error.message}`);
  return reply.value as ValueOf<AdminPageReplies[F]>;
}

async function begin(forge: FakeForge, id = 'light-governance'): Promise<number> {
  const { revision } = await valueOf(forge, readDraft);
  const begun = await ask(forge, 'ada', 'startDraft', { from: 'readyMade', id, revision });
  expect(begun.outcome).toBe('saved');
  return begun.revision;
}

async function edited(forge: FakeForge): Promise<EditedPlaybook> {
  return toEdit((await valueOf(forge, readDraft)).playbook!);
}

/** Ada makes a playbook of a ready-made one, changes something, and publishes. */
async function publish(forge: FakeForge, changes: Partial<EditedPlaybook>): Promise<void> {
  const revision = await begin(forge);
  const playbook = { ...(await edited(forge)), ...changes };
  expect(await ask(forge, 'ada', 'saveDraft', { revision, playbook })).toMatchObject({ outcome: 'saved' });
  expect(await ask(forge, 'ada', 'publishPlaybook', { revision: revision + 1 })).toMatchObject({
    outcome: 'published',
  });
}

describe('playbooks', () => {
  test('before anything is published: who follows Plumbline’s own, and what one can start from', async () => {
    const forge = await aSite();
    const view = await ask(forge, 'ada', 'playbooks', {});
    expect(view).toMatchObject({ playbooks: [], revision: 0, draft: null, application: null, today: 20_514 });
    expect(view.own.follow).toEqual({
      projects: [{ kind: 'named', id: String(PAY), key: 'PAY', name: 'Project PAY' }],
      total: 2,
    });
    expect(view.readyMade.map(({ id }) => id)).toEqual(readyMadePlaybooks.map(({ id }) => id));
    for (const { purpose } of view.readyMade) expect(purpose).toMatch(/^For \S.+\.$/);
    expect(view.rules.length).toBeGreaterThan(15);
  });

  test('one is made, previewed, published and applied; its versions tell who and what', async () => {
    const forge = await aSite();
    const revision = await begin(forge);
    const playbook = { ...(await edited(forge)), title: 'House rules', followers: EVERYONE };
    playbook.rules = playbook.rules.map((use) => ({ ...use, target: 1 }));
    await ask(forge, 'ada', 'saveDraft', { revision, playbook });
    expect(await ask(forge, 'ada', 'playbookPreview', {})).toEqual({ preview: null });
    expect(await ask(forge, 'ada', 'startPreview', { revision: revision + 1 })).toEqual({ outcome: 'started' });
    expect((await ask(forge, 'ada', 'playbookPreview', {})).preview).toMatchObject({
      done: 0,
      result: null,
      fits: true,
    });
    await forge.drain(refreshWorker);
    const { preview } = await ask(forge, 'ada', 'playbookPreview', {});
    const { result } = preview!;
    expect(preview).toMatchObject({ done: 2, projects: 2, fits: true });
    expect(result).toMatchObject({ evaluated: 2, changedSince: 0, unread: 0, moved: 2, hidden: 1 });
    expect(result!.moves.map(({ project }) => project)).toEqual([expect.objectContaining({ key: 'PAY' })]);
    const foretold = result!.moves[0].score.after;
    expect(await ask(forge, 'ada', 'publishPlaybook', { revision: revision + 1 })).toMatchObject({
      outcome: 'published',
    });
    expect((await ask(forge, 'ada', 'playbooks', {})).application).toEqual({ done: 0, projects: 2 });
    await forge.drain(refreshWorker);
    expect((await valueOf(forge, () => readSnapshot(PAY)))!.value.snapshot.score).toBe(foretold);
    const view = await ask(forge, 'boss', 'playbooks', {});
    expect(view).toMatchObject({ draft: null, application: null, own: { follow: { projects: [], total: 0 } } });
    expect(view.playbooks).toMatchObject([
      {
        id: 'light-governance',
        title: 'House rules',
        version: 1,
        everyOther: true,
        publishedBy: { name: 'Ada Admin' },
      },
    ]);
    expect(view.playbooks[0].follow.projects.map((project) => project.kind === 'named' && project.key)).toEqual([
      ...['HUSH', 'PAY'],
    ]);
    const { versions } = await ask(forge, 'boss', 'playbookVersions', { id: 'light-governance' });
    expect(versions).toMatchObject([
      { playbook: { version: 1, title: 'House rules' }, publishedBy: { name: 'Ada Admin' } },
    ]);
    expect((await ask(forge, 'ada', 'playbookPreview', {})).preview).toMatchObject({ fits: false });
  });

  test('a second one of the same origin is another; a published one is edited from its version in force', async () => {
    const forge = await aSite();
    await publish(forge, { followers: EVERYONE });
    const second = await begin(forge);
    expect((await valueOf(forge, readDraft)).playbook).toMatchObject({ id: 'light-governance-2', version: 0 });
    await ask(forge, 'ada', 'discardDraft', { revision: second });
    const from = { from: 'published', id: 'light-governance', revision: second + 1 } as const;
    const started = await ask(forge, 'ada', 'startDraft', from);
    expect(started.draft?.playbook).toMatchObject({ id: 'light-governance', version: 1, followers: EVERYONE });
    const again = await ask(forge, 'boss', 'startDraft', { ...from, revision: started.revision });
    expect(again).toMatchObject({ outcome: 'stale', draft: { changedBy: { name: 'Ada Admin' } } });
    await expect(ask(forge, 'ada', 'startDraft', { ...from, id: 'nothing' })).rejects.toThrow(/^notFound/);
  });
});

describe('a rule that does not count yet', () => {
  test('is announced before it counts: enforced at once, it is refused beside its field, and nothing is published', async () => {
    const forge = await aSite();
    await publish(forge, { followers: EVERYONE });
    const { today, revision } = await ask(forge, 'ada', 'playbooks', {});
    await ask(forge, 'ada', 'startDraft', { from: 'published', id: 'light-governance', revision });
    const playbook = await edited(forge);
    const place = playbook.rules.findIndex(({ lifecycle }) => lifecycle === 'shadow');
    const { countsFrom: _, ...shadow } = playbook.rules[place];
    let seen = revision + 1;
    async function tryWith(use: EditedPlaybook['rules'][number]): Promise<unknown> {
      const rules = playbook.rules.with(place, use);
      const saved = await ask(forge, 'ada', 'saveDraft', { revision: seen++, playbook: { ...playbook, rules } });
      expect(saved.outcome).toBe('saved');
      const { outcome, problems } = await ask(forge, 'ada', 'publishPlaybook', { revision: seen });
      if (outcome === 'refused') expect(saved.draft?.problems).toEqual(problems);
      return { outcome, problems: problems.map(({ field, remedy }) => [field, remedy]) };
    }
    expect(await tryWith({ ...shadow, lifecycle: 'enforced' })).toEqual({
      outcome: 'refused',
      problems: [[`rules.${place}.lifecycle`, 'Announce it first: choose a day from which it counts.']],
    });
    expect(await tryWith({ ...shadow, lifecycle: 'announced', countsFrom: today })).toEqual({
      outcome: 'refused',
      problems: [[`rules.${place}.countsFrom`, 'Choose a day after today.']],
    });
    expect((await ask(forge, 'ada', 'playbooks', {})).playbooks).toMatchObject([{ version: 1 }]);
    const announced = await tryWith({ ...shadow, lifecycle: 'announced', countsFrom: today + 1 });
    expect(announced).toEqual({ outcome: 'published', problems: [] });
  });
});

describe('a draft', () => {
  test('that somebody else saved since is not overwritten: theirs is told, with who and when', async () => {
    const forge = await aSite();
    const revision = await begin(forge);
    const playbook = await edited(forge);
    await ask(forge, 'boss', 'saveDraft', { revision, playbook: { ...playbook, title: 'Theirs', hoursPerDay: 7 } });
    const reply = await ask(forge, 'ada', 'saveDraft', { revision, playbook: { ...playbook, title: 'Mine' } });
    expect(reply).toMatchObject({
      ...{ outcome: 'stale', revision: revision + 1 },
      draft: { changedBy: { name: 'Bo Boss' }, playbook: { title: 'Theirs', hoursPerDay: 7 } },
    });
    expect(await valueOf(forge, readDraft)).toMatchObject({ playbook: { title: 'Theirs' }, revision: revision + 1 });
    expect(await ask(forge, 'ada', 'discardDraft', { revision })).toMatchObject({ outcome: 'stale' });
    expect(await ask(forge, 'ada', 'publishPlaybook', { revision })).toMatchObject({ outcome: 'stale' });
  });

  test('with values out of range is refused with field, problem and remedy, and nothing is saved', async () => {
    const forge = await aSite();
    const revision = await begin(forge);
    const before = await valueOf(forge, readDraft);
    const playbook = await edited(forge);
    const [first, ...others] = playbook.rules;
    const spoilt: EditedPlaybook = {
      ...playbook,
      title: ' ',
      rules: [{ ...first, target: 1.5, weight: 0 }, ...others, { ...first, rule: 'no-such-rule' }],
      calendar: { weekdays: [false, false, false, false, false, false, false], holidays: [999_999] },
      fields: { start: 'not an id' },
      followers: { ...NOBODY, projects: [PAY, 55_555] },
    };
    const { outcome, problems } = await ask(forge, 'ada', 'saveDraft', { revision, playbook: spoilt });
    expect(outcome).toBe('refused');
    expect(problems.map(({ field }) => field).sort()).toEqual([
      ...['calendar.holidays.0', 'calendar.weekdays', 'fields.start', 'followers.projects.1'],
      ...['rules.0.target', 'rules.0.weight', `rules.${others.length + 1}.rule`, 'title'],
    ]);
    for (const { problem, remedy } of problems) expect([problem, remedy]).not.toContain('');
    expect(await valueOf(forge, readDraft)).toEqual(before);
  });

  test('keeps the rules in the order of the catalogue, whatever the order in which they came', async () => {
    const forge = await aSite();
    const revision = await begin(forge);
    const playbook = await edited(forge);
    await ask(forge, 'ada', 'saveDraft', { revision, playbook: { ...playbook, rules: playbook.rules.toReversed() } });
    expect((await edited(forge)).rules).toEqual(playbook.rules);
  });

  test('has every rule: one that it does not name, for it is newer, stands in shadow', async () => {
    const forge = await aSite();
    const revision = await begin(forge);
    const playbook = await edited(forge);
    const [first, second, ...others] = playbook.rules;
    await ask(forge, 'ada', 'saveDraft', { revision, playbook: { ...playbook, rules: [first, ...others] } });
    const saved = (await edited(forge)).rules[1];
    expect([saved.rule, saved.lifecycle]).toEqual([second.rule, 'shadow']);
  });

  test('keeps followers that the administrator may not browse, and tells only how many', async () => {
    const forge = await aSite();
    const first = await begin(forge);
    const playbook = { ...(await edited(forge)), followers: { ...NOBODY, projects: [PAY, HUSH] } };
    await ask(forge, 'boss', 'saveDraft', { revision: first, playbook });
    const { draft } = await ask(forge, 'ada', 'playbooks', {});
    expect(draft?.playbook.followers).toEqual({ ...NOBODY, projects: [PAY], hidden: 1 });
    await ask(forge, 'ada', 'saveDraft', { revision: first + 1, playbook: { ...playbook, followers: NOBODY } });
    expect((await valueOf(forge, readDraft)).playbook?.followers).toEqual({ ...NOBODY, projects: [HUSH] });
    const guessed = { ...playbook, followers: { ...NOBODY, projects: [HUSH] } };
    const reply = await ask(forge, 'ada', 'saveDraft', { revision: first + 2, playbook: guessed });
    expect(reply.problems.map(({ field }) => field)).toEqual(['followers.projects.0']);
  });
});

test('choices are the site’s as this administrator sees them, each guess with its reason', async () => {
  const forge = await aSite();
  const { projects, categories, linkTypes, fields } = await ask(forge, 'ada', 'playbookChoices', {});
  expect(projects).toEqual([{ id: PAY, key: 'PAY', name: 'Project PAY', category: 70 }]);
  expect(categories).toEqual([{ id: 70, name: 'Payments' }]);
  expect(linkTypes.map(({ name, guess, reason }) => [name, guess.as, reason])).toEqual([
    ['blocks', 'dependency', '"blocks" says who waits for whom'],
    ['follows', 'unclear', '"follows" does not say whether one waits for the other'],
    ['relates', 'none', '"relates to" does not make one wait for the other'],
  ]);
  expect(fields.find(({ meaning }) => meaning === 'start')).toEqual({
    ...{ meaning: 'start', guess: 'customfield_10015' },
    fields: [
      { id: 'customfield_10015', name: 'Start date' },
      { id: 'customfield_10022', name: 'Target start' },
    ],
  });
  const user = { kind: 'user', accountId: 'ada' };
  expect(forge.jira.calls.filter(({ endpoint }) => endpoint === 'issueLinkType').map(({ as }) => as)).toEqual([user]);
});

test('a published playbook whose people are forgotten still tells what it says', async () => {
  const forge = await aSite();
  await publish(forge, { followers: EVERYONE, title: 'House rules' });
  forge.jira.users.delete('ada');
  const [inForce] = (await ask(forge, 'boss', 'playbooks', {})).playbooks;
  expect(inForce).toMatchObject({ title: 'House rules', publishedBy: { name: null } });
  expect([...forge.storage].filter(([key]) => key.startsWith('playbook')).join()).not.toContain('ada');
});
