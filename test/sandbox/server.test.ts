import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPageAsAdministrator } from '../../sandbox/cli/app-as-administrator';
import { demoSite } from '../../sandbox/demo';
import { startSandbox, type Sandbox } from '../../sandbox/server';

const TIMEOUT = 300_000;
const DATA = demoSite({ today: '2026-11-20' });
const [PROJECT] = DATA.projects;
const ISSUE = DATA.issues.find((issue) => issue.projectId === PROJECT?.id)?.key ?? '';
const ADMINISTRATORS = new Set(DATA.groups.find((group) => DATA.administratorGroups.includes(group.name))?.members);
const ADMINISTRATOR = DATA.personas.find((persona) => ADMINISTRATORS.has(persona.accountId))?.accountId ?? '';

describe('the sandbox as a server', () => {
  let folder: string;
  let sandbox: Sandbox;

  async function start(): Promise<void> {
    const files = { storageFile: path.join(folder, 'storage.json'), editsFile: path.join(folder, 'edits.jsonl') };
    sandbox = await startSandbox({ data: DATA, port: 0, asOf: '2026-11-20', onProgress: () => undefined, ...files });
    await sandbox.platform.whenIdle();
  }

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'server-'));
    await start();
  }, TIMEOUT);
  afterAll(async () => {
    await sandbox?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, TIMEOUT);

  function ask(method: string, where: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(new URL(where, sandbox.address), {
      method,
      headers: { 'x-sandbox-account': ADMINISTRATOR, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  it('shows the same page at every address of the shell, under a policy of its own', async () => {
    for (const where of ['/', `/browse/${ISSUE}`, '/jira/projects/X/apps/project-page/findings/leads']) {
      const reply = await fetch(new URL(where, sandbox.address));
      expect(await reply.text()).toContain('<div id="root">');
      expect(reply.headers.get('content-security-policy')).toMatch(/^default-src 'self'; frame-src http:\/\/127/);
    }
    expect((await fetch(new URL('/assets/none.js', sandbox.address))).status).toBe(404);
  });

  it('serves no file outside its folders', async () => {
    for (const where of ['/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json']) {
      expect(await (await fetch(new URL(where, sandbox.address))).text()).not.toContain('"plumbline"');
    }
  });

  it('asks Jira as whoever is said to act, and nobody else', async () => {
    const me = (await (await ask('GET', '/rest/api/3/myself')).json()) as { accountId: string };
    expect(me.accountId).toBe(ADMINISTRATOR);
    expect((await ask('GET', '/rest/api/3/myself', undefined, { 'x-sandbox-account': 'stranger' })).status).toBe(400);
    expect((await fetch(new URL('/rest/api/3/myself', sandbox.address))).status).toBe(401);
    expect((await ask('PATCH', '/rest/api/3/myself')).status).toBe(405);
  });

  it('gives the app only what its scopes allow, whoever acts', async () => {
    const through = { 'x-sandbox-through': 'app' };
    const rename = { fields: { summary: 'Renamed' } };
    expect((await ask('PUT', `/rest/api/3/issue/${ISSUE}`, rename, through)).status).toBe(204);
    expect((await ask('PUT', '/rest/api/3/project/SIG', { name: 'Renamed' }, through)).status).toBe(401);
  });

  it('invokes the app with a context that says who looks, and where', async () => {
    const place = { projectKey: PROJECT?.key, issueKey: null, colorMode: 'dark', localId: 'a-frame' };
    const context = (await (
      await ask('POST', '/sandbox/context', { module: 'project-page', place })
    ).json()) as unknown;
    expect(context).toMatchObject({
      accountId: ADMINISTRATOR,
      moduleKey: 'project-page',
      localId: 'a-frame',
      theme: { colorMode: 'dark' },
      siteUrl: sandbox.address.replace(/\/$/, ''),
      extension: { type: 'jira:projectPage', project: { id: PROJECT?.id, key: PROJECT?.key } },
    });
    const body = { module: 'project-page', functionKey: 'standing', payload: { projectId: PROJECT?.id }, place };
    const reply = (await (await ask('POST', '/sandbox/invoke', body)).json()) as { value: { ok: boolean } };
    expect(reply.value.ok).toBe(true);
    expect((await ask('POST', '/sandbox/invoke', { ...body, module: 'none' })).status).toBe(404);
    expect((await ask('POST', '/sandbox/invoke', { ...body, functionKey: 'none' })).status).toBe(502);
    expect((await ask('POST', '/sandbox/invoke', body, { 'x-sandbox-account': 'stranger' })).status).toBe(400);
  });

  it('turns away whoever comes under another name', async () => {
    const { hostname, port } = new URL(sandbox.address);
    const status = await new Promise((resolve, reject) => {
      httpRequest({ hostname, port, path: '/sandbox/site', headers: { host: 'evil.example' } }, (reply) =>
        resolve(reply.statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  it(
    'keeps edits and snapshots over a restart',
    async () => {
      const edit = await ask('PUT', `/rest/api/3/issue/${ISSUE}`, { fields: { duedate: '2027-01-15' } });
      expect(edit.status).toBe(204);
      const contractor = DATA.personas.find((persona) => persona.title === 'Contractor')?.accountId ?? '';
      const as = { 'x-sandbox-account': contractor };
      const close = { accountId: contractor, closed: true };
      expect((await ask('PUT', '/sandbox/account', close, as)).status).toBe(403);
      expect((await ask('PUT', '/sandbox/account', close)).status).toBe(204);
      await sandbox.platform.whenIdle();
      await sandbox.stop();
      await start();
      const issue = (await (await ask('GET', `/rest/api/3/issue/${ISSUE}`)).json()) as { fields: { duedate: string } };
      expect(issue.fields.duedate).toBe('2027-01-15');
      expect((await ask('GET', '/rest/api/3/myself', undefined, as)).status).toBe(401);
      if (!PROJECT) throw new Error('The demo has no project.');
      const exported = await projectPageAsAdministrator(sandbox, DATA)('export', PROJECT);
      expect(exported).toMatchObject({ ok: true, value: { readAt: expect.any(String) as string } });
      expect(sandbox.platform.usage().jiraByEndpoint).not.toHaveProperty('POST /rest/api/3/search/jql');
    },
    TIMEOUT,
  );
});
