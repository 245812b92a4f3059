/** The few endpoints that the app calls, over issues as plain JSON. Anything else, or a wrong request, fails the test. */
export interface FakeIssue {
  readonly id: string;
  readonly key: string;
  readonly fields: Record<string, unknown>;
}

export interface FakeProject {
  readonly id: string;
  key: string;
  name: string;
  lead?: { active: boolean } | null;
  archived?: boolean;
  issues: FakeIssue[];
}

export type JiraFault = 'lost' | { readonly status: number; readonly headers?: Record<string, string> };

/** Who asks: an account, or the app itself. */
export type Asker = { readonly kind: 'app' } | { readonly kind: 'user'; readonly accountId: string };

export class FakeJira {
  timeZone = 'UTC';
  fields: unknown[] = [
    { id: 'customfield_10022', name: 'Target start', schema: { type: 'date', custom: TARGET_START } },
    { id: 'customfield_10015', name: 'Start date', schema: { type: 'date', custom: DATE_PICKER } },
    { id: 'customfield_10020', name: 'Sprint', schema: { type: 'array', custom: SPRINT } },
    { id: 'customfield_10016', name: 'Story point estimate', schema: { type: 'number' } },
    { id: 'duedate', name: 'Due date', schema: { type: 'date' } },
  ];
  projects: FakeProject[] = [];
  /** Projects that the app may not browse. */
  readonly closedToApp = new Set<string>();
  /** Account → project ids that it may browse. */
  readonly browse = new Map<string, Set<string>>();
  /** Account → issues that it may not browse although it browses their project. */
  readonly secured = new Map<string, Set<string>>();
  /** How many issues a page holds, by the number of the search call. */
  pageSize: (call: number) => number = () => 100;
  /** Added to every count. */
  miscount = 0;
  /** Asked before every call; what it answers happens instead. */
  fault: (endpoint: string, call: number) => JiraFault | null = () => null;
  readonly calls: { readonly endpoint: string; readonly as: Asker; readonly body: unknown }[] = [];
  private searches = 0;

  answer(method: string, path: string, body: unknown, as: Asker): Response {
    const url = new URL(path, 'https://jira.invalid');
    const endpoint = url.pathname.replace('/rest/api/3/', '').replace(/\d+/, '{id}');
    this.calls.push({ endpoint, as, body });
    const fault = this.fault(endpoint, this.calls.length);
    if (fault === 'lost') throw new TypeError('fetch failed');
    if (fault !== null) return reply(fault.status, { errorMessages: ['injected'], errors: {} }, fault.headers);
    switch (`${method} ${endpoint}`) {
      case 'GET serverInfo':
        return reply(200, { baseUrl: 'https://jira.invalid', serverTimeZone: this.timeZone });
      case 'GET field':
        return reply(200, this.fields);
      case 'GET project/search':
        return this.searchProjects(url.searchParams, as);
      case 'GET project/{id}':
        return this.oneProject(url.pathname.split('/').at(-1) ?? '', as);
      case 'GET mypermissions':
        return this.myPermissions(url.searchParams, as);
      case 'POST permissions/check':
        return this.checkPermissions(body, as);
      case 'POST search/jql':
        return this.search(body, as);
      case 'POST search/approximate-count':
        return reply(200, { count: this.select((body as { jql: string }).jql, as).length + this.miscount });
      case 'POST issue/bulkfetch':
        return this.bulkFetch(body, as);
      default:
        throw new Error(`The app called an endpoint that it should not know: ${method} ${path}`);
    }
  }

  issue(id: string): FakeIssue | undefined {
    return this.projects.flatMap((project) => project.issues).find((issue) => issue.id === id);
  }

  private mayBrowse(projectId: string, as: Asker): boolean {
    const project = this.projects.find(({ id }) => id === projectId);
    if (project === undefined) return false;
    if (as.kind === 'app') return !this.closedToApp.has(projectId);
    return this.browse.get(as.accountId)?.has(projectId) === true;
  }

  private maySee(issue: FakeIssue, projectId: string, as: Asker): boolean {
    if (!this.mayBrowse(projectId, as)) return false;
    return as.kind === 'app' || this.secured.get(as.accountId)?.has(issue.id) !== true;
  }

  private searchProjects(query: URLSearchParams, as: Asker): Response {
    const startAt = Number(query.get('startAt'));
    const visible = this.projects.filter(({ id, archived }) => !archived && this.mayBrowse(id, as));
    const values = visible.slice(startAt, startAt + 2).map(projectReply);
    return reply(200, { startAt, maxResults: 2, total: visible.length, isLast: startAt + 2 >= visible.length, values });
  }

