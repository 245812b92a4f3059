import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPlatform } from '../../../sandbox/platform';
import { FakeSite } from './support/fake-site';
import type { Fixture } from './support/fixture-platform';
import { startFixture, viewer } from './support/fixture-platform';
import { someNumber, someText, textWith } from './support/matchers';

/** The whole platform: an app bundled by Forge's bundler, run in Forge's sandbox, calling home through the gateway. */

const DAY = 86_400_000;
const ACTING_USER = { kind: 'user', accountId: 'user-1', scopes: ['read:jira-work', 'storage:app'] };
const started: Fixture[] = [];
const directories: string[] = [];

async function start(...args: Parameters<typeof startFixture>): Promise<Fixture> {
  const fixture = await startFixture(...args);
  started.push(fixture);
  return fixture;
}

function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'platform-test-'));
  directories.push(directory);
  return directory;
}

let shared: Fixture;
/** Begins first and is looked at last: a call that never ends by itself. */
let endless: Promise<{ readonly error: unknown; readonly milliseconds: number }>;

beforeAll(async () => {
  shared = await start();
  const from = Date.now();
  endless = shared.call('remaining', { milliseconds: 60_000 }).then(
    () => ({ error: null, milliseconds: Date.now() - from }),
    (error: unknown) => ({ error, milliseconds: Date.now() - from }),
  );
}, 180_000);

afterAll(async () => {
  await Promise.all(started.map(({ platform }) => platform.stop()));
  for (const directory of directories) rmSync(directory, { recursive: true });
});

describe('a resolver', () => {
  it('gets payload and view context, and the account from the platform, whatever the page claims', async () => {
    const context = { accountId: 'somebody-else', extension: { project: { id: '10001' } } };
    const reply = await shared.platform.invoke('page', 'echo', { question: 1 }, { accountId: 'user-1', context });
    expect(reply).toMatchObject({
      payload: { question: 1 },
      context: {
        accountId: 'user-1',
        moduleKey: 'page',
        extension: { project: { id: '10001' } },
        installContext: shared.platform.installation.contextAri,
      },
    });
  });

  it('knows the app it belongs to', async () => {
    expect(await shared.call('context')).toMatchObject({
      moduleKey: 'page',
      appAri: 'ari:cloud:ecosystem::app/00000000-0000-4000-8000-00000f1c7a9e',
      environmentType: 'DEVELOPMENT',
      scopes: ['read:jira-work', 'storage:app'],
    });
  });

  it('does not mix with others that run at the same time, each in a process of its own', async () => {
    const accounts = ['user-1', 'user-2', 'user-3', 'user-4'];
    const replies = (await Promise.all(
      accounts.map((accountId, index) =>
        shared.platform.invoke('page', 'slowIdentity', { milliseconds: 150 - index * 40 }, { accountId, context: {} }),
      ),
    )) as { accountId: string; invocationId: string; pid: number; asUser: { body: string } }[];
    expect(replies.map(({ accountId }) => accountId)).toEqual(accounts);
    expect(replies.map(({ asUser }) => (JSON.parse(asUser.body) as { actor: unknown }).actor)).toEqual(
      accounts.map((accountId) => ({ ...ACTING_USER, accountId })),
    );
    expect(new Set(replies.map(({ invocationId }) => invocationId)).size).toBe(4);
    expect(new Set(replies.map(({ pid }) => pid)).size).toBe(4);
  });

  it('meets its module state again in a warm process', async () => {
    const first = (await shared.call('slowIdentity', { milliseconds: 0 })) as { pid: number; heldBefore: number };
    const second = (await shared.call('slowIdentity', { milliseconds: 0 })) as { pid: number; heldBefore: number };
    expect(second).toMatchObject({ pid: first.pid, heldBefore: first.heldBefore + 1 });
  });

  it('is told how much time it has left', async () => {
    const { before, after } = (await shared.call('remaining', { milliseconds: 200 })) as Record<string, number>;
    expect(before).toBeLessThanOrEqual(25_000);
    expect(before).toBeGreaterThan(20_000);
    expect(before - after).toBeGreaterThanOrEqual(195);
  });
});

