import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoSite } from '../../sandbox/demo';
import { createJiraSite } from '../../sandbox/jira';
import type { JiraSite, SiteRequest } from '../../sandbox/jira/site-port';
import { startPlatform, type ForgePlatform } from '../../sandbox/platform';
import type {
  AdminPageFunction,
  AdminPageRequest,
  DependencyMapFunction,
  DependencyMapRequest,
  ProjectPageFunction,
  ProjectPageRequest,
} from '../../src/contract';
import { readyMadePlaybooks } from '../../src/compliance';
import { toEdit } from '../support/edited-playbook';
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

/** Who leads the project has no PMO role, and of the first week nothing is kept yet. */
const REFUSED: ReadonlySet<ProjectPageFunction> = new Set(['decideWaiver', 'changedIssues'] as const);

/** Each function of the project page once. */
function projectRequests(projectId: string): readonly (readonly [ProjectPageFunction, object])[] {
  const rule = 'resourced';
  const payloads = {
    standing: { projectId },
    finding: { projectId, rule },
    selectInJira: { projectId, rule },
    refresh: { projectId },
    export: { projectId },
    scorePath: { projectId, target: 95 },
    history: { projectId, weeks: 4 },
    changes: { projectId },
    changedIssues: { projectId, rule, since: TODAY },
    waivers: { projectId },
    requestWaiver: { projectId, rule, reason: 'Why', mitigation: 'How', until: TODAY },
    decideWaiver: { projectId, waiver: 1, decision: 'grant', reason: 'Why' },
    withdrawWaiver: { projectId, waiver: 1, reason: 'Why' },
    auditTrail: { projectId },
  } satisfies { readonly [F in ProjectPageFunction]: ProjectPageRequest<F> };
  return Object.entries(payloads) as (readonly [ProjectPageFunction, object])[];
}

/** Each function of the admin page once; what it shows last has people and projects to name. */
function adminRequests(projectId: string): readonly (readonly [AdminPageFunction, object])[] {
  const payloads = {
    startDraft: { from: 'readyMade', id: 'light-governance', revision: 0 },
    saveDraft: { revision: 1, playbook: toEdit(readyMadePlaybooks[2]) },
    startPreview: { revision: 2 },
    playbookPreview: {},
    publishPlaybook: { revision: 2 },
    playbookVersions: { id: 'light-governance' },
    discardDraft: { revision: 3 },
    playbookChoices: {},
    playbooks: {},
    pmoRole: { find: 'admin' },
    savePmoRole: { group: null, version: 0 },
    saveSettings: { backgroundShare: 0.5, version: 0 },
    refreshProject: { projectId },
    refreshEverything: {},
    reconcile: { projectId: null },
    diagnostics: {},
    health: {},
  } satisfies { readonly [F in AdminPageFunction]: AdminPageRequest<F> };
  return Object.entries(payloads) as (readonly [AdminPageFunction, object])[];
}

/** Each function of the dependency map once. */
function mapRequests(projectId: string, issueId = ''): readonly (readonly [DependencyMapFunction, object])[] {
  const payloads = {
    portfolioMap: {},
    projectLeads: {},
    mapSources: {},
    issueMap: { scope: { of: 'project', projectId } },
    whatIf: { changes: [{ what: 'shift', issueId, days: 5 }] },
    issueContext: { issueId },
  } satisfies { readonly [F in DependencyMapFunction]: DependencyMapRequest<F> };
  return Object.entries(payloads) as (readonly [DependencyMapFunction, object])[];
}

/** What the app asks for in the course of these tests, by endpoint, and by condition where it searches. */
const EXPECTED = [
  'GET /rest/api/3/serverInfo',
  'GET /rest/api/3/field',
  'GET /rest/api/3/status',
  'GET /rest/api/3/issueLinkType',
  'GET /rest/api/3/project/search',
  'GET /rest/api/3/project/{}/versions',
  'GET /rest/api/3/mypermissions',
  'GET /rest/api/3/user/bulk',
  'GET /rest/api/3/groups/picker',
  'POST /rest/api/3/search/jql',
  'POST /rest/api/3/search/approximate-count',
  'POST /rest/api/3/issue/bulkfetch',
  'POST /rest/api/3/changelog/bulkfetch',
  'POST /rest/api/3/permissions/check',
  'updated >= -',
  'issueLinkType is not EMPTY',
];

