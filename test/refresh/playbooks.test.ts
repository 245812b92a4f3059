import { catalogue, defaultPlaybook } from '../../src/compliance';
import { appLifecycle, hourlyUpkeep, jiraEvents, refreshWorker } from '../../src/index';
import type { Followers, Playbook } from '../../src/model';
import { publishPlaybook } from '../../src/refresh/apply-playbooks';
import { evaluateProject } from '../../src/refresh/evaluate-project';
import { readDependencyReport, readDraft, readFacts, readShelf, readSnapshot, saveDraft } from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aProject, block } from '../support/issues';
import { valueOf } from '../store/support/value-of';

useClock('2026-03-02T10:00:00Z');

const BY = { by: 'ada', at: 1 };
const PAY = 10001;
const HR = 10002;
const NOBODY: Followers = { projects: [], categories: [], everyOther: false };
const EVERYONE: Followers = { ...NOBODY, everyOther: true };

async function aReadSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  const pay = aProject(String(PAY), 'PAY', 3);
  const hr = aProject(String(HR), 'HR', 2);
  block(pay.issues[0], hr.issues[0]);
  forge.jira.projects = [pay, hr];
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return forge;
}

/** Publishes a playbook of which everything but the changes is as in Plumbline's own; its job is queued. */
async function publish(forge: FakeForge, id: string, changes: Partial<Playbook>): Promise<void> {
  const { revision } = await valueOf(forge, readDraft);
  const shelf = await valueOf(forge, readShelf);
  const version = shelf.playbooks.find((each) => each.id === id)?.version ?? 0;
  await forge.run(() => saveDraft({ ...defaultPlaybook, id, title: id, version, ...changes }, revision, BY));
  expect(await valueOf(forge, () => publishPlaybook(revision + 1, 'ada'))).toBe('published');
}

/** What the project's snapshot was made by. */
async function followed(forge: FakeForge, projectId: number): Promise<string> {
  const stored = await valueOf(forge, () => readSnapshot(projectId));
  const { id, version } = stored!.value.snapshot.playbook;
  expect(stored!.header.meta.playbook).toMatchObject({ id, version });
  return `${id}@${version}`;
}

const OWN = `${defaultPlaybook.id}@${defaultPlaybook.version}`;
const both = async (forge: FakeForge): Promise<string[]> => [await followed(forge, PAY), await followed(forge, HR)];
const dependencies = async (forge: FakeForge): Promise<number | undefined> =>
  (await valueOf(forge, readDependencyReport))?.dependencies;