describe('an invocation that fails', () => {
  it.each([
    ['unknownModule', 'elsewhere', 'echo', 'the manifest declares no module "elsewhere"'],
    ['unknownFunction', 'every-hour-page', 'echo', 'has no resolver'],
    ['appError', 'page', 'nothing', "Resolver has no definition for 'nothing'."],
    ['appError', 'page', 'throw', 'a mistake of the app'],
    ['crashed', 'page', 'crash', 'exit code 3'],
    ['crashed', 'page', 'throwLater', 'exit code 1'],
  ])('%s: %s.%s', async (kind, moduleKey, functionName, words) => {
    const invocation = shared.platform.invoke(moduleKey, functionName, {}, viewer);
    await expect(invocation).rejects.toMatchObject({ kind, message: textWith(words) });
  });

  it('tells name and stack of the app’s error, in the words of its sources', async () => {
    await expect(shared.call('throw')).rejects.toMatchObject({ errorType: 'TypeError' });
    await expect(shared.call('throw')).rejects.toHaveProperty(
      'appStack',
      expect.arrayContaining([expect.stringMatching(/src\/index\.ts:\d+/)]),
    );
  });

  it('leaves the others alone: the next one gets a new process', async () => {
    await expect(shared.call('crash')).rejects.toMatchObject({ kind: 'crashed' });
    expect(await shared.call('echo', { still: 'there' })).toMatchObject({ payload: { still: 'there' } });
    expect(shared.platform.processes().filter(({ ending }) => ending === 'crashed').length).toBeGreaterThan(0);
  });

  it('when the request exceeds 500 KB', async () => {
    await expect(shared.call('echo', 'x'.repeat(500 * 1024))).rejects.toMatchObject({ kind: 'requestTooLarge' });
    await expect(shared.call('echo', 'x'.repeat(490 * 1024))).resolves.toBeDefined();
  });

  it('when the response exceeds 5 MB', async () => {
    await expect(shared.call('bigReply', { bytes: 5 * 1024 * 1024 + 1 })).rejects.toMatchObject({
      kind: 'responseTooLarge',
    });
    await expect(shared.call('bigReply', { bytes: 5 * 1024 * 1024 - 2 })).resolves.toHaveLength(5 * 1024 * 1024 - 2);
  });

  it.each(['objects', 'buffers'])('when it fills its memory with %s', async (kind) => {
    await expect(shared.call('fillMemory', { megabytes: 1000, kind })).rejects.toMatchObject({ kind: 'outOfMemory' });
    expect(await shared.call('fillMemory', { megabytes: 40, kind: 'buffers' })).toBe(40);
    const peaks = shared.platform.processes().map(({ peakResidentBytes }) => peakResidentBytes);
    expect(Math.max(...peaks)).toBeGreaterThan(128 * 1024 * 1024);
  });
});