function missing(heard: readonly SiteRequest[]): readonly string[] {
  const asked = heard.map(
    ({ method, path: where, body = '' }) => `${method} ${where.split('?')[0]?.replace(/\/\d{2,}/g, '/{}')} ${body}`,
  );
  return EXPECTED.filter((each) => !asked.some((request) => request.includes(each)));
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('Waited in vain');
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
      // A test asks in seconds for what people look at in many minutes, and storage gives so much a minute.
      tuning: { storageUnitsPerMinute: 100_000 },
      log: () => undefined,
    });
    await platform.install();
    const project = data.projects.find((each) => each.key === 'SIG');
    const accountId = data.personas[0]?.accountId;
    if (!project || !accountId) throw new Error('the demo has no signalling upgrade, or nobody to look at it');
    const modulePage = (type: string): string =>
      platform.manifest.modules.find((each) => each.type === type)?.key ?? '';
    const page = modulePage('jira:projectPage');
    const payload = { projectId: project.id };
    const viewer = {
      accountId,
      context: { accountId, extension: { type: 'jira:projectPage', project: { id: project.id, key: project.key } } },
    };
    await until(async () => {
      const reply = (await platform.invoke(page, 'standing', payload, viewer)) as { value?: { snapshot?: unknown } };
      return Boolean(reply.value?.snapshot);
    });
    for (const [functionKey, asked] of projectRequests(project.id)) {
      const reply = await platform.invoke(page, functionKey, asked, viewer);
      expect([functionKey, reply]).toMatchObject([functionKey, { ok: !REFUSED.has(functionKey) }]);
    }
    const edited = data.issues.find((issue) => issue.projectId === project.id);
    await until(async () => {
      const reply = (await platform.invoke(page, 'portfolioMap', {}, viewer)) as { value?: { asOf?: string | null } };
      return typeof reply.value?.asOf === 'string';
    });
    for (const [functionKey, asked] of mapRequests(project.id, edited?.id)) {
      for (const module of ['jira:globalPage', 'jira:issueContext', 'jira:projectPage']) {
        const reply = await platform.invoke(modulePage(module), functionKey, asked, viewer);
        expect([functionKey, reply]).toMatchObject([functionKey, { ok: true }]);
      }
    }
    const administrators = data.groups.find(({ name }) => data.administratorGroups.includes(name))?.members ?? [];
    for (const [functionKey, asked] of adminRequests(project.id)) {
      const [administrator] = administrators;
      const reply = await platform.invoke(modulePage('jira:adminPage'), functionKey, asked, {
        accountId: administrator,
        context: { accountId: administrator, extension: { type: 'jira:adminPage' } },
      });
      expect([functionKey, reply]).toMatchObject([functionKey, { ok: true }]);
    }
    await site.handle(
      { method: 'PUT', path: `/rest/api/3/issue/${edited?.id}`, body: '{"fields":{"duedate":"2026-12-24"}}' },
      { kind: 'user', accountId, scopes: 'all' },
    );
    await platform.runScheduled('every-hour');
    // Work that waits for its time is not waited for: what is looked for comes long before.
    await until(() => missing(heard).length === 0).catch(() => undefined);
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

  it('was made: reading all and what changed, proving, looking as the viewer, naming people', () => {
    expect(missing(heard)).toEqual([]);
  });

  it('only reads', () => {
    const reading = /^(GET |POST \/rest\/api\/3\/(search\/|issue\/bulkfetch|changelog\/bulkfetch|permissions\/check))/;
    expect(heard.map(({ method, path: where }) => `${method} ${where}`).filter((each) => !reading.test(each))).toEqual(
      [],
    );
  });
});
