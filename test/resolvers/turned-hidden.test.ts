import { appLifecycle, adminResolver, hourlyUpkeep, projectResolver, refreshWorker } from '../../src/index';
import { readFacts, readIndex, readSnapshot } from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aProject, block } from '../support/issues';
import { valueOf } from '../store/support/value-of';

useClock('2026-03-02T10:00:00Z');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HUSH = 10002;
/** All that names the project, or an issue of it. */
const CANARY = /HUSH|Zephyr/;

/** `boss` administers Jira and browses both projects, which wait for each other. */
async function aReadSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  const pay = aProject('10001', 'PAY', 3);
  const hush = { ...aProject(String(HUSH), 'HUSH', 3), name: 'Merger with Zephyr' };
  block(pay.issues[0], hush.issues[0]);
  block(hush.issues[0], pay.issues[0]);
  forge.jira.projects = [pay, hush];
  forge.jira.administrators.add('boss');
  forge.jira.browse.set('boss', new Set(['10001', String(HUSH)]));
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return forge;
}

type Door = typeof projectResolver;

async function ask(forge: FakeForge, door: Door, functionKey: string, payload: object): Promise<unknown> {
  const event = { call: { functionKey, payload }, context: {} };
  const accountId = 'boss';
  const outcome = await forge.run(() => door(event as never, { principal: { accountId } }), { accountId });
  if (outcome.killed) throw new Error('not killed');
  return outcome.value;
}

/** What pages show that were open before, and asked again: with the revision that they know. */
async function everyPage(forge: FakeForge, revisions: ReadonlyMap<string, string>): Promise<string> {
  const asked: [Door, string, Record<string, string>][] = [
    [projectResolver, 'standing', { projectId: '10001' }],
    [projectResolver, 'finding', { projectId: '10001', rule: 'dependency-cycles' }],
    [projectResolver, 'export', { projectId: '10001' }],
    ...['standing', 'export'].map((name): [Door, string, Record<string, string>] => {
      return [projectResolver, name, { projectId: String(HUSH) }];
    }),
    [projectResolver, 'finding', { projectId: String(HUSH), rule: 'dependency-cycles' }],
    [projectResolver, 'selectInJira', { projectId: String(HUSH), rule: 'dependency-cycles' }],
    [adminResolver, 'health', {}],
    [adminResolver, 'diagnostics', {}],
  ];
  const replies: unknown[] = [];
  for (const [door, name, payload] of asked) {
    const known = revisions.get(`${name} ${payload.projectId ?? ''}`);
    replies.push(await ask(forge, door, name, known === undefined ? payload : { ...payload, knownRevision: known }));
  }
  return JSON.stringify(replies);
}

describe('a project that silently turns hidden', () => {
  test('from a reader is gone from every page within a quarter of an hour, although nothing else has changed', async () => {
    const forge = await aReadSite();
    const health = (await ask(forge, adminResolver, 'health', {})) as { value: { revision: string } };
    expect(JSON.stringify(health)).toMatch(CANARY);
    expect(await everyPage(forge, new Map())).toMatch(CANARY);
    forge.jira.browse.set('boss', new Set(['10001']));
    jest.setSystemTime(Date.now() + 15 * MINUTE);
    const shown = await everyPage(forge, new Map([['health ', health.value.revision]]));
    expect(shown).not.toMatch(CANARY);
    // The page keeps what it knows where it is told that nothing is new.
    const again = { knownRevision: health.value.revision };
    expect(await ask(forge, adminResolver, 'health', again)).not.toMatchObject({ value: { unchanged: true } });
  });

  test.each([
    ['403', { status: 403 }],
    ['404', { status: 404 }],
  ])('from the app (%s), with all its issues, is removed within a day, and no page names it', async (_how, fault) => {
    const forge = await aReadSite();
    forge.jira.closedToApp.add(String(HUSH));
    forge.jira.fault = (endpoint) => {
      const call = forge.jira.calls.at(-1);
      return endpoint === 'project/{id}' && call?.as.kind === 'app' ? fault : null;
    };
    forge.jira.browse.set('boss', new Set(['10001']));
    for (let hour = 0; hour < 24; hour++) {
      jest.setSystemTime(Date.now() + HOUR);
      await forge.run(() => hourlyUpkeep());
      // Only the project that turned hidden: the other one answers.
      while (forge.queue.length > 0) {
        const event = forge.takeNext();
        const { projectId } = event.body as { projectId?: number };
        const { fault: refuses } = forge.jira;
        if (projectId !== undefined && projectId !== HUSH) forge.jira.fault = () => null;
        await forge.deliver(event, refreshWorker);
        forge.jira.fault = refuses;
      }
    }
    expect(await valueOf(forge, () => readSnapshot(HUSH))).toBeNull();
    expect(await valueOf(forge, () => readFacts(HUSH))).toBeNull();
    expect((await valueOf(forge, readIndex)).projects.map(({ id }) => id)).toEqual([10001]);
    expect(await everyPage(forge, new Map())).not.toMatch(CANARY);
  });
});
