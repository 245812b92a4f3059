import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoSite } from '../../sandbox/demo';
import { createJiraSite } from '../../sandbox/jira';
import type { JiraSite, SiteRequest } from '../../sandbox/jira/site-port';
import { startPlatform, type ForgePlatform } from '../../sandbox/platform';
import { projectPageRequests } from '../../src/contract';
import { loadDocument } from './support/openapi';
import { validateRequest } from './validate-request';

const ROOT = path.resolve(__dirname, '../..');
const TODAY = '2026-11-20';
const document = loadDocument();
const suite = document === null ? describe.skip : describe;

/** Passes everything on, and remembers what the app asked for. */
function listeningTo(site: JiraSite, heard: SiteRequest[]): JiraSite {
  return {
    handle(request, actor) {
      heard.push(request);
      return site.handle(request, actor);
    },
    onEvent: (listener) => site.onEvent(listener),
  };
}

suite('every request that the app makes of Jira', () => {
  const heard: SiteRequest[] = [];
  let folder: string;
  let platform: ForgePlatform;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'app-requests-'));
    const data = demoSite({ today: TODAY });
    const offset = Date.parse(`${TODAY}T12:00:00Z`) - Date.now();
    const clock = (): Date => new Date(Date.now() + offset);
    const site = createJiraSite(data, { clock, baseUrl: 'http://127.0.0.1' });
    platform = await startPlatform({
      appDirectory: ROOT,
      site: listeningTo(site, heard),
      clock,
      clockOffsetMilliseconds: offset,
      storageFile: null,
      cacheDirectory: path.join(ROOT, '.cache'),
      log: () => undefined,
    });
    await platform.install();
    await platform.whenIdle();
    const project = data.projects.find((each) => each.key === 'SIG');
    const accountId = data.personas[0]?.accountId;
    if (!project || !accountId) throw new Error('the demo has no signalling upgrade, or nobody to look at it');
    const page = platform.manifest.modules.find((each) => each.type === 'jira:projectPage')?.key ?? '';
    for (const functionKey of Object.keys(projectPageRequests)) {
      const payload = { projectId: project.id, rule: 'resourced' };
      const { projectId } = payload;
      const needsRule = functionKey === 'finding' || functionKey === 'selectInJira';
      const reply = await platform.invoke(page, functionKey, needsRule ? payload : { projectId }, {
        accountId,
        context: { accountId, extension: { type: 'jira:projectPage', project: { id: project.id, key: project.key } } },
      });
      expect([functionKey, (reply as { ok: boolean }).ok]).toEqual([functionKey, true]);
    }
    const edited = data.issues.find((issue) => issue.projectId === project.id);
    await site.handle(
      { method: 'PUT', path: `/rest/api/3/issue/${edited?.id}`, body: '{"fields":{"duedate":"2026-12-24"}}' },
      { kind: 'user', accountId, scopes: 'all' },
    );
    await platform.whenIdle();
    await platform.runScheduled('every-hour');
    await platform.whenIdle();
  }, 240_000);

  afterAll(async () => {
    await platform.stop();
    rmSync(folder, { recursive: true });
  });

  it('fits the OpenAPI document', () => {
    if (document === null) throw new Error('unreachable: the suite is skipped');
    const faults = new Set(
      heard.flatMap((request) =>
        validateRequest(document, request).map((fault) => `${request.method} ${request.path.split('?')[0]}: ${fault}`),
      ),
    );
    expect([...faults]).toEqual([]);
  });

  it('was made: reading, counting, looking as the viewer', () => {
    const asked = new Set(
      heard.map(({ method, path: where }) => `${method} ${where.split('?')[0]?.replace(/\/\d{2,}/g, '/{}')}`),
    );
    for (const expected of [
      'GET /rest/api/3/serverInfo',
      'GET /rest/api/3/field',
      'GET /rest/api/3/project/search',
      'GET /rest/api/3/mypermissions',
      'POST /rest/api/3/search/jql',
      'POST /rest/api/3/search/approximate-count',
      'POST /rest/api/3/issue/bulkfetch',
      'POST /rest/api/3/permissions/check',
    ]) {
      expect([...asked]).toContain(expected);
    }
  });

  it('only reads', () => {
    const reading = /^(GET |POST \/rest\/api\/3\/(search\/|issue\/bulkfetch|permissions\/check))/;
    expect(heard.map(({ method, path: where }) => `${method} ${where}`).filter((each) => !reading.test(each))).toEqual(
      [],
    );
  });
});