describe('calls of Jira', () => {
  const jira = (payload: unknown) => shared.call('jira', payload) as Promise<{ value: { body: string } }>;
  const actorOf = async (payload: unknown) =>
    (JSON.parse((await jira(payload)).value.body) as { actor: unknown }).actor;

  it('are made as the app, as the user, or as nobody, with the scopes of the manifest', async () => {
    const path = '/rest/api/3/myself';
    expect(await actorOf({ as: 'user', path })).toEqual(ACTING_USER);
    expect(await actorOf({ as: 'app', path })).toEqual({ kind: 'app', scopes: ACTING_USER.scopes });
    expect(await actorOf({ as: 'nobody', path })).toEqual({ kind: 'anonymous' });
  });

  it('cannot be made as another user', async () => {
    expect(await actorOf({ as: 'user', path: '/', accountId: 'user-1' })).toEqual(ACTING_USER);
    expect(await jira({ as: 'user', path: '/', accountId: 'user-2' })).toMatchObject({
      error: { name: 'NEEDS_AUTHENTICATION_ERR' },
    });
  });

  it('bring back the site’s refusals as they are', async () => {
    expect(await jira({ as: 'user', path: '/forbidden' })).toEqual({
      value: { status: 403, body: '{"errorMessages":["no"]}' },
    });
  });

  it('are counted, with the points they cost', async () => {
    const before = shared.platform.usage();
    await jira({ as: 'app', path: '/rest/api/3/project/search?maxResults=50' });
    await jira({ as: 'app', path: '/rest/api/3/issue/PM-12' });
    await jira({ as: 'app', path: '/rest/api/3/issue/10001' });
    const after = shared.platform.usage();
    expect(after.jira.calls - before.jira.calls).toBe(3);
    expect(after.jira.points - before.jira.points).toBe(4 + 2 + 2);
    expect(after.jiraByEndpoint['GET /rest/api/3/issue/{}']).toMatchObject({ calls: 2, points: 4 });
  });

  it('are refused beyond the hourly quota, those for people as well', async () => {
    const clock = () => new Date('2026-11-20T10:59:30.000Z');
    const { call, platform, site } = await start({ clock, tuning: { jiraPointsPerHour: 6 } });
    const ask = (as: string) => call('jira', { as, path: '/rest/api/3/project/search' });
    expect(await ask('user')).toMatchObject({ value: { status: 200 } });
    expect(await ask('app')).toMatchObject({ value: { status: 200 } });
    for (const as of ['app', 'user']) expect(await ask(as)).toMatchObject({ value: { status: 429 } });
    expect(site.requests).toHaveLength(2);
    expect(platform.usage()).toMatchObject({
      jira: { calls: 4, points: 8, refused: 2 },
      jiraByEndpoint: { 'GET /rest/api/3/project/search': { calls: 4, points: 8, refused: 2 } },
      jiraPointsThisHour: 8,
    });
  });

  it('are refused when they come too fast at one endpoint', async () => {
    const { call } = await start({ tuning: { jiraCallsPerSecond: 1 } });
    const ask = (path: string) => call('jira', { as: 'app', path }) as Promise<{ value: { status: number } }>;
    const replies = await Promise.all(['/rest/api/3/field', '/rest/api/3/field', '/rest/api/3/status'].map(ask));
    expect(replies.map(({ value }) => value.status).sort()).toEqual([200, 200, 429]);
  });

  it('are refused once the invocation has ended', async () => {
    await shared.call('forgetAwait');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(shared.site.reports).not.toContain('too late');
    expect(shared.lines).toContainEqual(
      expect.objectContaining({ source: 'platform', message: textWith('await every promise') }),
    );
  });

  it('can be answered or delayed by a test', async () => {
    const fixture = await start({
      intercept: ({ path }) => {
        if (path === '/limited') return { status: 429, headers: { 'Retry-After': '7' }, body: '{}' };
        return path === '/late' ? { delayMilliseconds: 300 } : undefined;
      },
    });
    expect(await fixture.call('jira', { as: 'app', path: '/limited' })).toMatchObject({ value: { status: 429 } });
    const from = Date.now();
    await fixture.call('jira', { as: 'app', path: '/late' });
    expect(Date.now() - from).toBeGreaterThanOrEqual(300);
    expect(fixture.site.requests.map(({ request }) => request.path)).toEqual(['/late']);
  });
});

describe('the report of personal data', () => {
  it('goes to Atlassian in the name of the app', async () => {
    const accounts = [{ accountId: 'a', updatedAt: '2026-11-20T10:00:00.000Z' }];
    expect(await shared.call('reportAccounts', { accounts })).toEqual({
      value: [{ accountId: 'a', status: 'closed' }],
    });
    expect(shared.site.requests.at(-1)).toEqual({
      request: { method: 'POST', path: '/app/report-accounts', body: JSON.stringify({ accounts }) },
      actor: { kind: 'app', scopes: ACTING_USER.scopes },
    });
  });
});

describe('what a month would cost', () => {
  it('can be computed from gigabyte-seconds, and from the bytes that storage read and wrote', async () => {
    const { call, platform } = await start();
    await call('remaining', { milliseconds: 400 });
    await call('store', 'x'.repeat(1000));
    await call('stored');
    await call('push', { events: [{ body: { name: 'one' } }, { body: { name: 'two' } }] });
    await platform.whenIdle();
    const { functions, functionsByKey, kvs, kvsByOperation, queue } = platform.usage();
    expect(functionsByKey).toMatchObject({ resolver: { invocations: 4 }, worker: { invocations: 2 } });
    const { milliseconds, gigabyteSeconds } = functionsByKey.resolver;
    expect(milliseconds).toBeGreaterThanOrEqual(390);
    expect(gigabyteSeconds).toBeCloseTo((milliseconds / 1000) * 0.25, 6);
    expect(functions.invocations).toBe(6);
    expect(functions.gigabyteSeconds).toBeGreaterThan(gigabyteSeconds);
    expect(kvsByOperation.set?.writtenBytes).toBe(1002);
    expect(kvsByOperation.get).toMatchObject({ requests: 1, readBytes: 1002, writtenBytes: 0 });
    expect(kvs).toEqual({ requests: 2, readBytes: 1002, writtenBytes: 1002, refused: 0 });
    expect(queue).toMatchObject({ pushed: 2, busiestMinute: 2, refused: 0 });
  });
});