  private oneProject(id: string, as: Asker): Response {
    const project = this.projects.find((each) => each.id === id);
    if (!project || !this.mayBrowse(id, as)) return reply(404, { errorMessages: ['No project'], errors: {} });
    return reply(200, projectReply(project));
  }

  private myPermissions(query: URLSearchParams, as: Asker): Response {
    const projectId = query.get('projectId') ?? '';
    if (!this.projects.some(({ id }) => id === projectId)) return reply(404, { errorMessages: [], errors: {} });
    const havePermission = this.mayBrowse(projectId, as);
    return reply(200, { permissions: { BROWSE_PROJECTS: { key: 'BROWSE_PROJECTS', havePermission } } });
  }

  private checkPermissions(body: unknown, as: Asker): Response {
    const [asked] = (body as { projectPermissions: { projects: number[]; issues: number[] }[] }).projectPermissions;
    if (asked.projects.length > 1000 || asked.issues.length > 1000) return reply(400, { errorMessages: [] });
    const seen = this.projects.flatMap((project) =>
      project.issues.filter((issue) => this.maySee(issue, project.id, as)).map(({ id }) => Number(id)),
    );
    return reply(200, {
      globalPermissions: [],
      projectPermissions: [
        {
          permission: 'BROWSE_PROJECTS',
          projects: asked.projects.filter((id) => this.mayBrowse(String(id), as)),
          issues: asked.issues.filter((id) => seen.includes(id)),
        },
      ],
    });
  }

  private search(body: unknown, as: Asker): Response {
    const asked = body as { jql: string; fields: string[]; maxResults: number; nextPageToken?: string };
    const from = asked.nextPageToken === undefined ? 0 : Number(/^from-(\d+)$/.exec(asked.nextPageToken)?.[1] ?? NaN);
    if (Number.isNaN(from)) {
      return reply(400, { errorMessages: ['The provided next page token is invalid or expired.'] });
    }
    const found = this.select(asked.jql, as);
    const size = Math.min(asked.maxResults, this.pageSize(++this.searches));
    const issues = found.slice(from, from + size).map((issue) => withFields(issue, asked.fields));
    const isLast = from + size >= found.length;
    return reply(200, { issues, isLast, ...(isLast ? {} : { nextPageToken: `from-${from + size}` }) });
  }

  private select(jql: string, as: Asker): readonly FakeIssue[] {
    const match = /^project = (\d+)(?: AND updated >= -(\d+)m)?(?: ORDER BY key ASC)?$/.exec(jql);
    if (!match) throw new Error(`JQL that the fake does not know: ${jql}`);
    const project = this.projects.find(({ id }) => id === match[1]);
    const visible = (project?.issues ?? []).filter((issue) => this.maySee(issue, match[1], as));
    if (match[2] === undefined) return visible;
    const since = Date.now() - Number(match[2]) * 60_000;
    return visible.filter((issue) => new Date(String(issue.fields.updated)).getTime() >= since);
  }

  private bulkFetch(body: unknown, as: Asker): Response {
    const { issueIdsOrKeys, fields } = body as { issueIdsOrKeys: string[]; fields: string[] };
    if (issueIdsOrKeys.length > 100) return reply(400, { errorMessages: ['too many'] });
    const issues = this.projects.flatMap((project) =>
      project.issues
        .filter(({ id, key }) => issueIdsOrKeys.includes(id) || issueIdsOrKeys.includes(key))
        .filter((issue) => this.maySee(issue, project.id, as))
        .map((issue) => withFields(issue, fields)),
    );
    return reply(200, { issues, issueErrors: [] });
  }
}

const TARGET_START = 'com.atlassian.jpo:jpo-custom-field-baseline-start';
const DATE_PICKER = 'com.atlassian.jira.plugin.system.customfieldtypes:datepicker';
const SPRINT = 'com.pyxis.greenhopper.jira:gh-sprint';

function withFields(issue: FakeIssue, names: readonly string[]): unknown {
  const fields = Object.fromEntries(Object.entries(issue.fields).filter(([name]) => names.includes(name)));
  return { ...issue, fields };
}

function projectReply({ id, key, name, lead, archived }: FakeProject): Record<string, unknown> {
  return { id, key, name, ...(lead === undefined ? {} : { lead }), ...(archived ? { archived } : {}) };
}

function reply(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}