describe('a published playbook', () => {
  test('is followed by those for whom it is, and by nobody else', async () => {
    const forge = await aReadSite();
    expect(await both(forge)).toEqual([OWN, OWN]);
    const before = await valueOf(forge, () => readSnapshot(HR));
    const rules = defaultPlaybook.rules.slice(0, 2);
    await publish(forge, 'strict', { followers: { ...NOBODY, projects: [PAY] }, rules });
    await forge.drain(refreshWorker);
    expect(await both(forge)).toEqual(['strict@1', OWN]);
    expect((await valueOf(forge, () => readSnapshot(HR)))?.header).toEqual(before?.header);
    const found = (await valueOf(forge, () => readSnapshot(PAY)))!.value.snapshot.findings;
    expect(found.flatMap(({ rule, lifecycle }) => (lifecycle === 'shadow' ? [] : [rule]))).toEqual(
      rules.map(({ rule }) => rule),
    );
    await publish(forge, 'strict', { followers: NOBODY });
    await forge.drain(refreshWorker);
    expect(await both(forge)).toEqual([OWN, OWN]);
  });

  test('that an earlier version of Plumbline published meets newer rules in shadow: neither score nor level moves', async () => {
    const forge = await aReadSite();
    await publish(forge, 'early', { followers: EVERYONE });
    await forge.drain(refreshWorker);
    const later = (await valueOf(forge, () => readSnapshot(PAY)))!.value.snapshot;
    const known = defaultPlaybook.rules.filter(({ lifecycle }) => lifecycle === 'enforced');
    await publish(forge, 'early', { followers: EVERYONE, rules: known });
    await forge.drain(refreshWorker);
    const { findings, ...standing } = (await valueOf(forge, () => readSnapshot(PAY)))!.value.snapshot;
    expect(findings.map(({ rule }) => rule)).toEqual(catalogue.map(({ id }) => id));
    const newer = findings.filter(({ rule }) => known.every((use) => use.rule !== rule));
    expect(newer.length).toBeGreaterThan(5);
    expect(new Set(newer.map(({ lifecycle }) => lifecycle))).toEqual(new Set(['shadow']));
    expect(standing).toEqual({ ...later, findings: undefined, playbook: { ...later.playbook, version: 2 } });
  });

  test('says which links are dependencies, without anything being read from Jira', async () => {
    const forge = await aReadSite();
    expect(await dependencies(forge)).toBe(1);
    forge.jira.calls.length = 0;
    await publish(forge, 'unlinked', { followers: EVERYONE, linkMeanings: { blocks: { as: 'none' } } });
    await forge.drain(refreshWorker);
    expect(await dependencies(forge)).toBe(0);
    await publish(forge, 'unlinked', { followers: NOBODY });
    await forge.drain(refreshWorker);
    expect(await dependencies(forge)).toBe(1);
    expect(forge.jira.calls).toEqual([]);
  });

  test('is followed by the projects of a category, from the day on which they are in it', async () => {
    const forge = await aReadSite();
    await publish(forge, 'people', { followers: { ...NOBODY, categories: [77] } });
    await forge.drain(refreshWorker);
    expect(await both(forge)).toEqual([OWN, OWN]);
    forge.jira.projects[1].projectCategory = { id: '77' };
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:project', project: { id: HR } }));
    await forge.drain(refreshWorker);
    expect(await both(forge)).toEqual([OWN, 'people@1']);
    // A later version finds it there.
    await publish(forge, 'people', { followers: { ...NOBODY, categories: [77] } });
    await forge.drain(refreshWorker);
    expect(await both(forge)).toEqual([OWN, 'people@2']);
  });

  test('is applied by the upkeep where its job was lost', async () => {
    const forge = await aReadSite();
    await publish(forge, 'mine', { followers: EVERYONE });
    forge.queue.length = 0;
    await forge.run(() => hourlyUpkeep());
    await forge.drain(refreshWorker);
    expect(await both(forge)).toEqual(['mine@1', 'mine@1']);
    expect(await valueOf(forge, readShelf)).toMatchObject({ revision: 1, applied: 1 });
    await forge.run(() => hourlyUpkeep());
    expect(forge.queue.filter(({ body }) => (body as { job: string }).job === 'apply')).toEqual([]);
  });

  test('is applied as a whole wherever its job is killed', async () => {
    const changes = { followers: EVERYONE, linkMeanings: { blocks: { as: 'none' } } } as const;
    for (let killAtCall = 1; killAtCall < 200; killAtCall += 37) {
      const forge = await aReadSite();
      await publish(forge, 'mine', changes);
      await forge.drain(refreshWorker, { killAtCall });
      expect([killAtCall, ...(await both(forge)), await dependencies(forge)]).toEqual([
        ...[killAtCall, 'mine@1', 'mine@1', 0],
      ]);
    }
  });

  test('of many projects leaves room for what people save: some at once, then a pause', async () => {
    const forge = new FakeForge();
    forge.jira.projects = Array.from({ length: 45 }, (_, at) => aProject(String(PAY + at), `P${at}`, 1));
    await forge.run(() => appLifecycle());
    await forge.drain(refreshWorker);
    await publish(forge, 'mine', { followers: EVERYONE });
    const begun: number[] = [];
    const enqueue = forge.enqueue;
    forge.enqueue = (event) => {
      if ((event.body as { job: string }).job === 'apply') begun.push(event.dueAt - Date.now());
      enqueue(event);
    };
    await forge.drain(refreshWorker);
    expect(begun).toEqual([10_000, 10_000]);
    for (const { id } of forge.jira.projects) expect(await followed(forge, Number(id))).toBe('mine@1');
    expect(await valueOf(forge, readShelf)).toMatchObject({ revision: 1, applied: 1 });
  });

  test('is not undone by what was begun before it was published', async () => {
    const forge = await aReadSite();
    const facts = (await valueOf(forge, () => readFacts(PAY)))!;
    await publish(forge, 'mine', { followers: EVERYONE });
    await forge.drain(refreshWorker);
    const name = { id: defaultPlaybook.id, version: defaultPlaybook.version };
    const followedBefore = { playbook: defaultPlaybook, name };
    const readAt = facts.header.meta.readAt;
    await forge.run(() => evaluateProject(PAY, { value: facts.value, readAt, followed: followedBefore }));
    expect(await followed(forge, PAY)).toBe('mine@1');
  });
});