describe('the world outside', () => {
  it('is out of reach', async () => {
    expect(await shared.call('fetchOutside')).toMatchObject({
      error: { name: 'REQUEST_EGRESS_ALLOWLIST_ERR', status: 403 },
    });
  });
});

describe('the clock of the app', () => {
  it('is as far from the machine’s as the sandbox says, and in UTC', async () => {
    const offset = -100 * DAY;
    const { call } = await start({ clockOffsetMilliseconds: offset, clock: () => new Date(Date.now() + offset) });
    const clock = (await call('clock')) as Record<string, unknown>;
    const expected = Date.now() + offset;
    expect(Math.abs(Number(clock.now) - expected)).toBeLessThan(5000);
    expect(Math.abs(Number(clock.fromConstructor) - expected)).toBeLessThan(5000);
    expect(Math.abs(Date.parse(String(clock.fromCall)) - expected)).toBeLessThan(5000);
    expect(clock).toMatchObject({ isDate: true, ofText: Date.UTC(2026, 0, 1), timeZoneOffset: 0 });
    expect(await call('remaining', { milliseconds: 0 })).toMatchObject({ before: someNumber });
  });
});

describe('output of the app', () => {
  it('becomes lines of the log, with the function and the invocation they come from', async () => {
    await shared.call('write', { text: 'hello' });
    const origin = { source: 'app', functionKey: 'resolver', invocationId: someText };
    expect(shared.lines).toContainEqual(expect.objectContaining({ ...origin, level: 'warn', message: 'said hello' }));
    expect(shared.lines).toContainEqual(
      expect.objectContaining({ ...origin, level: 'info', message: 'written hello' }),
    );
  });
});

describe('events and schedules', () => {
  const noUser = {
    name: 'NEEDS_AUTHENTICATION_ERR',
    message: 'Authentication Required',
    serviceKey: 'atlassian-token-service-key',
    status: 401,
  };

  it('reach the functions that the manifest names, without a user', async () => {
    const { platform, site, call } = await start();
    await platform.install();
    await platform.install();
    site.announce({ eventType: 'avi:jira:updated:issue', payload: {} });
    site.announce({ eventType: 'avi:jira:created:issue', payload: {} });
    await platform.runScheduled('every-hour');
    await platform.whenIdle();
    expect(site.reports).toHaveLength(3);
    expect(site.reports).toEqual(
      expect.arrayContaining([
        { event: 'avi:forge:installed:app', selfGenerated: false },
        { event: 'avi:jira:updated:issue', selfGenerated: false },
        { scheduled: 'every-hour', asUser: { error: noUser } },
      ]),
    );
    await call('jira', { as: 'user', path: '/change' });
    await platform.whenIdle();
    expect(site.reports.at(-1)).toEqual({ event: 'avi:jira:updated:issue', selfGenerated: true });
    await expect(platform.runScheduled('every-minute')).rejects.toThrow('no scheduled trigger "every-minute"');
  });

  it('may come twice', async () => {
    const { platform, site } = await start({ tuning: { duplicateRate: 1 } });
    await platform.install();
    await platform.whenIdle();
    expect(site.reports).toEqual(Array(2).fill({ event: 'avi:forge:installed:app', selfGenerated: false }));
  });
});

describe('queued events', () => {
  it('are worked off in the background, again after a retry, a crash and a time-out', async () => {
    const { platform, site, call, lines } = await start();
    const firsts = [undefined, 'retry', 'crash', 'hang', 'throw'];
    const events = firsts.map((first) => ({ body: { name: first ?? 'plain', first } }));
    expect(await call('push', { events })).toMatchObject({ value: { jobId: someText } });
    await platform.whenIdle(20_000);
    expect(site.reports).toHaveLength(4);
    expect(site.reports).toEqual(
      expect.arrayContaining([
        { worked: 'plain', retry: null },
        { worked: 'retry', retry: 'FUNCTION_RETRY_REQUEST' },
        { worked: 'crash', retry: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' },
        { worked: 'hang', retry: 'FUNCTION_TIME_OUT' },
      ]),
    );
    expect(lines.some(({ message }) => message.includes('a mistake of the consumer'))).toBe(true);
  });

  it('leave room for people: a page is answered before all events are worked off', async () => {
    const { platform, site, call } = await start({ tuning: { maximumProcesses: 3, deliveriesAtOnce: 10 } });
    const events = Array.from({ length: 6 }, (_, number) => ({ body: { name: `${number}`, holdMilliseconds: 700 } }));
    await call('push', { events });
    await new Promise((resolve) => setTimeout(resolve, 150));
    await call('echo');
    // First come, first served, it would be the seventh of three processes: all six would be done.
    expect(site.reports.length).toBeLessThanOrEqual(3);
    await expect(platform.whenIdle(10)).rejects.toThrow('Not idle after 10 ms');
    await platform.whenIdle();
  });
});

describe('a stop', () => {
  it('begins nothing that waits for a process, and leaves none', async () => {
    const { platform, call } = await start({ tuning: { maximumProcesses: 1 } });
    const atWork = call('remaining', { milliseconds: 60_000 });
    const waiting = call('echo');
    const outcomes = Promise.allSettled([atWork, waiting]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await platform.stop();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'stopped' } });
    }
    expect(platform.processes().filter(({ running }) => running)).toEqual([]);
    expect(platform.processes()).toHaveLength(1);
  });
});

describe('a restart', () => {
  it('finds values and events again, and does not install twice', async () => {
    const storageFile = path.join(temporaryDirectory(), 'state', 'storage.jsonl');
    const first = await startFixture({ storageFile });
    await first.platform.install();
    await first.platform.whenIdle();
    await first.call('store', { precious: true });
    await first.call('push', { events: [{ body: { name: 'later' }, delayInSeconds: 1 }] });
    await first.platform.stop();
    await expect(first.call('echo')).rejects.toMatchObject({ kind: 'stopped' });

    const second = await start({ storageFile });
    await second.platform.install();
    expect(await second.call('stored')).toEqual({ value: { precious: true } });
    await second.platform.whenIdle();
    expect(second.site.reports).toEqual([{ worked: 'later', retry: null }]);
  });

  it('saves by itself, without being stopped', async () => {
    const storageFile = path.join(temporaryDirectory(), 'storage.jsonl');
    const first = await start({ storageFile });
    await first.call('store', 'kept');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const second = await start({ storageFile });
    expect(await second.call('stored')).toEqual({ value: 'kept' });
  });

  it('refuses a file that is damaged or not its own', async () => {
    const storageFile = path.join(temporaryDirectory(), 'storage.jsonl');
    writeFileSync(storageFile, '{"format":"forge-sand');
    await expect(startFixture({ storageFile })).rejects.toThrow('is damaged');
    writeFileSync(storageFile, '{"name":"something else"}\n');
    await expect(startFixture({ storageFile })).rejects.toThrow('is not a storage file');
  });
});

describe('an app that cannot be deployed', () => {
  it('is refused with the words of Forge’s bundler', async () => {
    const appDirectory = temporaryDirectory();
    writeFileSync(
      path.join(appDirectory, 'manifest.yml'),
      'app: { id: x }\nmodules: { function: [{ key: f, handler: index.f }] }\n',
    );
    const options = {
      appDirectory,
      site: new FakeSite(),
      clock: () => new Date(),
      clockOffsetMilliseconds: 0,
      storageFile: null,
      cacheDirectory: temporaryDirectory(),
      log: () => undefined,
    };
    await expect(startPlatform(options)).rejects.toThrow("Forge's bundler failed");
  });
});

describe('a resolver that does not come to an end', () => {
  it('is killed after 25 seconds', async () => {
    const { error, milliseconds } = await endless;
    expect(error).toMatchObject({
      kind: 'timedOut',
      message: textWith('Task timed out after 25 seconds'),
    });
    expect(milliseconds).toBeGreaterThanOrEqual(25_000);
    expect(milliseconds).toBeLessThan(28_000);
    expect(shared.platform.processes().filter(({ ending }) => ending === 'timedOut')).toHaveLength(1);
  });
});
